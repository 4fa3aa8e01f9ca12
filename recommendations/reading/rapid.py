"""rapidocr, where it is installed (requirements/ocr.txt): English, without a program beside Python."""

import importlib.util
import json
import os
import sys
from functools import cache
from itertools import accumulate

from recommendations.reading.limits import Limits
from recommendations.reading.printed import Box, Line
from recommendations.reading.programs import answer

COMMAND = [sys.executable, "-m", "recommendations.reading.rapid_program"]
# Each thread's own heap would count against the memory that it may take.
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}
NEEDED = ("rapidocr", "onnxruntime")


@cache
def languages() -> tuple[str, ...]:
    """Its models read Latin letters and Chinese; the marks over Vietnamese letters get lost."""
    return ("en",) if all(importlib.util.find_spec(name) for name in NEEDED) else ()


def lines(picture: bytes, _language: str, limits: Limits) -> list[Line]:
    """What it reads in a PGM, in dots; nothing where it fails or takes too long."""
    rows = [json.loads(row) for row in answer(COMMAND, picture, limits, {**os.environ, **ONE_THREAD}).splitlines()]
    return [Line(_parted(*row)) for row in rows if row[0].strip()]


def _parted(text: str, left: float, top: float, right: float, bottom: float) -> list[Box]:
    """The words of a line. It tells where the line stands; its letters count as equally wide."""
    words = text.split()
    ends = list(accumulate(len(word) + 1 for word in words))
    wide = (right - left) / (ends[-1] - 1)
    return [
        (word, left + (end - 1 - len(word)) * wide, top, left + (end - 1) * wide, bottom)
        for word, end in zip(words, ends, strict=True)
    ]
