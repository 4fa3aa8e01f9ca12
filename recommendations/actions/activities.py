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


class Merging:
    """The activities that answers name, locked by whoever holds the trail, for answers as they are to be written."""

    def __init__(self, answers: Iterable[Answer], *, by: User, form_key: str) -> None:
        self.by, self.form_key = by, form_key
        self.now = _locked(
            typed.activity for each in answers for typed in each.activities if typed.activity and not typed.only_here
        )

    def merged(self, update: Update | None, answer: Answer) -> Answer:
        """`answer` with its activities as they are to be written, each the locked one.

        What was left as the page showed it, and changed elsewhere since, stays so in this answer and is not touched
        there. What this very form saved before (`form_key`) counts as shown. Errors: ChangedElsewhere.
        """
        moved = [each.activity.pk for each in answer.activities if each.activity and _has_moved(each, self.now)]
        shown = _saved_before(update, moved, by=self.by, form_key=self.form_key)
        rows = (
            _merged(each, self.now[each.activity.pk], shown.get(each.activity.pk, each.seen))
            if each.activity and not each.only_here and each.activity.pk in self.now
            else each
            for each in answer.activities
        )
        return replace(answer, activities=tuple(rows))


def keep(answer: Answer) -> None:
    """What was typed of the activities that are there is what they say from now on."""
    for typed in answer.activities:
        if typed.activity and not typed.only_here and typed.activity.mark != _says(typed):
            typed.activity.text, typed.activity.starts_on = typed.text, typed.starts_on
            typed.activity.ends_on = typed.ends_on
            typed.activity.save()


def _has_moved(typed: ActivityText, now: dict[int, Activity]) -> bool:
    here = now.get(typed.activity.pk) if typed.activity else None
    return bool(here and typed.seen and typed.seen != here.mark)


def _merged(typed: ActivityText, now: Activity, shown: str) -> ActivityText:
    if not shown or now.mark in (shown, _says(typed)):
        return replace(typed, activity=now)
    if _says(typed) != shown:
        raise ChangedElsewhere(now)
    return replace(typed, activity=now, only_here=True)


def _says(typed: ActivityText) -> str:
    return mark_of(text.clean(typed.text), typed.starts_on, typed.ends_on)


def _locked(activities: Iterable[Activity]) -> dict[int, Activity]:
    wanted = sorted({each.pk for each in activities})
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
