"""Figures from counted groups: lines, tables, and one part a standing. Nothing here adds across standings."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from recommendations.choices import STATUS_ORDER, Answering, NotPursuedReason, Standing, Status
from recommendations.models import Document, SubTheme, Theme
from recommendations.queries import naming
from recommendations.queries.progress import Group, Scope
from recommendations.reports import sentences
from recommendations.reports.value import Figure, Filters, Line, Part, Table

# Where no filter of the list would show exactly the rows that were counted.
NO_LIST: Filters = ()


@dataclass(frozen=True)
class Names:
    """What the keys of the groups stand for, in the order of the report; `texts` counts each document's texts."""

    sub_themes: list[SubTheme]
    themes: dict[int, Theme]
    texts: dict[int, int]

    @property
    def documents(self) -> dict[int, Document]:
        return {sub_theme.document_id: sub_theme.document for sub_theme in self.sub_themes}


def parts(groups: list[Group], names: Names, scope: Scope, numbers: Iterator[int]) -> tuple[Part, ...]:
    """One part for each standing that was asked about, proposed and adopted apart."""
    standings = {key: document.standing for key, document in names.documents.items()}
    found: list[Part] = []
    for standing in (Standing.ADOPTED, Standing.PROPOSED):
        if own := [group for group in groups if standings[group["recommendation__document"]] == standing]:
            found.append(_part(standing, own, names, scope, numbers, len(found) + 1))
    return tuple(found)


def _part(
    standing: Standing,
    groups: list[Group],
    names: Names,
    scope: Scope,
    numbers: Iterator[int],
    figure_number: int,
) -> Part:
    base = NO_LIST if scope.round else (*of_scope(scope), ("standing", standing.value))
    total = line(_("All"), groups, base)
    asked_about = {group["recommendation__document"] for group in groups}
    texts = sum(names.texts[key] for key in asked_about)
    parties = {group["party__code"] for group in groups}
    return Part(
        standing=standing.value,
        heading=str(sentences.STANDING_HEADINGS[standing]),
        sentence=sentences.asked(total, standing, scope, texts=texts, parties=len(parties)),
        texts=texts,
        message=sentences.message(total, standing, scope),
        figure_number=figure_number,
        table_number=next(numbers),
        caption=str(sentences.STATUS_CAPTIONS[standing]),
        total=total,
        statuses=tuple(_statuses(total)),
        tables=tuple(_tables(standing, groups, names, base, numbers)),
    )


def _tables(
    standing: Standing, groups: list[Group], names: Names, base: Filters, numbers: Iterator[int]
) -> Iterator[Table]:
    captions = sentences.TABLE_CAPTIONS[standing]
    for key, heading, found in (
        ("country", _("Country"), _by_country(groups, names, base)),
        ("document", _("Document"), _by_document(groups, names, base)),
        ("sub-theme", _("Sub-theme"), _by_sub_theme(groups, names, base)),
        ("theme", _("Main theme"), _by_theme(groups, names)),
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


def _by_country(groups: list[Group], names: Names, base: Filters) -> Iterator[Line]:
    for name, code in _parties(groups):
        own = [group for group in groups if group["party__code"] == code]
        yield line(name, own, _narrowed(base, "country", code))


def _by_document(groups: list[Group], names: Names, base: Filters) -> Iterator[Line]:
    for key, document in names.documents.items():
        if own := [group for group in groups if group["recommendation__document"] == key]:
            yield line(naming.document_name(document), own, _narrowed(base, "document", document.code))


def _by_sub_theme(groups: list[Group], names: Names, base: Filters) -> Iterator[Line]:
    for sub_theme in names.sub_themes:
        if own := [group for group in groups if group["recommendation__sub_theme"] == sub_theme.pk]:
            document = sub_theme.document
            label = f"{naming.document_name(document)}: {sub_theme.heading or _('no sub-theme')}"
            # What stands under no heading cannot be chosen in the list's filters.
            place = (
                _narrowed(base, "subtheme", f"{document.code}.S{sub_theme.position}") if sub_theme.title else NO_LIST
            )
            yield line(label, own, place)


def _by_theme(groups: list[Group], names: Names) -> Iterator[Line]:
    for key, theme in names.themes.items():
        if own := [group for group in groups if group["theme"] == key]:
            yield line(theme.name, own, NO_LIST)
    if own := [group for group in groups if group["theme"] is None]:
        yield line(_("Not yet placed"), own, NO_LIST)


def line(label: str, groups: list[Group], filters: Filters) -> Line:
    """The figures of these groups, each with the filters of the list behind it."""
    statuses = tuple(_status(status, groups, filters) for status in STATUS_ORDER)
    silent = [group for group in groups if not group["status"]]
    waiting = [group for group in silent if group["not_yet_due"]]
    gone = [group for group in silent if not group["not_yet_due"]]
    answered = [group for group in groups if group["status"]]
    asked, number = _sum(groups), _sum(answered)
    under = _sum(group for group in answered if group["under"])
    return Line(
        label=label,
        share=_("%(answered)d of %(asked)d") % {"answered": number, "asked": asked},
        asked=Figure("asked", _("Asked"), asked, filters),
        answered=_answering(Answering.ANSWERED, answered, filters),
        under=Figure("under", _("Of them under another"), under, NO_LIST),
        by_answer=(
            *statuses,
            _answering(Answering.NO_INFORMATION, gone, filters),
            _answering(Answering.NOT_YET_DUE, waiting, filters),
        ),
        reasons=tuple(_reason(reason, groups) for reason in NotPursuedReason),
    )


def silent(groups: list[Group]) -> list[str]:
    """The parties of which no answer at all was received although some were due, by name."""
    quiet = {group["party__code"] for group in groups if not group["not_yet_due"]}
    quiet -= {group["party__code"] for group in groups if group["status"]}
    return [name for name, code in _parties(groups) if code in quiet]


def _parties(groups: list[Group]) -> list[tuple[str, str]]:
    """(name, code), by name: never ranked."""
    return sorted({(group["party__name"], group["party__code"]) for group in groups})


def of_scope(scope: Scope) -> Filters:
    """The filters of the list that shows exactly what was asked within `scope`."""
    chosen = (
        ("country", scope.country and scope.country.code),
        ("forum", scope.forum and scope.forum.number),
        ("theme", scope.theme and scope.theme.slug),
    )
    return tuple((name, str(value)) for name, value in chosen if value)


def _status(status: Status, groups: list[Group], filters: Filters) -> Figure:
    own = (group for group in groups if group["status"] == status)
    return Figure(status.value, str(status.label), _sum(own), _narrowed(filters, "status", status.value))


def _answering(answering: Answering, groups: list[Group], filters: Filters) -> Figure:
    return Figure(answering.value, str(answering.label), _sum(groups), _narrowed(filters, "answer", answering.value))


def _reason(reason: NotPursuedReason, groups: list[Group]) -> Figure:
    own = (group for group in groups if group["not_pursued_reason"] == reason)
    label = _("Not pursued: %(reason)s") % {"reason": reason.label}
    return Figure(reason.value, label, _sum(own), NO_LIST)


def _shown(lines: tuple[Line, ...]) -> tuple[str, ...]:
    every = [figure for line in lines for figure in (line.under, *line.by_answer)]
    filled = {figure.key for figure in every if figure.number} | {Answering.NO_INFORMATION.value}
    return tuple(figure.key for figure in (lines[0].under, *lines[0].by_answer) if figure.key in filled)


def _narrowed(filters: Filters, name: str, value: str) -> Filters:
    return (*_without(name, filters), (name, value)) if filters else NO_LIST


def _without(name: str, filters: Filters) -> Filters:
    return tuple(pair for pair in filters if pair[0] != name)


def _sum(groups: Iterable[Group]) -> int:
    return sum(group["number"] for group in groups)
