"""What one person may send on now, with what they may want to look at first."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations import workflow
from recommendations.choices import DONE, NotPursuedReason, Status, UpdateState
from recommendations.models import FollowUp, Party, UpdateVersion, User
from recommendations.permissions import can, follow_ups_where
from recommendations.queries.subject import with_tied
from recommendations.roles import Permission as P
from recommendations.workflow import Move

SENDING = (workflow.ASK_APPROVAL, workflow.SUBMIT_APPROVED, workflow.SUBMIT_DIRECTLY)
# Who never sends anything has no such page.
NEEDED = (P.DRAFT_UPDATE, P.SUBMIT_UPDATE)


@dataclass(frozen=True)
class Caution:
    """Something to look at that does not block. `holds` gets the version and the last accepted one (or None)."""

    key: str
    heading: Promise
    help: Promise
    holds: Callable[[UpdateVersion, UpdateVersion | None], bool]


@dataclass(frozen=True)
class Row:
    """One answer that can be sent: its latest version, and what there is to look at."""

    version: UpdateVersion
    warnings: tuple[Caution, ...]

    @property
    def follow_up(self) -> FollowUp:
        return self.version.update.follow_up

    @property
    def mark(self) -> str:
        """What a ticked row sends: which update, and which version of it was read."""
        return f"{self.version.update_id}.{self.version.number}"

    @property
    def is_returned_as_it_was(self) -> bool:
        return _not_mended(self.version, None)


@dataclass(frozen=True)
class Batch:
    """The answers of one party that go the same way together, and those that are not complete yet."""

    party: Party
    move: Move
    rows: tuple[Row, ...]
    incomplete: tuple[Row, ...]

    @property
    def key(self) -> str:
        return f"{self.move.name.replace('_', '-')}-{self.party.code.lower()}"

    @property
    def recommendations(self) -> int:
        """How many recommendations its answers serve for."""
        return len(self.rows) + sum(len(row.follow_up.answers_also.all()) for row in self.rows)

    @property
    def warned(self) -> list[tuple[Caution, list[Row]]]:
        """Each warning with the rows that it stands for; only those that stand for any."""
        found = ((warning, [row for row in self.rows if warning in row.warnings]) for warning in WARNINGS)
        return [(warning, rows) for warning, rows in found if rows]


def batches(user: User) -> list[Batch]:
    """What `user` may send on now, by party and by where it goes."""
    versions = list(_versions(user))
    by_way = groupby(versions, key=lambda version: (version.update.follow_up.party, _move(version)))
    return [_batch(party, move, list(rows)) for (party, move), rows in by_way]


def ready(user: User) -> QuerySet[UpdateVersion]:
    """What stands ticked when `user` opens the page: complete, and not as it was when it came back."""
    incomplete = Q(status="") | Q(status=Status.NOT_PURSUED, not_pursued_reason="")
    incomplete |= Q(not_pursued_reason=NotPursuedReason.REPLACED, replaced_by="")
    as_sent = Q(update__state=UpdateState.RETURNED, frozen_at__isnull=False)
    return UpdateVersion.objects.filter(_sendable(user), ~incomplete, ~as_sent)


def _sendable(user: User) -> Q:
    """The latest versions of what `user` may send on."""
    wanted = Q(pk__in=[])
    for move in SENDING:
        if can(user, move.permission):
            where = FollowUp.objects.in_force().filter(
                follow_ups_where(user, move.permission), party__approval_required=move.approval
            )
            wanted |= Q(update__state__in=move.sources, update__follow_up__in=where)
    return wanted & Q(number=F("update__version"))


def _versions(user: User):
    place = "update__follow_up__recommendation__"
    return (
        UpdateVersion.objects.filter(_sendable(user))
        .select_related("update__follow_up__party", "update__follow_up__recommendation", "saved_by")
        .select_related("update__follow_up__current_version")
        .prefetch_related("activities", "evidence", "update__follow_up__current_version__activities")
        .prefetch_related(with_tied("update__follow_up__"))
        .order_by(
            "update__follow_up__party__name", _rank(), f"{place}document__forum__number", f"{place}document__code",
            f"{place}position", "pk",
        )
    )  # fmt: skip


def _rank():
    """Approved answers of a party that asks for approval go another way than its drafts: they stand apart."""
    approved = Q(update__state=UpdateState.APPROVED, update__follow_up__party__approval_required=True)
    return Case(When(approved, then=Value(0)), default=Value(1))


def _move(version: UpdateVersion) -> Move:
    party = version.update.follow_up.party
    found = workflow.moves_from(version.update.state, approval_required=party.approval_required)
    return next(move for move in found if move in SENDING)


def _batch(party: Party, move: Move, versions: list[UpdateVersion]) -> Batch:
    rows = [Row(version, _warnings(version)) for version in versions]
    whole = tuple(row for row in rows if is_complete(row.version))
    return Batch(party, move, whole, tuple(row for row in rows if row not in whole))


def is_complete(version: UpdateVersion) -> bool:
    """The same question that `updates.check_complete` answers with a sentence."""
    if version.status != Status.NOT_PURSUED:
        return bool(version.status)
    return bool(version.not_pursued_reason) and (
        version.not_pursued_reason != NotPursuedReason.REPLACED or bool(version.replaced_by)
    )


def _warnings(version: UpdateVersion) -> tuple[Caution, ...]:
    before = version.update.follow_up.current_version
    return tuple(warning for warning in WARNINGS if warning.holds(version, before))


def _without_evidence(version: UpdateVersion, before: UpdateVersion | None) -> bool:
    return version.status in (Status.IMPLEMENTED, Status.IN_PLACE) and not version.evidence.all()


def _backwards(version: UpdateVersion, before: UpdateVersion | None) -> bool:
    if before is None or version.status not in DONE or before.status not in DONE:
        return False
    return DONE[version.status] < DONE[before.status]


def _same_text(version: UpdateVersion, before: UpdateVersion | None) -> bool:
    if before is None or version.update.is_unchanged:
        return False
    return _words(version) == _words(before)


def _words(version: UpdateVersion) -> tuple[object, ...]:
    activities = [(each.text, each.starts_on, each.ends_on) for each in version.activities.all()]
    return (version.challenges, version.next_steps, activities)


def _not_mended(version: UpdateVersion, before: UpdateVersion | None) -> bool:
    """A version that was sent is frozen: whoever was asked for a change saves another one."""
    return version.update.state == UpdateState.RETURNED and version.frozen_at is not None


WARNINGS = (
    Caution(
        "returned",
        _("Sent back, and not changed since"),
        _("The reviewers asked for a change. Open it and read their note."),
        _not_mended,
    ),
    Caution(
        "evidence",
        _("Implemented, without evidence"),
        _("A law, a report or a web page helps the reviewers to confirm it."),
        _without_evidence,
    ),
    Caution(
        "backwards",
        _("The status went backwards"),
        _("It was further on in the last accepted answer. Say why under “Challenges”, if that is right."),
        _backwards,
    ),
    Caution(
        "same",
        _("The same text as last time"),
        _("Nothing was added to the last accepted answer. If nothing has changed, that is right."),
        _same_text,
    ),
)
