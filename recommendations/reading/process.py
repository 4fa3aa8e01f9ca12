"""The parent's side: starts the child, listens, and ends it when its time is over or somebody cancels."""

import contextlib
import dataclasses
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from io import BufferedReader
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO

from recommendations.errors import Refused
from recommendations.reading import steps, wire
from recommendations.reading.answer import Answer, Reading
from recommendations.reading.frames import Frames, Garbled
from recommendations.reading.limits import Limits
from recommendations.text import gettext_noop as _

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-B", "-m", "recommendations.reading.child"]
CHUNK = 65_536
BEAT = 1.0  # seconds between two calls of `on_beat` while the child says nothing
PNG = b"\x89PNG\r\n\x1a\n"

BROKEN = _(
    "The file could not be read: it may be damaged. Save it again in the program it was made with, "
    "or paste its text instead."
)
TOO_LONG = _(
    "Reading this file took longer than %(seconds)s seconds and was stopped. Save it again, or paste its text instead."
)
TOO_MUCH = _(
    "Reading this file needs more memory than it may use. Save it again, or as several files, or paste its text."
)


class Broken(Refused):
    """The child crashed, or said what makes no sense. `detail` is for the log."""

    detail = ""


def read(
    data: bytes,
    *,
    language: str = "en",
    revisions: str = "final",
    pictures: bool = True,
    heading_words: Iterable[str] = (),
    limits: Limits | None = None,
    on_step: Callable[[str, int], None] = lambda step, percent: None,
    on_beat: Callable[[], None] = lambda: None,
) -> Reading:
    """Read a document in a child process. Raises Refused, in one sentence, whatever the file does.

    ``heading_words`` are for ``parsing.find``. ``on_step`` hears the step and the percent of the whole; ``on_beat``
    is called about every second, and what it raises ends the child.
    """
    limits = limits or Limits()
    wanted = {
        "language": language,
        "revisions": revisions,
        "pictures": pictures,
        "heading_words": list(heading_words),
        "limits": dataclasses.asdict(limits),
    }
    with tempfile.TemporaryFile() as handed, _child(handed, wanted, data) as child:
        listener = Listener(limits, on_step)
        listener.listen(child, on_beat)
    return listener.reading()


def draw_first_page(data: bytes, *, limits: Limits) -> bytes | None:
    """A PNG of the first page of a PDF, or of a picture, drawn in a child process; None where it cannot be so small.

    Raises Refused, whatever the file does.
    """
    wanted = {"only_draws": True, "limits": dataclasses.asdict(limits)}
    with tempfile.TemporaryFile() as handed, _child(handed, wanted, data) as child:
        listener = Listener(limits, lambda step, percent: None)
        listener.listen(child, lambda: None)
    if listener.refusal:
        raise listener.refusal
    return listener.pictures.get(1)


@contextlib.contextmanager
def _child(handed: BinaryIO, wanted: dict[str, Any], data: bytes) -> Iterator[subprocess.Popen[bytes]]:
    """The child, reading from a file without a name; it and all that it started are gone when this ends."""
    handed.write(json.dumps({**wanted, "parent": os.getpid()}).encode() + b"\n" + data)
    handed.seek(0)
    with subprocess.Popen(
        COMMAND, cwd=ROOT, env=_environment(), stdin=handed, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:  # fmt: skip
        try:
            yield child
        finally:
            _kill(child)


def _environment() -> dict[str, str]:
    """Nothing of the site's secrets."""
    kept = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TESSDATA_PREFIX", "VIRTUAL_ENV")
    return {name: os.environ[name] for name in kept if name in os.environ}


def _kill(child: subprocess.Popen[bytes]) -> None:
    """The child and what it started, as one group."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


class Listener:
    """Hears the child out, and keeps what it said."""

    def __init__(self, limits: Limits, on_step: Callable[[str, int], None]) -> None:
        self.limits = limits
        self.on_step = on_step
        self.started = monotonic()
        self.deadline = self.started + limits.wall
        self.pages_recognised = 0
        self.frames = Frames(limits.answer)
        self.answer: Answer | None = None
        self.pictures: dict[int, bytes] = {}
        self.refusal: Refused | None = None
        self.peak = 0

    def listen(self, child: subprocess.Popen[bytes], on_beat: Callable[[], None]) -> None:
        """Until the child has ended, its time is over, or `on_beat` raises."""
        chunks = _chunks(child, self.limits)
        beat_at = monotonic() + BEAT
        while monotonic() < self.deadline:
            with contextlib.suppress(queue.Empty):
                if not (chunk := chunks.get(timeout=max(min(beat_at, self.deadline) - monotonic(), 0.01))):
                    return self._ended(child)
                if not self._understood(chunk):
                    return None
            if monotonic() >= beat_at:
                on_beat()
                beat_at = monotonic() + BEAT
        self.refusal = self.refusal or Refused(TOO_LONG, seconds=self.limits.wall)
        return None

    def reading(self) -> Reading:
        """What was heard in the end. Raises Refused. Pictures that did not come are no reason to."""
        if not self.answer:
            raise self.refusal or broken("The child ended without an answer.")
        return Reading(
            **{field.name: getattr(self.answer, field.name) for field in dataclasses.fields(self.answer)},
            pictures=self.pictures,
            seconds=monotonic() - self.started,
            peak_bytes=self.peak,
        )

    def _understood(self, chunk: bytes) -> bool:
        try:
            for head, body in self.frames.take(chunk):
                HEARERS[head.get("kind", "")](self, head, body)
        except (Garbled, wire.Mismatch, KeyError, TypeError, ValueError, RecursionError) as error:
            self.refusal = broken(f"The child said what makes no sense: {error!r}")
            return False
        return True

    def _ended(self, child: subprocess.Popen[bytes]) -> None:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = -child.wait(timeout=5)
            if code in OVER_TIME:
                self.refusal = Refused(TOO_LONG, seconds=self.limits.wall)
            elif code:
                self.refusal = self.refusal or broken(f"The child ended with {-code}.")

    def _step(self, head: dict[str, Any], _body: bytes) -> None:
        step, percent = str(head["step"]), int(head["percent"])
        if step not in steps.SPANS or not 0 <= percent <= 100:
            raise Garbled
        if step == steps.RECOGNISING and self.pages_recognised < self.limits.pictures:
            self.pages_recognised += 1
            self.deadline += self.limits.page_wall
        self.on_step(step, percent)

    def _answer(self, _head: dict[str, Any], body: bytes) -> None:
        self.answer = wire.built(Answer, json.loads(body))

    def _picture(self, head: dict[str, Any], body: bytes) -> None:
        number = int(head["number"])
        fits = 0 < number <= self.limits.pictures and len(body) <= self.limits.picture
        if not fits or not body.startswith(PNG):
            raise Garbled
        self.pictures[number] = body

    def _refused(self, head: dict[str, Any], _body: bytes) -> None:
        self.refusal = Refused(str(head["sentence"]), **dict(head["params"]))
        str(self.refusal)  # its sentence can be filled

    def _memory(self, _head: dict[str, Any], _body: bytes) -> None:
        self.refusal = Refused(TOO_MUCH)

    def _broken(self, head: dict[str, Any], _body: bytes) -> None:
        self.refusal = broken(str(head["detail"]))

    def _end(self, head: dict[str, Any], _body: bytes) -> None:
        self.peak = int(head["peak"])


HEARERS: dict[str, Callable[[Listener, dict[str, Any], bytes], None]] = {
    "step": Listener._step,
    "answer": Listener._answer,
    "picture": Listener._picture,
    "refused": Listener._refused,
    "memory": Listener._memory,
    "broken": Listener._broken,
    "end": Listener._end,
}
OVER_TIME = {getattr(signal, name, None) for name in ("SIGXCPU", "SIGALRM")}


def broken(detail: str) -> Broken:
    refusal = Broken(BROKEN)
    refusal.detail = detail
    return refusal


def _chunks(child: subprocess.Popen[bytes], limits: Limits) -> "queue.SimpleQueue[bytes]":
    """What the child says, as it says it, b"" at its end; no more than it may say in all."""
    chunks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    most = limits.answer + limits.picture * limits.pictures + CHUNK * 100

    def pump() -> None:
        said, stream = 0, child.stdout
        with contextlib.suppress(ValueError):  # closed meanwhile
            while isinstance(stream, BufferedReader) and said <= most and (chunk := stream.read1(CHUNK)):
                said += len(chunk)
                chunks.put(chunk)
        chunks.put(b"")

    threading.Thread(target=pump, daemon=True).start()
    return chunks
