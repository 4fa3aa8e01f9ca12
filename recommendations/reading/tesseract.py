"""The tesseract program, where it is installed, with the data of the languages that are installed with it."""

import csv
import os
import shutil
import subprocess
from functools import cache

from recommendations.reading.drawing import RECOGNISING
from recommendations.reading.limits import Limits
from recommendations.reading.printed import LETTERS_FOR_BULLETS, MARKS_FOR_BULLETS, Line
from recommendations.reading.programs import answer

# Our languages by the names of its data.
DATA = {"en": "eng", "th": "tha", "lo": "lao", "km": "khm", "my": "mya", "vi": "vie", "id": "ind"}
WORD_LEVEL = "5"
# Its threads wait for each other without rest: with four, on a busy machine, a page took minutes instead of seconds.
ONE_THREAD = {"OMP_THREAD_LIMIT": "1"}
LEAST_SURE = 10  # of 100; below it, a smudge was taken for a letter or two
WORD = 3  # letters that are kept however unsure it is: of whole Lao words it may be 0


@cache
def languages() -> tuple[str, ...]:
    return tuple(code for code, name in DATA.items() if name in _installed())


@cache
def _installed() -> frozenset[str]:
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    done = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)
    return frozenset(done.stdout.split())


def lines(picture: bytes, language: str, limits: Limits) -> list[Line]:
    """What it reads in a PGM, in dots; nothing where it fails or takes too long."""
    names = dict.fromkeys([DATA[language], *(["eng"] if "eng" in _installed() else [])])
    return _lines(_table(picture, "+".join(names), limits))


def _table(picture: bytes, names: str, limits: Limits) -> str:
    # 4: as one column; looking for columns itself, it takes labels in the margin for dirt.
    command = ["tesseract", "stdin", "stdout", "-l", names, "--psm", "4", "--dpi", str(RECOGNISING), "tsv"]
    return answer(command, picture, limits, {**os.environ, **ONE_THREAD}).decode(errors="replace")


def _lines(table: str) -> list[Line]:
    found: dict[tuple[str, ...], Line] = {}
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row.get("text") or "").strip()
        key = tuple(row[name] for name in ("block_num", "par_num", "line_num"))
        opens = key not in found and text in MARKS_FOR_BULLETS | LETTERS_FOR_BULLETS  # of a dot it is never sure
        smudge = float(row["conf"]) < LEAST_SURE and len(text) < WORD and not opens
        if row["level"] != WORD_LEVEL or not text or smudge:
            continue
        left, top, wide, high = (int(row[name]) for name in ("left", "top", "width", "height"))
        found.setdefault(key, Line([])).words.append((text, left, top, left + wide, top + high))
    return list(found.values())
