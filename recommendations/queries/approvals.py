"""What waits for the party's approval, in full, and the papers that were made of it."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from recommendations.choices import UpdateState
from recommendations.models import (
    FollowUp,
    PaperApproval,
    Party,
    Recommendation,
    Round,
    SignatureRow,
    SignatureSheet,
    Update,
    UpdateVersion,
    User,
    VersionEvidence,
)
from recommendations.permissions import parties_where, readable_evidence
from recommendations.queries.follow_up import Answer, informed, with_content
from recommendations.queries.sent_back import Since, since_sent_back, was_sent_back
from recommendations.queries.subject import frozen, with_tied
from recommendations.roles import Permission as P

# More than this is not read on one page; the next come when these are decided.
MOST = 200
PAPERS = 20
ORDER = (
    "follow_up__recommendation__document__forum__number",
    "follow_up__recommendation__document__code",
    "follow_up__recommendation__position",
)
SOURCE = (
    "update__follow_up__party", "update__follow_up__recommendation__document__forum",
    "update__follow_up__recommendation__document__party", "update__follow_up__recommendation__sub_theme",
)  # fmt: skip


@dataclass(frozen=True)
class Waiting:
    """One answer that waits: `mark` stands for it and its version in a form. `also`: the others for which it is to
    serve. `due_on`: the day of the open round that asks for it. `since`: what was asked of it and changed since,
    where it came again."""

    update: Update
    answer: Answer
    also: tuple[Recommendation, ...]
    due_on: datetime.date | None
    since: Since | None

    @property
    def mark(self) -> str:
        return f"{self.update.pk}.{self.update.version}"


@dataclass(frozen=True)
class Due:
    """How many answers that wait for approval are due by a day."""

    count: int
    party: Party
    due_on: datetime.date

    @property
    def is_over(self) -> bool:
        return self.due_on < timezone.localdate(timezone=self.party.zone)


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
    latest = UpdateVersion.objects.filter(update__in=waiting_updates(party).order_by(), number=F("update__version"))
    tied = FollowUp.objects.in_force().filter(answered_under=OuterRef("update__follow_up"))
    found = whole(latest, user).select_related(*SOURCE).order_by(*(f"update__{each}" for each in ORDER))
    found = found.annotate(due_on=_due_on(party), serves=Exists(tied), came_again=was_sent_back("update"))
    rows = list(found[:MOST])
    informed(rows)
    prefetch_related_objects([each for each in rows if each.serves], with_tied("update__follow_up__"))
    back = since_sent_back([each.update for each in rows if each.came_again])
    return [Waiting(each.update, _read(each), _also(each), each.due_on, back.get(each.update_id)) for each in rows]


def _also(version: UpdateVersion) -> tuple[Recommendation, ...]:
    others = version.update.follow_up.answers_also.all() if version.serves else ()
    return tuple(each.recommendation for each in others)


def _due_on(party: Party) -> Subquery:
    asking = Round.objects.asking(timezone.localdate(timezone=party.zone)).filter(
        documents=OuterRef("update__follow_up__recommendation__document"), parties=party
    )
    not_answered = asking.exclude(pk=Coalesce(OuterRef("update__follow_up__current_version__update__round"), 0))
    return Subquery(not_answered.order_by("due_on", "pk").values("due_on")[:1])


def dues(rows: Iterable[Waiting], party: Party) -> list[Due]:
    """How many of the answers that wait are due by which day, the first day first."""
    counts = Counter(row.due_on for row in rows if row.due_on)
    return [Due(count, party, day) for day, count in sorted(counts.items())]


def _read(version: UpdateVersion) -> Answer:
    """A version of `whole` for those who read all drafts of its party."""
    return Answer(version, tuple(version.shown_evidence), version.update, sees_all=True)


def whole(versions: QuerySet[UpdateVersion], user: User) -> QuerySet[UpdateVersion]:
    """Versions with all that a page or a paper says of them; `shown_evidence` is what `user` may open."""
    readable = readable_evidence(user).filter(pk=OuterRef("evidence"))
    uses = VersionEvidence.objects.filter(Exists(readable))
    pieces = Prefetch("evidence", uses.select_related("evidence", "evidence_version"), to_attr="shown_evidence")
    return with_content(versions).select_related("update__reply", "update__round").prefetch_related(pieces)


@dataclass(frozen=True)
class Paper:
    """A paper that was made, with who signed it and on which day (most are signed once, or not yet)."""

    code: str
    made_at: datetime.datetime
    signed: tuple[tuple[str, datetime.date], ...]


def papers(party: Party) -> list[Paper]:
    """The last twenty papers of `party`, latest first."""
    latest = SignatureSheet.objects.filter(party=party).order_by("-made_at", "-pk")
    found = SignatureSheet.objects.filter(pk__in=latest.values("pk")[:PAPERS]).order_by("-made_at", "-pk")
    rows = found.values_list("code", "made_at", "approvals__name", "approvals__signed_on")
    return [
        Paper(code, made_at, tuple((name, day) for *_paper, name, day in signed if name))
        for (code, made_at), signed in groupby(rows, key=lambda row: row[:2])
    ]


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
    versions = UpdateVersion.objects.filter(pk__in=[row.version_id for row in rows])
    versions = whole(versions, user).select_related(*SOURCE)
    found = {version.pk: version for version in versions}
    informed(found.values())
    also = frozen(sheet, "signature_sheet.make")
    return [_printed(row, found[row.version_id], also.get(str(row.version_id), ())) for row in rows]


def _printed(row: SignatureRow, version: UpdateVersion, also: Iterable[Recommendation]) -> Printed:
    changed = version.update.version != version.number
    waits = not changed and version.update.state == UpdateState.FOR_APPROVAL
    return Printed(row, _read(version), tuple(also), changed=changed, waits=waits)


def approvals(sheet: SignatureSheet) -> QuerySet[PaperApproval]:
    return sheet.approvals.select_related("recorded_by")
