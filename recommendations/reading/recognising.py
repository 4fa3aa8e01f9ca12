"""Reading pictures by machine: the tesseract program, where it is installed, page by page."""

import csv
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from statistics import median

from recommendations.parsing import Source
from recommendations.parsing.doubts import doubt
from recommendations.parsing.readers.pdf import source_of
from recommendations.parsing.readers.pdf_glyphs import Word
from recommendations.parsing.readers.pdf_rows import Page, rows_of
from recommendations.reading.drawing import INCH, RECOGNISING, Pages
from recommendations.reading.limits import Limits

# Our languages by the names of tesseract's data.
DATA = {"en": "eng", "th": "tha", "lo": "lao", "km": "khm", "my": "mya", "vi": "vie", "id": "ind"}
WORD_LEVEL = "5"
SPACELESS = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer
SPACE = 0.2  # of a line's height
LEAST_SURE = 10  # of 100; below it, a smudge was taken for a letter or two
WORD = 3  # letters that are kept however unsure it is: of whole Lao words it may be 0
MARKS_FOR_BULLETS = frozenset("¢ « » © ® ° * · . ~ + > @ ¥ ©. ¢. «. °.".split())
LETTERS_FOR_BULLETS = frozenset("e o c s e. o. - — = & $".split())
# What the letters of a line measure, by the box around them: nearly all have some that reach up and some down.
SIZE, BELOW = 1.0, 0.22


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that can be read by machine here, none where the program is missing."""
    return tuple(code for code, name in DATA.items() if name in _installed())


@cache
def _installed() -> frozenset[str]:
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603
    return frozenset(done.stdout.split())


def recognised(pages: Pages, language: str, limits: Limits, on_page: Callable[[int, int], None]) -> Source | None:
    """The lines of a scan, None where its language cannot be read here or no page says anything."""
    if language not in languages():
        return None
    names = dict.fromkeys([DATA[language], *(["eng"] if "eng" in _installed() else [])])
    count = min(len(pages), limits.pictures)
    read: list[Page] = []
    for index in range(count):
        on_page(index, count)
        read.append(_page(pages, index, "+".join(names), limits))
    if not any(page.rows for page in read):
        return None
    source = source_of(read)
    return replace(source, doubts=(doubt("machine-read"), *source.doubts))


def _page(pages: Pages, index: int, names: str, limits: Limits) -> Page:
    width, height = pages.size(index)
    page = Page(index + 1, width, height)
    picture = pages.for_recognising(index)
    table = _tesseract(picture, names, limits) if picture else ""
    if picture:
        pixels = int(picture[3:20].split()[0])
        page.rows = rows_of(_words(table, width / pixels if pixels else INCH / RECOGNISING), page.number)
    return page


def _tesseract(picture: bytes, names: str, limits: Limits) -> str:
    """Its table of words, "" where it fails or takes too long."""
    # 4: as one column; looking for columns itself, it takes labels in the margin for dirt.
    command = ["tesseract", "stdin", "stdout", "-l", names, "--psm", "4", "--dpi", str(RECOGNISING), "tsv"]
    try:
        done = subprocess.run(  # noqa: S603
            command, input=picture, capture_output=True, check=True, timeout=limits.page_wall, preexec_fn=_more_memory
        )
    except (subprocess.SubprocessError, OSError):
        return ""
    return done.stdout.decode(errors="replace")


def _more_memory() -> None:
    """Runs in the new process, between fork and exec: the program may take what the hard limit leaves it."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))


Box = tuple[str, float, float, float, float]  # a word, and its left, top, right and bottom in points


@dataclass
class _Printed:
    """A line of tesseract's table."""

    words: list[Box]

    @property
    def bottom(self) -> float:
        return max(bottom for *_rest, bottom in self.words)

    @property
    def height(self) -> float:
        return self.bottom - min(top for _text, _left, top, *_rest in self.words)


def _words(table: str, scale: float) -> Iterator[Word]:
    """The words of a page as those of a PDF; letters of nearly the usual size are of the usual size."""
    lines = _lines(table, scale)
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


def _lines(table: str, scale: float) -> list[_Printed]:
    lines: dict[tuple[str, ...], _Printed] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        key = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        opens = key not in lines and text in MARKS_FOR_BULLETS | LETTERS_FOR_BULLETS  # of a dot it is never sure
        smudge = float(row["conf"]) < LEAST_SURE and len(text) < WORD and not opens
        if row["level"] != WORD_LEVEL or not text or smudge:
            continue
        left, top, wide, high = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
        lines.setdefault(key, _Printed([])).words.append((text, left, top, left + wide, top + high))
    return list(lines.values())
