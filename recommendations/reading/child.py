"""Run as a program, in a fresh process: reads one hostile file within its limits and tells what it found.

    python -m recommendations.reading.child

On standard input: one JSON line (what is wanted), then the file. On standard output: frames. Nothing is written to
the disk, and nothing of the site's settings is known here.
"""

import contextlib
import ctypes
import dataclasses
import json
import os
import signal
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import BinaryIO

from recommendations.errors import Refused
from recommendations.parsing import Found, Scan, Source, find
from recommendations.parsing import read as read_lines
from recommendations.reading import frames, steps, wire
from recommendations.reading.answer import Answer
from recommendations.reading.drawing import Pages
from recommendations.reading.limits import Limits
from recommendations.reading.photographs import as_pdf
from recommendations.reading.recognising import recognised

PR_SET_PDEATHSIG = 1


def main() -> None:
    out = _own_output()
    wanted = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**wanted.pop("limits"))
    _limit(limits, wanted.pop("parent"))
    try:
        Child(out, limits, **wanted).work(sys.stdin.buffer.read())
    except Refused as refusal:
        frames.write(out, "refused", sentence=refusal.sentence, params=_told(refusal.params))
    except MemoryError:
        frames.write(out, "memory")
    except BaseException:
        frames.write(out, "broken", detail=traceback.format_exc()[-4000:])
        raise


def _own_output() -> BinaryIO:
    """Standard output for frames alone: what a library prints goes nowhere."""
    own = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    return own


def _limit(limits: Limits, parent: int) -> None:
    """Of this process and of those it starts. A soft limit on memory, so that the OCR program may have its own."""
    try:
        import resource as r
    except ImportError:  # not on Windows: there only the time is limited
        return
    os.nice(5)  # pages come first
    _end_with_parent(parent)
    signal.alarm(limits.wall + limits.page_wall * limits.pictures)  # should the parent be gone
    for what, soft, hard in (
        (r.RLIMIT_AS, limits.memory, max(limits.memory, limits.ocr_memory)),
        (r.RLIMIT_CPU, limits.cpu, limits.cpu + 5),
        (r.RLIMIT_NOFILE, limits.open_files, limits.open_files),
        (r.RLIMIT_FSIZE, 0, 0),
        (r.RLIMIT_CORE, 0, 0),
    ):
        r.setrlimit(what, (soft, hard))


def _end_with_parent(parent: int) -> None:
    """Linux ends this process when its parent is killed; elsewhere the closed pipe or the alarm does, later.

    A parent that was killed while this process still loaded its libraries is no longer told of: so it is looked for.
    """
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit()


def _told(params: dict[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, (int, float)) else str(value)[:500] for name, value in params.items()}


@dataclasses.dataclass
class Child:
    """One reading. ``wanted`` is what the parent asked for, field by field."""

    out: BinaryIO
    limits: Limits
    language: str = "en"
    revisions: str = "final"
    pictures: bool = True
    heading_words: tuple[str, ...] = ()
    only_draws: bool = False

    def tell(self, step: str, done: int = 0, of: int = 1) -> None:
        frames.write(self.out, "step", step=step, percent=steps.percent(step, done, of))

    def work(self, data: bytes) -> None:
        self.tell(steps.OPENING)
        data = as_pdf(data)
        page_count = len(Pages(data)) if self.only_draws else self.answer(data)
        self.draw(data, page_count)
        frames.write(self.out, "end", peak=peak_bytes())

    def answer(self, data: bytes) -> int:
        """Tell what was read and found in it. Gives back how many pages there are to draw."""
        answer = self.read(data)
        frames.write(self.out, "answer", json.dumps(wire.plain(answer)).encode())
        return answer.page_count

    def read(self, data: bytes) -> Answer:
        self.tell(steps.READING)
        try:
            source = read_lines(data, revisions=self.revisions)
        except Scan:
            return self.read_scan(data)
        self.tell(steps.FINDING)
        page_count = len(Pages(data)) if source.format == "pdf" else 0
        return Answer(source, self.found_in(source), page_count=page_count)

    def read_scan(self, data: bytes) -> Answer:
        """What a machine recognises in its pages; nothing where none can, and a person types beside them."""
        pages = Pages(data)
        source = recognised(pages, self.language, self.limits, partial(self.tell, steps.RECOGNISING))
        self.tell(steps.FINDING)
        shown = source or Source((), format="pdf")
        return Answer(shown, self.found_in(shown), is_scan=True, machine_read=source is not None, page_count=len(pages))

    def found_in(self, source: Source) -> Found:
        return find(source, heading_words=self.heading_words)

    def draw(self, data: bytes, page_count: int) -> None:
        """Pictures of the pages, one by one."""
        if not self.pictures or not page_count:
            return
        count = min(page_count, self.limits.pictures)
        for number, picture in Pages(data).pictures(count, self.limits.picture):
            frames.write(self.out, "picture", picture, number=number)
            self.tell(steps.DRAWING, number, count)


def peak_bytes() -> int:
    """The most memory that this process held. Not ru_maxrss: that begins with what its parent held."""
    try:
        with Path("/proc/self/status").open() as status:
            held = next(line for line in status if line.startswith("VmHWM"))
        return int(held.split()[1]) * 1024
    except (OSError, StopIteration, ValueError):
        return 0


if __name__ == "__main__":
    main()
