"""An answer that was given before its text was reworded carries a mark, and the report says what it means."""

import datetime
import io

import docx
import pypdfium2
import pytest

from recommendations.models import FollowUp, Recommendation
from recommendations.queries.progress import Scope, sight_of_members
from recommendations.reports import csv, html, pdf, sentences, word
from recommendations.reports.progress import build
from tests.reports.conftest import TODAY
from tests.reports.leading import notes

AT = datetime.datetime(2026, 2, 28, 20, 0, tzinfo=datetime.UTC)  # 1 March in Vientiane


@pytest.fixture
def reworded(world):
    text = world[0].recommendation
    text.former_wordings.create(number=1, text="As it read before.", replaced_at=AT, asks_again=True)
    Recommendation.objects.filter(pk=text.pk).update(wording=2, reworded=2)
    return build(Scope(), sight=sight_of_members(), today=TODAY)


def test_the_answer_knows_the_day_of_the_change(reworded, world):
    found = {answer.reference: answer.changed_on for *_where, answer in reworded.answers if answer.changed_on}
    assert found == {world[0].recommendation.reference: datetime.date(2026, 3, 1)}
    assert notes(reworded)[-1] == str(sentences.OF_CHANGED)


def test_without_one_there_is_no_note(region):
    assert not any(answer.changed_on for *_where, answer in region.answers)
    assert str(sentences.OF_CHANGED) not in notes(region)


def test_once_it_is_confirmed_the_mark_is_gone(reworded, world):
    FollowUp.objects.filter(pk=world[0].pk).update(answered_wording=2)
    report = build(Scope(), sight=sight_of_members(), today=TODAY)
    assert not any(answer.changed_on for *_where, answer in report.answers)


def test_every_layout_marks_it_once_and_tells_what_it_means(reworded):
    pages = pypdfium2.PdfDocument(pdf.layout(reworded))
    document = docx.Document(io.BytesIO(word.layout(reworded)))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    texts = {
        "html": html.layout(reworded).decode(),
        "pdf": "".join(page.get_textpage().get_text_range() for page in pages),
        "word": "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)]),
    }
    assert {name: text.count("†") for name, text in texts.items()} == {"html": 2, "pdf": 2, "word": 2}
    assert "2026-03-01" in csv.layout(reworded).decode("utf-8-sig")
