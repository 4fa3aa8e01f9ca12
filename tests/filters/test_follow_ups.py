"""Each filter by itself, with exactly the rows it must give; then together, and with wrong values."""

import pytest
from django.http import QueryDict

from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.models import FollowUp
from tests.cast import cambodia, lao, person
from tests.landscape import DAY, landscape

pytestmark = pytest.mark.django_db

NO_DAY = "Write the date as day/month/year, for example 30/09/2026."
ALL = {"first LA", "second LA", "shared LA", "shared KH", "common LA", "common KH"}


@pytest.fixture
def names():
    return {follow_up.pk: name for name, follow_up in landscape().items()}


def filtered(query, user):
    return FollowUpFilters(QueryDict(query), user=user, day=DAY)


def rows(query, user, names):
    return {names[pk] for pk in filtered(query, user).qs.values_list("pk", flat=True)}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("forum=13", {"first LA", "second LA"}),
        ("forum=13&forum=15", {"first LA", "second LA", "shared LA", "shared KH"}),
        ("document=AFML15-WORKERS", {"shared LA", "shared KH"}),
        ("standing=adopted", {"common LA", "common KH"}),
        ("standing=proposed", {"first LA", "second LA", "shared LA", "shared KH"}),
        ("country=KH", {"shared KH", "common KH"}),
        ("country=KH&country=LA", ALL),
        ("subtheme=AFML13-LA.S2", {"second LA"}),
        ("theme=health", {"first LA"}),
        ("theme=justice", {"shared LA", "shared KH"}),
        ("addressed=employers", {"shared LA", "shared KH"}),
        ("status=in-progress", {"first LA"}),
        ("status=implemented&status=not-pursued", {"shared KH", "common KH"}),
        ("answer=answered", {"first LA", "shared KH", "common KH"}),
        ("answer=no-information", {"second LA", "shared LA"}),
        ("answer=not-yet-due", {"common LA"}),
        ("agency=molsw", {"first LA"}),
        ("since=2024-01-01", {"shared KH"}),
        ("since=2022-06-30&until=2022-12-31", {"first LA"}),
        ("until=2020-12-31", {"first LA"}),
        ("since=2020-02-01&until=2022-02-28", set()),
        ("since=2022-07-01&until=2024-04-30", set()),
        ("q=HEALTHCARE+extend", {"first LA"}),
        ("q=afml13-la-s2", {"second LA"}),
        ("q=ການປົກປ້ອງ", {"second LA"}),
        ("q=100%25_", {"second LA"}),
        ("q=%25", {"second LA"}),
        ("q=nowhere", set()),
        ("q=%E2%80%8B", ALL),
        ("country=LA&forum=15&answer=no-information", {"shared LA"}),
        ("country=LA&status=implemented", set()),
    ],
)
def test_each_filter_gives_exactly_its_rows(query, expected, names):
    user = person("reporter", lao())
    assert filtered(query, user).errors == {}
    assert rows(query, user, names) == expected


@pytest.mark.parametrize(
    ("who", "query", "expected"),
    [
        ("reporter", "assessment=confirmed", {"first LA"}),
        ("reporter", "assessment=needs-evidence", {"shared KH"}),
        ("other", "assessment=confirmed", set()),
        ("other", "assessment=needs-evidence", {"shared KH"}),
        ("other", "assessment=not-assessed", {"common KH"}),
        ("reporter", "assessment=not-assessed", set()),
        ("reviewer", "assessment=confirmed", {"first LA"}),
        ("reviewer", "assessment=not-assessed", {"common KH"}),
        ("viewer", "assessment=confirmed", set()),
        ("reporter", "evidence=yes", {"first LA", "shared KH"}),
        ("other", "evidence=yes", {"shared KH"}),
        ("reviewer", "evidence=yes", {"first LA", "shared KH"}),
        ("viewer", "evidence=no", {"second LA", "shared LA", "common LA", "common KH"}),
        ("other", "evidence=no", ALL - {"shared KH"}),
        ("other", "evidence=yes&evidence=no", ALL),
    ],
)
def test_assessment_and_evidence_answer_only_to_those_who_may_see_them(who, query, expected, names):
    people = {
        "reporter": lambda: person("reporter", lao()),
        "other": lambda: person("reporter", cambodia()),
        "reviewer": lambda: person("reviewer"),
        "viewer": lambda: person("viewer", lao()),
    }
    assert rows(query, people[who](), names) == expected


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["AFML13-LA-S1-01", "AFML13-LA-S2-02", "AFML15-WORKERS-S1-01", "AFML16-FORUM-S1-01"]),
        ("country=KH&status=implemented", ["AFML15-WORKERS-S1-01"]),
        ("country=LA&status=implemented", []),
        ("country=LA&answer=no-information&forum=15", ["AFML15-WORKERS-S1-01"]),
        ("country=KH&since=2024-01-01", ["AFML15-WORKERS-S1-01"]),
        ("country=LA&since=2024-01-01", []),
        ("theme=health", ["AFML13-LA-S1-01"]),
    ],
)
def test_texts_fit_only_where_one_follow_up_fits_all_filters(query, expected, names):
    found = filtered(query, person("reporter", lao())).texts().order_by("reference")
    assert [text.reference for text in found] == expected


def test_texts_that_nobody_was_asked_about_stay_until_an_answer_is_filtered(names):
    FollowUp.objects.filter(recommendation__reference="AFML13-LA-S2-02").delete()
    user = person("viewer", lao())
    assert filtered("forum=13", user).texts().count() == 2
    assert filtered("forum=13&country=LA", user).texts().count() == 1


@pytest.mark.parametrize(
    ("query", "name", "sentence"),
    [
        ("country=ZZ", "country", "“ZZ” is not in this list. Choose from the list, or nothing."),
        ("forum=thirteen", "forum", "“thirteen” is not in this list. Choose from the list, or nothing."),
        ("status=in-progress&status=done", "status", "“done” is not in this list. Choose from the list, or nothing."),
        ("subtheme=AFML13-LA.Sx", "subtheme", "“AFML13-LA.Sx” is not in this list. Choose from the list, or nothing."),
        ("since=yesterday", "since", NO_DAY),
        ("since=2026-02-30", "since", NO_DAY),
        ("since=0001-01-01", "since", "The year must lie between 1950 and 2100."),
        ("since=2024-01-02&until=2024-01-01", "until", "This day comes before the first. Choose a later one."),
        ("q=" + "a" * 201, "q", "Use fewer words: at most 200 characters."),
    ],
)
def test_wrong_values_are_told_and_the_others_still_filter(query, name, sentence, names):
    filters = filtered(query + "&standing=adopted", person("reporter", lao()))
    assert filters.errors == {name: [sentence]}
    assert "adopted" in [tag.value for tag in filters.chosen]
    found = {names[pk] for pk in filters.qs.values_list("pk", flat=True)}
    expected = {"common LA", "common KH"} if name != "until" else set()
    assert found == expected


def test_signs_that_no_file_may_hold_are_taken_out_of_the_words(names):
    assert [tag.words for tag in filtered("q=a%00b", person("reporter", lao())).chosen] == ["ab"]


def test_a_value_in_the_address_twice_is_chosen_once(names):
    filters = filtered("country=LA&country=KH&country=LA", person("reporter", lao()))
    assert [tag.value for tag in filters.chosen] == ["LA", "KH"]


def test_a_day_may_be_written_as_in_every_other_form(names):
    chosen = filtered("since=01/05/2024", person("reporter", lao())).chosen
    assert [tag.words for tag in chosen] == ["1 May 2024"]


def test_chosen_filters_are_told_in_words(names):
    filters = filtered("country=LA&forum=15&q=wages&since=2024-05-01&country=ZZ", person("reporter", lao()))
    assert [(tag.name, tag.label, tag.value, tag.words) for tag in filters.chosen] == [
        ("q", "Words in the text or the reference", "wages", "wages"),
        ("since", "Something was done since", "2024-05-01", "1 May 2024"),
        ("forum", "Forum", "15", "15th AFML"),
    ]
