"""Reading pictures by machine, page by page: by the tesseract program, else by rapidocr, which knows English alone."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import zip_longest
from statistics import median

from recommendations.parsing import Source
from recommendations.parsing.doubts import doubt
from recommendations.parsing.readers.pdf import source_of
from recommendations.parsing.readers.pdf_glyphs import Word
from recommendations.parsing.readers.pdf_rows import Page, rows_of
from recommendations.reading import rapid, tesseract
from recommendations.reading.drawing import INCH, RECOGNISING, Pages
from recommendations.reading.limits import Limits
from recommendations.reading.printed import LETTERS_FOR_BULLETS, MARKS_FOR_BULLETS, Box, Line

SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
SPACE = 0.2  # of a line's height
# What the letters of a line measure, by the box around them: nearly all have some that reach up and some down.
SIZE, BELOW = 1.0, 0.22


def languages() -> tuple[str, ...]:
    """The codes of the languages that can be read by machine here, none where neither program is installed."""
    return tuple(dict.fromkeys([*tesseract.languages(), *rapid.languages()]))


def recognised(pages: Pages, language: str, limits: Limits, on_page: Callable[[int, int], None]) -> Source | None:
    """The lines of a scan, None where its language cannot be read here or no page says anything."""
    program = next((each for each in (tesseract, rapid) if language in each.languages()), None)
    if program is None:
        return None
    count = min(len(pages), limits.pictures)
    read: list[Page] = []
    for index in range(count):
        on_page(index, count)
        read.append(_page(pages, index, lambda picture: program.lines(picture, language, limits)))
    if not any(page.rows for page in read):
        return None
    source = source_of(read)
    return replace(source, doubts=(doubt("machine-read"), *source.doubts))


def _page(pages: Pages, index: int, lines_of: Callable[[bytes], list[Line]]) -> Page:
    width, height = pages.size(index)
    page = Page(index + 1, width, height)
    if picture := pages.for_recognising(index):
        pixels = int(picture[3:20].split()[0])
        scale = width / pixels if pixels else INCH / RECOGNISING
        page.rows = rows_of(_words([line.scaled(scale) for line in lines_of(picture)]), page.number)
    return page


def _words(lines: list[Line]) -> Iterator[Word]:
    """The words of a page as those of a PDF; letters of nearly the usual size are of the usual size."""
    usual = median(line.height for line in lines) if lines else 0.0
    for line in lines:
        height = usual if 0.6 * usual < line.height < 1.5 * usual else line.height
        base = line.bottom - BELOW * height
        boxes = _with_bullet(line.words)
        for box, following in zip_longest(boxes, boxes[1:]):
            text, left, _top, right, _bottom = box
            tight = following is not None and _touch(box, following, height)
            yield Word(text, left, right, base, SIZE * height, bold=False, turn=0, tight=tight)


def _touch(box: Box, following: Box, height: float) -> bool:
    """Of a script without spaces, the program takes each letter for a word."""
    unspaced = SPACELESS.match(box[0][-1]) and SPACELESS.match(following[0][0])
    return bool(unspaced) and following[1] - box[3] < SPACE * height


def _with_bullet(words: list[Box]) -> list[Box]:
    """A bullet is often taken for another mark ("¢ ensuring") or, before a sentence, for a letter ("e Ensure")."""
    first, following = words[0][0], words[1][0] if len(words) > 1 else ""
    taken = first in MARKS_FOR_BULLETS or (first in LETTERS_FOR_BULLETS and following[:1].isupper())
    return [("•", *words[0][1:]), *words[1:]] if taken and following else words
