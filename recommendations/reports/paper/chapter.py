"""A chapter of the paper: one theme, told regional action first, then country by country."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Answering, OrganizationKind, PartyKind
from recommendations.queries.lines import joined
from recommendations.queries.picture_value import Country, Row, Statement, Theme
from recommendations.reports import sentences
from recommendations.reports.paper import leads, wording
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.sources import Sources
from recommendations.reports.paper.value import Block, Box, Heading, Point, Text
from recommendations.reports.short import Line, Run

SPEAKERS = {
    OrganizationKind.EMPLOYERS.value: gettext_lazy("Employers’ organizations"),
    OrganizationKind.WORKERS.value: gettext_lazy("Workers’ organizations"),
    OrganizationKind.CIVIL_SOCIETY.value: gettext_lazy("Civil-society organizations"),
}


class Teller:
    """Tells answers, and each activity once in the whole paper: where it comes again it is referred to."""

    def __init__(self, material: Material, sources: Sources) -> None:
        self._material, self.sources = material, sources
        self._told: dict[int, str] = {}
        self._afterwards: dict[tuple[str, str, str], str] = {}

    def country(self, country: Country, rows: list[Row], main: str) -> Iterator[Block]:
        yield Heading(3, country.name)
        yield Text("", tone="share", figures=wording.shares(self._material, rows, main=main, country=country.code))
        for same in _answers(rows):
            yield from self._answer(same)
        for answering in (Answering.NO_INFORMATION, Answering.NOT_YET_DUE):
            if missing := [row for row in rows if row.answering == answering and not row.status]:
                yield Text("", bold=f"{answering.label}: ", figures=wording.silent_on(self._material, missing))

    def _answer(self, rows: list[Row]) -> Iterator[Block]:
        first = rows[0]
        behind = wording.behind(self._material, rows, self.sources.of(first))
        assessed = wording.assessment(first) if self._material.shows_assessment(first) else ""
        agencies = "; ".join(each.name for each in (first.lead, *first.contributing) if each)
        said = [_("Agencies: %(names)s.") % {"names": agencies} if agencies else "", f"{assessed}." if assessed else ""]
        words = " ".join(filter(None, said))
        yield Text(words, behind, bold=f"{wording.status(first)}. " if words else f"{wording.status(first)}.")
        for activity in first.activities:
            where = self._told.setdefault(activity.key, first.reference)
            told = _("an activity told under %(reference)s") % {"reference": where}
            words = activity.text if where == first.reference else told
            yield Point(words, wording.answer(self._material, first), bold=f"{wording.dated(activity)}: ")

    def afterwards(self, rows: list[Row]) -> Iterator[Block]:
        """What the countries say hinders them, and what they mean to do; each once in the whole paper."""
        for name, heading in (("challenges", _("Challenges")), ("next_steps", _("Next steps"))):
            said: dict[tuple[str, str], list[list[Row]]] = {}
            for _country, own in by_country(rows):
                for same in _answers(own):
                    said.setdefault((same[0].country.name, getattr(same[0], name)), []).append(same)
            told = [answers for (_country, words), answers in said.items() if words]
            if told:
                yield Heading(3, heading)
            for answers in told:
                first = answers[0][0]
                behind = [wording.behind(self._material, same, self.sources.of(same[0])) for same in answers]
                yield Point(self._once(first, name), joined(behind), bold=f"{first.country.name}: ")

    def _once(self, row: Row, name: str) -> str:
        words = str(getattr(row, name))
        where = self._afterwards.setdefault((row.country.code, name, words), row.reference)
        return words if where == row.reference else _("Told under %(at)s.") % {"at": where}


def _answers(rows: Iterable[Row]) -> list[list[Row]]:
    """The answered rows, those that show one and the same answer together, in the order of the first."""
    found: dict[object, list[Row]] = {}
    for row in rows:
        if row.status:
            found.setdefault(_answer_of(row), []).append(row)
    return list(found.values())


def _answer_of(row: Row) -> object:
    """One answer may stand in several rows: of what is answered under another."""
    return row.update or row.place


def by_country(rows: Iterable[Row]) -> list[tuple[Country, list[Row]]]:
    """Alphabetically, never ranked."""
    ordered = sorted(rows, key=lambda row: (row.country.name, row.country.code))
    return [(country, list(own)) for country, own in groupby(ordered, key=lambda row: row.country)]


def told(material: Material, teller: Teller, rows: list[Row], theme: Theme | None) -> Iterator[Block]:
    """The answers of a chapter, what organizations say beside them, good practice, challenges and next steps."""
    main = leads.place(material, theme)
    regional = [row for row in rows if row.country.kind == PartyKind.REGIONAL_BODY]
    if regional:
        yield Heading(2, _("Regional action"))
        yield from _each(material, teller, regional, main)
    national = [row for row in rows if row.country.kind != PartyKind.REGIONAL_BODY]
    if national:
        yield Heading(2, _("Country by country"))
        yield from _each(material, teller, national, main)
    yield from _statements(material, rows)
    yield from _practices(material, teller, rows)
    if afterwards := list(teller.afterwards(rows)):
        yield Heading(2, _("Challenges and next steps"))
        yield from afterwards


def _each(material: Material, teller: Teller, rows: list[Row], main: str) -> Iterator[Block]:
    """Who has answered, each under its name; the others together, that nobody turns pages of silence."""
    countries = by_country(rows)
    for country, own in countries:
        if any(row.status for row in own):
            yield from teller.country(country, own, main)
    silent = [(country, own) for country, own in countries if not any(row.status for row in own)]
    if silent:
        yield Heading(3, _("Without an answer here"))
    for answering in (Answering.NO_INFORMATION, Answering.NOT_YET_DUE):
        told = [(country, [row for row in own if row.answering == answering]) for country, own in silent]
        names = [_missing(material, country, missing) for country, missing in told if missing]
        if names:
            yield Text("", bold=f"{answering.label}: ", figures=joined(names, "; "))


def _missing(material: Material, country: Country, rows: list[Row]) -> Line:
    return (Run(f"{country.name} ("), *wording.silent_on(material, rows), Run(")"))


def _statements(material: Material, rows: list[Row]) -> Iterator[Block]:
    here = {row.reference for row in rows}
    every = (each for each in material.picture.statements if each.key not in material.hidden)
    found = [each for each in every if each.text.reference in here]
    if found:
        yield Heading(2, _("What organizations say"))
    for kind, heading in SPEAKERS.items():
        own = [each for each in found if each.organization.kind == kind]
        if own:
            yield Heading(3, str(heading))
        for each in own:
            behind = wording.bracketed((leads.text(material, each.text.reference),))
            yield Box(_speaker(each), each.said, behind, each.language)


def _speaker(statement: Statement) -> str:
    where = statement.country.name if statement.country else _("the region")
    told = {"name": statement.name, "where": where, "day": sentences.day(statement.published_on)}
    return _("%(name)s on %(where)s, %(day)s") % told


def _practices(material: Material, teller: Teller, rows: list[Row]) -> Iterator[Block]:
    here = {row.place: row for row in rows}
    found = [
        (each, here[each.reference, each.code]) for each in material.practices if (each.reference, each.code) in here
    ]
    if found:
        yield Heading(2, _("Good practice"))
    for practice, row in found:
        heading = _("%(title)s (%(country)s)") % {"title": practice.title, "country": row.country.name}
        yield Box(heading, practice.text, wording.behind(material, [row], teller.sources.of(row)))
