"""The paper as a typeset PDF: the same blocks, the same figures."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from recommendations.reports import charts, sentences
from recommendations.reports.columns import of_source
from recommendations.reports.paper.value import WIDE, Block, Box, Cell, Chart, Grid, Heading, Paper, Point, Text
from recommendations.reports.typeset import language_code, leads, typeset


def layout(paper: Paper) -> bytes:
    return typeset("paper.typ", _data(paper), "pdf", day=paper.data_on)


def _data(paper: Paper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "cover": paper.cover,
        "mark": paper.mark,
        "wide": WIDE,
        "foot": f"{paper.cover[0]} · {sentences.day(paper.data_on)}",
        "blocks": [SHAPES[type(block)](block) | {"holds_on": on} for block, on in paper.in_order()],
        "annexes": [
            {"key": a.key, "title": a.title, "note": a.note, "columns": a.columns, "beside": a.beside,
             "rows": [[_cell(cell) for cell in row] for row in a.rows]}
            for a in paper.annexes if a.rows and a.key != "answers"
        ],
        "sources": [of_source(source) for source in paper.sources],
        "words": {
            "contents": _("Contents"), "figure": _("Figure"), "table": _("Table"), "annex": _("Annex"),
            "author": _("AFML tracker"),
        },
        "language": language_code(paper.language),
    }  # fmt: skip


def _heading(block: Heading) -> dict[str, Any]:
    return {"kind": "heading", "level": block.level, "text": block.text}


def _text(block: Text) -> dict[str, Any]:
    return {
        "kind": "text", "bold": block.bold, "text": block.text, "behind": leads(block.references),
        "figures": leads(block.figures), "tone": block.tone,
    }  # fmt: skip


def _point(block: Point) -> dict[str, Any]:
    return {"kind": "point", "bold": block.bold, "text": block.text, "behind": leads(block.references)}


def _box(block: Box) -> dict[str, Any]:
    lines = [line for line in block.text.split("\n") if line.strip()]
    language = block.language and language_code(block.language)
    return {
        "kind": "box", "heading": block.heading, "lines": lines, "behind": leads(block.references),
        "language": language,
    }  # fmt: skip


def _chart(block: Chart) -> dict[str, Any]:
    return {
        "kind": "chart", "number": block.number, "caption": leads(block.part.message), "chart": charts.data(block.part),
        "in_words": charts.in_words(block.part),
    }  # fmt: skip


def _grid(block: Grid) -> dict[str, Any]:
    return {
        "kind": "grid", "number": block.number, "caption": block.caption, "columns": block.columns,
        "many": block.is_many,
        "rows": [[_cell(cell) for cell in row] for row in block.rows],
    }  # fmt: skip


def _cell(cell: Cell) -> str | list[dict[str, Any]]:
    return leads(cell) if isinstance(cell, tuple) else "" if cell is None else str(cell)


SHAPES: dict[type[Block], Callable[[Any], dict[str, Any]]] = {
    Heading: _heading,
    Text: _text,
    Point: _point,
    Box: _box,
    Chart: _chart,
    Grid: _grid,
}
