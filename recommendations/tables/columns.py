"""What a column is, and how a table of columns becomes HTML: one Python function, no template loop."""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Value = str | int | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A column for pages and files alike. `value` gives plain data, `cell` a page's HTML where that differs.

    `kind` is "text", "number", "day" or "link"; `order` names what its heading sorts by; `width` is Excel's; `leads`
    says where a number leads from a file ("": nowhere).
    """

    heading: str | Promise
    value: Callable[[Any], Value]
    kind: str = "text"
    cell: Callable[[Any], str] | None = None
    order: str = ""
    width: int = 16
    leads: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class SortLink:
    """Where a heading leads, and how the column stands now ("ascending", "descending" or "")."""

    url: str
    state: str


def html_table(
    columns: Iterable[Column], rows: Iterable[Any], *, caption: str, sort: dict[str, SortLink]
) -> SafeString:
    """The table of a page; `sort` has a link for each column's `order`."""
    columns = tuple(columns)
    return format_html(
        '<table class="app-table app-table--rows"><caption class="govuk-visually-hidden">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        caption,
        format_html_join("", "{}", ((_heading(column, sort.get(column.order)),) for column in columns)),
        format_html_join("", "<tr>{}</tr>\n", ((_row(columns, row),) for row in rows)),
    )


def _heading(column: Column, link: SortLink | None) -> SafeString:
    figures = _figures(column)
    if link is None:
        return format_html('<th scope="col"{}>{}</th>', figures, column.heading)
    state = format_html(' aria-sort="{}"', link.state) if link.state else ""
    return format_html(
        '<th scope="col"{}{}><a href="{}"><span class="govuk-visually-hidden">{} </span>{}</a></th>',
        figures, state, link.url, _("Sort by"), column.heading,
    )  # fmt: skip


def _row(columns: tuple[Column, ...], row: Any) -> SafeString:
    """The first cell is the row's heading and needs no label where a phone shows rows as cards."""
    first, *others = columns
    cells = ((_figures(column), column.heading, _shown(column, row)) for column in others)
    return format_html(
        '<th scope="row">{}</th>{}',
        _shown(first, row),
        format_html_join("", '<td{} data-label="{}">{}</td>', cells),
    )


def _figures(column: Column) -> SafeString:
    return SafeString(' class="num"' if column.kind == "number" else "")


def _shown(column: Column, row: Any) -> Value:
    shown = column.cell(row) if column.cell else column.value(row)
    return "" if shown is None else shown
