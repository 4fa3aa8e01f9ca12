"""What waits for the party's approval, in full, and the papers that were made of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from recommendations.choices import UpdateState
from recommendations.models import (
    PaperApproval,
    Party,
    Recommendation,
    SignatureRow,
    SignatureSheet,
    Update,
    UpdateVersion,
    User,
    VersionEvidence,
)
from recommendations.permissions import parties_where, readable_evidence
from recommendations.queries.follow_up import Answer, informed, with_content
from recommendations.queries.subject import frozen, with_tied
from recommendations.roles import Permission as P

# More than this is not read on one page; the next come when these are decided.
MOST = 200
ORDER = (
    "follow_up__recommendation__document__forum__number",
    "follow_up__recommendation__document__code",
    "follow_up__recommendation__position",
)


@dataclass(frozen=True)
class Waiting:
    """One answer that waits: `mark` stands for it and its version in a form."""

    update: Update
    answer: Answer

    @property
    def also(self) -> list[Recommendation]:
        """The others for which this answer is to serve."""
        return [each.recommendation for each in self.update.follow_up.answers_also.all()]

    @property
    def mark(self) -> str:
        return f"{self.update.pk}.{self.update.version}"


def parties(user: User) -> list[Party]:
    """The countries whose approvals `user` gives or records."""
    where = Q(pk__in=[])
    for permission in (P.APPROVE_UPDATE, P.RECORD_APPROVAL):
        where |= parties_where(user, permission).q("pk")
    return list(Party.objects.filter(where))


def waiting_updates(party: Party) -> QuerySet[Update]:
    found = Update.objects.with_source().filter(state=UpdateState.FOR_APPROVAL, follow_up__party=party)
    return found.filter(follow_up__recommendation__withdrawn_at__isnull=True).order_by(*ORDER)


def waiting(party: Party, user: User) -> list[Waiting]:
    """The first `MOST` answers of `party` that wait for approval, whole. For those who read all its drafts."""
    updates = list(waiting_updates(party).prefetch_related(with_tied("follow_up__"))[:MOST])
    answers = latest_answers(updates, user)
    return [Waiting(update, answers[update.pk]) for update in updates]


def latest_answers(updates: list[Update], user: User) -> dict[int, Answer]:
    """The latest version of each update, by the update's id, with what of its evidence `user` may open."""
    wanted = Q(pk__in=[])
    for update in updates:
        wanted |= Q(update=update, number=update.version)
    found = {version.update_id: version for version in whole(UpdateVersion.objects.filter(wanted), user)}
    informed(found.values())
    return {
        update.pk: Answer(
            version=found[update.pk],
            evidence=tuple(found[update.pk].shown_evidence),
            update=update,
            sees_all=True,
        )
        for update in updates
    }


def whole(versions: QuerySet[UpdateVersion], user: User) -> QuerySet[UpdateVersion]:
    """Versions with all that a page or a paper says of them; `shown_evidence` is what `user` may open."""
    readable = readable_evidence(user).filter(pk=OuterRef("evidence"))
    uses = VersionEvidence.objects.filter(Exists(readable))
    pieces = Prefetch("evidence", uses.select_related("evidence", "evidence_version"), to_attr="shown_evidence")
    return with_content(versions).select_related("update__reply", "update__round").prefetch_related(pieces)


def sheets(party: Party) -> QuerySet[SignatureSheet]:
    """The papers of `party`, latest first, with what was recorded on them."""
    return SignatureSheet.objects.filter(party=party).prefetch_related("approvals")


@dataclass(frozen=True)
class Printed:
    """One numbered row of a paper: the answer as printed, with the others for which it was to serve (`also`), and where
    it stands now."""

    row: SignatureRow
    answer: Answer
    also: tuple[Recommendation, ...]
    changed: bool
    waits: bool


def printed(sheet: SignatureSheet, user: User) -> list[Printed]:
    """The rows of a paper as they were printed."""
    rows = list(sheet.rows.all())
    versions = whole(UpdateVersion.objects.filter(pk__in=[row.version_id for row in rows]), user).select_related(
        "update__follow_up__party", "update__follow_up__recommendation__document__forum",
        "update__follow_up__recommendation__document__party", "update__follow_up__recommendation__sub_theme",
    )  # fmt: skip
    found = {version.pk: version for version in versions}
    informed(found.values())
    also = frozen(sheet, "signature_sheet.make")
    return [_printed(row, found[row.version_id], also.get(str(row.version_id), ())) for row in rows]


def _printed(row: SignatureRow, version: UpdateVersion, also: Iterable[Recommendation]) -> Printed:
    answer = Answer(version, tuple(version.shown_evidence), version.update, sees_all=True)
    changed = version.update.version != version.number
    waits = not changed and version.update.state == UpdateState.FOR_APPROVAL
    return Printed(row, answer, tuple(also), changed=changed, waits=waits)


def approvals(sheet: SignatureSheet) -> QuerySet[PaperApproval]:
    return sheet.approvals.select_related("recorded_by")
