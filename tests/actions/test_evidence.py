"""Adding evidence: a file or a link, of the country whose answer it serves; nothing stays where it is refused."""

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from django.db import DataError, transaction

from recommendations.actions import evidence, files
from recommendations.actions.evidence_files import Proof
from recommendations.choices import EvidenceKind, Visibility
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Evidence
from recommendations.permissions import readable_evidence
from tests.actions.test_updates import refused, the_trail_is_full
from tests.cast import cambodia
from tests.factories import EvidenceFactory, EvidenceVersionFactory

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 the report %%EOF"


def add(desk, by="reporter", **proof):
    proof = {"title": "The report"} | proof
    if "link" not in proof:
        proof = {"content": PDF, "file_name": "report.pdf"} | proof
    return evidence.add(follow_up=desk.follow_up, proof=Proof(**proof), by=desk[by])


def office(*parts):
    """A zip file with these parts, as Word and Excel write them."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return buffer.getvalue()


def stored_files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_a_file_is_kept_with_what_it_is(desk, settings):
    added = add(desk, kind=EvidenceKind.LAW, publisher="Ministry", visibility=Visibility.PUBLIC)
    version = added.versions.get()
    assert (added.party, added.title, added.kind, added.publisher, added.visibility, added.created_by) == (
        desk.party, "The report", "law", "Ministry", "public", desk["reporter"],
    )  # fmt: skip
    assert (version.number, version.file_name, version.media_type, version.size, version.link) == (
        1, "report.pdf", "application/pdf", len(PDF), "",
    )  # fmt: skip
    assert version.sha256 == hashlib.sha256(PDF).hexdigest()
    assert version.file.read() == PDF
    version.file.close()
    assert [path.name for path in stored_files(settings)] == [Path(version.file.name).name]
    assert "report" not in version.file.name


def test_a_link_needs_no_file(desk, settings):
    version = add(desk, link="https://example.org/law").versions.get()
    assert (version.link, version.file.name, version.media_type, version.size) == (
        "https://example.org/law", "", "", None,
    )  # fmt: skip
    assert stored_files(settings) == []


def test_the_draft_rests_on_it_and_keeps_its_words(desk):
    update = desk.save(challenges="Money.")
    first, second = add(desk), add(desk, link="https://example.org/law", title="The law")
    update.refresh_from_db()
    version = update.versions.last()
    assert (update.version, version.challenges) == (3, "Money.")
    assert [row.evidence for row in version.evidence.all()] == [first, second]


def test_where_there_is_no_draft_one_begins(desk):
    add(desk)
    assert desk.follow_up.updates.get().state == "draft"


def test_the_audit_event_comes_last(desk):
    added = add(desk)
    event, saved = AuditEvent.objects.all()[:2]
    assert (event.action, event.target, event.before, event.after) == (
        "evidence.add", str(added.pk), None,
        {"title": "The report", "sha256": added.versions.get().sha256, "link": ""},
    )  # fmt: skip
    assert saved.action == "update.save"


@pytest.mark.parametrize("by", ["approver", "viewer", "reviewer", "secretariat", "stranger", "foreigner"])
def test_another_role_adds_nothing(desk, settings, by):
    refused(NotAllowed, add, desk, by)
    assert stored_files(settings) == []


def test_nothing_is_added_to_a_submitted_answer(desk, settings):
    desk.to("submitted")
    refused(TooLate, add, desk)
    assert stored_files(settings) == []


# --- What is taken -------------------------------------------------------------------------------------------

# A small picture of its own stands before the picture, as cameras put it.
JPEG_START = b"\xff\xd8\xff\xe0\x00\x06\xff\xd8\xff\xd9"
TAKEN = [
    (PDF, "application/pdf"),
    (b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82", "image/png"),
    (JPEG_START + b"\xff\xda...\xff\xd9", "image/jpeg"),
    (office("word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (office("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (office("ppt/presentation.xml"), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    (b"\xef\xbb\xbfprovince;returnees\r\nAttapeu;12", "text/csv"),
    ("ខេត្ត\u200bកំពត,12\u00a0000".encode(), "text/csv"),
    ("Vientiane,élèves".encode("cp1252"), "text/csv"),
]


@pytest.mark.parametrize(("content", "media_type"), TAKEN, ids=[kind[-12:] for _, kind in TAKEN])
def test_taken_is(desk, content, media_type):
    assert add(desk, content=content).versions.get().media_type == media_type


NOT_TAKEN = "This kind of file is not taken. Upload a PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV file."
DAMAGED = "The file is damaged and cannot be opened. Save it again and upload it."
CUT = "The file seems cut: its end is missing. Open it to see whether it is whole, and upload it again."
MACROS = "The file has macros. Save it without macros (as .docx, .xlsx or .pptx)."
REFUSED = {
    "empty": (b"", "The file is empty. Choose another file."),
    "program": (b"MZ\x90\x00\x03\x00\x00\x00", NOT_TAKEN),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", NOT_TAKEN),
    "old word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1, and more",
        (
            "This is an Office file of an old kind (.doc, .xls, .ppt), or one with a password. "
            "Save it as .docx, .xlsx, .pptx or PDF, without a password, and upload that."
        ),
    ),
    "macros": (office("word/document.xml", "word/vbaProject.bin"), MACROS),
    "macros in capitals": (office("xl/workbook.xml", "XL/VBAPROJECT.BIN"), MACROS),
    "other zip": (office("readme.txt"), NOT_TAKEN),
    "damaged zip": (office("word/document.xml").replace(b"PK\x01\x02", b"PK\x09\x09"), DAMAGED),
    "cut zip": (office("word/document.xml")[:-25], CUT),
    "cut pdf": (b"%PDF-1.7 %%EOF".ljust(9000) + b"endobj 7 0 obj", CUT),
    "cut png": (b"\x89PNG\r\n\x1a\n...", CUT),
    "cut jpeg": (JPEG_START + b"\xff\xda...", CUT),
    "cut jpeg before its picture": (JPEG_START, CUT),
    "page": (b"<!DOCTYPE html><script>alert(1)</script>, ;", NOT_TAKEN),
    "page after spaces": (b"\xef\xbb\xbf \n <html>,", NOT_TAKEN),
    "page after words": (b"province,returnees\n<script>alert(1)</script>", NOT_TAKEN),
    "picture of code": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="x,y"/>', NOT_TAKEN),
    "letter": (b"Dear colleague", NOT_TAKEN),
    "zeros": (b"\x00" * 100, NOT_TAKEN),
}


@pytest.mark.parametrize("name", REFUSED)
def test_not_taken_is(desk, settings, name):
    content, sentence = REFUSED[name]
    assert refused(Refused, add, desk, content=content, file_name="report.pdf") == sentence
    assert stored_files(settings) == []


def test_a_file_over_the_limit_is_told_how_large_it_is(desk, settings):
    settings.EVIDENCE_MAX_BYTES = 2**20
    add(desk, content=PDF.ljust(2**20))
    sentence = refused(Refused, add, desk, content=PDF.ljust(2**20 + 1))
    assert sentence == "The file has 1.1 MB. The limit is 1 MB: make it smaller, or give a link."


@pytest.mark.parametrize(("proof", "sentence", "field"), [
    ({"title": " \u200b"}, "Give the evidence a title.", "title"),
    ({"content": None}, "Choose a file or give a link.", "file"),
    (
        {"content": PDF, "link": "https://example.org"},
        "Give a file or a link, not both. Add the other as a second piece.",
        "link",
    ),
])  # fmt: skip
def test_a_file_or_a_link_and_a_title(desk, settings, proof, sentence, field):
    with pytest.raises(Refused) as told:
        add(desk, **proof)
    assert (str(told.value), told.value.field) == (sentence, field)
    assert stored_files(settings) == []


@pytest.mark.parametrize(("given", "kept"), [
    ("ລາຍງານ ປີ 2023.pdf", "ລາຍງານ ປີ 2023.pdf"),
    ("../../etc/passwd", "../../etc/passwd"),
    ("r\x00e\x07port.pdf", "report.pdf"),
    ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
    ("\u200b", ""),
])  # fmt: skip
def test_a_name_is_kept_beside_the_file_and_never_decides_where_it_lies(desk, settings, given, kept):
    version = add(desk, file_name=given).versions.get()
    assert version.file_name == kept
    assert [path.parent.name for path in stored_files(settings)] == ["evidence"]


# --- Nothing stays behind ------------------------------------------------------------------------------------


def test_no_file_stays_where_the_transaction_fails(desk, settings):
    the_trail_is_full()
    refused((OverflowError, DataError), add, desk)
    assert stored_files(settings) == []


def test_no_file_stays_where_something_around_it_fails(desk, settings):
    @files.unless_it_fails()
    @transaction.atomic
    def add_and_fail():
        add(desk)
        assert len(stored_files(settings)) == 1
        raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    assert stored_files(settings) == []
    assert not Evidence.objects.exists()


def test_a_failure_takes_only_its_own_files(desk, settings):
    add(desk)
    with pytest.raises(Refused):
        add(desk, content=b"")
    assert len(stored_files(settings)) == 1


# --- Using it again ------------------------------------------------------------------------------------------


def test_a_piece_is_used_again(desk):
    proof = EvidenceVersionFactory(evidence__party=desk.party)
    update = evidence.attach(follow_up=desk.follow_up, evidence=proof.evidence, by=desk["reporter"])
    again = evidence.attach(follow_up=desk.follow_up, evidence=proof.evidence, by=desk["reporter"])
    assert (update, again.version) == (again, 1)
    assert again.versions.get().evidence.get().evidence_version == proof


def test_a_piece_of_another_country_is_not_taken(desk):
    theirs = EvidenceFactory(party=cambodia())
    refused(Refused, evidence.attach, follow_up=desk.follow_up, evidence=theirs, by=desk["reporter"])


# --- Who may open it -----------------------------------------------------------------------------------------


def readers(desk, piece):
    found = {role for role, user in desk.people.items() if piece in readable_evidence(user)}
    assert found == {role for role, user in desk.people.items() if piece in readable_evidence(user, whole=True)}
    return found


OWN = {"reporter", "approver", "coordinator"}
# Who reads what was submitted: the country's viewer and the leading partner too.
SENT = OWN | {"partner", "viewer", "reviewer"}


@pytest.mark.parametrize(("state", "visibility", "by"), [
    ("draft", "public", OWN | {"partner"}),
    ("submitted", "public", SENT),
    ("returned", "public", SENT),
    ("accepted", "party-and-reviewers", SENT),
    ("accepted", "everybody", SENT | {"secretariat", "foreigner"}),
    ("superseded", "public", SENT | {"secretariat", "foreigner"}),
])  # fmt: skip
def test_evidence_is_read_by(desk, state, visibility, by):
    piece = EvidenceVersionFactory(evidence__party=desk.party, evidence__visibility=visibility).evidence
    desk.to(state, evidence=(piece,))
    assert readers(desk, piece) == by


def test_evidence_taken_off_before_acceptance_is_not_shared(desk):
    piece = EvidenceVersionFactory(evidence__party=desk.party, evidence__visibility="everybody").evidence
    update = desk.to("returned", evidence=(piece,))
    desk.save(challenges="Without it.")
    desk.move("submit", update)
    desk.move("accept", update)
    assert readers(desk, piece) == SENT


def test_withdrawn_evidence_is_read_by_nobody(desk):
    piece = EvidenceVersionFactory(evidence__party=desk.party, evidence__visibility="everybody").evidence
    desk.to("accepted", evidence=(piece,))
    piece.withdrawn_at, piece.withdrawn_by = piece.created_at, desk["reporter"]
    piece.save()
    assert readers(desk, piece) == set()


def test_evidence_of_a_draft_is_read_by_whoever_gave_it(desk):
    piece = add(desk, "partner")
    assert readers(desk, piece) == OWN | {"partner"}
