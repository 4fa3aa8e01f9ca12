"""Lines side by side to the cells of a table's rows."""

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from recommendations.parsing.markers import read_marker
from recommendations.parsing.readers.pdf_glyphs import Word
from recommendations.parsing.readers.pdf_rows import Page, Row, place
from recommendations.parsing.readers.tables.grid import Cell
from recommendations.parsing.source import Line
from recommendations.parsing.wrapping import has_ended

APART = 1.35  # times the usual distance between the lines of a cell
SPACE = 0.75  # of the letters' size: wider than between two words
WORD_GAP = 0.5  # of the letters' size: as wide as between two words, and a little more
RULE = 20.0  # points that a line between rows reaches into the column
FEWEST_RULES = 2
UNBOUNDED = 9999.0


@dataclass(frozen=True)
class Box:
    left: float
    right: float
    text: str

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


class Band:
    """What stands on one line of a page, from left to right; ``boxes`` are its parts between wider gaps."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: row.left)
        self.words = [word for row in self.rows for word in row.words]
        self.base, self.size = self.rows[0].base, self.rows[0].size
        parts: list[list[Word]] = []
        for word in self.words:
            if parts and word.left - parts[-1][-1].right < SPACE * word.size:
                parts[-1].append(word)
            else:
                parts.append([word])
        self.boxes = [Box(part[0].left, part[-1].right, Row(part, 0).text) for part in parts]

    def crosses(self, edges: Sequence[float]) -> bool:
        return any(box.left < edge - 1 and box.right > edge + 1 for box in self.boxes for edge in edges[1:])

    def columns(self, edges: Sequence[float]) -> dict[int, Row]:
        """The words of each column."""
        out: dict[int, Row] = {}
        for word in self.words:
            middle = min(word.left + 2, (word.left + word.right) / 2)
            column = sum(middle >= edge for edge in edges[1:])
            if column in out:
                out[column].words.append(word)
            else:
                out[column] = Row([word], self.rows[0].page)
        return out


def cells_of(
    bands: Sequence[Band], edges: Sequence[float], numbers: int | None, texts: int, page: Page
) -> Iterator[list[Cell]]:
    """The rows of a table: a new one where a number stands, or where lines stand apart, or where all columns begin anew."""
    starts = Starts(bands, edges, numbers, texts, page)
    row: list[dict[int, Row]] = []
    for at, band in enumerate(bands):
        if band.crosses(edges) and len(band.boxes) == 1:
            yield from _row(row, page)
            row = []
            yield [Cell(0, len(edges), [_line([Row(band.words, page.number)], page)])]
            continue
        if row and starts.here(at):
            yield from _row(row, page)
            row = []
        row.append(band.columns(edges))
    yield from _row(row, page)


class Starts:
    """Where a row of the table begins."""

    def __init__(
        self, bands: Sequence[Band], edges: Sequence[float], numbers: int | None, texts: int, page: Page
    ) -> None:
        self.rules = sorted(rule.y for rule in page.rules if rule.left < edges[texts] + RULE < rule.right)
        self.bands, self.numbers, self.texts = bands, numbers, texts
        self.columns = [band.columns(edges) for band in bands]
        gaps = [(after.base - before.base, after.size) for before, after in pairwise(bands)]
        self.usual = min((gap for gap, size in gaps if gap > 0.9 * size), default=0.0)
        labelled = [at for at, columns in enumerate(self.columns) if numbers in columns]
        before = [at - 1 for at in labelled if at and texts in self.columns[at]]
        ended = sum(texts not in self.columns[at] or has_ended(self.columns[at][texts].text) for at in before)
        self.by_number = bool(labelled) and ended >= 0.6 * len(before)

    def here(self, at: int) -> bool:
        columns = self.columns[at]
        if len(self.rules) > FEWEST_RULES:
            return bisect(self.rules, self.bands[at].base) > bisect(self.rules, self.bands[at - 1].base)
        if self.by_number:
            return self.numbers in columns
        if self.bands[at].base - self.bands[at - 1].base > APART * self.usual:
            return True
        before = self.columns[at - 1].get(self.texts)
        anew = self.texts in columns and len(columns) > 1 and not columns[self.texts].text[:1].islower()
        return anew and len(columns) > len(self.columns[at - 1]) and (before is None or has_ended(before.text))


def _row(parts: list[dict[int, Row]], page: Page) -> Iterator[list[Cell]]:
    if not parts:
        return
    cells = []
    for column in sorted({column for part in parts for column in part}):
        rows = [part[column] for part in parts if column in part]
        cells.append(Cell(column, 1, [_line(lines, page) for lines in _paragraphs(rows)]))
    yield cells


def _paragraphs(rows: list[Row]) -> list[list[Row]]:
    """The lines of a cell, parted where a point begins, or where a sentence ended although the next word had room."""
    out: list[list[Row]] = []
    widest = max(row.words[-1].right for row in rows)
    for row in rows:
        marker = read_marker(Line(row.text, 0))
        opens = bool(marker and marker.is_bullet) or bool(out and _had_room(out[-1][-1], row, widest))
        if out and not opens:
            out[-1].append(row)
        else:
            out.append([row])
    return out


def _had_room(before: Row, after: Row, widest: float) -> bool:
    """ "… against women workers." / "These should cover", where "These" would have stood on the first line."""
    first = after.words[0]
    needed = before.words[-1].right + WORD_GAP * before.size + (first.right - first.left)
    return has_ended(before.text) and needed < widest and after.text[:1].isupper()


def _line(rows: Sequence[Row], page: Page) -> Line:
    text, tight = "", False
    for row in rows:
        first_word = row.text.partition(" ")[0]
        if text and page.hyphens.is_broken(text, first_word, tight=tight):
            text = page.hyphens.joined(text, first_word) + row.text[len(first_word) :]
        else:
            text = f"{text} {row.text}".strip()
        tight = row.words[-1].tight
    first = rows[0]
    return Line(
        text,
        0,
        page.number,
        bold=all(row.bold for row in rows),
        place=place(first, page),
        size=round(first.size, 1),
        room=UNBOUNDED,
    )
