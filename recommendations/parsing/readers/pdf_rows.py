"""Words to rows: what stands side by side on a page, upright whichever way the page was turned."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from recommendations.parsing.markers import BULLETS
from recommendations.parsing.readers.hyphens import Hyphens
from recommendations.parsing.readers.letters import folded
from recommendations.parsing.readers.pdf_glyphs import Word
from recommendations.parsing.source import Line

TOUCHING = 0.13  # of the letters' size: no space between
CLOSES = frozenset(".,;:)”’")
WIDE = 1.2  # of the letters' size: a gap that may part columns or cells
LABEL = re.compile(
    r"(?:\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]{1,2}|\d{1,2}(?:\.\d{1,2}){1,2}\.?|[%s])" % re.escape(BULLETS)
)


@dataclass(slots=True)
class Row:
    """Words on one line of a page. ``column`` counts from 0; ``aside`` marks what only furnishes the page."""

    words: list[Word]
    page: int
    column: int = 0
    aside: bool = False
    made: Line | None = None  # of a table: its line is made already

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        parts = [word.text if word.tight else f"{word.text} " for word in self.words]
        return folded("".join(parts)).strip()

    @property
    def bold(self) -> bool:
        said = [word for word in self.words if any(letter.isalnum() for letter in word.text)]
        return bool(said) and all(word.bold for word in said)

    @property
    def is_label(self) -> bool:
        return len(self.words) == 1 and bool(LABEL.fullmatch(self.words[0].text))


@dataclass(frozen=True)
class Rule:
    """A line drawn across the page."""

    y: float
    left: float
    right: float


@dataclass
class Page:
    """``turn`` counts the quarters of a circle by which a person must turn the shown page to read it."""

    number: int
    width: float
    height: float
    turn: int = 0
    rows: list[Row] = field(default_factory=list)
    gutters: list[float] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    reach: float = 0.0  # where its tables end at the right
    hyphens: Hyphens = field(default_factory=Hyphens)  # those of the whole document


def upright(words: list[Word], width: float, height: float) -> tuple[list[Word], int, float, float]:
    """The words as most of them are read, from the page's upper left corner; slanted ones (a watermark) left out."""
    turns = Counter(dict.fromkeys(range(4), 0))
    for word in words:
        if word.turn is not None:
            turns[word.turn] += len(word.text)
    turn = turns.most_common(1)[0][0]
    wide, high = (height, width) if turn % 2 else (width, height)
    kept = [_turned(word, turn, width, height) for word in words if word.turn == turn]
    return (_by_place(kept) if turn else kept), turn, wide, high


def _by_place(words: list[Word]) -> list[Word]:
    """Words of a turned page line by line: there PDFium's own order is not to be relied on."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.base):
        if lines and abs(lines[-1][0].base - word.base) < 0.45 * word.size:
            lines[-1].append(word)
        else:
            lines.append([word])
    out: list[Word] = []
    for line in lines:
        line.sort(key=lambda word: word.left)
        for word, after in pairwise(line):
            touches = after.left - word.right < TOUCHING * word.size
            word.tight = touches and (word.tight or after.text[0] in CLOSES)
        line[-1].tight = line[-1].tight or line[-1].text.endswith("/")
        out += line
    return out


def _turned(word: Word, turn: int, width: float, height: float) -> Word:
    if turn == 0:
        word.base = height - word.base
    elif turn == 2:
        word.left, word.right = width - word.left, width - word.right
    elif turn == 3:
        word.left, word.right, word.base = height - word.left, height - word.right, width - word.base
    return word


def rows_of(words: Iterable[Word], page: int) -> list[Row]:
    """Rows in the order of the file, parted at wide gaps; a label far from its text stays with it."""
    rows: list[Row] = []
    for word in words:
        last = rows[-1] if rows else None
        if last and _goes_on(last, word):
            last.words.append(word)
        else:
            rows.append(Row([word], page))
    return _with_labels(rows)


def _goes_on(row: Row, word: Word) -> bool:
    before = row.words[-1]
    if not same_line(row, word) or word.left < before.left - 1 or before.hyphen:
        return False
    return word.left - before.right < WIDE * max(word.size, before.size)


def same_line(row: Row, word: Word | Row) -> bool:
    """On one line, raised letters ("6th") included."""
    other = word if isinstance(word, Word) else word.words[0]
    before = row.words[-1]
    return abs(before.base - other.base) < 0.45 * max(before.size, other.size)


def _with_labels(rows: list[Row]) -> list[Row]:
    """Puts "1." and "•" to the text right of them, wherever in the file they stand."""
    out: list[Row] = []
    waiting = [row for row in rows if row.is_label]
    texts = [row for row in rows if not row.is_label]
    taken: dict[int, Row] = {}
    for label in waiting:
        beside = [
            row
            for row in texts
            if id(row) not in taken and same_line(label, row) and 0 < row.left - label.right < 6 * row.size
        ]
        if beside:
            taken[id(min(beside, key=lambda row: row.left))] = label
    used = {id(label) for label in taken.values()}
    for row in rows:
        if id(row) in used:
            continue
        if id(row) in taken:
            label = taken[id(row)]
            label.words[-1].tight = False
            row.words[:0] = label.words
        out.append(row)
    return out


def side_by_side(rows: Iterable[Row]) -> list[list[Row]]:
    """The rows from top to foot, those on one line together."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda row: row.base):
        if lines and same_line(lines[-1][0], row):
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def place(row: Row, page: Page) -> tuple[float, float, float, float]:
    """Left, top, right, bottom as shares of the shown page, from its upper left corner."""
    width, height = max(page.width, 1.0), max(page.height, 1.0)
    left, right = row.left / width, row.right / width
    top, bottom = (row.base - 0.85 * row.size) / height, (row.base + 0.25 * row.size) / height
    for _quarter in range(page.turn):
        left, top, right, bottom = 1 - bottom, left, 1 - top, right
    left, top, right, bottom = (round(min(max(edge, 0.0), 1.0), 4) for edge in (left, top, right, bottom))
    return left, top, right, bottom
