"""One page for a minister: by rule or by hand, of what may be quoted, and never longer than a page."""

import datetime

import pypdfium2
import pytest
from django.utils import timezone

from recommendations.choices import Status, Visibility
from recommendations.models import FollowUp
from recommendations.queries.one_page import Picked
from recommendations.reports import one_page, short_pdf, short_word
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao
from tests.factories import OrganizationFactory, ResponsibilityFactory, StatementFactory
from tests.reports.conftest import BURMESE_TEXT, LAO_TEXT
from tests.reports.test_brief import day, rows_of
from tests.reports.test_secrecy import everything

TODAY = datetime.date(2026, 11, 22)
PUBLIC = Visibility.PUBLIC
pytestmark = pytest.mark.django_db


def built(party=None, **picked):
    return one_page.build(party or lao(), Picked(**picked), TODAY)


def quoted(row, *activities, status=Status.IN_PROGRESS, title="A law", visibility=PUBLIC):
    return accepted_answer(row, status, activities=activities, evidence=[(title, visibility)])


def texts(found):
    return [deed.text for deed in found.done]


def test_three_done_last_that_may_be_quoted():
    rows = rows_of(lao(), 4)
    quoted(rows[0], ("First", day(2021), None), ("Second", day(2022), None), ("To come", day(2027), None))
    quoted(rows[1], ("Third", day(2023), None), ("Fourth", day(2024), None), "Undated")
    quoted(rows[2], ("Of members only", day(2025), None), visibility=Visibility.EVERYBODY)
    quoted(rows[3], ("Planned", day(2025), None), status=Status.PLANNED)
    quoted(rows_of(cambodia())[0], ("Theirs", day(2025), None))
    found = built()
    assert texts(found) == ["Fourth", "Third", "Second"]
    assert [offer.words for offer in found.offers["done"]] == ["Fourth", "Third", "Second", "First"]
    assert [cited.title for cited in found.evidence] == ["A law", "A law"]


def test_a_person_chooses_by_the_address():
    row, other = rows_of(lao(), 2)
    version = quoted(row, *((f"Number {n}", day(2020 + n), None) for n in range(5)))
    first = version.activities.get(text="Number 0").activity_id
    foreign = quoted(rows_of(cambodia())[0], ("Theirs", day(2025), None)).activities.get().activity_id
    found = built(done=(first, foreign, 999), open=(other.recommendation.reference, "AFML99-NO"))
    assert texts(found) == ["Number 0"]
    assert [each.reference for each in found.open] == [other.recommendation.reference]
    assert "Chosen by hand" in everything(short_word.layout(one_page.short(found)))


def test_what_is_open_says_whose_move_it_is():
    none, due, led, done, under = rows_of(lao(), 5)
    FollowUp.objects.filter(pk=due.pk).update(target_date=datetime.date(2026, 1, 31))
    accepted_answer(led, Status.PARTLY_IMPLEMENTED)
    ResponsibilityFactory(follow_up=led, organization=OrganizationFactory(party=lao(), name="Ministry of Labour"))
    accepted_answer(done, Status.IN_PLACE)
    answer_under(under, led)
    moves = {each.reference: (each.status, each.move) for each in built().open}
    assert list(moves.items()) == [
        (due.recommendation.reference, ("No information received", "Lao PDR: to answer, target date 31 January 2026")),
        (none.recommendation.reference, ("No information received", "Lao PDR: to answer")),
        (led.recommendation.reference, ("Partly implemented", "Ministry of Labour: to carry it out")),
    ]


def test_partners_are_heard_and_hidden_statements_are_not():
    row = rows_of(lao())[0]
    union = OrganizationFactory(party=lao(), kind="workers", name="The union")
    said = {"organization": union, "organization_name": "The union", "recommendation": row.recommendation}
    StatementFactory(party=lao(), text="On the country", **said)
    StatementFactory(party=None, text="On the region", **said)
    StatementFactory(party=cambodia(), text="On another", **said)
    now = timezone.now()
    StatementFactory(party=lao(), text="Abuse", hidden_at=now, hidden_by=union_person(), hidden_reason="Abuse.", **said)
    StatementFactory(party=lao(), text="Taken back", withdrawn_at=now, withdrawn_by=union_person(), **said)
    assert sorted(each.text for each in built().said) == ["On the country", "On the region"]


def union_person():
    from tests.factories import UserFactory

    return UserFactory()


def test_it_stands_on_one_page_however_much_was_written(open_in_office):
    rows = rows_of(lao(), 6)
    for row, words in zip(
        rows, (f"Trained. {'It went very well. ' * 40}", LAO_TEXT * 20, BURMESE_TEXT * 20), strict=False
    ):
        accepted_answer(row, activities=[(words, day(2023), None)], evidence=[("A law " * 40, PUBLIC)] * 5)
    union = OrganizationFactory(party=lao(), kind="workers")
    for row in rows:
        StatementFactory(party=lao(), recommendation=row.recommendation, organization=union, text="We disagree. " * 200)
    found = built()
    assert [(len(deed.text) > 90, len(deed.evidence), deed.more) for deed in found.done] == [(True, 1, True)] * 3
    paper = one_page.short(found)
    assert "and more in" in everything(short_word.layout(paper))
    assert len(pypdfium2.PdfDocument(open_in_office(short_word.layout(paper), "page.docx"))) == 1
    assert len(pypdfium2.PdfDocument(short_pdf.layout(paper))) == 1


def test_of_a_country_that_nobody_asked_it_says_so():
    found = built()
    assert (found.sentences, found.done, found.open, found.said) == ((), (), (), ())
    text = everything(short_word.layout(one_page.short(found)))
    for sentence in ("Nothing yet rests on evidence", "Nothing is open.", "No statement has been published yet."):
        assert sentence in text
