"""An activity serves several answers: what was changed in one of them is not written over from another."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from recommendations import text
from recommendations.actions.locking import locked
from recommendations.actions.typed import ActivityText, Answer
from recommendations.errors import Refused
from recommendations.models import Activity, Update, User, VersionActivity
from recommendations.models.activity import mark_of
from recommendations.text import gettext_noop


class ChangedElsewhere(Refused):
    """An activity says something else by now than the page showed, and something else was typed. `activity`: as it
    is now."""

    def __init__(self, activity: Activity) -> None:
        super().__init__(gettext_noop("An activity was changed in another answer after you opened the page."))
        self.activity = activity


def merged(update: Update | None, answer: Answer, *, by: User, form_key: str) -> Answer:
    """`answer` with its activities as they are to be written, and these locked, by whoever holds the trail.

    What was left as the page showed it, and changed elsewhere since, stays so in this answer and is not touched there.
    What this very form saved before (`form_key`) counts as shown. Errors: ChangedElsewhere.
    """
    now = _locked(each.activity for each in answer.activities if each.activity and not each.only_here)
    moved = [each.activity.pk for each in answer.activities if each.activity and _has_moved(each, now)]
    shown = _saved_before(update, moved, by=by, form_key=form_key)
    rows = (
        _merged(each, now[each.activity.pk], shown.get(each.activity.pk, each.seen))
        if each.activity and each.activity.pk in now
        else each
        for each in answer.activities
    )
    return replace(answer, activities=tuple(rows))


def _has_moved(typed: ActivityText, now: dict[int, Activity]) -> bool:
    here = now.get(typed.activity.pk) if typed.activity else None
    return bool(here and typed.seen and typed.seen != here.mark)


def _merged(typed: ActivityText, now: Activity, shown: str) -> ActivityText:
    says = mark_of(text.clean(typed.text), typed.starts_on, typed.ends_on)
    if not shown or now.mark in (shown, says):
        return typed
    if says != shown:
        raise ChangedElsewhere(now)
    return replace(typed, only_here=True)


def _locked(activities: Iterable[Activity]) -> dict[int, Activity]:
    wanted = sorted(each.pk for each in activities)
    rows = locked(Activity.objects).filter(pk__in=wanted).order_by("pk")
    return {each.pk: each for each in rows} if wanted else {}


def _saved_before(update: Update | None, activities: Sequence[int], *, by: User, form_key: str) -> dict[int, str]:
    """What this form said last of these activities, as marks by their ids."""
    if update is None or not form_key or not activities:
        return {}
    rows = VersionActivity.objects.filter(
        version__update=update, version__form_key=form_key, version__saved_by=by, activity__in=activities
    ).order_by("version__number")
    return {each.activity_id: mark_of(each.text, each.starts_on, each.ends_on) for each in rows}
