"""Charts as pictures, for files: stacked bars in the order and colours of the bars on the pages."""

from typing import Any

from recommendations.reports.short import words
from recommendations.reports.typeset import language_code, typeset
from recommendations.reports.value import Line, Part
from recommendations.templatetags.charts import TONES

# Millimetres: the text width of an A4 page with its margins.
WIDTH = 170


def status_chart(part: Part, *, language: str) -> bytes:
    """A PNG: one bar for each country where there are several, else one for all."""
    return typeset("charts.typ", {"chart": data(part), "width": WIDTH, "language": language_code(language)}, "png")


def data(part: Part) -> dict[str, Any]:
    """What the chart draws, as plain data."""
    key = [{"key": f.key, "label": f.label, "count": f.number} for f in part.total.by_answer if f.number]
    tones = {key: dict(zip(("fill", "outline", "ink"), tone, strict=True)) for key, tone in TONES.items()}
    return {"bars": [_bar(line) for line in bars(part)], "key": key, "tones": tones}


def in_words(part: Part) -> str:
    """The chart's text alternative: its message, then every bar's figures."""
    return f"{words(part.message)}. " + " ".join(f"{line.label}: {_figures(line)}." for line in bars(part))


def bars(part: Part) -> tuple[Line, ...]:
    """One line a country where there are several, else the total."""
    countries = next((table.lines for table in part.tables if table.key == "country"), ())
    return countries or (part.total,)


def _bar(line: Line) -> dict[str, Any]:
    segments = [{"key": f.key, "count": f.number} for f in line.by_answer if f.number]
    return {"label": line.label, "segments": segments, "note": line.share}


def _figures(line: Line) -> str:
    return ", ".join(f"{figure.label} {figure.number}" for figure in line.by_answer if figure.number)
