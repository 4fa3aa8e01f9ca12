"""Many answers in one step: not pursued for one reason, nothing has changed, answered together."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction

from recommendations.actions import audit, follow_ups, updates, versions
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.typed import Answer
from recommendations.choices import BULK_REASONS, Status
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import FollowUp, Update, UpdateVersion, User
from recommendations.permissions import check_edit
from recommendations.text import gettext_noop

MOVED_ON = gettext_noop("%(reference)s was changed after you opened the page, so nothing was done. Look at it again.")


@dataclass(frozen=True)
class Chosen:
    """A ticked row, the id of the newest update that the page knew of (0 for none), and why it is not pursued."""

    follow_up: FollowUp
    seen: int
    reason: str = ""


@transaction.atomic
def not_pursued(*, rows: Iterable[Chosen], by: User, form_key: str = "") -> list[Update]:
    """A draft for each row that says “not pursued” for its `reason`; the rest of its accepted answer is carried on.

    All or none. Errors: NotAllowed, TooLate, Conflict, Refused.
    """
    rows = _locked(rows)
    if any(each.reason not in BULK_REASONS for each in rows):
        raise Refused(gettext_noop("Choose one of the reasons."))
    return [_begin(each, _not_pursued(each.reason, by=by, form_key=form_key), by=by) for each in rows]


def _not_pursued(reason: str, *, by: User, form_key: str) -> Callable[[Update], UpdateVersion]:
    changed = {"status": Status.NOT_PURSUED.value, "not_pursued_reason": reason, "replaced_by": ""}

    def version_of(update: Update) -> UpdateVersion:
        source = update.follow_up.current_version
        if source is None:
            answer = Answer(status=Status.NOT_PURSUED, not_pursued_reason=reason)
            return versions.write(update, answer, by=by, form_key=form_key)
        return versions.carry(source, update, by=by, form_key=form_key, **changed)

    return version_of


@transaction.atomic
def unchanged(*, rows: Iterable[Chosen], by: User, form_key: str = "") -> list[Update]:
    """A draft for each row that repeats its accepted answer, marked as confirmed unchanged. All or none.

    Errors: NotAllowed, TooLate, Conflict, Refused (nothing was accepted yet).
    """

    def version_of(update: Update) -> UpdateVersion:
        source = update.follow_up.current_version
        if source is None:
            raise Refused(
                gettext_noop("%(reference)s has no accepted answer yet, so there is nothing to confirm."),
                reference=update.follow_up.recommendation.reference,
            )
        return versions.carry(source, update, by=by, form_key=form_key)

    return [_begin(each, version_of, by=by, is_unchanged=True) for each in _locked(rows)]


@transaction.atomic
def serve(*, under: FollowUp, more: Sequence[Chosen], fewer: Sequence[FollowUp], by: User, form_key: str = "") -> None:
    """The answer to `under` serves for `more` from now on, and for `fewer` no longer. All or none.

    What somebody else untied meanwhile is left alone. Errors: those of `together` and `apart`.
    """
    lock_follow_ups([*(each.follow_up for each in more), *fewer, under])
    still = FollowUp.objects.filter(pk__in=[each.pk for each in fewer], answered_under=under).order_by("pk")
    for each in still:
        follow_ups.answer_alone(follow_up=each, by=by, form_key=form_key)
    if more:
        together(rows=more, under=under, by=by, form_key=form_key)


@transaction.atomic
def together(*, rows: Iterable[Chosen], under: FollowUp, by: User, form_key: str = "") -> list[FollowUp]:
    """The answer to `under` serves for these too, until `apart`. All or none.

    Errors: NotAllowed, TooLate, Refused, Conflict (one of them was begun, decided or tied since).
    """
    wanted = [each for each in _some(rows) if each.follow_up.pk != under.pk]
    if not wanted:
        raise Refused(gettext_noop("Tick at least two recommendations to answer them together."), field="rows")
    lock_follow_ups([*(each.follow_up for each in wanted), under])
    for each in wanted:
        now = updates.lock(each.follow_up)
        if now.answered_under_id or updates.newest_id(now) != each.seen:
            raise _moved_on(now)
    return [follow_ups.answer_under(follow_up=each.follow_up, under=under, by=by, form_key=form_key) for each in wanted]


@transaction.atomic
def apart(*, rows: Iterable[Chosen], by: User) -> list[FollowUp]:
    """Each of these is answered on its own again. All or none. Errors: NotAllowed, TooLate, Refused."""
    wanted = [each.follow_up for each in _some(rows)]
    lock_follow_ups(wanted)
    return [follow_ups.answer_alone(follow_up=each, by=by) for each in wanted]


def _some(rows: Iterable[Chosen]) -> list[Chosen]:
    rows = list(rows)
    if not rows:
        raise Refused(gettext_noop("Tick at least one recommendation."), field="rows")
    return rows


def _locked(rows: Iterable[Chosen]) -> list[Chosen]:
    """The rows as they are now, each under its lock: all are locked before the first event is written."""
    rows = _some(rows)
    lock_follow_ups([each.follow_up for each in rows])
    return [Chosen(updates.lock(each.follow_up), each.seen, each.reason) for each in rows]


def _begin(
    chosen: Chosen, version_of: Callable[[Update], UpdateVersion], *, by: User, is_unchanged: bool = False
) -> Update:
    follow_up = chosen.follow_up
    try:
        check_edit(by, follow_up, None)
    except TooLate as error:
        raise _moved_on(follow_up) from error
    if follow_up.answered_under_id or updates.newest_id(follow_up) != chosen.seen or updates.open_update(follow_up):
        raise _moved_on(follow_up)
    update = Update.objects.create(
        follow_up=follow_up, created_by=by, version=1, round=updates.round_of(follow_up), is_unchanged=is_unchanged
    )
    version = version_of(update)
    audit.record("update.save", update, by=by, party=follow_up.party, before=None, after=versions.summary(version))
    return update


def _moved_on(follow_up: FollowUp) -> Conflict:
    return Conflict(MOVED_ON, reference=follow_up.recommendation.reference)
