"""The thematic list as a Word file: a table for each theme, on pages that lie."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.reports import sentences
from recommendations.reports.cited import one_line, to_follow_up
from recommendations.reports.short import Block, Heading, Line, Run, ShortPaper, Table, Text, plain
from recommendations.tables import follow_ups as cells
from recommendations.tables import thematic as columns


def short(rows: Iterable[Any], told: str, today: date) -> ShortPaper:
    """`told`: the filters in words."""
    title = _("Recommendations by theme")
    return ShortPaper(
        title=title,
        subtitle=_("Filters: %(filters)s. Data of %(day)s.")
        % {"filters": told.rstrip("."), "day": sentences.day(today)},
        blocks=tuple(_blocks(rows)),
        foot=f"{title} · {sentences.day(today)}",
        name=f"afml-by-theme-{today}",
        data_on=today,
        language=get_language() or "en",
        lies=True,
    )


def _blocks(rows: Iterable[Any]) -> Iterator[Block]:
    for theme, own in groupby(rows, key=_theme):
        yield Heading(theme)
        yield _table(list(own))
    yield Text(
        (Run(_("A theme or group is marked as suggested where nobody has confirmed it yet. Positions are what the "
               "countries report."), quiet=True),)
    )  # fmt: skip


def _theme(row: Any) -> str:
    main = next((each for each in row.recommendation.standing_themes if each.is_main), None)
    return str(main.theme) if main else _("Not yet placed")


def _table(rows: list[Any]) -> Table:
    heads = (
        _("Reference"), _("Text"), _("Standing"), _("Country"), _("Position of the country"), _("Themes"),
        _("People it names"),
    )  # fmt: skip
    widths = (3.1, 8.3, 1.9, 2.4, 2.7, 4, 3.1)
    return Table("", heads, tuple(map(_row, rows)), widths, figures_from=len(heads))


def _row(row: Any) -> tuple[Line, ...]:
    reason = cells.reason(row)
    position = str(cells.STATUS.value(row))
    themes = "; ".join(filter(None, (cells.main_theme(row), cells.other_themes(row))))
    return (
        (Run(row.recommendation.reference, url=to_follow_up(row)),),
        (
            Run(one_line(row.recommendation.text), lang=row.recommendation.document.language),
            *(Run(f" {line}.", quiet=True) for line in row.again.lines),
        ),
        plain(str(columns.STANDING.value(row))),
        plain(row.party.name),
        plain(f"{position} ({reason})" if reason else position),
        plain(themes),
        plain(columns.groups(row)),
    )
