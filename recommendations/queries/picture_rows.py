"""The rows of a picture from stored follow-ups and their accepted answers: one query a table."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from django.db.models import BooleanField, Case, DateField, DateTimeField, Exists, OuterRef, QuerySet, Value, When

from recommendations.choices import Answering, Part
from recommendations.models import (
    FollowUp,
    Receipt,
    Round,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
    VersionInformant,
)
from recommendations.queries import picture_value as value
from recommendations.queries.clock import answer_day
from recommendations.queries.follow_ups import PLACE
from recommendations.queries.lateness import first_sent, written_in_time
from recommendations.queries.sight import Sight

COLUMNS = {
    "key": "pk",
    "text": "recommendation",
    "country": "party__code",
    "country_name": "party__name",
    "full_name": "party__full_name",
    "kind": "party__kind",
    "time_zone": "party__time_zone",
    "asked_on": "asked_on",
    "not_yet_due": "not_yet_due",
    "status": "status",
    "reason": "not_pursued_reason",
    "under": "answered_under__recommendation__reference",
    "answered_at": "answered_at",
    "changed_at": "changed_at",
    "assessment": "assessment",
    "assessment_published": "assessment_published",
    "sees_assessment": "sees_assessment",
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
    "first_sent": "first_sent",
    "written_in_time": "written_in_time",
}
SAID = (
    "status", "reason", "replaced_by", "unchanged", "assessment_published", "challenges", "next_steps", "example",
    "update",
)  # fmt: skip
ORGANIZATION = tuple(f"organization__{name}" for name in ("slug", "name", "acronym", "kind", "party__code"))
PROOF = (
    "is_open", "version", "evidence", "evidence_version", "title", "evidence__kind", "evidence__visibility",
    "evidence__publisher", "evidence__dated_on", "evidence__language", "evidence_version__link",
    "evidence_version__key", "evidence_version__file_name", "evidence_version__sha256",
)  # fmt: skip
T = TypeVar("T")
Agencies = dict[int, dict[str, list[value.Agency]]]
Informants = dict[int, list[value.Informant]]
YES = Value(True)


def rows(
    found: QuerySet[FollowUp],
    texts: dict[int, value.Text],
    *,
    day: date,
    found_round: Round | None = None,
    sight: Sight | None = None,
) -> tuple[value.Row, ...]:
    """Each of `found` with its accepted answer, by document, place in it and country.

    `found_round` is that of which `in_round` and `late` are said, and for whose picture letters and receipts are read
    too. With a `sight` assessments and evidence are left out that it does not reach; without one all is there.
    """
    answers = _Answers(found, found_round, sight)
    asked = found.with_not_yet_due(day).with_changed_at().annotate(sees_assessment=_sees(sight), **_timely(found_round))
    told = asked.order_by(*PLACE, "party__name", "pk").values_list(*COLUMNS.values())
    return tuple(
        value.Row(
            key=each["key"],
            text=texts[each["text"]],
            country=answers.country(each),
            asked_on=each["asked_on"],
            **answers.of(each),
        )
        for each in _named(told)
    )


def _sees(sight: Sight | None) -> Case | Value:
    if sight is None:
        return YES
    return Case(When(sight.assessments, then=YES), default=Value(False), output_field=BooleanField())


def _timely(found_round: Round | None) -> dict[str, Any]:
    if found_round is None:
        return {"first_sent": Value(None, output_field=DateTimeField()), "written_in_time": Value(False)}
    return {"first_sent": first_sent(found_round), "written_in_time": written_in_time(found_round)}


def _named(found: Iterable[tuple]) -> Iterator[dict[str, Any]]:
    names = tuple(COLUMNS)
    return (dict(zip(names, each, strict=True)) for each in found)


class _Answers:
    """What the versions of all rows say, by version, read before the rows; countries, each made once."""

    def __init__(self, found: QuerySet[FollowUp], found_round: Round | None, sight: Sight | None) -> None:
        current = found.order_by().values("current_version")
        organizations: dict[str, value.Organization] = {}
        self.round = found_round.pk if found_round else None
        self.after = found_round.due_on + timedelta(days=1) if found_round else date.max
        self.countries: dict[str, value.Country] = {}
        self.activities = _activities(current)
        self.agencies, self.informants = _agencies(current, organizations)
        self.proofs = _proofs(current, sight)
        self.receipts = _receipts(current) if found_round else {}

    def country(self, row: dict[str, Any]) -> value.Country:
        if row["country"] not in self.countries:
            told = (row[name] for name in ("country", "country_name", "full_name", "kind", "time_zone"))
            self.countries[row["country"]] = value.Country(*told)
        return self.countries[row["country"]]

    def is_late(self, row: dict[str, Any], zone: ZoneInfo) -> bool:
        sent = row["first_sent"] or row["answered_at"]
        return not row["written_in_time"] and sent.astimezone(zone).date() >= self.after

    def of(self, row: dict[str, Any]) -> dict[str, Any]:
        if not row["status"]:
            return {"answering": (Answering.NOT_YET_DUE if row["not_yet_due"] else Answering.NO_INFORMATION).value}
        version, zone = row["current"], ZoneInfo(row["time_zone"])
        agencies = self.agencies.get(version, {})
        leads = agencies.get(Part.LEAD)
        in_round = self.round is not None and row["round"] == self.round
        return {
            "answering": Answering.ANSWERED.value,
            **{name: row[name] for name in SAID},
            "under": row["under"] or "",
            "answered_on": answer_day(row["answered_at"], zone),
            "in_round": in_round,
            "late": in_round and self.is_late(row, zone),
            "changed_on": answer_day(row["changed_at"], zone) if row["changed_at"] else None,
            "assessment": row["assessment"] if row["sees_assessment"] else "",
            "activities": tuple(self.activities.get(version, ())),
            "lead": leads[0] if leads else None,
            "contributing": tuple(agencies.get(Part.CONTRIBUTING, ())),
            "informants": tuple(self.informants.get(version, ())),
            "proofs": tuple(self.proofs.get(version, ())),
            "letter": _letter(row),
            "version": row["number"],
            "receipts": tuple(self.receipts.get(version, ())),
        }


def _letter(row: dict[str, Any]) -> value.Letter | None:
    """Where the version was written by whoever entered the letter: a later edit of the country is its own."""
    if not row["entered_by"] or row["entered_by"] != row["saved_by"]:
        return None
    return value.Letter(row["letter_source"], row["letter_sender"], row["letter_on"])


def _grouped(found: Iterable[tuple], make: Callable[..., T]) -> dict[int, list[T]]:
    """By what each begins with."""
    grouped: dict[int, list[T]] = defaultdict(list)
    for key, *rest in found:
        grouped[key].append(make(*rest))
    return grouped


def _activities(current: QuerySet) -> dict[int, list[value.Activity]]:
    rows = VersionActivity.objects.filter(version__in=current).order_by("version", "position", "pk")
    return _grouped(rows.values_list("version", "activity", "text", "starts_on", "ends_on"), value.Activity)


def _known(organizations: dict[str, value.Organization], told: list[Any]) -> value.Organization:
    return organizations.setdefault(told[0], value.Organization(*told))


def _agencies(current: QuerySet, organizations: dict[str, value.Organization]) -> tuple[Agencies, Informants]:
    """The agencies by part, and those that gave information by letter: one query for both."""
    parts: Agencies = defaultdict(lambda: defaultdict(list))
    informants: Informants = defaultdict(list)
    day = Value(None, output_field=DateField())
    agencies = VersionAgency.objects.annotate(day=day).values_list("version", "part", "name", "day", *ORGANIZATION)
    told = VersionInformant.objects.annotate(part=Value("")).values_list(
        "version", "part", "name", "dated_on", *ORGANIZATION
    )
    one, other = (rows.filter(version__in=current).order_by() for rows in (agencies, told))
    for version, part, name, dated_on, *organization in sorted(one.union(other, all=True), key=_by_name):
        known = _known(organizations, organization)
        if part:
            parts[version][part].append(value.Agency(known, name))
        else:
            informants[version].append(value.Informant(known, name, dated_on))
    return parts, informants


def _by_name(row: tuple[Any, ...]) -> tuple[int, str]:
    return row[0], row[2]


def _proofs(current: QuerySet, sight: Sight | None) -> dict[int, list[value.Proof]]:
    is_open = Exists(sight.evidence.filter(pk=OuterRef("evidence"))) if sight else YES
    rows = VersionEvidence.objects.filter(version__in=current).annotate(is_open=is_open).order_by("version", "pk")
    return _grouped((told for opened, *told in rows.values_list(*PROOF) if opened), _proof)


def _proof(*told: Any) -> value.Proof:
    """A link has an address, a file its key."""
    proof = value.Proof(*told)
    return replace(proof, file="" if proof.address else str(proof.file))


def _receipts(current: QuerySet) -> dict[int, list[str]]:
    rows = Receipt.objects.filter(versions__in=current).order_by("sent_at", "pk")
    return _grouped(rows.values_list("versions", "reference"), str)
