"""A short paper as a typeset PDF, with the same words and figures as the Word file."""

from typing import Any

from django.utils.translation import gettext as _

from recommendations.reports.short import Block, Heading, Line, Points, ShortPaper, Table, Text
from recommendations.reports.typeset import language_code, typeset


def layout(paper: ShortPaper) -> bytes:
    return typeset("short.typ", _data(paper), "pdf", day=paper.data_on)


def _data(paper: ShortPaper) -> dict[str, Any]:
    return {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "foot": paper.foot,
        # The numbers are put in by the page itself.
        "page": _("page %(number)s of %(total)s") % {"number": "{n}", "total": "{of}"},
        "author": _("AFML tracker"),
        "language": language_code(paper.language),
        "lies": paper.lies,
        "blocks": [{"kind": block.kind, **_block(block)} for block in paper.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"text": block.text, "level": block.level - 1}  # the title stands above them
    if isinstance(block, Text):
        return {"runs": _runs(block.runs), "lead": block.lead, "keeps": block.keeps}
    if isinstance(block, Points):
        return {"items": [_runs(item) for item in block.items]}
    if isinstance(block, Table):
        rows = [[_runs(cell) for cell in row] for row in block.rows]
        return {
            "caption": block.caption,
            "headings": block.headings,
            "rows": rows,
            "widths": block.widths,
            "figures": block.figures_from,
        }
    return {
        "items": [
            {
                "number": each.number,
                "title": each.title,
                "about": each.about,
                "where": each.where,
                "leads_off": each.leads_off,
            }
            for each in block.items
        ]
    }


def _runs(line: Line) -> list[dict[str, Any]]:
    return [
        {
            "text": run.text,
            "bold": run.bold,
            "quiet": run.quiet,
            "language": run.lang and language_code(run.lang),
            "url": run.whole_url,
        }
        for run in line
    ]
