"""Everything the page of one follow-up shows to one person."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, prefetch_related_objects

from recommendations.choices import UpdateState
from recommendations.errors import Refused
from recommendations.models import (
    Evidence,
    FollowUp,
    Update,
    UpdateVersion,
    User,
    VersionEvidence,
    VersionInformant,
)
from recommendations.permissions import (
    can,
    check_edit,
    known_evidence,
    moves_for,
    readable_updates,
    reads_all_evidence,
    sees_assessment,
    worked_on_by,
)
from recommendations.queries.confirming import may_confirm
from recommendations.queries.history import Happening, Sent, Wish, asked_again, history, was_asked_again, wish
from recommendations.queries.lateness import came_at
from recommendations.queries.said import NO_NOTE, Note, of_version
from recommendations.queries.sent_back import ASKED, Since, since_sent_back
from recommendations.roles import Permission as P
from recommendations.workflow import Move

# Where an update lies with its writers, perhaps because somebody asks for a change.
SENT_BACK = (UpdateState.DRAFT, UpdateState.RETURNED)
# What is done on pages of its own, not by a button of this one.
ELSEWHERE = (P.REVIEW_UPDATE, P.RECORD_APPROVAL)


@dataclass(frozen=True)
class Answer:
    """One version as it is read: its content, and the evidence that this person may open (`sees_all`: all of it).
    `asks`: what a reviewer asks to be changed in it."""

    version: UpdateVersion
    evidence: tuple[VersionEvidence, ...]
    update: Update
    sees_all: bool
    reads_letter: bool = False
    withdrawn: tuple[Evidence, ...] = ()
    asks: Note = NO_NOTE


@dataclass(frozen=True)
class FollowUpPage:
    follow_up: FollowUp
    accepted: Answer | None
    shows_assessment: bool
    under: FollowUp | None
    also_here: tuple[FollowUp, ...]
    open: Answer | None
    wish: Wish | None
    since: Since | None
    moves: tuple[Move, ...]
    may_edit: bool
    may_discard: bool
    may_tie: bool
    may_review: bool
    may_confirm: bool
    may_reopen: bool
    asked_again: Wish | None
    past: tuple[Happening, ...] = field(default=())


def follow_up_page(follow_up: FollowUp, user: User) -> FollowUpPage:
    """What `user` may know of `follow_up` and do with it."""
    open_update = _open_update(follow_up, user)
    may_write = can(user, P.DRAFT_UPDATE, follow_up)
    in_force = follow_up.recommendation.withdrawn_at is None
    moves = moves_for(user, open_update, own_work=open_update.own_work) if open_update else ()
    read = answers(follow_up, open_update, user)
    past = history(follow_up, user, read.sent)
    wished = wish(past) if open_update and open_update.state in SENT_BACK else None
    again = asked_again(follow_up) if was_asked_again(past) else None
    knows_tie = bool(follow_up.status) or can(user, P.READ_DRAFTS, follow_up)
    return FollowUpPage(
        follow_up=follow_up,
        accepted=read.accepted,
        shows_assessment=sees_assessment(user, follow_up),
        under=_under(follow_up) if knows_tie else None,
        also_here=answers_also(follow_up) if knows_tie else (),
        open=read.on_its_way and with_wish(read.on_its_way, wished),
        wish=wished,
        since=_since(open_update, user, past),
        moves=tuple(move for move in moves if move.permission not in ELSEWHERE),
        may_edit=may_write and follow_up.answered_under_id is None and _editable(user, follow_up, open_update),
        may_discard=may_write and in_force and _is(open_update, UpdateState.DRAFT) and not open_update.was_sent,
        may_tie=may_write and in_force and open_update is None,
        may_review=any(move.permission == P.REVIEW_UPDATE for move in moves),
        may_confirm=may_confirm(user, follow_up),
        may_reopen=again is None and _may_reopen(user, follow_up, open_update),
        asked_again=again,
        past=past,
    )


def _since(update: Update | None, user: User, past: tuple[Happening, ...]) -> Since | None:
    """What the approver looks for in an answer that came again; `past` tells whether any ever did."""
    if update is None or update.state != UpdateState.FOR_APPROVAL or not can(user, P.APPROVE_UPDATE, update.follow_up):
        return None
    if not any(event.action in ASKED for event in past):
        return None
    return since_sent_back([update]).get(update.pk)


def with_wish(answer: Answer, asked: Wish | None) -> Answer:
    """The answer with what was asked to be changed in its single fields beside them."""
    return replace(answer, asks=asked.note) if asked else answer


@dataclass(frozen=True)
class Answers:
    """The accepted answer and the one on its way, as far as there are any, and for the history what was sent."""

    accepted: Answer | None
    on_its_way: Answer | None
    sent: Sent


def answers(follow_up: FollowUp, update: Update | None, user: User) -> Answers:
    """What `user` may read of `follow_up`, `update` being on its way, read together."""
    found = list(with_content(UpdateVersion.objects.select_related("update__reply", "update__round").filter(
        _wanted(follow_up, update, user)
    )).order_by("update", "number"))  # fmt: skip
    informed(found)
    known = known_evidence(user).filter(pk=OuterRef("evidence"))
    uses = VersionEvidence.objects.filter(Exists(known), version__in=found)
    pieces: dict[int, list[VersionEvidence]] = {each.pk: [] for each in found}
    for use in uses.select_related("evidence", "evidence_version"):
        pieces[use.version_id].append(use)
    read = {each.pk: _answer(each, follow_up, user, pieces[each.pk]) for each in found}
    latest = [each.pk for each in found if update and each.update_id == update.pk]
    return Answers(
        accepted=read.get(follow_up.current_version_id),
        on_its_way=read[latest[-1]] if latest else None,
        sent={
            (str(each.version.update_id), each.version.number): of_version(
                each.version, [piece.title for piece in each.evidence]
            )
            for each in read.values()
        },
    )


def _wanted(follow_up: FollowUp, update: Update | None, user: User) -> Q:
    wanted = Q(pk=follow_up.current_version_id)
    if update:
        wanted |= Q(pk__in=shown_versions(update, user).values("pk")[:1])
    if not can(user, P.READ_DRAFTS, follow_up):  # the history of whoever reads them is told by the trail
        wanted |= Q(frozen_at__isnull=False, update__follow_up=follow_up, update__in=readable_updates(user))
    return wanted


def accepted_answer(follow_up: FollowUp, user: User) -> Answer | None:
    """The answer that counts, with what of its evidence `user` may open."""
    if follow_up.current_version_id is None:
        return None
    versions = with_content(UpdateVersion.objects.select_related("update__reply", "update__round"))
    version = versions.get(pk=follow_up.current_version_id)
    return _answer(version, follow_up, user, visible_evidence(version, user))


def answer_of(update: Update, user: User) -> Answer:
    """The latest version of an update that `user` may read: where drafts are not for them, the latest sent one.

    A returned update keeps its state while its party corrects it.
    """
    version = with_content(shown_versions(update, user).select_related("update__reply", "update__round"))[0]
    return _answer(version, update.follow_up, user, visible_evidence(version, user))


def _answer(version: UpdateVersion, follow_up: FollowUp, user: User, pieces: Iterable[VersionEvidence]) -> Answer:
    version.update.came_at = version.came_at
    sees_all = reads_all_evidence(user, version.update, follow_up)
    letter = bool(version.entered) and can(user, P.READ_SUBMITTED, follow_up)
    rows = tuple(pieces)
    standing = tuple(row for row in rows if row.evidence.withdrawn_at is None)
    withdrawn = tuple(row.evidence for row in rows if row.evidence.withdrawn_at)
    return Answer(version, standing, version.update, sees_all, letter, withdrawn)


def shown_versions(update: Update, user: User) -> QuerySet[UpdateVersion]:
    """The versions of an update that are for this person, latest first."""
    versions = update.versions.order_by("-number")
    return versions if can(user, P.READ_DRAFTS, update.follow_up) else versions.filter(frozen_at__isnull=False)


def with_content(versions: QuerySet[UpdateVersion]) -> QuerySet[UpdateVersion]:
    """With `came_at` (`lateness.came_at`), which `_answer` passes on to the update, and `some_informants`: few versions
    have any, so they are read only where there are some (`UpdateVersion.informed_by`)."""
    said = versions.select_related("saved_by").prefetch_related("agencies", "activities")
    some = VersionInformant.objects.filter(version=OuterRef("pk"))
    return said.annotate(came_at=came_at(), some_informants=Exists(some))


def informed(versions: Iterable[UpdateVersion]) -> None:
    """Read the agencies that gave information for these, of `with_content`, where there are any: together."""
    prefetch_related_objects([each for each in versions if each.some_informants], "informants")


def visible_evidence(version: UpdateVersion, user: User) -> tuple[VersionEvidence, ...]:
    """The evidence of a version that `user` may open, or may know to be withdrawn."""
    rows = version.evidence.filter(Exists(known_evidence(user).filter(pk=OuterRef("evidence"))))
    return tuple(rows.select_related("evidence", "evidence_version"))


def _open_update(follow_up: FollowUp, user: User) -> Update | None:
    """The update on its way, with `was_sent` and `own_work`."""
    frozen = UpdateVersion.objects.filter(update=OuterRef("pk"), frozen_at__isnull=False)
    found = readable_updates(user).filter(follow_up=follow_up).open().with_source()
    return found.annotate(
        was_sent=Exists(frozen), own_work=ExpressionWrapper(worked_on_by(user), BooleanField())
    ).first()


def _may_reopen(user: User, follow_up: FollowUp, update: Update | None) -> bool:
    """Whether a reviewer may ask for another answer; who had a hand in it is told when they try."""
    stands = follow_up.current_version_id and not follow_up.answered_under_id
    in_force = follow_up.recommendation.withdrawn_at is None
    under_review = update is not None and update.state in (UpdateState.SUBMITTED, UpdateState.RETURNED)
    return bool(stands) and in_force and not under_review and can(user, P.REVIEW_UPDATE, follow_up)


def _is(update: Update | None, state: UpdateState) -> bool:
    return update is not None and update.state == state


def _under(follow_up: FollowUp) -> FollowUp | None:
    if follow_up.answered_under_id is None:
        return None
    return FollowUp.objects.with_source().get(pk=follow_up.answered_under_id)


def answers_also(follow_up: FollowUp) -> tuple[FollowUp, ...]:
    """The other follow-ups for which this one's answer serves (`others`, where they came with it)."""
    others = getattr(follow_up, "others", None)
    return tuple(follow_up.answers_also.with_source()) if others is None else others


def _editable(user: User, follow_up: FollowUp, update: Update | None) -> bool:
    try:
        check_edit(user, follow_up, update)
    except Refused:
        return False
    return True
