"""Which chapter tells a recommendation: the one rule, for reports, papers and the matrix.

Its main theme decides, once a person has confirmed it; its other themes cross-refer to that chapter. Nothing prints
or counts twice: what has no confirmed main theme stands under *Not yet placed*, with its suggestion marked.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from recommendations.queries.picture_value import Picture, Row, Text, Theme


@dataclass(frozen=True)
class Chapter:
    """`theme` is None for what is not yet placed. `elsewhere` are texts that touch the theme and are told in another
    chapter; `suggested` are texts told here of which only a suggestion says where they belong.
    """

    theme: Theme | None
    rows: tuple[Row, ...]
    elsewhere: tuple[Text, ...] = ()
    suggested: tuple[Text, ...] = ()


def theme_of(text: Text) -> Theme | None:
    """The theme in whose chapter it is told; None where it is not yet placed."""
    return text.main.theme if text.main and not text.main.is_suggested else None


def suggested_for(text: Text) -> Theme | None:
    """The main theme that is only suggested, to be marked where it is shown."""
    return text.main.theme if text.main and text.main.is_suggested else None


def touches(text: Text, theme: Theme, *, suggested: bool = False) -> bool:
    """Whether a person confirmed `theme` as one of its other themes; `suggested`: or it is suggested."""
    return any(placed.theme == theme and (suggested or not placed.is_suggested) for placed in text.others)


def chapters(picture: Picture) -> Iterator[Chapter]:
    """Those that hold anything, in the order of the themes; *Not yet placed* last. Each row stands in one of them."""
    for theme in (*picture.themes, None):
        rows = tuple(row for row in picture.rows if theme_of(row.text) == theme)
        elsewhere = tuple(_elsewhere(picture.texts, theme)) if theme else ()
        if rows or elsewhere:
            texts = dict.fromkeys(row.text for row in rows) if theme is None else {}
            yield Chapter(theme, rows, elsewhere, tuple(text for text in texts if suggested_for(text)))


def _elsewhere(texts: Iterable[Text], theme: Theme) -> Iterator[Text]:
    return (text for text in texts if touches(text, theme) and theme_of(text) != theme)
