"""What a progress report counts, and what it never does."""

import datetime

import pytest

from recommendations.choices import DocumentKind, Placing, Status
from recommendations.queries.progress import Scope, sight_of_members
from recommendations.reports.progress import build
from recommendations.reports.short import words
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    ForumFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    RoundFactory,
    ThemeFactory,
)
from tests.reports.leading import notes

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def report(**scope):
    return build(Scope(**scope), sight=sight_of_members(), today=TODAY)


def asked(party, number=1, **document):
    """`number` recommendations of one document, each asked of `party`."""
    source = DocumentFactory(**{"party": party, **document})
    return [FollowUpFactory(recommendation=RecommendationFactory(document=source), party=party) for _ in range(number)]


def said(found):
    return [words(line) for line in found.summary]


def counts(line):
    return {figure.key: figure.number for figure in line.by_answer if figure.number}


def test_an_empty_region_says_that_nothing_was_asked():
    found = report()
    assert found.parts == ()
    assert found.chapters == ()
    assert said(found) == ["Nothing was asked of anybody within this report."]
    assert found.title == "Progress on AFML recommendations: the region"


def test_no_information_is_its_own_figure_and_never_not_started():
    asked(lao(), 3)
    (part,) = report(country=lao()).parts
    assert counts(part.total) == {"no-information": 3}
    assert part.total.count(Status.NOT_STARTED) == 0
    assert words(part.sentence) == (
        "Lao PDR was asked about 3 proposed recommendations; none is answered. No information was received on 3."
    )


def test_each_answer_stands_under_its_status_and_all_make_what_was_asked():
    rows = asked(lao(), 5)
    accepted_answer(rows[0], Status.IMPLEMENTED)
    accepted_answer(rows[1], Status.NOT_STARTED)
    accepted_answer(rows[2], Status.NOT_PURSUED, reason="time-passed")
    accepted_answer(rows[3], Status.IN_PROGRESS)
    (part,) = report(country=lao()).parts
    assert counts(part.total) == {
        "implemented": 1, "not-started": 1, "not-pursued": 1, "in-progress": 1, "no-information": 1,
    }  # fmt: skip
    assert {figure.key: figure.number for figure in part.total.reasons if figure.number} == {"time-passed": 1}
    assert part.total.answered.number == 4
    assert sum(figure.number for figure in part.total.by_answer) == part.total.asked.number == 5
    assert words(part.message) == "4 of 5 proposed recommendations answered"


def test_an_answer_under_another_counts_as_answered_and_is_said():
    first, second = asked(lao(), 2)
    accepted_answer(first)
    answer_under(second, first)
    (part,) = report(country=lao()).parts
    assert (part.total.answered.number, part.total.under.number) == (2, 1)
    assert words(part.sentence) == (
        "Lao PDR was asked about 2 proposed recommendations; 2 are answered "
        "(of them 1 under another answer), "
        "2 report work under way."
    )
    assert [answer.under for *_where, answer in report(country=lao()).answers] == [
        "",
        first.recommendation.reference,
    ]


def test_proposed_and_adopted_are_never_added_up():
    asked(lao(), 2)
    asked_by_forum = RecommendationFactory(document=DocumentFactory(kind=DocumentKind.FORUM, party=None))
    FollowUpFactory(recommendation=asked_by_forum, party=lao())
    found = report(country=lao())
    assert [(part.standing, part.total.asked.number) for part in found.parts] == [
        ("adopted", 1),
        ("proposed", 2),
    ]
    assert all("3" not in sentence for sentence in said(found))


def test_what_is_asked_in_a_running_round_is_not_yet_due():
    (row,) = asked(lao())
    running = RoundFactory(opens_on=TODAY, due_on=TODAY)
    running.documents.add(row.recommendation.document)
    running.parties.add(row.party)
    (part,) = report(country=lao()).parts
    assert counts(part.total) == {"not-yet-due": 1}
    assert words(part.sentence).endswith("1 answer is not yet due.")
    assert report(country=lao()).silent == ()


def test_countries_stand_in_alphabetical_order_and_not_by_their_figures():
    accepted_answer(asked(lao())[0])
    asked(cambodia())
    (part,) = report().parts
    table = next(table for table in part.tables if table.key == "country")
    assert [line.label for line in table.lines] == ["Cambodia", "Lao PDR"]
    assert "No answer at all has been received from: Cambodia." in said(report())


def test_a_forum_report_holds_that_forum_only():
    asked(lao(), 1, forum=ForumFactory(number=113))
    asked(lao(), 2, forum=ForumFactory(number=115))
    (part,) = report(forum=ForumFactory(number=115)).parts
    assert part.total.asked.number == 2
    assert part.total.answered.query == "forum=115&standing=proposed&answer=answered"
    assert words(part.sentence).startswith("1 country or body was asked for 2 answers on 2 proposed recommendations; ")


def test_a_round_report_holds_what_the_round_asks():
    row, _other = asked(lao(), 1)[0], asked(lao(), 1)
    chosen = RoundFactory(name="Round of 2026")
    chosen.documents.add(row.recommendation.document)
    chosen.parties.add(lao())
    found = report(round=chosen)
    assert [answer.reference for *_where, answer in found.answers] == [row.recommendation.reference]


def test_a_text_that_nobody_placed_is_kept_and_a_suggestion_does_not_place_it():
    confirmed, suggested, _without = (row.recommendation for row in asked(lao(), 3))
    theme = ThemeFactory(name="Access to justice", slug="access-to-justice")
    RecommendationThemeFactory(recommendation=confirmed, theme=theme, placing=Placing.CONFIRMED)
    RecommendationThemeFactory(recommendation=suggested, theme=theme, placing=Placing.SUGGESTED)
    (part,) = report().parts
    table = next(table for table in part.tables if table.key == "theme")
    assert [(line.label, line.asked.number) for line in table.lines] == [
        ("Access to justice", 1),
        ("Not yet placed", 2),
    ]


def test_nothing_drops_out_of_the_table_by_theme_whatever_its_placing():
    texts = [row.recommendation for row in asked(lao(), 5)]
    justice, health = ThemeFactory(name="Access to justice", position=1), ThemeFactory(name="Health", position=2)
    for text, theme, placing, is_main in (
        (texts[0], justice, Placing.CONFIRMED, True),
        (texts[1], health, Placing.CONFIRMED, True),
        (texts[1], justice, Placing.SUGGESTED, False),
        (texts[2], health, Placing.SUGGESTED, True),
        (texts[3], health, Placing.REFUSED, False),
    ):
        RecommendationThemeFactory(recommendation=text, theme=theme, placing=placing, is_main=is_main)
    found = report()
    (part,) = found.parts
    table = next(table for table in part.tables if table.key == "theme")
    lines = [(line.label, line.asked.number) for line in table.lines]
    assert lines == [("Access to justice", 1), ("Health", 1), ("Not yet placed", 3)]
    assert sum(number for _label, number in lines) == part.total.asked.number == 5
    assert [note for note in notes(found) if "suggested" in note] == [
        "1 recommendation has a main theme that is suggested and not confirmed; it is counted as not yet placed."
    ]


def test_without_any_confirmed_theme_a_note_says_so():
    asked(lao(), 2)
    found = report()
    assert [table.key for table in found.parts[0].tables] == []
    assert "No main theme has been confirmed yet, so there is no table by theme." in notes(found)


def test_a_theme_report_holds_suggestions_and_says_so():
    confirmed, suggested, refused = (row.recommendation for row in asked(lao(), 3))
    theme = ThemeFactory(name="Access to justice")
    RecommendationThemeFactory(recommendation=confirmed, theme=theme, placing=Placing.CONFIRMED)
    RecommendationThemeFactory(recommendation=suggested, theme=theme, placing=Placing.SUGGESTED)
    RecommendationThemeFactory(recommendation=refused, theme=theme, placing=Placing.REFUSED)
    found = report(theme=theme)
    assert found.parts[0].total.asked.number == 2
    assert any(note.startswith("1 recommendation stands under this theme by a suggestion") for note in notes(found))


def test_a_period_chooses_activities_and_leaves_the_figures():
    (row,) = asked(lao())
    day = datetime.date
    accepted_answer(
        row,
        activities=[
            ("Old", day(2019, 5, 1), None),
            ("Across", day(2019, 6, 1), day(2020, 2, 1)),
            ("New", day(2021, 1, 1), None),
            "Undated",
        ],
    )

    def told(**scope):
        return [each.text for *_where, answer in report(**scope).answers for each in answer.activities]

    assert told() == ["Old", "Across", "New", "Undated"]
    assert told(since=day(2020, 1, 1)) == ["Across", "New"]
    assert told(until=day(2019, 12, 31)) == ["Old", "Across"]
    assert told(since=day(2020, 1, 1), until=day(2020, 12, 31)) == ["Across"]
    found = report(since=day(2020, 1, 1))
    assert found.parts[0].total.answered.number == 1
    assert notes(found)[0].startswith("Only activities dated since 1 January 2020 are told")


def test_evidence_is_numbered_once_in_the_order_of_the_report():
    rows = asked(lao(), 3)
    accepted_answer(rows[0], evidence=["Decree", "Survey"])
    answer_under(rows[1], rows[0])
    accepted_answer(rows[2], evidence=["Handbook"])
    found = report()
    assert [(source.number, source.title) for source in found.evidence] == [
        (1, "Decree"),
        (2, "Survey"),
        (3, "Handbook"),
    ]
    assert [answer.evidence for *_where, answer in found.answers] == [(1, 2), (1, 2), (3,)]


def test_too_many_rows_leave_the_figures_alone():
    asked(lao(), 3)
    found = build(Scope(), sight=sight_of_members(), today=TODAY, page_of=2)
    assert found.chapters is None
    assert found.parts[0].total.asked.number == 3


def test_an_example_answer_is_marked():
    accepted_answer(asked(lao())[0], is_example=True)
    found = report()
    assert [answer.example for *_where, answer in found.answers] == [True]
    assert found.example_note.startswith("Answers marked “example” are invented")


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow_with_the_rows(number, django_assert_num_queries):
    for row in asked(lao(), number):
        accepted_answer(row, activities=["Trained"], evidence=["Decree"], lead=f"Ministry {row.pk}")
    scope, sight = Scope(country=lao()), sight_of_members()
    with django_assert_num_queries(7):  # one of them says what its texts are linked to
        build(scope, sight=sight, today=TODAY)
