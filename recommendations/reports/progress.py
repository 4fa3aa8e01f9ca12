"""The progress report: what was asked, what was answered, what was done and on what evidence.

`build` makes the one value; word, excel, csv, pdf and the HTML templates lay it out.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import count

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.queries import memory, picture
from recommendations.queries import progress as queries
from recommendations.queries.lines import Line, plain
from recommendations.queries.progress import Scope, Sight, Told
from recommendations.reports import figures, rows, sentences
from recommendations.reports.value import Chapter, Part, ProgressReport, Table

# A longer table is read in a file, not on a page.
LINES_ON_A_PAGE = 60


def build(scope: Scope, *, sight: Sight, today: date, page_of: int | None = None) -> ProgressReport:
    """The report on `scope` as a reader with `sight` may see it, with the data of `today`, or of the round's seal.

    `page_of` makes it short, for a page: answered rows only, and no rows at all where more were asked for.
    """

    def made() -> ProgressReport:
        told = queries.tell(scope, sight=sight, today=today, rows_of=page_of)
        return lay_out(told, sight, short=page_of is not None)

    return made() if page_of is None else _without_rows(scope, sight, today, page_of, made)


def _without_rows(
    scope: Scope, sight: Sight, today: date, page_of: int, make: Callable[[], ProgressReport]
) -> ProgressReport:
    """What a page says that has no rows is the same for all who see as much, until something changes; of a seal always.

    A page with rows is made each time: assessments and evidence in it are each reader's own.
    """
    found: list[ProgressReport] = []

    def figures_alone() -> ProgressReport | None:
        found.append(make())
        return found[0] if found[0].chapters is None else None

    key = ("report", _key(scope), sight.inside, page_of, get_language(), timezone.get_current_timezone_name())
    sealed = picture.marks(scope.round, scope.seal) if scope.round else None
    kept = memory.always((*key, sealed), figures_alone) if sealed else memory.recall((*key, today), figures_alone)
    return kept or (found[0] if found else make())


def _key(scope: Scope) -> tuple[object, ...]:
    return (
        scope.country and scope.country.code, scope.forum and scope.forum.number, scope.theme and scope.theme.slug,
        scope.since, scope.until, scope.round and scope.round.pk, scope.seal,
    )  # fmt: skip


def lay_out(told: Told, sight: Sight, *, short: bool = False) -> ProgressReport:
    """What was told, in words; the same where the rows came from a seal."""
    scope, numbers, references = told.scope, count(1), rows.References()
    earlier = sentences.of_earlier_seal(told.data_on, told.followed_on, told.reopened_on)
    parts = figures.parts(told, numbers)
    chapters = None if told.rows is None else rows.chapters(told.rows, references, numbers, told.again)
    long = [table for part in parts for table in part.tables if short and len(table.lines) > LINES_ON_A_PAGE]
    return ProgressReport(
        title=sentences.title(scope),
        scope=" ".join(filter(None, (sentences.scope_sentence(scope, told.data_on), earlier))),
        summary=tuple(_summary(scope, parts, figures.silent(told.cells))),
        notes=(*_notes(told, inside=sight.inside), *_marks(told, chapters or ()), *_long(long)),
        data_on=told.data_on,
        parts=tuple(replace(part, tables=tuple(each for each in part.tables if each not in long)) for part in parts),
        chapters=rows.answered(chapters) if chapters and short else chapters,
        answered_only=short,
        evidence=references.all(),
        silent=rows.silent(chapters or ()),
        one_country=scope.country is not None,
        example_note=str(sentences.EXAMPLES) if told.has_examples else "",
        name=_name(scope),
        language=get_language() or "en",
        round=scope.round.pk if scope.round else None,
        earlier=earlier,
    )


def _summary(scope: Scope, parts: tuple[Part, ...], silent: list[str]) -> Iterator[Line]:
    yield from (part.sentence for part in parts)
    if not parts:
        yield plain(sentences.nothing_asked(scope))
    if silent and not scope.country:
        yield plain(_("No answer at all has been received from: %(countries)s.") % {"countries": ", ".join(silent)})


def _notes(told: Told, *, inside: bool) -> Iterator[Line]:
    filters = figures.of_told(told)
    if told.sealed:
        yield plain(sentences.of_seal(told.data_on))
    if told.scope.has_period:
        yield plain(sentences.of_period(told.scope))
    if told.suggested:
        yield sentences.of_suggestions(told.suggested, told.scope, filters)
    if told.themes or not told.cells:
        if told.suggested_main:
            yield sentences.of_open_suggestions(told.suggested_main, told.scope, filters)
    else:
        yield plain(_("No main theme has been confirmed yet, so there is no table by theme."))
    if inside:
        yield plain(_("This edition may hold assessments and evidence that are not for everybody. Do not pass it on."))
    yield from (plain(str(note)) for note in sentences.NOTES)


def _long(tables: list[Table]) -> Iterator[Line]:
    return (plain(sentences.of_long_table(each)) for each in tables)


def _marks(told: Told, chapters: tuple[Chapter, ...]) -> Iterator[Line]:
    """What the marks mean that stand in the rows."""
    if rows.has_open_fate(chapters):
        yield plain(str(sentences.OF_FATES))
    if rows.has_changed(chapters):
        yield plain(str(sentences.OF_CHANGED))


def _name(scope: Scope) -> str:
    """How its files are called, without their ending."""
    parts = (
        scope.country and scope.country.code,
        scope.forum and f"{scope.forum.number}",
        scope.theme and scope.theme.slug,
        scope.round and f"round-{scope.round.pk}",
        scope.seal and f"seal-{scope.seal}",
        scope.since and f"since-{scope.since}",
        scope.until and f"until-{scope.until}",
    )
    return "-".join(["afml-progress", *(str(part) for part in parts if part)]).lower()
