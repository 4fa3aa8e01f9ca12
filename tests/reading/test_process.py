"""The child process: within its limits whatever the file does, and gone without a trace."""

import dataclasses
import datetime
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from recommendations.choices import JobStep
from recommendations.errors import Refused
from recommendations.parsing import find
from recommendations.parsing import read as read_lines
from recommendations.reading import Limits, process, read, steps
from recommendations.reading.frames import Frames, Garbled
from tests.parsing.blocks import blocks
from tests.parsing.shapes import NAMES, source_bytes
from tests.parsing.variants import as_docx_numbered, as_docx_tracked
from tests.parsing.variants_pdf import typeset
from tests.watch import ROOT

LAO = "afml13-lao-pdr-national"
HANGS = "import time, sys; sys.stdin.buffer.read(); time.sleep(600)"


def refusal(data: bytes, **more) -> str:
    with pytest.raises(Refused) as refused:
        read(data, **more)
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    assert "Error" not in sentence
    return sentence


def children() -> set[str]:
    """Readers that run now, of this test process."""
    listed = subprocess.run(
        ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(os.getpid())], capture_output=True, text=True, check=False
    )
    return {line for line in listed.stdout.splitlines() if "recommendations.reading" in line}


# --- What it tells -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [lambda name: source_bytes(name), lambda name: as_docx_numbered(blocks(name))])
def test_the_child_finds_what_this_process_would(make):
    data = make(LAO)
    here = read_lines(data)
    there = read(data)
    assert (there.source, there.found) == (here, find(here))
    assert (there.is_scan, there.machine_read, there.pictures, there.page_count) == (False, False, {}, 0)


def test_a_pdf_comes_with_small_pictures_of_its_pages():
    result = read(typeset(blocks(LAO)))
    assert result.page_count == len(result.pictures) == 2
    assert all(picture.startswith(b"\x89PNG\r\n\x1a\n") for picture in result.pictures.values())
    assert max(map(len, result.pictures.values())) <= Limits().picture
    assert result.found.total == 26


def test_no_pictures_where_none_are_wanted():
    assert read(typeset(blocks(LAO)), pictures=False).pictures == {}


def test_pictures_end_at_their_limit():
    result = read(typeset(blocks(LAO)), limits=Limits(pictures=1))
    assert (result.page_count, list(result.pictures)) == (2, [1])


def test_steps_are_told_in_their_order_and_never_go_back():
    told = []
    read(typeset(blocks(LAO)), on_step=lambda step, percent: told.append((step, percent)))
    assert list(dict.fromkeys(step for step, _percent in told)) == ["opening", "reading", "finding", "drawing"]
    assert [percent for _step, percent in told] == sorted(percent for _step, percent in told)


def test_the_steps_are_those_that_pages_name():
    assert [*steps.SPANS, "storing"] == JobStep.values


def test_tracked_changes_are_read_as_asked():
    data = as_docx_tracked(blocks(LAO))
    read_here = [read_lines(data, revisions=mode) for mode in ("final", "original")]
    assert [read(data, revisions=mode).source for mode in ("final", "original")] == read_here
    assert read_here[0].text != read_here[1].text


# --- Its limits --------------------------------------------------------------------------------------------


def test_a_reader_that_takes_too_long_is_ended(monkeypatch):
    began = time.monotonic()
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", HANGS])
    assert refusal(b"text", limits=Limits(wall=1)) == (
        "Reading this file took longer than 1 seconds and was stopped. Save it again, or paste its text instead."
    )
    assert time.monotonic() - began < 30
    assert not children()


def test_a_reader_that_computes_too_long_is_ended():
    """A real file: a hundred thousand paragraphs are more than a second's work."""
    data = b"1. Ensure that the rights of migrant workers are protected in law and practice.\n\n" * 100_000
    assert "took longer than" in refusal(data, limits=Limits(cpu=1))


def test_a_reader_that_takes_too_much_memory_is_ended():
    data = b"1. Ensure that the rights of migrant workers are protected.\n" * 400_000
    assert "needs more memory" in refusal(data, limits=Limits(memory=160 * 1024 * 1024))


def test_an_answer_that_is_too_long_is_not_taken():
    assert refusal(source_bytes(LAO), limits=Limits(answer=5_000)) == process.BROKEN


@pytest.mark.parametrize(
    "says",
    [
        "print('{')",
        'print(\'{"kind": "answer", "size": 2}\\n{}\')',
        'print(\'{"kind": "step", "step": "x", "percent": 3}\')',
        'print(\'{"kind": "nothing"}\')',
        "print('[]')",
        "print('x' * 100000)",
        "import os; os.abort()",
        "raise SystemExit(3)",
        "pass",
    ],
)
def test_a_child_that_makes_no_sense_is_not_believed(monkeypatch, says):
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", says])
    with pytest.raises(process.Broken) as broken:
        read(b"text")
    assert (str(broken.value), bool(broken.value.detail)) == (process.BROKEN, True)


def test_what_on_beat_raises_ends_the_child(monkeypatch):
    monkeypatch.setattr(process, "COMMAND", [sys.executable, "-c", HANGS])
    monkeypatch.setattr(process, "BEAT", 0.1)

    def stop():
        raise KeyError("cancelled")

    with pytest.raises(KeyError):
        read(b"text", on_beat=stop)
    assert not children()


@pytest.mark.skipif(sys.platform == "win32", reason="there a parent's end is told by the closed pipe alone")
def test_a_child_whose_parent_was_killed_before_it_looked_ends_without_reading():
    wanted = {"limits": dataclasses.asdict(Limits()), "parent": os.getppid()}  # not who begins it
    handed = json.dumps(wanted).encode() + b"\n" + source_bytes(LAO)
    done = subprocess.run(process.COMMAND, cwd=ROOT, input=handed, capture_output=True, check=True)
    assert done.stdout == b""


def test_the_child_knows_none_of_the_sites_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///secret")
    assert not {"SECRET_KEY", "DATABASE_URL"} & set(process._environment())


def test_the_child_loads_no_django():
    code = "import sys, recommendations.reading.child; print([n for n in sys.modules if n.startswith('django')])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_nothing_is_left_in_the_temporary_folder(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    read(typeset(blocks(LAO)))
    refusal(b"%PDF-1.7 rest")
    assert list(Path(tmp_path).iterdir()) == []


# --- How it is said ----------------------------------------------------------------------------------------


def test_frames_come_whole_however_they_are_cut():
    stream = b'{"kind": "a", "size": 3}\nxyz{"kind": "b"}\n'
    frames = Frames(100)
    got = [frame for at in range(len(stream)) for frame in frames.take(stream[at : at + 1])]
    assert got == [({"kind": "a", "size": 3}, b"xyz"), ({"kind": "b"}, b"")]


def test_a_frame_larger_than_agreed_is_refused():
    with pytest.raises(Garbled):
        list(Frames(2).take(b'{"kind": "a", "size": 3}\n'))


@pytest.mark.parametrize("name", NAMES)
def test_findings_go_to_json_and_back(name):
    import json

    from recommendations.reading import wire

    source = read_lines(source_bytes(name))
    for value in (source, find(source)):
        assert wire.built(type(value), json.loads(json.dumps(wire.plain(value)))) == value


def test_what_no_database_takes_is_left_out_and_wrong_types_refused():
    from recommendations.parsing import Line
    from recommendations.reading import wire

    assert wire.built(Line, {"text": "a\0b\ud800", "number": 1}) == Line("ab", 1)
    for wrong in ({"text": 1, "number": 1}, {"text": "a"}, [], {"text": "a", "number": True}, {"x": 1}):
        with pytest.raises(wire.Mismatch):
            wire.built(Line, wrong)
    assert dataclasses.is_dataclass(Line)
    assert wire.built(datetime.date, "2026-11-22") == datetime.date(2026, 11, 22)
