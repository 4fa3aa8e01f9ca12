"""What waits for one person who writes or approves."""

import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import or_

from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import OPEN_STATES, Placing
from recommendations.choices import UpdateState as S
from recommendations.models import (
    AuditEvent,
    FollowUp,
    Organization,
    Party,
    Reopening,
    Responsibility,
    Round,
    Update,
    User,
)
from recommendations.permissions import can, follow_ups_where, holdings, parties_where
from recommendations.queries import memory, submitting
from recommendations.queries.confirming import NEEDED
from recommendations.queries.said import Note, note_of
from recommendations.roles import Permission as P

WRITING = (P.DRAFT_UPDATE, P.APPROVE_UPDATE)


@dataclass(frozen=True)
class Group:
    """A heading of the task list. `words` stand beside each row; `is_turn`: it waits for whoever reads."""

    key: str
    heading: Promise
    words: Promise
    is_turn: bool = True


GROUPS = (
    Group("returned", _("Returned to you"), _("Returned")),
    Group("to-approve", _("For you to approve"), _("For approval")),
    Group("ready", _("Approved: ready to submit"), _("Approved")),
    Group("overdue", _("Overdue"), _("Overdue")),
    Group("to-do", _("To do"), _("To do")),
    Group("confirm", _("Please confirm: the text was changed"), _("Confirm")),
    Group("draft", _("Draft"), _("Draft")),
    Group("waiting", _("With the approver"), _("For approval"), is_turn=False),
    Group("sent", _("Sent"), _("With the reviewers"), is_turn=False),
    Group("together", _("Answered under another"), _("Answered under another"), is_turn=False),
    Group("accepted", _("Accepted"), _("Accepted"), is_turn=False),
)
RANKS = {group.key: rank for rank, group in enumerate(GROUPS)}
TURNS = tuple(rank for rank, group in enumerate(GROUPS) if group.is_turn)
# Not sent yet, so it counts among the answers that are due.
UNSENT = ("returned", "to-approve", "ready", "overdue", "to-do", "draft", "waiting")
NOT_BEGUN = ("overdue", "to-do")
# The steps that bring an update back to whoever writes, as the trail names them.
SENT_BACK = ("update.refuse_approval", "review.send_back")


@dataclass(frozen=True)
class Due:
    """How many answers of a country are due in a round; how many of them wait for whoever reads (`turn`), and how many
    lie with the approver. `is_over`: its day has passed there."""

    count: int
    turn: int
    party: Party
    round: Round
    is_over: bool

    @property
    def due_on(self) -> datetime.date:
        return self.round.due_on


@dataclass(frozen=True)
class Section:
    """Rows of one group, by main theme ("" where none is placed)."""

    group: Group
    count: int
    themes: tuple[tuple[str, tuple[FollowUp, ...]], ...]


@dataclass(frozen=True)
class Tasks:
    """All of a person's rows: how many in each group, what is due, and the query for the rows themselves. `is_bound`:
    they write for one organization alone. `to_send`: how many answers are ready to be looked over and sent."""

    rows: QuerySet[FollowUp]
    counts: dict[str, int]
    due: tuple[Due, ...]
    parties: tuple[Party, ...]
    rounds: tuple[Round, ...]
    writes: bool
    is_bound: bool
    to_send: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def turn(self) -> int:
        """How many wait for this person."""
        return sum(self.counts.get(group.key, 0) for group in GROUPS if group.is_turn)

    @property
    def without_day(self) -> int:
        """How many of those no open round asks for."""
        return self.turn - sum(due.turn for due in self.due)

    @property
    def with_approver(self) -> int:
        """How many of those that are due wait for somebody else."""
        return sum(due.count - due.turn for due in self.due)

    @property
    def not_begun(self) -> int:
        return sum(self.counts.get(key, 0) for key in NOT_BEGUN)

    @property
    def sent(self) -> int:
        return self.counts.get("sent", 0)

    @property
    def tied(self) -> int:
        return self.counts.get("together", 0)

    @property
    def is_many(self) -> bool:
        """Whether they are of more than one country."""
        return len(self.parties) > 1


def task_list(user: User, *, organization: str = "") -> Tasks:
    """The tasks of `user`, for all parties where they write or approve; `organization`: of that one (its slug)."""
    parties = own_parties(user)
    now = timezone.now()
    days = {party: timezone.localdate(now, party.zone) for party in parties}
    rounds = _rounds(days)
    rows = _placed(_own(user, organization), user, days, rounds)
    ready = Q(Exists(submitting.ready(user).filter(update=OuterRef("on_its_way__pk"))))
    counting = rows.order_by().values_list("rank", "party", "asked_in")
    counting = counting.annotate(count=Count("pk"), to_send=Count("pk", filter=ready))
    counted = memory.of_person(user, ("tasks", organization, *days.values()), lambda: list(counting))
    counts: dict[str, int] = {}
    for rank, _party, _round, count, _ready in counted:
        counts[GROUPS[rank].key] = counts.get(GROUPS[rank].key, 0) + count
    return Tasks(
        rows, counts, _due(counted, days, rounds), tuple(parties), rounds, can(user, P.DRAFT_UPDATE), is_bound(user),
        to_send=sum(row[-1] for row in counted),
    )  # fmt: skip


def own_parties(user: User) -> list[Party]:
    """The countries for which `user` writes or approves, all or a part of what is asked."""
    held = [each for each in holdings(user) if any(each.gives(p) or each.gives_bound(p) for p in WRITING)]
    if any(each.party_id is None for each in held):
        return list(Party.objects.all())
    return list(Party.objects.filter(pk__in={each.party_id for each in held}))


def organizations(parties: Collection[Party]) -> QuerySet[Organization]:
    """The organizations that have a part in what these countries are asked."""
    parts = Responsibility.objects.filter(organization=OuterRef("pk"), follow_up__party__in=parties)
    return Organization.objects.filter(Exists(parts)).order_by("name", "pk")


def is_bound(user: User) -> bool:
    """Whether `user` writes only where their organization has its part."""
    return can(user, P.DRAFT_UPDATE) and not parties_where(user, P.DRAFT_UPDATE)


def own_organization(user: User) -> int | None:
    """The organization for which a person holds a role, where there is just one."""
    found = {held.organization_id for held in holdings(user) if held.organization_id}
    return found.pop() if len(found) == 1 else None


def sections(rows: Iterable[FollowUp], counts: dict[str, int]) -> list[Section]:
    """Rows in the order of the list, under their headings."""
    return [
        Section(
            GROUPS[rank],
            counts.get(GROUPS[rank].key, 0),
            tuple((theme, tuple(each)) for theme, each in groupby(found, key=lambda row: row.theme_name or "")),
        )
        for rank, found in groupby(rows, key=lambda row: row.rank)
    ]


def notes(rows: Iterable[FollowUp]) -> dict[int, Note]:
    """What was asked to be changed, by the id of the update that came back."""
    wanted = [str(row.update_id) for row in rows if row.rank == RANKS["returned"]]
    if not wanted:
        return {}
    events = AuditEvent.objects.filter(
        target_type=Update._meta.model_name, target__in=wanted, action__in=SENT_BACK
    ).order_by("sequence")
    return {int(target): note_of(after or {}) for target, after in events.values_list("target", "after")}


def next_task(user: User, *, not_begun: bool = False) -> FollowUp | None:
    """What waits for `user` next, in the order of the list, with its `rank`; `not_begun`: of what nobody has begun."""
    ranks = [RANKS[key] for key in NOT_BEGUN] if not_begun else TURNS
    return task_list(user).rows.filter(rank__in=ranks).first()


def to_begin(user: User) -> QuerySet[FollowUp]:
    """What nobody has begun and `user` may write: never answered, or asked again, in an open round or by a reviewer."""
    found = FollowUp.objects.in_force().filter(follow_ups_where(user, P.DRAFT_UPDATE), answered_under__isnull=True)
    asked = found.with_asked_in(timezone.localdate()).alias(asked_again=_asked_again())
    wanted = Q(status="") | Q(asked_in__isnull=False) | Q(asked_again__isnull=False)
    return asked.filter(wanted).without_open_update()


def next_round(parties: Collection[Party]) -> Round | None:
    """The round that opens next for one of these countries."""
    today = timezone.localdate()
    return Round.objects.open().filter(opens_on__gt=today, parties__in=parties).order_by("opens_on", "pk").first()


# --- How a row finds its group -------------------------------------------------------------------------------


def _own(user: User, organization: str) -> QuerySet[FollowUp]:
    within = reduce(or_, (follow_ups_where(user, each) for each in WRITING))
    found = FollowUp.objects.in_force().filter(within)
    return found.filter(responsibilities__organization__slug=organization) if organization else found


def _rounds(days: dict[Party, datetime.date]) -> tuple[Round, ...]:
    """The open rounds that ask these countries by now, the first due first."""
    if not days:
        return ()
    found = Round.objects.asking(max(days.values())).filter(parties__in=list(days)).distinct()
    return tuple(found.order_by("due_on", "pk"))


def _placed(
    found: QuerySet[FollowUp], user: User, days: dict[Party, datetime.date], rounds: Iterable[Round]
) -> QuerySet[FollowUp]:
    """With `rank` (the group), `asked_in`, `asked_again` (why a reviewer asks for another answer, or None),
    `update_id`, `theme_name`, in the order of the list."""
    main = Q(
        recommendation__theme_placings__is_main=True,
        recommendation__theme_placings__placing__in=[Placing.CONFIRMED, Placing.SUGGESTED],
    )
    return (
        found.with_changed_at().with_asked_in(max(days.values(), default=timezone.localdate()))
        .alias(
            on_its_way=FilteredRelation("updates", condition=Q(updates__state__in=OPEN_STATES)),
            main=FilteredRelation("recommendation__theme_placings", condition=main),
        )
        .annotate(
            update_id=F("on_its_way__pk"),
            update_unchanged=F("on_its_way__is_unchanged"),
            theme_slug=F("main__theme__slug"),
            theme_name=F("main__theme__name"),
        )
        .alias(last_step=_last_step())
        .annotate(asked_again=_asked_again())
        .annotate(rank=_rank(user, days, rounds))
        .exclude(rank=len(GROUPS))
        .select_related("recommendation__document", "party", "answered_under__recommendation")
        .order_by(
            "rank", F("main__theme__position").asc(nulls_last=True), F("main__theme__name").asc(nulls_last=True),
            F("recommendation__document__forum__number").asc(nulls_last=True), "recommendation__document__code",
            "recommendation__position", "party__name", "pk",
        )
    )  # fmt: skip


def _rank(user: User, days: dict[Party, datetime.date], rounds: Iterable[Round]) -> Case:
    """The group of a row; what is nobody's turn to see here comes last and is left out."""

    def may(permission: P) -> Q:
        return follow_ups_where(user, permission)

    nothing_begun = Q(on_its_way__pk__isnull=True)
    over = [Q(asked_in=each.pk, party=party) for each in rounds for party, day in days.items() if each.due_on < day]
    asked = may(P.DRAFT_UPDATE) & nothing_begun & (Q(status="") | Q(asked_in__isnull=False))
    changed = ~Q(status="") & Q(answered_wording__lt=F("recommendation__reworded"))
    confirmable = reduce(lambda one, other: one & other, (may(each) for each in NEEDED))
    refused = Q(on_its_way__state=S.DRAFT) & Q(last_step="update.refuse_approval")
    reopened = Q(asked_again__isnull=False) & (nothing_begun | Q(on_its_way__state=S.DRAFT))
    table = (
        ("confirm", Q(answered_under__isnull=False) & changed & confirmable),
        ("together", Q(answered_under__isnull=False) & nothing_begun & may(P.DRAFT_UPDATE)),
        ("returned", may(P.DRAFT_UPDATE) & (Q(on_its_way__state=S.RETURNED) | refused | reopened)),
        ("to-approve", may(P.APPROVE_UPDATE) & Q(on_its_way__state=S.FOR_APPROVAL)),
        ("ready", may(P.SUBMIT_UPDATE) & Q(on_its_way__state=S.APPROVED)),
        ("draft", may(P.DRAFT_UPDATE) & Q(on_its_way__state=S.DRAFT)),
        ("waiting", may(P.DRAFT_UPDATE) & Q(on_its_way__state__in=[S.FOR_APPROVAL, S.APPROVED])),
        ("sent", Q(on_its_way__state=S.SUBMITTED)),
        ("overdue", asked & reduce(or_, over, Q(pk__in=[]))),
        ("to-do", asked),
        ("confirm", changed & nothing_begun & confirmable),
        ("accepted", ~Q(status="")),
    )
    return Case(*(When(condition, then=Value(RANKS[key])) for key, condition in table), default=Value(len(GROUPS)))


def _asked_again() -> Subquery:
    """The reason of a reviewer who asks for another answer, until the country sends one."""
    waiting = Reopening.objects.waiting().filter(update__follow_up=OuterRef("pk"))
    return Subquery(waiting.order_by("-pk").values("reason")[:1])


def _last_step() -> Subquery:
    """The last thing that was done with the update on its way, other than saving it."""
    events = AuditEvent.objects.filter(
        target_type=Update._meta.model_name,
        target=Cast(OuterRef("on_its_way__pk"), AuditEvent._meta.get_field("target")),
    )
    return Subquery(events.exclude(action="update.save").order_by("-sequence").values("action")[:1])


def _due(
    counted: Iterable[tuple[int, int, int | None, int, int]], days: dict[Party, datetime.date], rounds: Iterable[Round]
) -> tuple[Due, ...]:
    unsent = {RANKS[key] for key in UNSENT}
    found = []
    for each in rounds:
        for party, day in days.items():
            here = [
                (rank, n)
                for rank, of, asked_in, n, _ready in counted
                if rank in unsent and (of, asked_in) == (party.pk, each.pk)
            ]
            if here:
                turn = sum(n for rank, n in here if rank in TURNS)
                found.append(Due(sum(n for _rank, n in here), turn, party, each, each.due_on < day))
    return tuple(found)
