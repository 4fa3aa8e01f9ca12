"""The texts and rows of a picture from stored follow-ups: one query a table, whatever their number."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from recommendations.choices import Answering
from recommendations.models import (
    FollowUp,
    Organization,
    Party,
    Receipt,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    Round,
    SubTheme,
    Theme,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
    VersionInformant,
)
from recommendations.queries import picture_value as value
from recommendations.queries.rounds import ends_at

PLACE = (
    "recommendation__document__forum__number",
    "recommendation__document__code",
    "recommendation__position",
)
COLUMNS = {
    "key": "pk",
    "text": "recommendation",
    "party": "party",
    "asked_on": "asked_on",
    "not_yet_due": "not_yet_due",
    "status": "status",
    "reason": "not_pursued_reason",
    "under": "answered_under__recommendation__reference",
    "answered_at": "answered_at",
    "changed_at": "changed_at",
    "assessment": "assessment",
    "assessment_published": "assessment_published",
    "current": "current_version",
    "replaced_by": "current_version__replaced_by",
    "challenges": "current_version__challenges",
    "next_steps": "current_version__next_steps",
    "number": "current_version__number",
    "update": "current_version__update",
    "round": "current_version__update__round",
    "unchanged": "current_version__update__is_unchanged",
    "example": "current_version__update__is_example",
    "saved_by": "current_version__saved_by",
    "entered_by": "current_version__update__reply__entered_by",
    "letter_source": "current_version__update__reply__source",
    "letter_sender": "current_version__update__reply__sender",
    "letter_on": "current_version__update__reply__dated_on",
}


def country(party: Party) -> value.Country:
    return value.Country(party.code, party.name, party.full_name, party.kind, party.time_zone)


def theme(found: Theme) -> value.Theme:
    return value.Theme(found.pk, found.slug, found.name, found.guiding_questions)


def organization(found: Organization) -> value.Organization:
    return value.Organization(found.slug, found.name, found.acronym, found.kind, found.party.code)


T = TypeVar("T")

# --- Texts ---------------------------------------------------------------------------------------------------


def texts(found: QuerySet[FollowUp], *, placed: bool) -> dict[int, value.Text]:
    """The recommendations of `found` by their ids, in the order of the documents; `placed`: with what they speak of."""
    asked = Recommendation.objects.filter(pk__in=found.order_by().values("recommendation"))
    under = _placings(asked) if placed else {}
    speaks = _pairs(RecommendationAddressee, "addressee", asked) if placed else {}
    groups = _pairs(RecommendationTargetGroup, "target_group__slug", asked) if placed else {}
    headings = sub_themes(SubTheme.objects.filter(pk__in=asked.values("sub_theme")))
    order = ("document__forum__number", "document__code", "position")
    return {
        each["pk"]: value.Text(
            reference=each["reference"],
            sub_theme=headings[each["sub_theme"]],
            position=each["position"],
            text=each["text"],
            label=each["label"],
            wording=each["wording"],
            editor_note=each["editor_note"],
            themes=tuple(under.get(each["pk"], ())),
            addressees=tuple(speaks.get(each["pk"], ())),
            groups=tuple(groups.get(each["pk"], ())),
        )
        for each in asked.order_by(*order).values(
            "pk", "reference", "sub_theme", "position", "text", "label", "wording", "editor_note"
        )
    }


def sub_themes(found: QuerySet[SubTheme]) -> dict[int, value.SubTheme]:
    """They and their documents, by their ids, in the order in which reports tell them."""
    documents: dict[int, value.Document] = {}
    told = {}
    rows = found.select_related("document__forum", "document__party")
    for each in rows.order_by("document__forum__number", "document__code", "position"):
        document = documents.setdefault(each.document_id, _document(each.document))
        told[each.pk] = value.SubTheme(each.pk, document, each.position, each.number, each.title, each.introduction)
    return told


def _document(found: Any) -> value.Document:
    return value.Document(
        code=found.code,
        forum=value.Forum(found.forum.number, found.forum.year, found.forum.theme),
        kind=found.kind,
        meeting=found.meeting,
        year=found.year,
        party=country(found.party) if found.party else None,
        theme=found.theme,
        language=found.language,
        held_on=found.held_on,
        held_until=found.held_until,
        place=found.place,
    )


PLACING = ("recommendation", "theme", "is_main", "placing")
BY_PLACE = ("-is_main", "theme__position", "pk")


def _placings(asked: QuerySet[Recommendation]) -> dict[int, list[value.Placed]]:
    themes = {each.pk: theme(each) for each in Theme.objects.all()}
    rows = (
        RecommendationTheme.objects.standing().filter(recommendation__in=asked).order_by("-is_main", "theme__position")
    )
    found = defaultdict(list)
    for text, key, is_main, placing in rows.values_list("recommendation", "theme", "is_main", "placing"):
        found[text].append(value.Placed(themes[key], is_main, placing))
    return found


def _pairs(model: Any, name: str, asked: QuerySet[Recommendation]) -> dict[int, list[tuple[str, str]]]:
    found = defaultdict(list)
    rows = model.objects.standing().filter(recommendation__in=asked).order_by(name)
    for text, key, placing in rows.values_list("recommendation", name, "placing"):
        found[text].append((key, placing))
    return found


# --- Rows ----------------------------------------------------------------------------------------------------


def rows(
    found: QuerySet[FollowUp],
    texts: dict[int, value.Text],
    *,
    day: date,
    found_round: Round | None = None,
    organizations: dict[int, value.Organization] | None = None,
) -> list[value.Row]:
    """Each of `found` with its accepted answer, by document, place in it and country.

    `in_round` and `late` are said of `found_round`.
    """
    parties = {each.pk: each for each in Party.objects.filter(pk__in=found.order_by().values("party"))}
    known = _organizations(found) if organizations is None else organizations
    answers = _Answers(found, parties, known, found_round)
    asked = found.with_not_yet_due(day).with_changed_at().order_by(*PLACE, "party__name", "pk")
    countries = {key: country(party) for key, party in parties.items()}
    return [
        value.Row(
            key=each["key"],
            text=texts[each["text"]],
            country=countries[each["party"]],
            asked_on=each["asked_on"],
            **answers.of(each),
        )
        for each in _named(asked.values_list(*COLUMNS.values()))
    ]


def _named(found: Iterable[tuple]) -> Iterator[dict[str, Any]]:
    names = tuple(COLUMNS)
    return (dict(zip(names, each, strict=True)) for each in found)


def _organizations(found: QuerySet[FollowUp]) -> dict[int, value.Organization]:
    versions = VersionAgency.objects.filter(version__in=_current(found)).values("organization")
    named = Organization.objects.filter(pk__in=versions).select_related("party")
    return {each.pk: organization(each) for each in named}


class _Answers:
    """What the versions of all rows say, by version, read before the rows."""

    def __init__(
        self,
        found: QuerySet[FollowUp],
        parties: dict[int, Party],
        organizations: dict[int, value.Organization],
        found_round: Round | None,
    ) -> None:
        current = _current(found)
        self.zones = {key: ZoneInfo(party.time_zone) for key, party in parties.items()}
        self.ends = {key: ends_at(found_round, party) for key, party in parties.items()} if found_round else {}
        self.round = found_round.pk if found_round else None
        self.activities = _activities(current)
        self.agencies = _agencies(current, organizations)
        self.informants = _informants(current, organizations) if found_round else {}
        self.proofs = _proofs(current)
        self.receipts = _receipts(current) if found_round else {}

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        if not row["status"]:
            return {"answering": (Answering.NOT_YET_DUE if row["not_yet_due"] else Answering.NO_INFORMATION).value}
        version, party = row["current"], row["party"]
        leads, contributing = self.agencies.get(version, ((), ()))
        in_round = self.round is not None and row["round"] == self.round
        return {
            "answering": Answering.ANSWERED.value,
            **{name: row[name] for name in SAID},
            "under": row["under"] or "",
            "answered_on": self.day(row["answered_at"], party),
            "in_round": in_round,
            "late": in_round and row["answered_at"] >= self.ends[party],
            "changed_on": self.day(row["changed_at"], party) if row["changed_at"] else None,
            "activities": tuple(self.activities.get(version, ())),
            "lead": leads[0] if leads else None,
            "contributing": tuple(contributing),
            "informants": tuple(self.informants.get(version, ())),
            "proofs": tuple(self.proofs.get(version, ())),
            "letter": _letter(row),
            "version": row["number"],
            "receipts": tuple(self.receipts.get(version, ())),
        }

    def day(self, at: datetime, party: int) -> date:
        """The day on the party's own clock."""
        return at.astimezone(self.zones[party]).date()


SAID = (
    "status", "reason", "replaced_by", "unchanged", "assessment", "assessment_published", "challenges", "next_steps",
    "example", "update",
)  # fmt: skip


def _letter(row: dict[str, Any]) -> value.Letter | None:
    """Where the version was written by whoever entered the letter: a later edit of the country is its own."""
    if not row["entered_by"] or row["entered_by"] != row["saved_by"]:
        return None
    return value.Letter(row["letter_source"], row["letter_sender"], row["letter_on"])


def _current(found: QuerySet[FollowUp]) -> QuerySet:
    return found.order_by().values("current_version")


def _grouped(found: Iterable[tuple], make: Callable[..., T]) -> dict[int, list[T]]:
    """By what each begins with."""
    grouped: dict[int, list[T]] = defaultdict(list)
    for key, *rest in found:
        grouped[key].append(make(*rest))
    return grouped


def _activities(current: QuerySet) -> dict[int, list[value.Activity]]:
    rows = VersionActivity.objects.filter(version__in=current).order_by("version", "position", "pk")
    return _grouped(rows.values_list("version", "activity", "text", "starts_on", "ends_on"), value.Activity)


def _agencies(
    current: QuerySet, organizations: dict[int, value.Organization]
) -> dict[int, tuple[list[value.Agency], list[value.Agency]]]:
    found: dict[int, tuple[list[value.Agency], list[value.Agency]]] = defaultdict(lambda: ([], []))
    rows = VersionAgency.objects.filter(version__in=current).order_by("version", "name", "pk")
    for version, key, part, name in rows.values_list("version", "organization", "part", "name"):
        found[version][part != "lead"].append(value.Agency(organizations[key], name))
    return found


def _informants(current: QuerySet, organizations: dict[int, value.Organization]) -> dict[int, list[value.Informant]]:
    rows = VersionInformant.objects.filter(version__in=current).order_by("version", "name", "pk")
    told = rows.values_list("version", "organization", "name", "dated_on")
    return _grouped(told, lambda key, name, day: value.Informant(organizations[key], name, day))


PROOF = (
    "version", "evidence", "evidence_version", "title", "evidence__kind", "evidence__visibility",
    "evidence__publisher", "evidence__dated_on", "evidence__language", "evidence_version__link",
    "evidence_version__key", "evidence_version__file_name", "evidence_version__sha256",
)  # fmt: skip


def _proofs(current: QuerySet) -> dict[int, list[value.Proof]]:
    rows = VersionEvidence.objects.filter(version__in=current).order_by("version", "pk")
    return _grouped(rows.values_list(*PROOF), _proof)


def _proof(*told: Any) -> value.Proof:
    """A link has an address, a file its key."""
    proof = value.Proof(*told)
    return replace(proof, file="" if proof.address else str(proof.file))


def _receipts(current: QuerySet) -> dict[int, list[str]]:
    rows = Receipt.objects.filter(versions__in=current).order_by("sent_at", "pk")
    return _grouped(rows.values_list("versions", "reference"), str)
