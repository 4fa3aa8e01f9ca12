"""The brief: dated activities once each, its figures, who is silent, and what an edition leaves out."""

import datetime

import pytest

from recommendations.choices import Assessment, DocumentKind, Placing, Status, Visibility
from recommendations.queries.brief import BriefScope
from recommendations.queries.progress import sight_of, sight_of_members, sight_of_the_ilo
from recommendations.queries.told import sight_to_hand_out
from recommendations.queries.vocabulary import Offer
from recommendations.reports import brief, brief_short, short_pdf, short_word
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    PartyFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    ThemeFactory,
    VersionActivityFactory,
)
from tests.reports.test_secrecy import everything

TODAY = datetime.date(2026, 11, 22)
JUSTICE = Offer("access-to-justice", "Access to justice")
pytestmark = pytest.mark.django_db


def day(year, month=3):
    return datetime.date(year, month, 1)


def rows_of(asked_of, number=1, **document):
    printed = DocumentFactory(**(document or {"party": asked_of}))
    return [
        FollowUpFactory(recommendation=RecommendationFactory(document=printed), party=asked_of) for _ in range(number)
    ]


def place(row, placing=Placing.CONFIRMED):
    theme = ThemeFactory._meta.model.objects.filter(slug=JUSTICE.value).first()
    theme = theme or ThemeFactory(slug=JUSTICE.value, name=JUSTICE.label)
    RecommendationThemeFactory(recommendation=row.recommendation, theme=theme, placing=placing)


def built(sight=None, **scope):
    return brief.build(BriefScope(**scope), sight=sight or sight_of_members(), today=TODAY)


def told(found):
    return {country.name: [deed.text for deed in country.deeds] for country in found.countries}


def words(found):
    return everything(short_word.layout(brief_short.short(found)))


def test_activities_stand_by_country_the_latest_first():
    accepted_answer(
        rows_of(lao())[0], activities=[("Old", day(2021), None), ("New", day(2023), day(2023, 5)), "Undated"]
    )
    accepted_answer(rows_of(cambodia())[0], activities=[("Theirs", None, day(2022))])
    assert told(built()) == {"Cambodia": ["Theirs"], "Lao PDR": ["New", "Old", "Undated"]}


def test_days_choose_activities_and_never_a_figure():
    accepted_answer(rows_of(lao())[0], activities=[("Old", day(2019), None), ("Long", day(2019), day(2020)), "Undated"])
    found = built(since=day(2020, 1), until=day(2021))
    assert told(found) == {"Lao PDR": ["Long"]}
    assert found.undated == 1
    assert [(line.asked, line.answered) for line in found.figures["proposed"]] == [(1, 1)]


def test_an_activity_that_serves_several_is_told_once_for_all_of_them():
    first, second, under = rows_of(lao(), 3)
    version = accepted_answer(first, activities=[("Trained 40 staff", day(2023), None)], evidence=["A report"])
    other = accepted_answer(second, Status.IMPLEMENTED, evidence=["A list"])
    shared = version.activities.get().activity
    VersionActivityFactory(version=other, activity=shared, text="Trained 45 staff", starts_on=day(2023))
    answer_under(under, first)
    (country,) = built().countries
    (deed,) = country.deeds
    assert deed.text == "Trained 45 staff"  # as it was told last
    assert [[each.reference for each in one.places] for one in deed.claims] == [
        [first.recommendation.reference, under.recommendation.reference], [second.recommendation.reference],
    ]  # fmt: skip
    assert deed.evidence == (1, 2)
    assert country.more == 0


def test_the_theme_is_what_a_person_confirmed_unless_suggestions_are_asked_for():
    sure, maybe, refused = rows_of(lao(), 3)
    for row, placing in ((sure, Placing.CONFIRMED), (maybe, Placing.SUGGESTED), (refused, Placing.REFUSED)):
        place(row, placing)
        accepted_answer(row, activities=[(f"{placing.label} one", day(2023), None)])
    found = built(themes=(JUSTICE,))
    assert told(found) == {"Lao PDR": ["Confirmed one"]}
    assert (found.only_suggested, found.figures["proposed"][0].asked) == (1, 1)
    found = built(themes=(JUSTICE,), suggested=True)
    assert told(found) == {"Lao PDR": ["Suggested one", "Confirmed one"]}
    marks = {deed.text: deed.claims[0].places[0].is_suggested for deed in found.countries[0].deeds}
    assert marks == {"Suggested one": True, "Confirmed one": False}
    assert f"{maybe.recommendation.reference}‡" in words(found)


def test_claimed_and_confirmed_are_counted_apart_and_by_standing():
    done, doing, _none = rows_of(lao(), 3)
    accepted_answer(done, Status.IN_PLACE, assessment=Assessment.CONFIRMED, published=True)
    accepted_answer(doing, Status.PARTLY_IMPLEMENTED, assessment=Assessment.CONFIRMED_IN_PART)
    (adopted,) = rows_of(lao(), kind=DocumentKind.FORUM, party=None)
    accepted_answer(adopted, Status.IMPLEMENTED)
    found = built(sight_of_the_ilo()).figures
    (proposed,), (forum,) = found["proposed"], found["adopted"]
    assert (proposed.asked, proposed.answered, proposed.done, proposed.under_way, proposed.silent) == (3, 2, 1, 1, 1)
    assert (proposed.of(Assessment.CONFIRMED), proposed.of(Assessment.CONFIRMED_IN_PART)) == (1, 1)
    assert (forum.asked, forum.done, forum.of(Assessment.CONFIRMED)) == (1, 1, 0)
    (outside,) = built(sight_to_hand_out()).figures["proposed"]
    assert (outside.of(Assessment.CONFIRMED), outside.of(Assessment.CONFIRMED_IN_PART)) == (1, 0)


def test_who_has_answered_nothing_is_named():
    rows_of(cambodia(), 2)
    accepted_answer(rows_of(lao(), 2)[0])
    found = built()
    assert found.silent == ("Cambodia",)
    assert "No information at all was received from: Cambodia." in words(found)


def test_the_edition_to_hand_out_names_no_evidence_that_may_not_be_quoted():
    kinds = {
        "A secret letter": Visibility.PARTY_AND_REVIEWERS, "A report for members": Visibility.EVERYBODY,
        "A law": Visibility.PUBLIC,
    }  # fmt: skip
    accepted_answer(
        rows_of(lao())[0], activities=[("Done", day(2023), None)], evidence=list(kinds.items()),
        assessment=Assessment.NEEDS_EVIDENCE,
    )  # fmt: skip
    reviewer, viewer = person("reviewer"), person("viewer", cambodia())
    titles = {
        name: [each.title for each in built(sight).evidence]
        for name, sight in {"out": sight_to_hand_out(), "viewer": sight_of(viewer), "rev": sight_of(reviewer)}.items()
    }
    assert titles == {"out": ["A law"], "viewer": ["A report for members", "A law"], "rev": list(kinds)}
    for layout in (short_word.layout, short_pdf.layout):
        text = " ".join(everything(layout(brief_short.short(built(sight_to_hand_out())))).split())
        assert "A law" in text
        for absent in ("A secret letter", "A report for members", "more evidence"):
            assert absent not in text


def test_a_long_one_is_cut_to_two_pages_and_says_so(open_in_office):
    import pypdfium2

    for party in (lao(), cambodia()):
        for row in rows_of(party, 30):
            activities = [(f"Trained staff of offices. {'It went well. ' * 12}", day(2010 + n), None) for n in range(3)]
            accepted_answer(row, activities=activities, evidence=[f"Report {row.pk}"])
    found = built()
    assert {country.name: len(country.deeds) + country.more for country in found.countries} == {
        "Cambodia": 90,
        "Lao PDR": 90,
    }
    assert min(len(country.deeds) for country in found.countries) > 0
    paper = brief_short.short(found)
    assert len(pypdfium2.PdfDocument(open_in_office(short_word.layout(paper), "brief.docx"))) == 2
    assert len(pypdfium2.PdfDocument(short_pdf.layout(paper))) <= 2
    whole = brief.build(BriefScope(), sight=sight_of_members(), today=TODAY, whole=True)
    assert [(len(country.deeds), country.more) for country in whole.countries] == [(90, 0), (90, 0)]


def test_a_country_is_not_left_out_because_another_wrote_more():
    telling = (
        (cambodia(), "Trained.", 2026),
        (lao(), "It went well. " * 900, 2025),
        (PartyFactory(code="VN", name="Viet Nam"), "Signed.", 2024),
    )
    for party, text, year in telling:
        accepted_answer(rows_of(party)[0], activities=[(text, day(year), None)])
    found = built()
    assert told(found) == {"Cambodia": ["Trained."], "Viet Nam": ["Signed."]}
    assert found.left_out == (("Lao PDR", "LA", 1),)


def test_of_nothing_it_says_so():
    found = built()
    assert (found.countries, found.figures, found.silent) == ((), {}, ())
    assert "Nobody was asked about this." in words(found)


def test_in_a_file_too_a_figure_leads_to_its_rows(settings):
    settings.SITE_URL = "https://tracker.example.org"
    accepted_answer(rows_of(lao())[0], activities=[("Done", day(2023), None)])
    text = words(built())
    assert "https://tracker.example.org/recommendations/?country=LA&amp;standing=proposed&amp;answer=answered" in text
    assert "https://tracker.example.org/follow-ups/" in text
