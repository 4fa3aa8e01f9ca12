"""A country's own report: by theme, each activity once, evidence that may be quoted, six pages at most."""

import datetime

import pypdfium2
import pytest
from django.http import QueryDict

from recommendations.choices import Assessment, Placing, Status, Visibility
from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.reports import country_word, short_word
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.factories import VersionActivityFactory
from tests.reports.test_brief import day, place, rows_of
from tests.reports.test_secrecy import everything

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def built(*, suggested=False):
    return country_word.build(lao(), TODAY, suggested=suggested)


def chapters(found):
    return {chapter.theme: [told.reference for told in chapter.answers] for chapter in found.chapters}


def test_the_confirmed_main_theme_decides_the_chapter():
    sure, maybe, none, silent = rows_of(lao(), 4)
    place(sure)
    place(maybe, Placing.SUGGESTED)
    for row in (sure, maybe, none):
        accepted_answer(row)
    accepted_answer(rows_of(cambodia())[0])
    names = [row.recommendation.reference for row in (sure, maybe, none)]
    assert chapters(built()) == {"Access to justice": names[:1], "Not yet placed": names[1:]}
    found = built(suggested=True)
    assert chapters(found) == {"Access to justice": names[:2], "Not yet placed": names[2:]}
    assert [told.suggested for told in found.chapters[0].answers] == [False, True]
    assert found.unanswered == (silent.recommendation.reference,)


def test_an_activity_is_told_once_and_named_where_it_serves_too():
    first, second = rows_of(lao(), 2)
    shared = accepted_answer(first, activities=[("Trained", day(2023), None)]).activities.get().activity
    VersionActivityFactory(version=accepted_answer(second), activity=shared)
    ((one, two),) = (chapter.answers for chapter in built().chapters)
    assert ([deed.text for deed in one.deeds], one.elsewhere) == (["Trained"], ())
    assert (two.deeds, two.elsewhere) == ((), (first.recommendation.reference,))


def test_it_leaves_out_what_may_not_be_quoted():
    accepted_answer(
        rows_of(lao())[0], Status.IMPLEMENTED, assessment=Assessment.NEEDS_EVIDENCE,
        evidence=[("A law", Visibility.PUBLIC), "Of members", ("Secret", Visibility.PARTY_AND_REVIEWERS)],
    )  # fmt: skip
    found = built()
    assert [cited.title for cited in found.evidence] == ["A law"]
    text = everything(short_word.layout(country_word.short(lao(), TODAY, suggested=False)))
    assert "Claimed by the country: Implemented" in text
    for absent in ("Of members", "Secret", "more evidence"):
        assert absent not in text


def test_it_has_six_pages_at_most_and_says_what_it_leaves_out(open_in_office):
    for row in rows_of(lao(), 80):
        accepted_answer(
            row, activities=[(f"Trained staff of offices. {'It went well. ' * 15}", day(2023), None)],
            challenges="Few inspectors speak the languages of the workers. " * 6,
        )  # fmt: skip
    found = built()
    told = sum(len(chapter.answers) for chapter in found.chapters)
    assert told + found.more == 80
    assert found.more > 0
    paper = country_word.short(lao(), TODAY, suggested=False)
    assert 4 <= len(pypdfium2.PdfDocument(open_in_office(short_word.layout(paper), "country.docx"))) <= 6


def test_of_nothing_it_says_so():
    paper = country_word.short(lao(), TODAY, suggested=False)
    assert "Nothing has been asked yet." in everything(short_word.layout(paper))


def test_every_figure_leads_to_as_many_rows():
    done, doing, _silent = rows_of(lao(), 3)
    place(done)
    accepted_answer(done, Status.IN_PLACE)
    accepted_answer(doing, Status.PARTLY_IMPLEMENTED)
    table = next(each for each in country_word.short(lao(), TODAY, suggested=False).blocks if each.kind == "table")
    reader, counted = person("viewer", lao()), []
    for run in (run for row in table.rows for cell in row[1:] for run in cell if run.url):
        rows = FollowUpFilters(QueryDict(run.url.partition("?")[2]), user=reader, day=TODAY).qs.count()
        counted.append((run.text, rows))
    assert counted == [("1", 1), ("1", 1), ("1", 1), ("1", 1), ("2", 2), ("1", 1), ("1", 1)]
    assert [row[0][0].url for row in table.rows] == ["/themes/access-to-justice/", ""]
