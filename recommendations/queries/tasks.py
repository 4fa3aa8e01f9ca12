"""What waits for one person: their task list, and the reviewers' queue."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import UpdateState as S
from recommendations.models import FollowUp, Update, User
from recommendations.permissions import can, follow_ups_where
from recommendations.queries.confirming import to_confirm
from recommendations.roles import Permission as P

# More answers to confirm are not listed at once: the page of each leads on to the next.
MOST = 50


@dataclass(frozen=True)
class Group:
    """A heading of the task list: the open updates in `state` where `permission` is held."""

    key: str
    heading: Promise
    state: S
    permission: P


GROUPS = (
    Group("returned", _("Returned to you"), S.RETURNED, P.DRAFT_UPDATE),
    Group("for-approval", _("For you to approve"), S.FOR_APPROVAL, P.APPROVE_UPDATE),
    Group("approved", _("Approved: ready to submit"), S.APPROVED, P.SUBMIT_UPDATE),
    Group("draft", _("Drafts"), S.DRAFT, P.DRAFT_UPDATE),
    Group("waiting", _("With the approver"), S.FOR_APPROVAL, P.DRAFT_UPDATE),
    Group("sent", _("With the reviewers"), S.SUBMITTED, P.READ_DRAFTS),
)


@dataclass(frozen=True)
class Tasks:
    """The groups that hold something, and what nobody has begun yet (for those who write)."""

    groups: tuple[tuple[Group, tuple[Update, ...]], ...]
    to_do: QuerySet[FollowUp]
    to_confirm: tuple[FollowUp, ...]
    writes: bool
    asked: int
    answered: int


def task_list(user: User) -> Tasks:
    """The tasks of `user`, for all parties where they write or approve."""
    writes_or_approves = follow_ups_where(user, P.DRAFT_UPDATE) | follow_ups_where(user, P.APPROVE_UPDATE)
    own = FollowUp.objects.in_force().filter(writes_or_approves)
    begun = Update.objects.open().filter(follow_up=OuterRef("pk"))
    to_do = own.unanswered().filter(~Exists(begun), answered_under__isnull=True)
    return Tasks(
        groups=_groups(user),
        to_do=to_do.with_source().filter(follow_ups_where(user, P.DRAFT_UPDATE)),
        to_confirm=tuple(to_confirm(user).with_source()[:MOST]),
        writes=can(user, P.DRAFT_UPDATE),
        asked=own.count(),
        answered=own.answered().count(),
    )


def _groups(user: User) -> tuple[tuple[Group, tuple[Update, ...]], ...]:
    wanted = Q(pk__in=[])
    for group in GROUPS:
        wanted |= _waiting(group, user)
    rows = list(
        Update.objects.with_source().filter(wanted).annotate(**{_mark(g): Exists(_one(g, user)) for g in GROUPS})
        .order_by("follow_up__recommendation__reference", "follow_up__party__name")
    )  # fmt: skip
    found = ((group, tuple(row for row in rows if getattr(row, _mark(group)))) for group in GROUPS)
    return tuple((group, updates) for group, updates in found if updates)


def _mark(group: Group) -> str:
    return "in_" + group.key.replace("-", "_")


def _waiting(group: Group, user: User) -> Q:
    where = FollowUp.objects.in_force().filter(follow_ups_where(user, group.permission))
    return Q(state=group.state, follow_up__in=where)


def _one(group: Group, user: User) -> QuerySet[Update]:
    return Update.objects.filter(_waiting(group, user), pk=OuterRef("pk"))


def review_queue(user: User) -> QuerySet[Update]:
    """The submitted updates that `user` may decide on, the longest waiting first."""
    parties = FollowUp.objects.in_force().filter(follow_ups_where(user, P.REVIEW_UPDATE))
    return (
        Update.objects.with_source()
        .filter(state=S.SUBMITTED, follow_up__in=parties)
        .order_by(F("submitted_at").asc(nulls_last=True), "pk")
    )
