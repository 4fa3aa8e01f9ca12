"""What the team adds to a round's paper."""

import pytest

from recommendations.actions import paper
from recommendations.choices import PaperSection
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import AuditEvent, GoodPractice, PaperText, WordBase
from recommendations.parsing.word_base import check
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.docx_files import BEYOND, word_file, word_file_that, word_file_with
from tests.factories import FollowUpFactory, RoundFactory, ThemeFactory

pytestmark = pytest.mark.django_db
SUMMARY = PaperSection.SUMMARY


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def people():
    inside = {role: person(role, lao()) for role in ("reporter", "coordinator", "viewer")}
    return inside | {role: person(role) for role in ("reviewer", "secretariat")}


@pytest.fixture
def row():
    found = FollowUpFactory(party=lao())
    accepted_answer(found)
    return found


@pytest.fixture
def found(row):
    made = RoundFactory()
    made.documents.add(row.recommendation.document)
    made.parties.add(lao())
    return made


def write(found, people, *, text="It moved.", seen=0, by="reviewer", **given):
    given = {"section": SUMMARY} | given
    return paper.write(target=found, text=text, seen_version=seen, by=people[by], **given)


def test_a_text_is_kept_for_its_round_with_who_and_what(found, people):
    write(found, people)
    write(found, people, text="It moved much.", seen=1)
    saved = PaperText.objects.get()
    assert (saved.text, saved.version, saved.saved_by) == ("It moved much.", 2, people["reviewer"])
    last = AuditEvent.objects.order_by("sequence").last()
    assert (last.action, last.before, last.after) == (
        "paper.write", {"text": "It moved."}, {"text": "It moved much."},
    )  # fmt: skip


def test_nothing_is_overwritten_that_was_saved_since(found, people):
    write(found, people)
    with pytest.raises(Conflict):
        write(found, people, text="Mine.")
    assert PaperText.objects.get().text == "It moved."


def test_the_same_text_again_changes_nothing(found, people):
    write(found, people)
    write(found, people, text=" It moved. ", seen=1)
    assert PaperText.objects.get().version == 1


def test_a_note_belongs_to_one_chapter(found, people):
    write(found, people, section=PaperSection.CHAPTER, theme=ThemeFactory())
    for given in ({"section": PaperSection.CHAPTER}, {"theme": ThemeFactory()}):
        with pytest.raises(Refused, match="one chapter"):
            write(found, people, **given)


@pytest.mark.parametrize("who", ["reporter", "coordinator", "secretariat", "viewer"])
def test_only_who_manages_the_round_works_on_its_paper(found, people, row, who):
    with pytest.raises(NotAllowed):
        write(found, people, by=who)
    with pytest.raises(NotAllowed):
        paper.mark_practice(target=found, follow_up=row, title="A desk", text="Good.", by=people[who])
    with pytest.raises(NotAllowed):
        paper.put_base(content=word_file(), file_name="base.docx", by=people[who])


def mark(found, row, people, **given):
    told = {"title": "A desk", "text": "Open on market days."} | given
    return paper.mark_practice(target=found, follow_up=row, by=people["reviewer"], **told)


def test_an_answer_is_marked_once_and_taken_out_again(found, row, people):
    mark(found, row, people)
    practice = mark(found, row, people, title="A help desk")
    assert GoodPractice.objects.get().title == "A help desk"
    paper.drop_practice(practice=practice, by=people["reviewer"])
    paper.drop_practice(practice=practice, by=people["reviewer"])
    assert not GoodPractice.objects.exists()
    actions = AuditEvent.objects.order_by("sequence").values_list("action", flat=True)
    assert list(actions) == ["paper.mark_practice", "paper.mark_practice", "paper.drop_practice"]


def test_only_an_accepted_answer_of_the_round_is_good_practice(found, row, people):
    elsewhere = FollowUpFactory(party=cambodia(), recommendation=row.recommendation)
    accepted_answer(elsewhere)
    silent = FollowUpFactory(party=lao(), recommendation__document=row.recommendation.document)
    for other in (elsewhere, silent):
        with pytest.raises(Refused, match="Only an accepted answer"):
            mark(found, other, people)
    for field in ("title", "text"):
        with pytest.raises(Refused) as told:
            mark(found, row, people, **{field: "\u200b"})
        assert told.value.field == field


def test_the_last_word_file_put_in_place_is_the_base(people, media):
    paper.put_base(content=word_file(), file_name="one.docx", by=people["reviewer"])
    paper.put_base(content=word_file("x"), file_name="two.docx", by=people["reviewer"])
    assert [base.file_name for base in WordBase.objects.filter(retired_at=None)] == ["two.docx"]
    paper.drop_base(by=people["reviewer"])
    assert not WordBase.objects.filter(retired_at=None).exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04 no zip", word_file()[:900]])
def test_what_is_no_word_file_is_refused_and_nothing_stays(people, media, content):
    with pytest.raises(Refused, match="not a Word document"):
        paper.put_base(content=content, file_name="base.docx", by=people["reviewer"])
    assert not WordBase.objects.exists()
    assert not list(media.rglob("*"))


@pytest.mark.parametrize("what", sorted({*BEYOND} - {"address"}))
def test_a_word_file_that_reaches_beyond_itself_is_refused(what):
    """It goes into every paper: whoever opens one would fetch, or run, what it names."""
    with pytest.raises(Refused, match="from elsewhere") as told:
        check(word_file_that(what))
    assert told.value.field == "file"


def test_a_word_file_may_lead_to_a_page():
    check(word_file_that("address"))


HIDDEN = ("WORD/DOCUMENT.XML", b"<a/>")
DEFINES = ("word/header9.xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
DENSE = ("word/media/image1.png", bytes(2 * 2**20))


@pytest.mark.parametrize(
    ("part", "sentence"),
    [(HIDDEN, "not a Word document"), (DEFINES, "DOCTYPE"), (DENSE, "unpacks to far more")],
    ids=["two of a name", "entity", "bomb"],
)
def test_a_word_file_that_is_not_what_it_says_is_refused_and_nothing_stays(people, media, part, sentence):
    with pytest.raises(Refused, match=sentence):
        paper.put_base(content=word_file_with(part), file_name="base.docx", by=people["reviewer"])
    assert not WordBase.objects.exists()
    assert not list(media.rglob("*"))


def test_a_very_large_word_file_is_refused(people, media):
    with pytest.raises(Refused, match="larger than 5 MB"):
        paper.put_base(content=b"x" * (5 * 2**20 + 1), file_name="base.docx", by=people["reviewer"])
