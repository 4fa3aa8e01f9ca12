"""Rows to lines: paragraphs' gaps, room at the right, words broken at a line's end."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from recommendations.parsing.readers.hyphens import Hyphens
from recommendations.parsing.readers.pdf_rows import Page, Row, place
from recommendations.parsing.readers.spaces import with_spaces
from recommendations.parsing.source import Line
from recommendations.parsing.wrapping import has_ended

FURTHER = 1.22  # times the usual distance between lines: a new paragraph
USUAL_PITCH = 1.25  # of the letters' size, where no line tells
MARGIN = 0.97  # of the rows end left of it; a few stick out
Setting = tuple[int, int, int]


class Lines:
    """The lines of all pages, blank ones where paragraphs are set apart."""

    def __init__(self, pages: Sequence[Page], hyphens: Hyphens) -> None:
        self.pages = {page.number: page for page in pages}
        self.rows = [row for page in pages for row in page.rows]
        self.hyphens = hyphens
        self.margins = self._margins()
        self.pitch = self._pitch()
        self.out: list[Line] = []
        self.parted = False  # the text layer had lost its spaces

    def read(self) -> tuple[Line, ...]:
        texts = self._texts()
        before: Row | None = None
        for at, (row, text) in enumerate(zip(self.rows, texts, strict=True)):
            if row.made:
                self.out += [Line("", len(self.out) + 1, row.page), replace(row.made, number=len(self.out) + 2)]
                continue
            if before and not row.aside and self._is_apart(before, row):
                self.out.append(Line("", len(self.out) + 1, row.page))
            if text:
                self.out.append(self._line(at, text))
            before = before if row.aside else row
        return tuple(self.out)

    def _setting(self, row: Row) -> Setting:
        page = self.pages[row.page]
        return round(page.width), len(page.gutters), row.column

    def _margins(self) -> dict[Setting, tuple[float, float]]:
        """How far the rows of each column reach, to the left and to the right, over all pages that are set alike."""
        reaches: defaultdict[Setting, list[Row]] = defaultdict(list)
        for row in self.rows:
            if not row.aside and not row.made and not self._crosses(row):
                reaches[self._setting(row)].append(row)
        return {
            setting: (min(row.left for row in rows), max(self._right(rows), self._table(rows)))
            for setting, rows in reaches.items()
        }

    def _right(self, rows: list[Row]) -> float:
        return sorted(row.right for row in rows)[_at(len(rows))]

    def _table(self, rows: list[Row]) -> float:
        """How far a table reaches that stands among the rows: text reaches as far."""
        return max((self.pages[page].reach for page in {row.page for row in rows}), default=0.0)

    def _crosses(self, row: Row) -> bool:
        return any(row.left < at < row.right for at in self.pages[row.page].gutters)

    def _pitch(self) -> float:
        """The usual distance between lines, in sizes of the letters, seen where a sentence surely runs on."""
        pairs = [
            (one, other)
            for one, other in pairwise(self.rows)
            if one.page == other.page and not (one.made or other.made)
        ]
        pitches = [
            (
                (after.base - before.base) / max(before.size, after.size),
                after.text[:1].islower() and not has_ended(before.text),
            )
            for before, after in pairs
        ]
        near = [(pitch, runs_on) for pitch, runs_on in pitches if 0.8 < pitch < 3.5]
        sure = [pitch for pitch, runs_on in near if runs_on]
        return median(sure) if sure else min((pitch for pitch, _runs_on in near if pitch > 1), default=USUAL_PITCH)

    def _is_apart(self, before: Row, row: Row) -> bool:
        if before.page != row.page or before.column != row.column:
            return False
        size = max(before.size, row.size)
        return row.base - before.base > FURTHER * self.pitch * size

    def _texts(self) -> list[str]:
        """Each row's text; a word broken at the row's end is made whole there and taken from the next."""
        texts, self.parted = with_spaces([row.text for row in self.rows])
        kept = [at for at, row in enumerate(self.rows) if not row.aside and not row.made]
        for at, following in pairwise(kept):
            first, _space, rest = texts[following].partition(" ")
            if self.hyphens.is_broken(texts[at], first, tight=self.rows[at].words[-1].tight):
                texts[at], texts[following] = self.hyphens.joined(texts[at], first), rest
        return texts

    def _line(self, at: int, text: str) -> Line:
        row = self.rows[at]
        page = self.pages[row.page]
        left, right = self.margins.get(self._setting(row), (0.0, page.width))
        before, after = row.left - left, right - row.right
        if self._crosses(row):
            before, after = row.left, page.width - row.right
        centred = abs(before - after) < 0.5 * row.size < before and not self._is_in_line(at)
        return Line(
            text,
            len(self.out) + 1,
            row.page,
            indent=max(round((row.left - left) / (0.5 * row.size)), 0),
            bold=row.bold,
            place=place(row, page),
            size=round(row.size, 1),
            room=after + before if centred else after,
            lead=_lead(row),
            aside=row.aside,
        )

    def _is_in_line(self, at: int) -> bool:
        """Whether the row above or below begins at the same place."""
        near = [self.rows[place] for place in (at - 1, at + 1) if 0 <= place < len(self.rows)]
        return any(abs(row.left - self.rows[at].left) < 0.25 * row.size for row in near)


def _at(count: int) -> int:
    return min(int(MARGIN * count), count - 1) if count > 30 else count - 1


def _lead(row: Row) -> float:
    """How wide the row's first word is, the space before it, and a little that programs differ by."""
    first = row.words[0]
    for word in row.words[1:]:
        if not first.tight:
            break
        first = word
    return first.right - row.left + 0.4 * row.size
