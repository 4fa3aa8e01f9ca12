"""What a person may fill in for one country in Excel or on paper, and how each answer stands now."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from recommendations.choices import OPEN_STATES, Part, UpdateState
from recommendations.errors import Refused
from recommendations.models import (
    AuditEvent,
    EvidenceVersion,
    FollowUp,
    Party,
    RecommendationTheme,
    Update,
    UpdateVersion,
    User,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
    VersionInformant,
)
from recommendations.permissions import follow_ups_where, holdings, readable_evidence
from recommendations.queries.responsibilities import unknown_to
from recommendations.queries.said import note_of
from recommendations.queries.sheet_words import Agencies
from recommendations.roles import Permission as P
from recommendations.sheets.marks import PLAIN
from recommendations.text import gettext_noop
from recommendations.workflow import EDITABLE

# Rows are fetched by so many: few queries, and little memory however long the list is.
CHUNK = 400
SENT_BACK = ("update.refuse_approval", "review.send_back")
CAME_BACK = (UpdateState.DRAFT, UpdateState.RETURNED)
UNDER = gettext_noop("This recommendation is answered under another one. Write the answer there.")
WITHDRAWN = gettext_noop("This recommendation was withdrawn. It is not answered any more.")
# A version where there is none; what each version says of its update.
NOTHING: dict[str, Any] = dict.fromkeys(PLAIN, "") | {"pk": 0, "number": 0, "state": "", "update": 0}
STATE = {"state": F("update__state"), "follow_up": F("update__follow_up")}
SENT = gettext_noop("This answer is with the reviewers and cannot be changed now.")


@dataclass(frozen=True, slots=True)
class StoredActivity:
    id: int
    text: str
    starts_on: datetime.date | None
    ends_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """A piece of evidence that this person may open. `link` is "" for a file."""

    id: int
    title: str
    kind: str
    dated_on: datetime.date | None
    publisher: str
    visibility: str
    link: str
    file_name: str


@dataclass(frozen=True, slots=True)
class Row:
    """A follow-up and what its answer says now: the open draft, or else the accepted answer it is carried on from.

    `update` is the newest update's id, `version` the open one's number, 0 where there is none. `attached`: the ids
    of all its evidence, also of what is not shown to this person. `informants`: the agencies that gave information,
    each with the day of its letter. `closed`: why nobody may write here now.
    """

    follow_up: int
    reference: str
    text: str
    theme: str
    state: str
    accepted: str
    answered_at: datetime.datetime | None
    note: str
    update: int
    version: int
    plain: dict[str, str]
    lead: int
    contributing: tuple[int, ...]
    activities: tuple[StoredActivity, ...]
    evidence: tuple[StoredEvidence, ...]
    attached: tuple[int, ...]
    informants: tuple[tuple[int, datetime.date | None], ...]
    closed: Refused | None

    @property
    def named(self) -> set[int]:
        """The agencies that it names, in whatever part."""
        return {self.lead, *self.contributing, *(agency for agency, _day in self.informants)} - {0}


def parties(user: User) -> list[Party]:
    """The countries for which `user` writes answers, all or a part of what is asked."""
    held = [each for each in holdings(user) if each.gives(P.DRAFT_UPDATE) or each.gives_bound(P.DRAFT_UPDATE)]
    return list(Party.objects.filter(pk__in={each.party_id for each in held}).order_by("name"))


def own(user: User, party: Party) -> QuerySet[FollowUp]:
    """All of the party's follow-ups whose answers `user` writes."""
    return FollowUp.objects.filter(follow_ups_where(user, P.DRAFT_UPDATE), party=party)


def to_fill_in(user: User, party: Party, *, organization: str = "") -> QuerySet[FollowUp]:
    """Those that `user` may write now; `organization`: where the one of this slug is responsible."""
    sent = Update.objects.filter(follow_up=OuterRef("pk"), state=UpdateState.SUBMITTED)
    found = own(user, party).in_force().filter(~Exists(sent), answered_under__isnull=True)
    return found.filter(responsibilities__organization__slug=organization) if organization else found


def writes_for(user: User, party: Party) -> bool:
    """Whether `user` writes answers of `party`, all or a part of them."""
    here = [each for each in holdings(user) if each.party_id == party.pk]
    return any(each.gives(P.DRAFT_UPDATE) or each.gives_bound(P.DRAFT_UPDATE) for each in here)


Versions = dict[int, list[dict[str, Any]]]


class Source(Protocol):
    """What somebody's rows start from."""

    # The columns of an activity in a version: as it is now, or as it was sent.
    activity: tuple[str, ...]

    def versions(self, ids: Sequence[int]) -> Versions:
        """By follow-up, the version that a row starts from last."""

    def closed(self, asked: dict[str, Any], versions: list[dict[str, Any]]) -> Refused | None:
        """Why nobody may write here now."""


def rows(follow_ups: QuerySet[FollowUp], user: User, source: Source | None = None) -> Iterator[Row]:
    """Each follow-up as it stands now, in the order of the query."""
    return rows_of(list(follow_ups.values_list("pk", flat=True)), user, source=source)


def rows_of(ids: Sequence[int], user: User, *, noted: bool = True, source: Source | None = None) -> Iterator[Row]:
    """The same for these, in their order; `noted`: with what was asked to be changed. Whose they are is not asked."""
    for start in range(0, len(ids), CHUNK):
        yield from _chunk(ids[start : start + CHUNK], user, noted=noted, source=source or Drafts())


def _chunk(ids: Sequence[int], user: User, *, noted: bool, source: Source) -> Iterator[Row]:
    asked = {each["pk"]: each for each in _asked(ids)}
    versions = source.versions(ids)
    content = Content([each["pk"] for found in versions.values() for each in found if each["pk"]], user, source)
    back = [each["update"] for found in versions.values() for each in found if each["state"] in CAME_BACK]
    notes = _notes(back) if noted else {}
    for pk in ids:
        if pk in asked:
            found = versions.get(pk, [])
            yield _row(asked[pk], found, content, notes, source.closed(asked[pk], found))


def _asked(ids: Sequence[int]) -> QuerySet:
    main = RecommendationTheme.objects.standing().filter(recommendation=OuterRef("recommendation"), is_main=True)
    return (
        FollowUp.objects.filter(pk__in=ids)
        .order_by()
        .values(
            "pk", "status", "answered_at", "answered_under",
            reference=F("recommendation__reference"),
            text=F("recommendation__text"),
            withdrawn=F("recommendation__withdrawn_at"),
            theme=Subquery(main.values("theme__name")[:1]),
        )
    )  # fmt: skip


def offered(party: Party, ids: Sequence[int], user: User, source: Source | None = None) -> dict[int, str]:
    """The agencies that the drop-downs of these rows show, by id: those in office that `user` may know, and those that
    a row names."""
    known, unknown = Agencies(party), set(unknown_to(user, party).values_list("pk", flat=True))
    named = _named(ids, source or Drafts()) if known.ended or unknown else ()
    return {pk: name for pk, name in known.offered(named).items() if pk not in unknown or pk in named}


def _named(ids: Sequence[int], source: Source) -> set[int]:
    found: set[int] = set()
    for start in range(0, len(ids), CHUNK):
        versions = [each[-1]["pk"] for each in source.versions(ids[start : start + CHUNK]).values()]
        found.update(VersionAgency.objects.filter(version__in=versions).values_list("organization", flat=True))
    return found


class Drafts:
    """Writers start from the open draft, or else from the accepted answer."""

    # The party's own words, as they are now: a correction made elsewhere shows here too.
    activity = ("activity__text", "activity__starts_on", "activity__ends_on")

    def versions(self, ids: Sequence[int]) -> Versions:
        found: Versions = defaultdict(list)
        latest = UpdateVersion.objects.filter(number=F("update__version"), update__follow_up__in=ids)
        standing = latest.filter(update__state__in=(*OPEN_STATES, UpdateState.ACCEPTED)).order_by("update")
        for each in standing.values("pk", "number", "update", *PLAIN, **STATE):
            found[each["follow_up"]].append(each)
        return found

    def closed(self, asked: dict[str, Any], versions: list[dict[str, Any]]) -> Refused | None:
        if asked["withdrawn"]:
            return Refused(WITHDRAWN)
        if asked["answered_under"]:
            return Refused(UNDER)
        state = versions[-1]["state"] if versions else ""
        return Refused(SENT) if state in OPEN_STATES and state not in EDITABLE else None


def _notes(updates: Sequence[int]) -> dict[int, str]:
    """What was asked to be changed, by the update that came back."""
    if not updates:
        return {}
    events = AuditEvent.objects.filter(
        target_type=Update._meta.model_name, target__in=[str(each) for each in updates], action__in=SENT_BACK
    ).order_by("sequence")
    return {int(target): str(note_of(after or {})) for target, after in events.values_list("target", "after")}


class Content:
    """The agencies, informants, activities and evidence of versions, by version."""

    def __init__(self, versions: Sequence[int], user: User, source: Source) -> None:
        self.agencies: dict[int, list[Any]] = defaultdict(list)
        self.informants: dict[int, list[Any]] = defaultdict(list)
        self.activities: dict[int, list[Any]] = defaultdict(list)
        self.evidence: dict[int, list[Any]] = defaultdict(list)
        self.attached: dict[int, list[Any]] = defaultdict(list)
        if versions:
            self._read(versions, user, source)

    def _read(self, versions: Sequence[int], user: User, source: Source) -> None:
        of = {"version__in": versions}
        for version, part, agency in VersionAgency.objects.filter(**of).values_list("version", "part", "organization"):
            self.agencies[version].append((part, agency))
        letters = VersionInformant.objects.filter(**of).values_list("version", "organization", "dated_on")
        for version, agency, dated_on in letters:
            self.informants[version].append((agency, dated_on))
        done = VersionActivity.objects.filter(**of).order_by("version", "position")
        for version, *told in done.values_list("version", "activity", *source.activity):
            self.activities[version].append(StoredActivity(*told))
        for version, shown, *told in _pieces(VersionEvidence.objects.filter(**of), user):
            self.attached[version].append(told[0])
            if shown:
                self.evidence[version].append(StoredEvidence(*told))


def _pieces(uses: QuerySet[VersionEvidence], user: User) -> Iterable[tuple]:
    newest = EvidenceVersion.objects.filter(evidence=OuterRef("evidence")).order_by("-number")
    found = uses.order_by("version", "pk").annotate(
        shown=Exists(readable_evidence(user).filter(pk=OuterRef("evidence"))),
        link=Subquery(newest.values("link")[:1]),
        file_name=Subquery(newest.values("file_name")[:1]),
    )
    return found.values_list(
        "version", "shown", "evidence", "evidence__title", "evidence__kind", "evidence__dated_on",
        "evidence__publisher", "evidence__visibility", "link", "file_name",
    )  # fmt: skip


def _row(
    asked: dict[str, Any],
    versions: list[dict[str, Any]],
    content: Content,
    notes: dict[int, str],
    closed: Refused | None,
) -> Row:
    version = versions[-1] if versions else NOTHING
    opened = version if version["state"] in OPEN_STATES else NOTHING
    parts = content.agencies[version["pk"]]
    return Row(
        follow_up=asked["pk"],
        reference=asked["reference"],
        text=asked["text"],
        theme=asked["theme"] or "",
        state=opened["state"],
        accepted=asked["status"],
        answered_at=asked["answered_at"],
        note=notes.get(opened["update"], ""),
        update=version["update"],
        version=opened["number"],
        plain={name: version[name] for name in PLAIN},
        lead=next((agency for part, agency in parts if part == Part.LEAD), 0),
        contributing=tuple(agency for part, agency in parts if part == Part.CONTRIBUTING),
        activities=tuple(content.activities[version["pk"]]),
        evidence=tuple(content.evidence[version["pk"]]),
        attached=tuple(content.attached[version["pk"]]),
        informants=tuple(content.informants[version["pk"]]),
        closed=closed,
    )
