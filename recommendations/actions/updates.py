"""Writing a party's answer: save, and the moves from draft to submitted. Of one, or of many in as many queries."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeAlias

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from recommendations import workflow
from recommendations.actions import approval_mail, audit, versions
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.saving import Done, Ready, add_versions, store
from recommendations.actions.typed import Answer, Typed
from recommendations.choices import NotPursuedReason, Status, UpdateState
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import FollowUp, Round, Update, UpdateVersion, User
from recommendations.permissions import check_edit, check_move
from recommendations.text import clean, gettext_noop
from recommendations.workflow import EDITABLE, Move

CHANGED = gettext_noop("This answer was changed after you opened it.")
NOT_ASKED = gettext_noop("This is no longer asked: the document was taken back.")
DISCARDED = gettext_noop("This draft was discarded.")
MOVED = ("state", "round_id", "approved_at", "approved_by_id", "submitted_at", "submitted_by_id")

# An update, and the version that a page showed.
Shown: TypeAlias = tuple[Update, int]


@transaction.atomic
def save(
    *,
    follow_up: FollowUp,
    answer: Answer,
    opened_version: int,
    by: User,
    form_key: str = "",
    opened_update: int | None = None,
) -> Update:
    """Save `answer` as the open draft's next version, beginning a draft where there is none.

    `opened_version` is the version number the person started from, 0 where there was no draft; `opened_update`
    the id of the newest update they saw there, 0 for none (None: not asked). Without it the first version of a
    draft could be taken for that of another, begun after the first was discarded or accepted.
    Errors: NotAllowed, TooLate, Conflict (somebody saved since, and not from this very form), ChangedElsewhere,
    Refused.
    """
    return one(save_many(rows=[Typed(follow_up, answer, opened_version, opened_update)], by=by, form_key=form_key))


@transaction.atomic
def save_many(*, rows: Sequence[Typed], by: User, form_key: str = "") -> list[Done]:
    """`save` these, each of another follow-up, in one go: what became of each. One that is refused costs no other."""
    follow_ups = lock_many(each.follow_up.pk for each in rows)
    opened = open_updates(follow_ups.values())
    seen = [each.follow_up.pk for each in rows if each.opened_update is not None]
    newest, asked_in = newest_ids(seen), Asking()
    ready: list[Ready | Refused] = []
    for each in rows:
        follow_up, update = follow_ups.get(each.follow_up.pk), opened.get(each.follow_up.pk)
        try:
            if follow_up is None:
                raise TooLate(NOT_ASKED)
            answer = _checked(each, follow_up, update, newest.get(follow_up.pk, 0), by=by, form_key=form_key)
            ready.append(Ready(follow_up, update, answer, None if update else asked_in.of(follow_up)))
        except Refused as error:
            ready.append(error)
    return add_versions(ready, by=by, form_key=form_key)


def _checked(row: Typed, follow_up: FollowUp, update: Update | None, newest: int, *, by: User, form_key: str) -> Answer:
    """What is to be saved of a row, whose follow-up is locked. Errors: those of `save`."""
    check_edit(by, follow_up, update)
    if follow_up.answered_under:
        raise Refused(
            gettext_noop("This recommendation is answered under %(reference)s. Write the answer there."),
            reference=follow_up.answered_under.recommendation.reference,
        )
    opened_version = row.opened_version
    if row.opened_update is not None and row.opened_update != newest:
        if update is None:
            raise Conflict(CHANGED)
        opened_version = 0  # nothing of this draft was seen: only this very form's own saves are no conflict
    check_version(update, opened_version, by=by, form_key=form_key)
    answer = versions.adopt(update, row.answer, by=by, form_key=form_key)
    versions.check(follow_up, answer, by=by)
    return answer


def add_version(follow_up: FollowUp, update: Update, answer: Answer, *, by: User, form_key: str) -> Update:
    """The draft's next version, for an action that holds the lock and has checked the rest."""
    versions.check(follow_up, answer, by=by)
    return one(add_versions([Ready(follow_up, update, answer)], by=by, form_key=form_key))


def one(done: Sequence[Done]) -> Update:
    """What became of the only row. Raises why it was refused."""
    (found,) = done
    if isinstance(found, Refused):
        raise found
    return found


def call_back(*, follow_up: FollowUp, by: User) -> None:
    """An answer that lies with the approver, or was approved, becomes a draft again, for an action that holds the lock:
    it is to serve for more than the approver has read."""
    update = open_update(follow_up)
    if update is None or update.state not in (UpdateState.FOR_APPROVAL, UpdateState.APPROVED):
        return
    before = versions.summary(versions.latest(update))
    version = versions.copy(update, by=by)
    update.state = EDITABLE[UpdateState(update.state)]
    update.approved_at = update.approved_by = None
    update.save()
    audit.record("update.save", update, by=by, party=follow_up.party, before=before, after=versions.summary(version))


@transaction.atomic
def discard(*, update: Update, seen_version: int, by: User) -> None:
    """Throw away a draft that was never submitted. Errors: NotAllowed, TooLate, Conflict."""
    update = lock_update(update)
    check_edit(by, update.follow_up, update)
    check_version(update, seen_version, by=by)
    if update.state != UpdateState.DRAFT or update.versions.filter(frozen_at__isnull=False).exists():
        raise TooLate(gettext_noop("Only a draft that was never submitted can be discarded."))
    audit.record(
        "update.discard", update, by=by, party=update.follow_up.party,
        before=versions.summary(versions.latest(update)),
    )  # fmt: skip
    update.delete()


@transaction.atomic
def ask_approval(*, update: Update, seen_version: int, by: User) -> Update:
    """Send a draft to the party's approver. Errors: NotAllowed, TooLate, Conflict, Refused (incomplete)."""
    return one(ask_approval_many(rows=[(update, seen_version)], by=by))


@transaction.atomic
def ask_approval_many(*, rows: Sequence[Shown], by: User) -> list[Done]:
    """The same with each of these, in the version that was seen: what became of each."""
    done = _ready_many(rows, _asking_approval, by=by)
    ready = [each for each in done if isinstance(each, Update)]
    latest = versions.latest_of(ready)
    done = [_complete(each, latest) for each in done]
    _moved_many([(each, workflow.ASK_APPROVAL) for each in done if isinstance(each, Update)], by=by)
    return done


@transaction.atomic
def approve(*, update: Update, seen_version: int, by: User) -> Update:
    """The party's approver agrees. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.APPROVE, seen_version=seen_version, by=by)
    update.approved_at, update.approved_by = timezone.now(), by
    return _moved(update, workflow.APPROVE, by=by)


@transaction.atomic
def record_approval(*, update: Update, seen_version: int, by: User) -> Update:
    """The party's approver agreed on paper, and `by` records it. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.RECORD_APPROVAL, seen_version=seen_version, by=by)
    update.approved_at, update.approved_by = timezone.now(), by
    return _moved(update, workflow.RECORD_APPROVAL, by=by)


@transaction.atomic
def refuse_approval(*, update: Update, seen_version: int, note: str, by: User) -> Update:
    """The approver sends a draft back to its reporter. Errors: NotAllowed, TooLate, Conflict, Refused."""
    update = _ready(update, workflow.REFUSE_APPROVAL, seen_version=seen_version, by=by)
    if not clean(note):
        raise Refused(gettext_noop("Write what should change before you send it back."), field="note")
    return _moved(update, workflow.REFUSE_APPROVAL, by=by, note=clean(note))


@transaction.atomic
def submit(*, update: Update, seen_version: int, by: User) -> Update:
    """Send the update to the reviewers; its version is frozen. Errors: NotAllowed, TooLate, Conflict, Refused."""
    return one(submit_many(rows=[(update, seen_version)], by=by))


@transaction.atomic
def submit_many(*, rows: Sequence[Shown], by: User) -> list[Done]:
    """The same with each of these, in the version that was seen: what became of each."""
    done = _ready_many(rows, _submitting, by=by)
    latest = versions.latest_of(each for each in done if isinstance(each, Update))
    done = [_complete(each, latest) for each in done]
    sent = [each for each in done if isinstance(each, Update)]
    versions.freeze_many([(each, latest[each.pk]) for each in sent], by=by)
    now, asked_in = timezone.now(), Asking()
    for each in sent:
        each.submitted_at, each.submitted_by, each.round = now, by, asked_in.of(each.follow_up)
    _moved_many([(each, _submitting(each)) for each in sent], by=by)
    return done


@transaction.atomic
def withdraw(*, update: Update, seen_version: int, by: User) -> Update:
    """Take a submitted update back before it is reviewed. Errors: NotAllowed, TooLate, Conflict."""
    update = _ready(update, workflow.WITHDRAW, seen_version=seen_version, by=by)
    update.approved_at = update.approved_by = update.submitted_at = update.submitted_by = None
    return _moved(update, workflow.WITHDRAW, by=by)


# --- What every action on an update begins and ends with ------------------------------------------------------


def lock(follow_up: FollowUp) -> FollowUp:
    """The follow-up, locked until the transaction ends: whoever writes to it or its updates comes here first.

    Raises TooLate where the import that brought it in was undone meanwhile.
    """
    found = lock_many([follow_up.pk]).get(follow_up.pk)
    if found is None:
        raise TooLate(NOT_ASKED)
    return found


def lock_many(keys: Iterable[int]) -> dict[int, FollowUp]:
    """The same of these, by their ids, as far as they are still there: locked in one order."""
    there = lock_follow_ups(keys)
    # Read anew: PostgreSQL gives a row that it waited for as it is now, but what is joined to it as it was before.
    return FollowUp.objects.select_related("party", "recommendation", "answered_under__recommendation").in_bulk(there)


def lock_update(update: Update) -> Update:
    """The update as it is now, under its follow-up's lock. Raises TooLate where it was discarded."""
    lock(update.follow_up)
    now = Update.objects.with_source().filter(pk=update.pk).first()
    if now is None:
        raise TooLate(DISCARDED)
    return now


def open_update(follow_up: FollowUp) -> Update | None:
    """The one update of `follow_up` that is still on its way."""
    return Update.objects.open().with_source().filter(follow_up=follow_up).first()


def open_updates(follow_ups: Iterable[FollowUp]) -> dict[int, Update]:
    """The same of these, by follow-up."""
    by_key = {each.pk: each for each in follow_ups}
    found = {each.follow_up_id: each for each in Update.objects.open().filter(follow_up__in=by_key).order_by()}
    for pk, update in found.items():
        update.follow_up = by_key[pk]
    return found


def newest_id(follow_up: FollowUp) -> int:
    """The id of the follow-up's newest update, on its way or decided; 0 for none."""
    return newest_ids([follow_up.pk]).get(follow_up.pk, 0)


def newest_ids(follow_ups: Sequence[int]) -> dict[int, int]:
    """The same of these, by follow-up, as far as they have one."""
    found = Update.objects.filter(follow_up__in=follow_ups).order_by().values_list("follow_up")
    return dict(found.annotate(newest=Max("pk")))


def check_version(update: Update | None, opened_version: int, *, by: User, form_key: str = "") -> None:
    """Raise Conflict where somebody saved after `opened_version`, other than `by` from this very form."""
    now = update.version if update else 0
    if now == opened_version:
        return
    since = update.versions.filter(number__gt=opened_version) if update else None
    own = since is not None and form_key and not since.exclude(saved_by=by, form_key=form_key).exists()
    if not own or now < opened_version:
        raise Conflict(CHANGED)


def check_complete(update: Update) -> None:
    """Raise Refused where the latest version lacks what must be there before others read it."""
    _check_complete(versions.latest(update))


def _check_complete(version: UpdateVersion) -> None:
    if not version.status:
        raise Refused(gettext_noop("Choose a status before you send the update."), field="status")
    if version.status == Status.NOT_PURSUED and not version.not_pursued_reason:
        raise Refused(gettext_noop("Say why the recommendation is not pursued."), field="not_pursued_reason")
    if version.not_pursued_reason == NotPursuedReason.REPLACED and not version.replaced_by:
        raise Refused(gettext_noop("Give the reference of the recommendation that replaces it."), field="replaced_by")


def _complete(found: Done, latest: Mapping[int, UpdateVersion]) -> Done:
    """The update, or why it may not be sent."""
    try:
        if isinstance(found, Update):
            _check_complete(latest[found.pk])
    except Refused as error:
        return error
    return found


def round_of(follow_up: FollowUp) -> Round | None:
    """The open round that asks for this follow-up now, if there is one."""
    rounds = Round.objects.asking(timezone.localdate(timezone=follow_up.party.zone)).filter(parties=follow_up.party)
    return rounds.filter(documents=follow_up.recommendation.document_id).first()


class Asking:
    """`round_of`, asked once for each document of a country."""

    def __init__(self) -> None:
        self.found: dict[tuple[int, int], Round | None] = {}

    def of(self, follow_up: FollowUp) -> Round | None:
        where = (follow_up.party_id, follow_up.recommendation.document_id)
        if where not in self.found:
            self.found[where] = round_of(follow_up)
        return self.found[where]


def _asking_approval(update: Update) -> Move:
    return workflow.ASK_APPROVAL


def _submitting(update: Update) -> Move:
    return workflow.SUBMIT_APPROVED if update.follow_up.party.approval_required else workflow.SUBMIT_DIRECTLY


def _ready(update: Update, move: Move, *, seen_version: int, by: User) -> Update:
    """The update, locked, with the move checked and its version still the one that was seen."""
    return one(_ready_many([(update, seen_version)], lambda _update: move, by=by))


def _ready_many(rows: Sequence[Shown], move_of: Callable[[Update], Move], *, by: User) -> list[Done]:
    """The same of each of these, or why not."""
    there = lock_follow_ups(update.follow_up_id for update, _seen in rows)
    asked = Update.objects.select_related("follow_up__party", "follow_up__recommendation")
    now = asked.in_bulk([update.pk for update, _seen in rows])
    done: list[Done] = []
    for update, seen_version in rows:
        try:
            if update.follow_up_id not in there:
                raise TooLate(NOT_ASKED)
            if update.pk not in now:
                raise TooLate(DISCARDED)
            check_move(by, now[update.pk], move_of(now[update.pk]))
            check_version(now[update.pk], seen_version, by=by)
            done.append(now[update.pk])
        except Refused as error:
            done.append(error)
    return done


def _moved(update: Update, move: Move, *, by: User, note: str = "") -> Update:
    _moved_many([(update, move)], by=by, note=note)
    return update


def _moved_many(moved: Sequence[tuple[Update, Move]], *, by: User, note: str = "") -> None:
    """Write where these went, tell whom it concerns, and put it into the trail."""
    told = []
    with approval_mail.together():
        for update, move in moved:
            before, update.state = {"state": update.state}, move.target
            after = {"state": update.state, "version": update.version, **({"note": note} if note else {})}
            told.append(audit.Told(f"update.{move.name}", update, update.follow_up.party, before, after))
        store([update for update, _move in moved], MOVED)
        for update, move in moved:
            approval_mail.tell(update, move, by=by)
    audit.record_many(told, by=by)
