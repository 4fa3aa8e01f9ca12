"""The words of one PDF page with their places, weight and size, as PDFium tells them in the order of the file."""

import ctypes
import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

HYPHENS = frozenset("\x02\ufffe")  # what PDFium makes of a hyphen at a line's end
BREAKS = frozenset("\r\n\x0b\x0c\u2028\u2029")
SPACES = frozenset(" \t\u00a0\u2002\u2003\u2009\u202f\u3000")
BOLD = ("bold", "black", "heavy", "semib", "demi")
GAP = 0.17  # of the letters' size: a space that the text does not hold, between glyphs of one word
INK = 0.05  # points
LONG = 16  # letters: a word in which spaces may be lost


@dataclass(slots=True)
class Word:
    """Letters without a space between; in points, x from the left and y from the top of the upright page.

    ``base`` is where its letters stand. ``turn`` counts quarters of a circle to the left, None for a slanted word.
    ``breaks``: PDFium ends its line here. ``hyphen``: the line ends in it. ``tight``: no space before the next word.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    turn: int | None
    breaks: bool = False
    hyphen: bool = False
    tight: bool = True


class Glyphs:
    """Walks over the characters of a page once, and asks PDFium as little as it can (each call costs)."""

    def __init__(self, textpage: Any, left: float = 0.0, bottom: float = 0.0) -> None:
        self.corner = left, bottom  # of the page's visible part
        self.textpage = textpage  # kept, so that PDFium does not close it
        self.handle = textpage.raw
        self.count = max(textpage.count_chars(), 0)
        self.edges = tuple(ctypes.c_double() for _edge in range(4))
        self.matrix = pdfium.FS_MATRIX()
        self.room = pdfium.FS_RECTF()
        self.names: dict[int, bool] = {}
        self.words: list[Word] = []

    def read(self) -> list[Word]:
        """The words in the coordinates of the file: from the lower left corner, not yet turned upright."""
        start = 0
        letters = self._letters()
        for index, letter in enumerate(letters):
            if letter in SPACES or letter in BREAKS or letter in HYPHENS:
                self._add(letters, start, index)
                self._end(letter, index)
                start = index + 1
        self._add(letters, start, self.count)
        return self.words

    def _letters(self) -> list[str]:
        codes = [pdfium.FPDFText_GetUnicode(self.handle, index) for index in range(self.count)]
        return [chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes]

    def _end(self, letter: str, at: int) -> None:
        if not self.words:
            return
        last = self.words[-1]
        if letter in HYPHENS:
            last.text, last.hyphen, last.breaks = f"{last.text}-", True, True
            last.tight = not self._is_spaced(at)
        elif letter in BREAKS:
            last.breaks = True
        elif last.turn and last.text.endswith("-"):  # on turned pages PDFium adds spaces of its own
            last.tight = not self._is_spaced(at - 1)
        else:
            last.tight = False

    def _add(self, letters: list[str], start: int, end: int) -> None:
        """A word; parted where glyphs stand apart although the text has no space."""
        if start >= end:
            return
        cuts = [start, *(self._gaps(start, end) if _may_hide_spaces(letters[start:end]) else ()), end]
        for begin, stop in pairwise(cuts):
            self.words.append(self._word("".join(letters[begin:stop]), begin, stop))
        for word in self.words[-len(cuts) + 1 : -1]:
            word.tight = False

    def _word(self, text: str, start: int, end: int) -> Word:
        first, last = self._box(start), self._box(end - 1)
        size, turn = self._size(start)
        x, y = self._origin(start)
        left, right, base = {
            0: (first[0], last[1], y),
            1: (first[2], last[3], x),
            2: (first[1], last[0], y),
            3: (first[3], last[2], x),
            None: (first[0], last[1], y),
        }[turn]
        soft = text.endswith("\u00ad")  # at the end of a column or page PDFium leaves it as it is
        shown = f"{text[:-1]}-" if soft else text
        return Word(shown, left, right, base, size, self._bold(start), turn, hyphen=soft)

    def _box(self, index: int) -> tuple[float, float, float, float]:
        """Left, right, bottom, top."""
        pdfium.FPDFText_GetCharBox(self.handle, index, *self.edges)
        left, right, bottom, top = self.edges
        x, y = self.corner
        return left.value - x, right.value - x, bottom.value - y, top.value - y

    def _origin(self, index: int) -> tuple[float, float]:
        x, y = self.edges[:2]
        pdfium.FPDFText_GetCharOrigin(self.handle, index, x, y)
        return x.value - self.corner[0], y.value - self.corner[1]

    def _size(self, index: int) -> tuple[float, int | None]:
        """How tall letters are drawn, and which way they go."""
        size = pdfium.FPDFText_GetFontSize(self.handle, index)
        if not pdfium.FPDFText_GetMatrix(self.handle, index, self.matrix):
            return size or 10.0, 0
        size *= math.hypot(self.matrix.c, self.matrix.d)
        quarters = math.atan2(self.matrix.b, self.matrix.a) / (math.pi / 2)
        turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.05 else None
        return size if 1 < size < 500 else 10.0, turn

    def _bold(self, index: int) -> bool:
        """By the name of the font ("Carlito-Bold"): its weight is not to be relied on."""
        drawn = pdfium.FPDFText_GetTextObject(self.handle, index)
        if not drawn:
            return False
        font = pdfium.FPDFTextObj_GetFont(drawn)
        key = ctypes.cast(font, ctypes.c_void_p).value or 0
        if key not in self.names:
            name = ctypes.create_string_buffer(200)
            pdfium.FPDFFont_GetBaseFontName(font, name, 200)
            self.names[key] = any(part in name.value.decode("latin-1").lower() for part in BOLD)
        return self.names[key]

    def _is_spaced(self, at: int) -> bool:
        """Whether a space was printed behind a hyphen at a line's end ("semi- " / "skilled").

        PDFium swallows it, but what is drawn there reaches further than the hyphen.
        """
        drawn = pdfium.FPDFText_GetTextObject(self.handle, at)
        bounds = tuple(ctypes.c_float() for _edge in range(4))
        if not drawn or not pdfium.FPDFPageObj_GetBounds(drawn, *bounds):
            return False
        left, bottom, right, top = (bound.value for bound in bounds)
        x, y = self.corner
        box = self._box(at)
        further = {0: right - x - box[1], 1: top - y - box[3], 2: box[0] - left + x, 3: box[2] - bottom + y}
        return further.get(self.words[-1].turn or 0, 0.0) > INK

    def _loose(self, index: int) -> tuple[float, float]:
        """Where a glyph's own room begins and ends, its side bearings included."""
        pdfium.FPDFText_GetLooseCharBox(self.handle, index, self.room)
        return self.room.left, self.room.right

    def _gaps(self, start: int, end: int) -> list[int]:
        """Where a glyph stands further from the one before than glyphs of one word do."""
        size, turn = self._size(start)
        if turn != 0:
            return []
        boxes = [self._loose(index) for index in range(start, end)]
        gaps = [after[0] - before[1] for before, after in pairwise(boxes)]
        usual = sorted(gaps)[len(gaps) // 2] if gaps else 0
        return [start + at for at, gap in enumerate(gaps, 1) if gap > max(usual, 0) + GAP * size]


def _may_hide_spaces(letters: list[str]) -> bool:
    """ "6thASEAN", "MigrantLabour", or a very long word of a script that has spaces."""
    if len(letters) < 3:
        return False
    pairs = pairwise(letters)
    return (len(letters) > LONG and letters[0] < "\u0e00") or any(
        (before.islower() and after.isupper()) or before in ".;,)" for before, after in pairs
    )
