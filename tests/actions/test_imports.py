import pytest
from django.core.files.storage import default_storage

from recommendations.actions import imports, jobs, reading
from recommendations.choices import ImportState, JobState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Document, DocumentImport, Extract, Job, SourcePage
from tests import cast
from tests.factories import (
    DocumentImportFactory,
    EditionFactory,
    ForumFactory,
    HeadingWordFactory,
    JobFactory,
    PlacingRuleFactory,
    ThemeFactory,
)
from tests.parsing.shapes import source_bytes

pytestmark = pytest.mark.django_db
LAO = source_bytes("afml13-lao-pdr-national")


def receive(by, data=LAO, file_name="Lao.txt", **more):
    return imports.receive(data=data, file_name=file_name, language="en", revisions="final", by=by, **more)


def done(found):
    """The import after its job has run in this process."""
    reading.run(jobs.claim(found.jobs.get().key))
    found.refresh_from_db()
    return found


def stored_files():
    try:
        return default_storage.listdir("imports")[1]
    except FileNotFoundError:
        return []


# --- Coming in ---------------------------------------------------------------------------------------------


def test_a_file_is_kept_and_a_job_waits_to_read_it(secretariat, django_capture_on_commit_callbacks, monkeypatch):
    begun = []
    monkeypatch.setattr(jobs, "start_process", begun.append)
    with django_capture_on_commit_callbacks(execute=True):
        found = receive(secretariat)
    assert (found.state, found.size, imports.content(found)) == (ImportState.READING, len(LAO), LAO)
    assert begun == [found.jobs.get()]
    assert begun[0].state == JobState.WAITING
    assert AuditEvent.objects.order_by("sequence").last().action == "import.receive"


def test_a_pasted_text_is_kept_in_its_row(secretariat):
    found = receive(secretariat, file_name="")
    assert (found.source_text, bool(found.file)) == (LAO.decode(), False)
    assert imports.content(found) == LAO


def test_reading_proposes_what_the_document_holds(secretariat):
    forum, lao = ForumFactory(number=13), cast.lao()
    found = done(receive(secretariat))
    assert (found.state, found.format, found.forum, found.kind, found.party) == (
        "review", "text", forum, "national", lao,
    )  # fmt: skip
    assert (found.held_on.isoformat(), found.place, found.online) == ("2020-10-23", "Vientiane, Lao PDR", True)
    assert [extract.position for extract in found.extracts.all()] == list(range(1, 27))
    assert [(row.number, row.extracts.count()) for row in found.sub_themes.all()] == [(1, 12), (2, 14)]
    first = found.extracts.first()
    assert (first.text == first.found_text, first.state, first.version) == (True, "proposed", 1)
    job = found.jobs.get()
    assert (job.state, job.percent, job.message) == (JobState.DONE, 100, None)
    assert AuditEvent.objects.order_by("sequence").last().action == "import.read"


def test_each_text_comes_with_what_the_rules_suggest(secretariat):
    PlacingRuleFactory(theme=ThemeFactory(slug="money"), words="remittance*", weight=2)
    texts = done(receive(secretariat)).extracts.exclude(placings=[])
    assert [(text.text[:25], text.placings) for text in texts] == [
        (
            "Reduce remittance costs a",
            [{"axis": "theme", "value": "money", "is_main": True, "placing": "suggested", "words": "remittance"}],
        )
    ]


def test_headings_of_another_language_are_known_by_the_reference_data(secretariat):
    HeadingWordFactory(language="th", words="หัวข้อย่อย")
    text = "Recommendations of the 13th AFML\n\nหัวข้อย่อยที่ 1: การคุ้มครอง\n\n1. Ensure legal aid.\n"
    found = done(receive(secretariat, data=text.encode()))
    assert [(row.number, row.title) for row in found.sub_themes.all()] == [(1, "การคุ้มครอง")]


def test_the_source_is_shown_in_pages_of_sixty_lines(secretariat):
    found = done(receive(secretariat))
    pages = list(found.pages.all())
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert {len(page.lines) for page in pages[:-1]} == {60}
    shown = "\n".join(line["text"] for page in pages for line in page.lines)
    assert "Vientiane" in shown


def test_a_document_without_recommendations_has_one_heading_to_type_under(secretariat):
    found = done(receive(secretariat, data=b"Dear colleague,\n\nthank you for lunch.\n"))
    assert (found.state, found.extracts.count()) == ("review", 0)
    assert [(row.position, row.title) for row in found.sub_themes.all()] == [(0, "")]
    assert ["nothing-found", {}] in found.doubts


# --- What is refused ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["reporter", "coordinator", "reviewer", "stranger"])
def test_only_the_secretariat_brings_documents_in(role):
    party = None if role in ("reviewer", "stranger") else cast.lao()
    with pytest.raises(NotAllowed):
        receive(cast.person(role, party))
    assert not DocumentImport.objects.exists()


@pytest.mark.parametrize("data", [b"", b" \n\t"])
def test_an_empty_file_is_refused_and_leaves_nothing(secretariat, data):
    with pytest.raises(Refused, match="The file is empty"):
        receive(secretariat, data=data)
    assert (DocumentImport.objects.count(), Job.objects.count(), stored_files()) == (0, 0, [])


def test_a_file_that_is_too_large_is_refused_before_it_is_kept(secretariat):
    with pytest.raises(Refused, match="larger than 50 MB"):
        imports.check_size(50_000_001)


def test_the_same_file_is_recognised_while_it_is_brought_in(secretariat):
    first = receive(secretariat)
    with pytest.raises(imports.Known) as refusal:
        receive(secretariat, file_name="Other name.txt")
    assert refusal.value.known == first
    assert str(refusal.value) == "This file is being brought in already: Lao.txt."


def test_the_same_file_is_recognised_when_it_was_published(secretariat):
    first = receive(secretariat)
    edition = EditionFactory(sha256=first.sha256)
    imports.discard(document_import=first, by=secretariat)
    with pytest.raises(imports.Known) as refusal:
        receive(secretariat)
    assert refusal.value.known == edition.document
    assert isinstance(refusal.value.known, Document)


def test_a_discarded_file_may_come_again(secretariat):
    imports.discard(document_import=receive(secretariat), by=secretariat)
    assert receive(secretariat).state == ImportState.READING


def test_what_cannot_be_read_leaves_a_row_with_its_sentence_and_no_file(secretariat):
    found = done(receive(secretariat, data=b"\x7fELF" + b"\0" * 100, file_name="letter.docx"))
    job = found.jobs.get()
    assert (found.state, job.state) == (ImportState.REFUSED, JobState.FAILED)
    assert job.message == ["This file is a program or is damaged. It was not read.", {}]
    assert (SourcePage.objects.count(), Extract.objects.count()) == (0, 0)


def test_the_file_of_a_refused_import_is_deleted(secretariat, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(jobs, "start_process", lambda job: None)
    found = receive(secretariat, data=b"\x7fELF" + b"\0" * 100)
    assert len(stored_files()) == 1
    with django_capture_on_commit_callbacks(execute=True):
        done(found)
    assert stored_files() == []


# --- Throwing away -----------------------------------------------------------------------------------------


def test_discarding_leaves_the_row_alone(secretariat, django_capture_on_commit_callbacks, monkeypatch):
    monkeypatch.setattr(jobs, "start_process", lambda job: None)
    found = done(receive(secretariat))
    with django_capture_on_commit_callbacks(execute=True):
        imports.discard(document_import=found, by=secretariat)
    found.refresh_from_db()
    assert (found.state, found.ended_by, found.extracts.count(), found.pages.count()) == (
        ImportState.DISCARDED, secretariat, 0, 0,
    )  # fmt: skip
    assert stored_files() == []


@pytest.mark.parametrize("state", ["published", "undone", "discarded", "refused"])
def test_what_has_ended_is_not_discarded(secretariat, state):
    with pytest.raises(TooLate):
        imports.discard(document_import=DocumentImportFactory(state=state), by=secretariat)


def test_discarding_is_the_secretariats(secretariat):
    with pytest.raises(NotAllowed):
        imports.discard(document_import=DocumentImportFactory(), by=cast.person("reviewer"))


def test_a_job_whose_import_was_discarded_stores_nothing(secretariat):
    found = receive(secretariat)
    job = jobs.claim(found.jobs.get().key)
    imports.discard(document_import=found, by=secretariat)
    reading.run(job)
    job.refresh_from_db()
    assert (job.state, Extract.objects.count()) == (JobState.CANCELLED, 0)


# --- Jobs --------------------------------------------------------------------------------------------------


def test_a_job_is_claimed_once(secretariat):
    job = JobFactory()
    assert jobs.claim(job.key).state == JobState.RUNNING
    with pytest.raises(Refused):
        jobs.claim(job.key)
