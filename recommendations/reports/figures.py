"""Figures from counted cells: lines, tables, and one part a standing. Nothing here adds across standings."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.choices import STATUS_ORDER, Answering, NotPursuedReason, Standing, Status
from recommendations.queries import counts, naming
from recommendations.queries.counts import Cell, having
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.progress import Scope, Told
from recommendations.reports import sentences
from recommendations.reports.value import Figure, Filters, Line, Part, Table

# Where nothing leads to the rows that were counted.
NO_LIST: Filters = ()


def parts(told: Told, numbers: Iterator[int]) -> tuple[Part, ...]:
    """One part for each standing that was asked about, proposed and adopted apart."""
    found: list[Part] = []
    for standing in (Standing.ADOPTED, Standing.PROPOSED):
        if own := having(told.cells, "standing", standing):
            found.append(_part(standing, own, told, numbers, len(found) + 1))
    return tuple(found)


def _part(standing: Standing, cells: list[Cell], told: Told, numbers: Iterator[int], figure_number: int) -> Part:
    scope = told.scope
    base = (*of_told(told), ("standing", standing.value))
    total = line(_("All"), cells, base)
    round_key = scope.round.pk if scope.round else None
    texts = sum(told.texts[code] for code in {cell["document"] for cell in cells})
    parties = {cell["country"] for cell in cells}
    return Part(
        standing=standing.value,
        heading=str(sentences.STANDING_HEADINGS[standing]),
        sentence=sentences.asked(total, standing, scope, texts=texts, parties=len(parties), round_key=round_key),
        texts=texts,
        message=sentences.message(total, standing, scope, round_key=round_key),
        figure_number=figure_number,
        table_number=next(numbers),
        caption=str(sentences.STATUS_CAPTIONS[standing]),
        total=total,
        statuses=tuple(_statuses(total)),
        tables=tuple(_tables(standing, cells, told, base, numbers)),
    )


def _tables(
    standing: Standing, cells: list[Cell], told: Told, base: Filters, numbers: Iterator[int]
) -> Iterator[Table]:
    captions = sentences.TABLE_CAPTIONS[standing]
    for key, heading, found in (
        ("country", _("Country"), _by_country(cells, base)),
        ("document", _("Document"), _by_document(cells, told, base)),
        ("sub-theme", _("Sub-theme"), _by_sub_theme(cells, told, base)),
        ("theme", _("Main theme"), _by_theme(cells, told, base)),
    ):
        lines = tuple(found)
        if len(lines) > 1:  # one line would repeat the total
            shown = _shown(lines)
            columns = (heading, _("Answered"), *(lines[0].figure(each).label for each in shown))
            yield Table(next(numbers), key, str(captions[key]), columns, lines, shown)


def _statuses(total: Line) -> Iterator[Figure]:
    for figure in total.by_answer:
        if figure.number or figure.key != Answering.NOT_YET_DUE:
            yield figure
        if figure.key == Status.NOT_PURSUED:
            yield from (reason for reason in total.reasons if reason.number)


def _by_country(cells: list[Cell], base: Filters) -> Iterator[Line]:
    own = _parted(cells, "country")
    for name, code in _parties(cells):
        yield line(name, own[code], _narrowed(base, "country", code), reverse("country", args=[code]))


def _by_document(cells: list[Cell], told: Told, base: Filters) -> Iterator[Line]:
    own = _parted(cells, "document")
    for document in dict.fromkeys(sub_theme.document for sub_theme in told.sub_themes):
        if document.code in own:
            place, page = _narrowed(base, "document", document.code), reverse("document", args=[document.code])
            yield line(naming.document_name(document), own[document.code], place, page)


def _by_sub_theme(cells: list[Cell], told: Told, base: Filters) -> Iterator[Line]:
    own = _parted(cells, "sub_theme")
    for sub_theme in told.sub_themes:
        if sub_theme.key in own:
            document = sub_theme.document
            label = f"{naming.document_name(document)}: {sub_theme.heading or _('no sub-theme')}"
            place = _narrowed(base, "subtheme", f"{document.code}.S{sub_theme.position}")
            # What stands under no heading cannot be chosen in the list of all follow-ups.
            yield line(label, own[sub_theme.key], place if sub_theme.title or told.scope.round else NO_LIST)


def _by_theme(cells: list[Cell], told: Told, base: Filters) -> Iterator[Line]:
    own = _parted(cells, "main_theme")
    for key, theme in told.themes.items():
        if key in own:
            yield line(theme.name, own[key], _narrowed(base, "main", theme.slug), reverse("theme", args=[theme.slug]))
    if None in own:
        yield line(_("Not yet placed"), own[None], _narrowed(base, "main", NOT_PLACED))


def _parted(cells: list[Cell], dimension: str) -> dict[Any, list[Cell]]:
    """The cells of each value, read once: a region has hundreds of lines."""
    found: dict[Any, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell[dimension], []).append(cell)
    return found


def line(label: str, cells: list[Cell], filters: Filters, page: str = "") -> Line:
    """The figures of these cells, each with the filters of the list behind it."""
    share = {"answered": counts.answered(cells), "asked": counts.asked(cells)}
    under = _narrowed(filters, "under", "yes")
    return Line(
        label=label,
        share=_("%(answered)d of %(asked)d") % share,
        asked=Figure("asked", _("Asked"), share["asked"], filters),
        answered=_answering(Answering.ANSWERED, cells, filters),
        under=Figure("under", _("Of them under another"), counts.under_another(cells), under),
        by_answer=(
            *(_status(status, cells, filters) for status in STATUS_ORDER),
            _answering(Answering.NO_INFORMATION, cells, filters),
            _answering(Answering.NOT_YET_DUE, cells, filters),
        ),
        reasons=tuple(_reason(reason, cells, filters) for reason in NotPursuedReason),
        page=page,
    )


def silent(cells: list[Cell]) -> list[str]:
    """The parties of which no answer at all was received although some were due, by name."""
    quiet = {cell["country"] for cell in cells if not cell["not_yet_due"]}
    quiet -= {cell["country"] for cell in cells if cell["status"]}
    return [name for name, code in _parties(cells) if code in quiet]


def _parties(cells: list[Cell]) -> list[tuple[str, str]]:
    """(name, code), by name: never ranked."""
    return sorted({(cell["country_name"], cell["country"]) for cell in cells})


def of_told(told: Told) -> Filters:
    """The same of a report: what was made from a seal leads to that seal's rows, whatever is sealed later."""
    return of_scope(replace(told.scope, seal=told.sealed))


def of_scope(scope: Scope) -> Filters:
    """The filters of the list that shows exactly what was asked within `scope`."""
    chosen = (
        ("seal", scope.seal),
        ("country", scope.country and scope.country.code),
        ("forum", scope.forum and scope.forum.number),
        ("theme", scope.theme and scope.theme.slug),
    )
    return tuple((name, str(value)) for name, value in chosen if value)


def _status(status: Status, cells: list[Cell], filters: Filters) -> Figure:
    number = counts.of_status(cells, [status])
    return Figure(status.value, str(status.label), number, _narrowed(filters, "status", status.value))


def _answering(answering: Answering, cells: list[Cell], filters: Filters) -> Figure:
    number = counts.asked(having(cells, "answer", answering))
    return Figure(answering.value, str(answering.label), number, _narrowed(filters, "answer", answering.value))


def _reason(reason: NotPursuedReason, cells: list[Cell], filters: Filters) -> Figure:
    label = _("Not pursued: %(reason)s") % {"reason": reason.label}
    number = counts.asked(having(cells, "reason", reason))
    return Figure(reason.value, label, number, _narrowed(filters, "reason", reason.value))


def _shown(lines: tuple[Line, ...]) -> tuple[str, ...]:
    every = [figure for line in lines for figure in (line.under, *line.by_answer)]
    filled = {figure.key for figure in every if figure.number} | {Answering.NO_INFORMATION.value}
    return tuple(figure.key for figure in (lines[0].under, *lines[0].by_answer) if figure.key in filled)


def _narrowed(filters: Filters, name: str, value: str) -> Filters:
    return (*_without(name, filters), (name, value)) if filters else NO_LIST


def _without(name: str, filters: Filters) -> Filters:
    return tuple(pair for pair in filters if pair[0] != name)
