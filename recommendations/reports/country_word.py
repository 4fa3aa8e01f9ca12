"""A country's own report, two to six pages: its answers told by theme, for its ministry to hand out.

The main theme decides the chapter. A theme that is only suggested counts where that was asked for, and is marked;
else its answers stand under “Not yet placed”. Evidence that may not be quoted is left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from recommendations.choices import UNDER_WAY, Answering, Standing
from recommendations.models import Party, RecommendationTheme, Theme
from recommendations.queries import country_word as queries
from recommendations.queries import counts
from recommendations.queries.again import Again, again
from recommendations.queries.lines import joined
from recommendations.queries.matrix import NOT_PLACED
from recommendations.reports import sentences
from recommendations.reports.brief import DONE
from recommendations.reports.brief_short import SUGGESTED
from recommendations.reports.cited import (
    Citations,
    agencies,
    claim,
    number,
    numbers,
    one_line,
    share,
    text_of,
    to_follow_up,
    to_list,
)
from recommendations.reports.short import (
    Block,
    Cited,
    Heading,
    Line,
    Points,
    Run,
    ShortPaper,
    Sources,
    Table,
    Text,
    plain,
)

# Six pages, less what title, table and notes take; a line has so many letters.
LINES, LETTERS = 205, 92
NAMED = 60
CAPTIONS = {
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum, by main theme"),
    Standing.PROPOSED: gettext_lazy("Proposed recommendations, by main theme"),
}


@dataclass(frozen=True)
class Deed:
    when: str
    text: str


@dataclass(frozen=True)
class Told:
    """One answer; `suggested`: its theme is not confirmed. `elsewhere`: where activities are told that serve it too."""

    reference: str
    url: str
    text: str
    language: str
    claim: str
    again: tuple[str, ...]
    deeds: tuple[Deed, ...]
    elsewhere: tuple[str, ...]
    agencies: str
    challenges: str
    next_steps: str
    evidence: tuple[int, ...]
    suggested: bool


@dataclass(frozen=True)
class Chapter:
    theme: str
    answers: tuple[Told, ...]


@dataclass(frozen=True)
class CountryReport:
    party: Party
    suggested: bool
    themes: tuple[Theme, ...]
    cells: tuple[counts.Cell, ...]
    chapters: tuple[Chapter, ...]
    more: int
    unanswered: tuple[str, ...]
    evidence: tuple[Cited, ...]
    is_example: bool
    data_on: date
    language: str


def build(party: Party, today: date, *, suggested: bool) -> CountryReport:
    rows = queries.answers(party, today)
    kept = _fitting(rows)
    beside = again(map(text_of, kept))
    citations = Citations()
    return CountryReport(
        party=party,
        suggested=suggested,
        themes=tuple(queries.themes()),
        cells=tuple(queries.counted(party, today, suggested=suggested)),
        chapters=tuple(_chapters(kept, citations, beside, suggested=suggested)),
        more=len(rows) - len(kept),
        unanswered=tuple(queries.unanswered(party)),
        evidence=citations.all(),
        is_example=any(row.current_version.update.is_example for row in kept),
        data_on=today,
        language=get_language() or "en",
    )


def _fitting(rows: list[Any]) -> list[Any]:
    """The latest answers, as many as six pages hold."""
    kept: list[Any] = []
    left = LINES
    for row in rows:
        left -= _lines(row)
        if left < 0 and kept:
            break
        kept.append(row)
    return kept


def _lines(row: Any) -> int:
    version = row.current_version
    texts = [row.recommendation.text, version.challenges, version.next_steps, *(each.text for each in version.told)]
    texts += [use.title for use in version.readable]
    # The two more: where the same was asked for, and what became of it.
    return 5 + sum(1 + len(text) // LETTERS + text.count("\n") for text in texts if text)


def _chapters(rows: list[Any], citations: Citations, beside: dict[int, Again], *, suggested: bool) -> Iterator[Chapter]:
    """Themes in their order, what is not yet placed last; within them by reference."""
    found: dict[tuple[bool, int, str], list[Any]] = {}
    for row in sorted(rows, key=lambda row: row.recommendation.reference):
        main = _main(row, suggested=suggested)
        key = (False, main.theme.position, main.theme.name) if main else (True, 0, _("Not yet placed"))
        found.setdefault(key, []).append(row)
    seen: dict[int, str] = {}
    for key in sorted(found):
        own = ((row, beside[row.recommendation_id]) for row in found[key])
        yield Chapter(key[2], tuple(_told(row, said, citations, seen, suggested=suggested) for row, said in own))


def _main(row: Any, *, suggested: bool) -> RecommendationTheme | None:
    placings = [each for each in row.recommendation.standing_themes if each.is_main]
    return next((each for each in placings if suggested or not each.is_suggested), None)


def _told(row: Any, beside: Again, citations: Citations, seen: dict[int, str], *, suggested: bool) -> Told:
    version, reference = row.current_version, row.recommendation.reference
    new = [each for each in version.told if seen.setdefault(each.activity_id, reference) == reference]
    main = _main(row, suggested=suggested)
    return Told(
        reference=reference,
        url=to_follow_up(row),
        text=one_line(row.recommendation.text),
        language=row.recommendation.document.language,
        claim=claim(row),
        again=beside.lines,
        deeds=tuple(Deed(sentences.period(each.starts_on, each.ends_on), each.text) for each in new),
        elsewhere=tuple(dict.fromkeys(seen[each.activity_id] for each in version.told if each not in new)),
        agencies=agencies(version),
        challenges=version.challenges,
        next_steps=version.next_steps,
        evidence=tuple(citations.number(use) for use in version.readable),
        suggested=bool(main and main.is_suggested),
    )


# --- In the blocks of a short paper --------------------------------------------------------------------------


def short(party: Party, today: date, *, suggested: bool) -> ShortPaper:
    report = build(party, today, suggested=suggested)
    title = _("%(country)s: answers to the recommendations of the ASEAN Forum on Migrant Labour") % {
        "country": party.name
    }
    return ShortPaper(
        title=title,
        subtitle=_("As reported by %(country)s and accepted. Data of %(day)s.")
        % {"country": party.name, "day": sentences.day(today)},
        blocks=tuple(_blocks(report)),
        foot=f"{party.name} · {sentences.day(today)}",
        name=f"afml-answers-{party.code}-{today}".lower(),
        data_on=today,
        language=report.language,
    )


def _blocks(report: CountryReport) -> Iterator[Block]:
    if report.is_example:
        yield Text((Run(_("Answers of this site are examples, invented to show what it does."), bold=True),))
    if not report.cells:
        yield Text(plain(_("Nothing has been asked yet.")))
    for standing in Standing:
        if own := counts.having(report.cells, "standing", standing.value):
            yield _figures(standing, own, report)
    if report.more:
        yield _left_out(report)
    for chapter in report.chapters:
        yield Heading(chapter.theme)
        for told in chapter.answers:
            yield from _answer(told)
    if report.unanswered:
        yield from _unanswered(report)
    if report.evidence:
        yield Heading(_("Evidence"))
        yield Sources(report.evidence)
    yield Heading(_("How to read this"))
    yield Points(tuple(plain(note) for note in _notes(report)))


def _figures(standing: Standing, cells: list[counts.Cell], report: CountryReport) -> Table:
    heads = (_("Theme"), _("Answered"), _("Done"), _("Under way"), _("No information received"))
    sign = "~" if report.suggested else ""
    names: list[tuple[int | None, str, str]] = [(each.pk, each.name, sign + each.slug) for each in report.themes]
    names.append((None, _("Not yet placed"), sign + NOT_PLACED))
    found = ((name, value, counts.having(cells, "theme", key)) for key, name, value in names)
    rows = tuple(_row(name, value, own, standing, report) for name, value, own in found if own)
    return Table(str(CAPTIONS[standing]), heads, rows, (5, 2.5, 2, 2, 3), figures_from=1)


def _row(
    name: str, value: str, cells: list[counts.Cell], standing: Standing, report: CountryReport
) -> tuple[Line, ...]:
    silent = counts.asked(counts.having(cells, "answer", Answering.NO_INFORMATION.value))
    place: dict[str, Any] = {"country": report.party.code, "standing": standing.value, "main": value}

    def figure(counted: int, **filters: Any) -> Line:
        return (number(counted, **place, **filters),)

    done, way = counts.of_status(cells, DONE), counts.of_status(cells, UNDER_WAY)
    slug = value.removeprefix("~")
    return (
        (Run(name, url=reverse("theme", args=[slug]) if slug != NOT_PLACED else ""),),
        share(counts.answered(cells), counts.asked(cells), **place),
        figure(done, status=[each.value for each in DONE]),
        figure(way, status=[each.value for each in UNDER_WAY]),
        figure(silent, answer=Answering.NO_INFORMATION.value),
    )


def _answer(told: Told) -> Iterator[Block]:
    mark = SUGGESTED if told.suggested else ""
    yield Text(
        (
            Run(f"{told.reference}{mark} ", bold=True, url=told.url),
            Run(told.text, lang=told.language),
            Run(f" {told.claim}.", bold=True),
            *numbers(told.evidence),
            *(Run(f" {line}.", quiet=True) for line in told.again),
        ),
        keeps=bool(told.deeds),
    )
    points: list[Line] = [_deed(deed) for deed in told.deeds]
    if told.elsewhere:
        points.append(plain(_("Also told under %(references)s.") % {"references": ", ".join(told.elsewhere)}))
    for label, text in (
        (_("Agencies"), told.agencies), (_("Challenges"), told.challenges), (_("Next steps"), told.next_steps),
    ):  # fmt: skip
        if text:
            points.append((Run(f"{label}: ", bold=True), Run(one_line(text))))
    if points:
        yield Points(tuple(points))


def _deed(deed: Deed) -> Line:
    when = (Run(f"{deed.when}: ", bold=True),) if deed.when else ()
    return (*when, Run(one_line(deed.text)))


def _unanswered(report: CountryReport) -> Iterator[Block]:
    yield Heading(_("Not answered yet"))
    named, code = report.unanswered[:NAMED], report.party.code
    told = (*_grouped(named, code), Run("."))
    if len(named) < len(report.unanswered):
        answer = [Answering.NO_INFORMATION.value, Answering.NOT_YET_DUE.value]
        told += (
            Run(" "),
            Run(_("These are not all. See them all"), quiet=True, url=to_list(country=code, answer=answer)),
        )
    yield Text(told)


def _grouped(references: tuple[str, ...], code: str) -> Line:
    """With their document said once: "AFML13-LA S1-03, S1-04; AFML15-LA S2-11"; each leads to its page."""
    found: dict[str, list[Line]] = {}
    for reference in references:
        document, theme, place = reference.rsplit("-", 2)
        url = reverse("follow_up", args=[reference, code])
        found.setdefault(document, []).append((Run(f"{theme}-{place}", url=url),))
    return joined([(Run(f"{document} "), *joined(places, ", ")) for document, places in found.items()], "; ")


def _left_out(report: CountryReport) -> Block:
    """That some answers found no room, and where they are."""
    told = _("The earlier answers are left out to keep this short.")
    every = to_list(country=report.party.code, answer=Answering.ANSWERED.value)
    return Text((Run(f"{told} ", quiet=True), Run(_("See them all"), quiet=True, url=every)))


def _notes(report: CountryReport) -> Iterator[str]:
    yield _("“Claimed” is what the country itself reports; “confirmed” is the ILO’s assessment, where it is published.")
    yield _("Each activity is told once, though it may serve several recommendations.")
    if any(told.suggested for chapter in report.chapters for told in chapter.answers):
        yield _("%(mark)s Stands under this theme by a suggestion that nobody has confirmed yet.") % {"mark": SUGGESTED}
    yield _("Evidence that may not be quoted publicly is left out.")
