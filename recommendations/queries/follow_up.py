"""Everything the page of one follow-up shows to one person."""

from dataclasses import dataclass, field

from django.db.models import QuerySet

from recommendations.choices import Decision, UpdateState
from recommendations.errors import Refused
from recommendations.models import FollowUp, Review, Update, UpdateVersion, User, VersionEvidence
from recommendations.permissions import (
    can,
    check_edit,
    moves_for,
    readable_evidence,
    readable_updates,
    sees_assessment,
)
from recommendations.queries.history import Happening, history
from recommendations.roles import Permission as P
from recommendations.workflow import Move


@dataclass(frozen=True)
class Answer:
    """One version as it is read: its content, and the evidence that this person may open."""

    version: UpdateVersion
    evidence: tuple[VersionEvidence, ...]
    update: Update


@dataclass(frozen=True)
class FollowUpPage:
    follow_up: FollowUp
    accepted: Answer | None
    shows_assessment: bool
    under: FollowUp | None
    also_here: tuple[FollowUp, ...]
    open: Answer | None
    returned_note: str
    moves: tuple[Move, ...]
    may_edit: bool
    may_discard: bool
    may_tie: bool
    may_review: bool
    past: tuple[Happening, ...] = field(default=())


def follow_up_page(follow_up: FollowUp, user: User) -> FollowUpPage:
    """What `user` may know of `follow_up` and do with it."""
    open_update = readable_updates(user).filter(follow_up=follow_up).open().with_source().first()
    may_write = can(user, P.DRAFT_UPDATE, follow_up)
    moves = moves_for(user, open_update) if open_update else ()
    opened = answer_of(open_update, user) if open_update else None
    knows_tie = bool(follow_up.status) or can(user, P.READ_DRAFTS, follow_up)
    return FollowUpPage(
        follow_up=follow_up,
        accepted=accepted_answer(follow_up, user),
        shows_assessment=sees_assessment(user, follow_up),
        under=_under(follow_up) if knows_tie else None,
        also_here=_tied(follow_up) if knows_tie else (),
        open=opened,
        returned_note=_returned_note(open_update),
        moves=tuple(move for move in moves if move.permission != P.REVIEW_UPDATE),
        may_edit=may_write and follow_up.answered_under_id is None and _editable(user, follow_up, open_update),
        may_discard=may_write and _discardable(open_update),
        may_tie=may_write and open_update is None,
        may_review=any(move.permission == P.REVIEW_UPDATE for move in moves),
        past=history(follow_up, user),
    )


def accepted_answer(follow_up: FollowUp, user: User) -> Answer | None:
    """The answer that counts, with what of its evidence `user` may open."""
    if follow_up.current_version_id is None:
        return None
    version = with_content(UpdateVersion.objects.select_related("update")).get(pk=follow_up.current_version_id)
    return Answer(version=version, evidence=visible_evidence(version, user), update=version.update)


def answer_of(update: Update, user: User) -> Answer:
    """The latest version of an update that `user` may read: where drafts are not for them, the latest sent one.

    A returned update keeps its state while its party corrects it.
    """
    versions = with_content(update.versions.all())
    if not can(user, P.READ_DRAFTS, update.follow_up):
        versions = versions.filter(frozen_at__isnull=False)
    version = versions.latest("number")
    return Answer(version=version, evidence=visible_evidence(version, user), update=update)


def with_content(versions: QuerySet[UpdateVersion]) -> QuerySet[UpdateVersion]:
    return versions.select_related("saved_by").prefetch_related("agencies", "activities")


def visible_evidence(version: UpdateVersion, user: User) -> tuple[VersionEvidence, ...]:
    """The evidence of a version that `user` may open."""
    rows = version.evidence.filter(evidence__in=readable_evidence(user))
    return tuple(rows.select_related("evidence", "evidence_version"))


def last_review(update: Update | None) -> Review | None:
    return update.reviews.select_related("decided_by").order_by("-decided_at").first() if update else None


def _returned_note(update: Update | None) -> str:
    if update is None or update.state != UpdateState.RETURNED:
        return ""
    review = update.reviews.filter(decision=Decision.SEND_BACK).order_by("-decided_at").first()
    return review.note if review else ""


def _under(follow_up: FollowUp) -> FollowUp | None:
    if follow_up.answered_under_id is None:
        return None
    return FollowUp.objects.with_source().get(pk=follow_up.answered_under_id)


def _tied(follow_up: FollowUp) -> tuple[FollowUp, ...]:
    return tuple(follow_up.answers_also.with_source())


def _editable(user: User, follow_up: FollowUp, update: Update | None) -> bool:
    try:
        check_edit(user, follow_up, update)
    except Refused:
        return False
    return True


def _discardable(update: Update | None) -> bool:
    return (
        update is not None
        and update.state == UpdateState.DRAFT
        and not update.versions.filter(frozen_at__isnull=False).exists()
    )
