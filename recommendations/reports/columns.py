"""What a progress report’s rows and figures say, once for every file: columns, and an answer in words.

A row is what `ProgressReport.answers` gives: (chapter, section, item, answer).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import methodcaller
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Answering
from recommendations.queries.lines import joined
from recommendations.reports import sentences, short
from recommendations.reports.short import Run, plain, words
from recommendations.reports.value import Activity, Answer, Figure, Line, Part, ProgressReport, Silent, Source
from recommendations.tables.columns import Column


def _of(place: int, name: str) -> Any:
    """The attribute `name` of a row's chapter (0), section (1), recommendation (2) or answer (3)."""
    return lambda row: getattr(row[place], name)


def dated(activity: Activity) -> str:
    """An activity in one line, its days first."""
    return f"{activity.when}: {activity.text}" if activity.when else activity.text


def numbers(answer: Answer) -> str:
    """The evidence of an answer as references: "[1] [4]"."""
    return " ".join(f"[{number}]" for number in answer.evidence)


def _page(route: str, *args: str | int) -> str:
    return f"{settings.SITE_URL}{reverse(route, args=args)}"


ROWS = (
    Column(_("Reference"), _of(2, "reference"), width=20),
    Column(_("Country"), _of(3, "country"), width=14),
    Column(_("Recommendation"), _of(2, "text"), width=60),
    Column(_("Status"), _of(3, "label"), width=20),
    Column(_("Reason, where not pursued"), _of(3, "reason"), width=20),
    Column(_("Replaced by"), _of(3, "replaced_by"), width=18),
    Column(_("Last answer"), _of(3, "answered_on"), "day", width=13),
    Column(_("Entered by the ILO"), _of(3, "entered"), width=24),
    Column(_("Text changed since, on"), _of(3, "changed_on"), "day", width=13),
    Column(_("Answered under"), _of(3, "under"), width=20),
    Column(_("Activities"), lambda row: "\n".join(dated(each) for each in row[3].activities), width=60),
    Column(_("Lead agency"), _of(3, "lead"), width=26),
    Column(_("Contributing agencies"), lambda row: "; ".join(row[3].contributing), width=26),
    Column(_("Information from"), lambda row: "; ".join(row[3].informants), width=26),
    Column(_("Challenges"), _of(3, "challenges"), width=40),
    Column(_("Next steps"), _of(3, "next_steps"), width=40),
    Column(_("Evidence"), lambda row: numbers(row[3]), width=12),
    Column(_("ILO assessment, where you may see it"), _of(3, "assessment"), width=18),
    Column(_("Example"), lambda row: str(_("example")) if row[3].example else "", width=10),
    Column(_("Asked on"), _of(3, "asked_on"), "day", width=13),
    Column(_("Standing"), _of(0, "standing"), width=11),
    Column(_("Forum"), _of(0, "forum"), width=12),
    Column(_("Document"), _of(0, "title"), width=40),
    Column(_("Sub-theme"), _of(1, "heading"), width=40),
    Column(_("Asked for"), _of(2, "asked_for"), width=30),
    Column(_("What became of it"), _of(2, "fate"), width=24),
    Column(_("Its page"), lambda row: _page("follow_up", row[3].reference, row[3].code), "link", width=40),
)

EVIDENCE = (
    Column(_("Number"), lambda source: source.number, "number", width=9),
    Column(_("Title"), lambda source: source.title, width=60),
    Column(_("Country"), lambda source: source.country, width=16),
    Column(_("Kind"), lambda source: source.kind, width=22),
    Column(_("Publisher"), lambda source: source.publisher, width=30),
    Column(_("Date"), lambda source: source.dated_on, "day", width=13),
    Column(_("Language"), lambda source: source.language, width=11),
    Column(_("Link or file"), lambda source: source.address or source.file_name, width=50),
)

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FigureRow = tuple[Part, str, Line]


def figure_rows(report: ProgressReport) -> Iterator[FigureRow]:
    """Every line of figures: (part, the table's caption, line); each part's total first."""
    for part in report.parts:
        yield part, part.caption, part.total
        for table in part.tables:
            for line in table.lines:
                yield part, table.caption, line


def figure_columns(report: ProgressReport) -> tuple[Column, ...]:
    """The columns of the figures; statuses, unanswered and reasons each have their own."""
    total = report.parts[0].total if report.parts else None
    counted = (*total.by_answer, *total.reasons) if total else ()

    def figure(heading: StrOrPromise, of: Callable[[Line], Figure], width: int) -> Column:
        return Column(
            heading, lambda row: of(row[2]).number, "number", width=width,
            leads=lambda row: whole_list(report, of(row[2])),
        )  # fmt: skip

    return (
        Column(_("Figures"), lambda row: row[1], width=44),
        Column(_("Of"), lambda row: row[2].label, width=44),
        figure(_("Asked"), lambda line: line.asked, 9),
        figure(_("Answered"), lambda line: line.answered, 10),
        figure(_("Of them under another"), lambda line: line.under, 12),
        *(figure(each.label, methodcaller("figure", each.key), 13) for each in counted),
        Column(_("List of its rows"), lambda row: _list_of(report, row[2]), "link", width=40),
    )


def _list_of(report: ProgressReport, line: Line) -> str:
    """The address of the list of all that a line counts, "" where no list shows just these."""
    return whole_list(report, line.asked)


# --- Where a file's figures and names lead: the same lists and pages as on the site ---------------------------


def to_rows(report: ProgressReport, figure: Figure) -> str:
    """The list of exactly the rows that were counted, "" where there is none."""
    return f"{sentences.rows_page(report.round)}?{figure.query}" if figure.query else ""


def whole_list(report: ProgressReport, figure: Figure) -> str:
    """The same from a file."""
    return Run("", url=to_rows(report, figure)).whole_url


def number(report: ProgressReport, figure: Figure) -> short.Line:
    """A figure, which leads to its rows where it has any."""
    return (_number(report, figure),)


def _number(report: ProgressReport, figure: Figure) -> Run:
    return Run(str(figure.number), url=to_rows(report, figure) if figure.number else "")


def cells(report: ProgressReport, line: Line, figures: tuple[Figure, ...]) -> list[short.Line]:
    """A line of a table of figures: its name, "2 of 4", its figures."""
    share = short.of(_number(report, line.answered), _number(report, line.asked))
    return [(Run(line.label, url=line.page),), share, *(number(report, figure) for figure in figures)]


def to_answer(answer: Answer) -> str:
    return reverse("follow_up", args=[answer.reference, answer.code])


def silence(silent: Silent) -> tuple[short.Line, short.Line]:
    """Whose silence it is, and each reference, which leads to its page."""
    head = (Run(silent.country, url=reverse("country", args=[silent.code])), Run(":"))
    owed: list[Run] = []
    for at, reference in enumerate(silent.references):
        owed += [Run(", ")] if at else []
        owed.append(Run(reference, url=reverse("follow_up", args=[reference, silent.code])))
    return head, tuple(owed)


def to_source(source: Source) -> str:
    """The page of a piece of evidence, where the reader may open it."""
    return reverse("evidence", args=[source.key]) if source.key else ""


def described(source: Source) -> str:
    """What stands behind a reference number after its title: whose it is, kind, publisher, its own day."""
    day = sentences.day(source.dated_on) if source.dated_on else ""
    return ", ".join(part for part in (source.country, source.kind, source.publisher, day) if part) + "."


def of_source(source: Source) -> dict[str, Any]:
    """The same as plain data, for typesetting."""
    return {
        "number": source.number,
        "title": source.title,
        "url": Run(source.title, url=to_source(source)).whole_url,
        "about": described(source),
        "where": source.address or source.file_name,
    }


def answer_head(answer: Answer) -> str:
    """What stands behind the status: reason, day, mark of an example."""
    parts = [answer.reason, answer.replaced_by]
    if answer.answered_on:
        when = gettext("answered %(day)s") % {"day": sentences.day(answer.answered_on)}
        parts.append(f"{when} {sentences.CHANGED}" if answer.changed_on else when)
        parts.append(answer.entered)
    elif answer.key == Answering.NO_INFORMATION:
        parts.append(gettext("asked %(day)s") % {"day": sentences.day(answer.asked_on)})
    if answer.example:
        parts.append(gettext("example"))
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def told(answer: Answer, pieces: Mapping[int, str]) -> Iterator[tuple[str, short.Line]]:
    """What an answer says besides its status and its activities: (label, words).

    `pieces`: where the evidence leads, by its number (`to_sources`).
    """
    under = reverse("follow_up", args=[answer.under, answer.code]) if answer.under else ""
    pairs = (
        (gettext("Answered under"), (Run(answer.under, url=under),)),
        (gettext("Lead agency"), plain(answer.lead)),
        (gettext("Contributing agencies"), plain("; ".join(answer.contributing))),
        (gettext("Information from"), plain("; ".join(answer.informants))),
        (gettext("Challenges"), plain(answer.challenges)),
        (gettext("Next steps"), plain(answer.next_steps)),
        (gettext("Evidence"), joined([(Run(f"[{each}]", url=pieces[each]),) for each in answer.evidence])),
        (gettext("ILO assessment"), plain(answer.assessment)),
    )
    return ((label, line) for label, line in pairs if words(line))


def to_sources(report: ProgressReport) -> dict[int, str]:
    """Where each piece of evidence leads, by its number."""
    return {source.number: to_source(source) for source in report.evidence}
