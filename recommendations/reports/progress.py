"""The progress report: what was asked, what was answered, what was done and on what evidence.

`build` makes the one value; word, excel, csv, pdf and the HTML templates lay it out.
"""

from collections.abc import Iterator
from datetime import date
from itertools import count

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.queries import counts
from recommendations.queries import progress as queries
from recommendations.queries.progress import Scope, Sight
from recommendations.reports import figures, rows, sentences
from recommendations.reports.value import Chapter, Part, ProgressReport


def build(scope: Scope, *, sight: Sight, today: date, page_of: int | None = None) -> ProgressReport:
    """The report on `scope` as a reader with `sight` may see it, with the data of `today`.

    `page_of` makes it short, for a page: answered rows only, and no rows at all where more were asked for.
    """
    cells = queries.counted(scope, today)
    names = _names(cells, scope)
    numbers = count(1)
    parts = figures.parts(cells, names, scope, numbers)
    references = rows.References()
    chapters = None
    if page_of is None or counts.asked(cells) <= page_of:
        chapters = rows.chapters(queries.answers(scope, today, sight), references, numbers)
    return ProgressReport(
        title=sentences.title(scope),
        scope=sentences.scope_sentence(scope, today),
        summary=tuple(_summary(scope, parts, figures.silent(cells))),
        notes=(
            *_notes(scope, placed=bool(names.themes or not cells), inside=sight.inside),
            *([str(sentences.OF_CHANGED)] if rows.has_changed(chapters or ()) else []),
        ),
        data_on=today,
        parts=parts,
        chapters=rows.answered(chapters) if chapters and page_of is not None else chapters,
        answered_only=page_of is not None,
        evidence=references.all(),
        silent=rows.silent(chapters or ()),
        one_country=scope.country is not None,
        example_note=_example_note(scope, chapters),
        name=_name(scope),
        language=get_language() or "en",
    )


def _names(cells: list[counts.Cell], scope: Scope) -> figures.Names:
    return figures.Names(
        sub_themes=queries.sub_themes({cell["sub_theme"] for cell in cells}),
        themes=queries.themes({cell["main_theme"] for cell in cells if cell["main_theme"]}),
        texts=queries.texts_asked(scope),
    )


def _summary(scope: Scope, parts: tuple[Part, ...], silent: list[str]) -> Iterator[str]:
    yield from (part.sentence for part in parts)
    if not parts:
        yield sentences.nothing_asked(scope)
    if silent and not scope.country:
        yield _("No answer at all has been received from: %(countries)s.") % {"countries": ", ".join(silent)}


def _notes(scope: Scope, *, placed: bool, inside: bool) -> Iterator[str]:
    if scope.has_period:
        yield sentences.of_period(scope)
    if scope.theme and (number := queries.suggested(scope)):
        yield sentences.of_suggestions(number)
    if placed and (number := queries.suggested_main(scope)):
        yield sentences.of_open_suggestions(number)
    if not placed:
        yield _("No main theme has been confirmed yet, so there is no table by theme.")
    if inside:
        yield _("This edition may hold assessments and evidence that are not for everybody. Do not pass it on.")
    yield from (str(note) for note in sentences.NOTES)


def _example_note(scope: Scope, chapters: tuple[Chapter, ...] | None) -> str:
    there = queries.has_examples(scope) if chapters is None else rows.has_example(chapters)
    if not there:
        return ""
    return _("Answers marked “example” are invented, to show what the site does. No country gave them.")


def _name(scope: Scope) -> str:
    """How its files are called, without their ending."""
    parts = (
        scope.country and scope.country.code,
        scope.forum and f"{scope.forum.number}",
        scope.theme and scope.theme.slug,
        scope.round and f"round-{scope.round.pk}",
        scope.since and f"since-{scope.since}",
        scope.until and f"until-{scope.until}",
    )
    return "-".join(["afml-progress", *(str(part) for part in parts if part)]).lower()
