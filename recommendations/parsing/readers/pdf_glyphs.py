"""The words of one PDF page with their boxes, weight and size, upright whichever way the page was turned."""

import ctypes
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from recommendations.parsing.readers.letters import folded

HYPHENS = "\x02\ufffe"  # what PDFium makes of a hyphen at a line's end
BREAKS = "\r\n\x0b\x0c\u2028\u2029"
ENDS = frozenset(" \t\u00a0\u3000" + BREAKS)
BOLD = ("bold", "black", "heavy", "semib", "demi")
NO_FONT = 0.0, 0, False


@dataclass(slots=True)
class Word:
    """Letters without a space between; the box in points from the page's upper left corner, as it is read.

    ``breaks``: PDFium ends its line here. ``spaced``: a space stood behind it. ``hyphen``: it ends in a line's hyphen.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    size: float
    bold: bool
    turn: int
    breaks: bool = False
    spaced: bool = False
    hyphen: bool = False


class Glyphs:
    """Walks over the characters of a page once, and asks PDFium as little as it can (each call costs)."""

    def __init__(self, page: Any, textpage: Any) -> None:
        self.textpage = textpage.raw
        self.count = max(textpage.count_chars(), 0)
        box = page.get_bbox()
        self.origin, self.width, self.height = box[:2], box[2] - box[0], box[3] - box[1]
        self.edges = tuple(ctypes.c_double() for _edge in range(4))
        self.fonts: dict[int, tuple[float, int, bool]] = {}
        self.words: list[Word] = []

    def read(self) -> list[Word]:
        start: int | None = None
        letters: list[str] = []
        for index, letter in enumerate(self._characters()):
            if letter in ENDS or letter in HYPHENS:
                if letter in HYPHENS and letters:
                    letters.append("-")
                self._add(letters, start, index)
                self._end(letter)
                start, letters = None, []
            else:
                start = index if start is None else start
                letters.append(letter)
        self._add(letters, start, self.count)
        return upright(self.words, self.width, self.height)

    def _characters(self) -> list[str]:
        codes = (pdfium.FPDFText_GetUnicode(self.textpage, index) for index in range(self.count))
        return [chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes]

    def _end(self, letter: str) -> None:
        if not self.words:
            return
        if letter in BREAKS:
            self.words[-1].breaks = True
        elif letter in HYPHENS:
            self.words[-1].hyphen = self.words[-1].breaks = True
        else:
            self.words[-1].spaced = True

    def _add(self, letters: list[str], start: int | None, end: int) -> None:
        """The word, parted where glyphs stand apart although the text has no space."""
        if start is None:
            return
        size, turn, bold = self._font(start)
        boxes = [self._box(index) for index in range(start, min(start + len(letters), end))]
        ...
