"""Files that are broken or mean harm, through the whole way in: one plain sentence, and nothing left behind."""

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from recommendations.actions import imports, jobs, reading
from recommendations.choices import ImportState, JobState
from recommendations.models import Extract, ExtractedSubTheme, SourcePage
from tests import cast
from tests.parsing.blocks import blocks
from tests.parsing.docx.make import p, word
from tests.parsing.docx.test_hostile import GOOD, LAUGHS, OLE, OUTSIDE, REMOTE, document, locked, with_part
from tests.parsing.variants_pdf import drawn, typeset

LAO = "afml13-lao-pdr-national"
DAMAGED_WORD = "The Word file is damaged and cannot be opened. Save it again and try once more."


def bomb(inside: str = "word/document.xml", size: int = 60_000_000) -> bytes:
    """Sixty million equal bytes in sixty thousand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(inside, b"<w:document>" + b" " * size)
    return out.getvalue()


def many_members() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        for number in range(2_001):
            archive.writestr(f"word/{number}.xml", "")
    return out.getvalue()


def many_pages(count: int = 100_000) -> bytes:
    """A PDF whose hundred thousand pages are all the same object."""
    kids = b"3 0 R " * count
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count %d /Kids [%b] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R >>\n%%%%EOF\n" % (count, kids)
    )


def protected_pdf() -> bytes:
    """What a viewer asks a password for."""
    encrypted = b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%b> /U <%b> >>" % (b"ab" * 32, b"cd" * 32)
    return (
        b"%%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
        b"2 0 obj\n<< /Type /Pages /Count 1 /Kids [3 0 R] >>\nendobj\n"
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>\nendobj\n"
        b"trailer\n<< /Root 1 0 R /Encrypt %b /ID [<%b> <%b>] >>\n%%%%EOF\n" % (encrypted, b"00" * 16, b"00" * 16)
    )


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return out.getvalue()


WORD_BOMB = "The file unpacks to far more than a document holds. It was not read."
UNSAFE = "The file holds definitions that no Word document needs (DOCTYPE). It was not read."
HOSTILE = {
    "truncated word": (lambda: GOOD[: len(GOOD) // 2], DAMAGED_WORD),
    "random bytes": (lambda: bytes(range(256)) * 40, None),
    "program renamed": (
        lambda: Path(sys.executable).resolve().read_bytes()[:200_000],
        "This file is a program or is damaged. It was not read.",
    ),
    "windows program": (
        lambda: b"MZ\x90\0\x03\0\0\0" + bytes(500),
        "This file is a program or is damaged. It was not read.",
    ),
    "workbook named document": (
        workbook,
        "This is an Excel workbook, not a document. Save the text as a Word file (.docx).",
    ),
    "locked word": (
        locked,
        "The file is protected by a password. Save it without the password and try again.",
    ),
    "old or locked office": (lambda: OLE, None),
    "locked pdf": (protected_pdf, "This PDF is protected by a password. Save it without the password."),
    "truncated pdf": (
        lambda: typeset(blocks(LAO))[:400],
        "This PDF is damaged: it cannot be opened. Save or download it again.",
    ),
    "zip bomb": (bomb, WORD_BOMB),
    "zip of many members": (many_members, WORD_BOMB),
    "laughs": (lambda: document("", prolog=LAUGHS), UNSAFE),
    "entity of a file": (lambda: document("", prolog=OUTSIDE), UNSAFE),
    "entity of a network": (lambda: document("", prolog=REMOTE), UNSAFE),
    "macros": (
        lambda: with_part("word/vbaProject.bin", b"macro"),
        "The file has macros. Save it without macros (as .docx).",
    ),
    "hundred thousand pages": (many_pages, "This PDF has 100000 pages. The limit is 2000."),
    "picture cut off": (
        lambda: b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        "This picture is damaged or of a kind that is not read. Save it as a PDF, or as a JPEG.",
    ),
    "xml": (
        lambda: b"<?xml version='1.0'?><note>Hello</note>",
        "This file is XML and no document. Save it as a PDF, Word file, web page or plain text.",
    ),
}


@pytest.fixture
def secretariat(db):
    return cast.person("secretariat")


def brought_in(data: bytes, by, limits=None):
    """The import and its job after the job has run."""
    found = imports.receive(data=data, file_name="Letter.docx", language="en", revisions="final", by=by)
    reading.run(jobs.claim(found.jobs.get().key), limits)
    found.refresh_from_db()
    return found, found.jobs.get()


def stored() -> list[str]:
    try:
        return default_storage.listdir("imports")[1]
    except FileNotFoundError:
        return []


def check_nothing_left(tmp_path):
    assert [model.objects.count() for model in (SourcePage, Extract, ExtractedSubTheme)] == [0, 0, 0]
    assert stored() == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_file_is_refused_in_one_sentence_and_leaves_nothing(
    name, secretariat, tmp_path_factory, monkeypatch, django_capture_on_commit_callbacks
):
    make, sentence = HOSTILE[name]
    temporary = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr(jobs, "start_process", lambda job: None)
    with django_capture_on_commit_callbacks(execute=True):
        found, job = brought_in(make(), secretariat)
    assert (found.state, job.state) == (ImportState.REFUSED, JobState.FAILED)
    told = job.message[0] % job.message[1] if job.message[1] else job.message[0]
    assert sentence is None or told == sentence
    assert told.endswith(".")
    assert "\n" not in told
    check_nothing_left(temporary)


@pytest.mark.parametrize(
    ("data", "limits", "part"),
    [
        (b"1. Ensure that the rights of all are protected in law.\n\n" * 100_000, {"cpu": 1}, "took longer"),
        (b"1. Ensure that the rights of all are protected in law.\n" * 300_000, {"memory": 160 << 20}, "more memory"),
    ],
)
def test_a_file_that_takes_too_much_is_refused(secretariat, data, limits, part):
    from recommendations.reading import Limits

    found, job = brought_in(data, secretariat, Limits(**limits))
    assert (found.state, part in job.message[0]) == (ImportState.REFUSED, True)


def test_word_macros_in_a_good_document_are_never_kept(secretariat):
    found, _job = brought_in(word(p("1. Ensure legal aid.")), secretariat)
    assert found.state == ImportState.REVIEW


def test_a_file_is_known_by_its_content_not_its_name(secretariat):
    found, _job = brought_in(typeset(blocks(LAO)), secretariat)
    assert (found.file_name, found.format, found.extracts.count()) == ("Letter.docx", "pdf", 26)


def test_a_pdf_that_repeats_itself_inside_ends(secretariat):
    """A form that draws itself: a reader without a limit would not come back."""
    sheet = drawn("#lorem(2000)")
    found, _job = brought_in(sheet.replace(b"/Type /Page\n", b"/Type /Page /Contents 3 0 R\n", 1), secretariat)
    assert found.state in (ImportState.REFUSED, ImportState.REVIEW)


def test_the_command_refuses_alike(tmp_path):
    (tmp_path / "file.docx").write_bytes(bomb())
    command = [sys.executable, "manage.py", "import_document", str(tmp_path / "file.docx"), "--json"]
    done = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{WORD_BOMB}\n")
