"""The rows behind a figure of a round's report: the same rows that were counted, from its seal or from live data."""

from collections.abc import Callable, Collection, Iterable, Mapping

from recommendations.queries import chapters
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.picture_value import Row, Text


def _main(row: Row, *, suggested: bool = False) -> str:
    theme = chapters.theme_of(row.text) or (chapters.suggested_for(row.text) if suggested else None)
    return theme.slug if theme else NOT_PLACED


# A filter's name in an address → what of a row it asks; the names are those of the list of all follow-ups.
KEYS: Mapping[str, Callable[[Row], str]] = {
    "country": lambda row: row.country.code,
    "forum": lambda row: str(row.text.document.forum.number),
    "document": lambda row: row.text.document.code,
    "subtheme": lambda row: f"{row.text.document.code}.S{row.text.sub_theme.position}",
    "standing": lambda row: row.standing,
    "main": _main,
    "status": lambda row: row.status,
    "answer": lambda row: row.answering,
    "reason": lambda row: row.reason,
    "under": lambda row: "yes" if row.under else "",
    "late": lambda row: "yes" if row.late else "",
}


def behind(rows: Iterable[Row], picks: Mapping[str, Collection[str]]) -> tuple[Row, ...]:
    """Those of `rows` that fit every one of `picks`: any of its values."""
    return tuple(
        row for row in rows if all(any(_fits(row, name, each) for each in values) for name, values in picks.items())
    )


def texts(rows: Iterable[Row]) -> tuple[Text, ...]:
    """The texts that they are of, each once."""
    return tuple({row.reference: row.text for row in rows}.values())


def _fits(row: Row, name: str, value: str) -> bool:
    if name == "theme":
        return any(placed.theme.slug == value for placed in row.text.themes)
    if name == "main" and value.startswith("~"):  # suggested themes count too
        return _main(row, suggested=True) == value[1:]
    return KEYS[name](row) == value
