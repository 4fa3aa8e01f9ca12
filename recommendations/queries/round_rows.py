"""The rows behind a figure of a round's report: the same rows that were counted, from its seal or from live data."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from recommendations.models import Round
from recommendations.permissions import PartySet
from recommendations.queries import chapters, picture_rows, picture_texts
from recommendations.queries.came_in import given_in, late_in, sent_in
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.picture_value import Country, Document, Row, Text
from recommendations.queries.sight import Sight

# Of the filter by a suggested main theme: whichever it is.
ANY = "any"


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
    "given": lambda row: "yes" if row.in_round else "",
    "late": lambda row: "yes" if row.late else "",
    "suggested_main": lambda row: ANY if chapters.suggested_for(row.text) else "",
}
# What asks more of a row than one of its values, in `_fits`; and `sent`, which no picture tells.
NAMES = (*KEYS, "theme", "suggested", "sent")


def behind(rows: Iterable[Row], picks: Mapping[str, Collection[str]]) -> tuple[Row, ...]:
    """Those of `rows` that fit every one of `picks`: any of its values."""
    return tuple(
        row for row in rows if all(any(_fits(row, name, each) for each in values) for name, values in picks.items())
    )


def marked(rows: Iterable[Row], found: Round) -> tuple[Row, ...]:
    """Rows of live data, with what was given in the round and what was late, as the round's page counts them."""
    parties = list(found.parties.all())
    given, late = (set(each.values_list("pk", flat=True)) for each in (given_in(found), late_in(found, parties)))
    return tuple(replace(row, in_round=row.key in given, late=row.key in late) for row in rows)


def sent(found: Round, submitted: PartySet, *, sight: Sight, day: date) -> tuple[Row, ...]:
    """What is on its way to a decision now, of those countries; its rows tell the accepted answers."""
    waiting = sent_in(found, submitted)
    return picture_rows.rows(waiting, picture_texts.texts(waiting, whole=False), day=day, sight=sight)


def texts(rows: Iterable[Row]) -> tuple[Text, ...]:
    """The texts that they are of, each once."""
    return tuple({row.reference: row.text for row in rows}.values())


def countries(rows: Iterable[Row]) -> tuple[Country, ...]:
    """Whom they were asked of, each once, by name."""
    return tuple(sorted({row.country for row in rows}, key=lambda country: (country.name, country.code)))


def documents(rows: Iterable[Row]) -> tuple[Document, ...]:
    """The documents of their texts, each once."""
    return tuple({row.text.document.code: row.text.document for row in rows}.values())


def _fits(row: Row, name: str, value: str) -> bool:
    if name == "theme":
        return any(placed.theme.slug == value for placed in row.text.themes)
    if name == "suggested":
        return any(placed.theme.slug == value and placed.is_suggested for placed in row.text.themes)
    if name == "main" and value.startswith("~"):  # suggested themes count too
        return _main(row, suggested=True) == value[1:]
    return KEYS[name](row) == value
