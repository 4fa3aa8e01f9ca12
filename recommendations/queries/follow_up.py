"""Everything the page of one follow-up shows to one person."""

from dataclasses import dataclass, field

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery

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
    worked_on_by,
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
    open_update = _open_update(follow_up, user)
    may_write = can(user, P.DRAFT_UPDATE, follow_up)
    moves = moves_for(user, open_update, own_work=open_update.own_work) if open_update else ()
    accepted, opened = answers(follow_up, open_update, user)
    knows_tie = bool(follow_up.status) or can(user, P.READ_DRAFTS, follow_up)
    return FollowUpPage(
        follow_up=follow_up,
        accepted=accepted,
        shows_assessment=sees_assessment(user, follow_up),
        under=_under(follow_up) if knows_tie else None,
        also_here=_tied(follow_up) if knows_tie else (),
        open=opened,
        returned_note=open_update.returned_with if _is(open_update, UpdateState.RETURNED) else "",
        moves=tuple(move for move in moves if move.permission != P.REVIEW_UPDATE),
        may_edit=may_write and follow_up.answered_under_id is None and _editable(user, follow_up, open_update),
        may_discard=may_write and _is(open_update, UpdateState.DRAFT) and not open_update.was_sent,
        may_tie=may_write and open_update is None,
        may_review=any(move.permission == P.REVIEW_UPDATE for move in moves),
        past=history(follow_up, user),
    )


def answers(follow_up: FollowUp, update: Update | None, user: User) -> tuple[Answer | None, Answer | None]:
    """The accepted answer and the one on its way (`update`), as far as there are any, read together."""
    wanted = Q(pk=follow_up.current_version_id)
    if update:
        wanted |= Q(pk__in=shown_versions(update, user).values("pk")[:1])
    versions = with_content(UpdateVersion.objects.select_related("update").filter(wanted))
    uses = VersionEvidence.objects.filter(version__in=versions, evidence__in=readable_evidence(user))
    pieces = list(uses.select_related("evidence", "evidence_version"))
    found = {
        version.update_id: Answer(
            version, tuple(each for each in pieces if each.version_id == version.pk), version.update
        )
        for version in versions
    }
    on_its_way = found.pop(update.pk, None) if update else None
    return next(iter(found.values()), None), on_its_way


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
    version = with_content(shown_versions(update, user))[0]
    return Answer(version=version, evidence=visible_evidence(version, user), update=update)


def shown_versions(update: Update, user: User) -> QuerySet[UpdateVersion]:
    """The versions of an update that are for this person, latest first."""
    versions = update.versions.order_by("-number")
    return versions if can(user, P.READ_DRAFTS, update.follow_up) else versions.filter(frozen_at__isnull=False)


def with_content(versions: QuerySet[UpdateVersion]) -> QuerySet[UpdateVersion]:
    return versions.select_related("saved_by").prefetch_related("agencies", "activities")


def visible_evidence(version: UpdateVersion, user: User) -> tuple[VersionEvidence, ...]:
    """The evidence of a version that `user` may open."""
    rows = version.evidence.filter(evidence__in=readable_evidence(user))
    return tuple(rows.select_related("evidence", "evidence_version"))


def _open_update(follow_up: FollowUp, user: User) -> Update | None:
    """The update on its way, with `was_sent`, `returned_with` (the reviewers' last note) and `own_work`."""
    frozen = UpdateVersion.objects.filter(update=OuterRef("pk"), frozen_at__isnull=False)
    notes = Review.objects.filter(update=OuterRef("pk"), decision=Decision.SEND_BACK).order_by("-decided_at")
    found = readable_updates(user).filter(follow_up=follow_up).open().with_source()
    told = {"was_sent": Exists(frozen), "returned_with": Subquery(notes.values("note")[:1])}
    return found.annotate(**told, own_work=ExpressionWrapper(worked_on_by(user), BooleanField())).first()


def _is(update: Update | None, state: UpdateState) -> bool:
    return update is not None and update.state == state


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
