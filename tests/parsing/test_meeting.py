"""What a document says of itself: forum, meeting, kind, country, dates, place, theme."""

import datetime

import pytest

from recommendations.parsing import find, read
from recommendations.parsing.dates import find_dates

BODY = "\n\n1. Ensure legal aid for all.\n2. Provide interpreters in courts.\n"


def found_in(head: str, tail: str = ""):
    return find(read(f"{head}{BODY}{tail}".encode()))


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("23 October 2020", "2020-10-23", None),
        ("23rd October, 2020", "2020-10-23", None),
        ("Friday, 23 Oct. 2020", "2020-10-23", None),
        ("October 23, 2020", "2020-10-23", None),
        ("2020-10-23", "2020-10-23", None),
        ("23/10/2020", "2020-10-23", None),
        ("26-27 October 2015", "2015-10-26", "2015-10-27"),
        ("26 – 27 October 2015", "2015-10-26", "2015-10-27"),
        ("26 to 27 October 2015", "2015-10-26", "2015-10-27"),
        ("10 and 12 November 2020", "2020-11-10", "2020-11-12"),
        ("10, 11 and 12 November 2020", "2020-11-10", "2020-11-12"),
        ("30 October – 2 November 2018", "2018-10-30", "2018-11-02"),
        ("30 December 2019 - 2 January 2020", "2019-12-30", "2020-01-02"),
        ("October 26-27, 2015", "2015-10-26", "2015-10-27"),
        ("September 6 and 8, 2021", "2021-09-06", "2021-09-08"),
        ("5 October 2563", "2020-10-05", None),
    ],
)
def test_date_is_read_as_printed(printed, first, last):
    found = find_dates(printed)
    assert (found.first, found.last) == (
        datetime.date.fromisoformat(first),
        last and datetime.date.fromisoformat(last),
    )


@pytest.mark.parametrize(
    "text",
    [
        "31 February 2020",
        "2010-2015",
        "May 2020",
        "12 20 2020",
        "C189 of 2011",
        "27-26 2020",
        "1 in 3 workers",
        "",
    ],
)
def test_no_date_is_read_from(text):
    assert find_dates(text) is None


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Recommendations of the 13th ASEAN Forum on Migrant Labour", 13),
        ("THE 6thASEAN FORUM ON MIGRANT LABOUR: RECOMMENDATIONS", 6),
        ("Recommendations of the 14TH AFML", 14),
        ("Recommendations of the Eighth ASEAN Forum on Migrant Labor", 8),
        ("Recommendations of the AFML 17", 17),
        ("6th AFLM Recommendation FINAL FINAL", 6),
        ("Recommendations of the 2nd ASEAN Forum on Migrant and Labour", 2),
        ("Recommendations of the 11th ASEAN Forum on Labour Migration", 11),
        ("Recommendations of the ASEAN Forum on Migrant Labour, 25 October 2017", None),
        ("Recommendations of the 34th ASEAN Summit", None),
        ("Recommendations of the 9th ACMW Meeting", None),
    ],
)
def test_forum_number(line, number):
    assert found_in(line).forum_number == number


@pytest.mark.parametrize(
    ("title", "kind", "country"),
    [
        ("Viet Nam National Recommendations for the 13th ASEAN Forum on Migrant Labour", "national", "VN"),
        ("Recommendations from Vietnam National Tripartite Preparatory Workshop", "national", "VN"),
        ("Recommendations of the Brunei Preparatory Workshop", "national", "BN"),
        ("Laos: recommendations of the tripartite consultation", "national", "LA"),
        ("Recommendations, Philippine National Tripartite-Plus Workshop", "national", "PH"),
        ("Cambodian national preparatory meeting recommendations", "national", "KH"),
        ("Regional workers' preparatory meeting recommendations for the 13th AFML", "regional-workers", None),
        ("Recommendations of the ASEAN Trade Union Council", "regional-workers", None),
        ("Recommendations of the regional trade union consultation", "regional-workers", None),
        ("Regional employers’ meeting recommendations", "regional-employers", None),
        ("Recommendations of the ASEAN Confederation of Employers", "regional-employers", None),
        ("Recommendations of the regional civil society consultation", "regional-cso", None),
        ("Task Force on ASEAN Migrant Workers: recommendations", "regional-cso", None),
        ("Recommendations of the 13th ASEAN Forum on Migrant Labour", "forum", None),
        ("Recommendations to protect the rights of migrant workers in Thailand", "forum", None),
        ("International Labour Organization: recommendations of the 8th AFML", "forum", None),
    ],
)
def test_kind_and_country_come_from_the_title(title, kind, country):
    found = found_in(title)
    assert (found.meeting, found.kind, found.country) == (title, kind, country)


@pytest.mark.parametrize(
    ("line", "place", "online"),
    [
        (
            "The meeting was held on 28 September 2020 at Hanoi, Viet Nam, and online.",
            "Hanoi, Viet Nam",
            True,
        ),
        ("The meeting was held online on 28 September 2020.", None, True),
        ("The meeting was held virtually via Zoom on 28 September 2020.", None, True),
        ("The workshop was held in Siem Reap, Cambodia on 28 September 2020.", "Siem Reap, Cambodia", False),
        ("The workshop was held by video conference on 28 September 2020.", None, True),
        ("The meeting was held in hybrid format in Manila on 28 September 2020.", "Manila", True),
        ("The workshop was held on 28 September 2020.", None, None),
        ("The 8th AFML will be held in Kuala Lumpur, Malaysia.", None, None),
        (
            "The recommendations of the 3rd AFML held in Ha Noi, Viet Nam on 19 July 2010 were recalled.",
            None,
            None,
        ),
    ],
)
def test_place_and_online_come_from_the_closing_line(line, place, online):
    found = found_in("Cambodia National Recommendations for the 13th AFML\n\n28 September 2020", f"\n{line}\n")
    assert (found.place, found.online) == (place, online)
    assert found.date == datetime.date(2020, 9, 28)


@pytest.mark.parametrize(
    "line",
    [
        "Vientiane, Lao PDR, 9 November 2016",
        "9 November 2016, Vientiane, Lao PDR",
        "9 November 2016 | Vientiane, Lao PDR",
        "Vientiane, Lao PDR\n9 November 2016",
    ],
)
def test_place_comes_from_the_line_of_the_date(line):
    found = found_in(f"Recommendations of the 9th AFML\n{line}")
    assert (found.place, found.date, found.meeting) == (
        "Vientiane, Lao PDR",
        datetime.date(2016, 11, 9),
        "Recommendations of the 9th AFML",
    )


def test_date_comes_from_the_closing_line_where_the_head_has_none():
    found = found_in(
        "Recommendations of the 9th AFML",
        "\nThe Forum was held on 9-10 November 2016 in Vientiane, Lao PDR.\n",
    )
    assert (found.date, found.date_end) == (datetime.date(2016, 11, 9), datetime.date(2016, 11, 10))
    assert found.dates_printed == "9-10 November 2016"


def test_dates_of_other_forums_are_not_taken():
    found = found_in(
        "Recommendations of the 9th AFML\n\n"
        "The Recommendations of the 8th AFML were adopted "
        "when it was held on 26-27 October 2015 in Kuala Lumpur, Malaysia."
    )
    assert (found.date, found.place) == (None, None)


def test_two_dates_make_a_doubt():
    found = found_in(
        "Recommendations of the 9th AFML\n\n9 November 2016",
        "\nThe Forum was held on 19 November 2016 in Manila.\n",
    )
    assert found.date == datetime.date(2016, 11, 9)
    assert [doubt.code for doubt in found.doubts] == ["dates-differ"]


@pytest.mark.parametrize(
    "lines",
    [
        "“Future of Work and Migration”",
        "Future of Work and Migration",
        "Theme: Future of Work and Migration",
        'Theme: "Future of Work and Migration"',
        "Theme\nFuture of Work and Migration",
        "*Future of Work and\nMigration*",
        "“Future of Work\nand Migration”",
        "Future of Work and\n\nMigration",
        "The Forum was held with the theme “Future of Work and Migration” in Bangkok.",
        "The Forum carried the theme of Future of Work and Migration.",
    ],
)
def test_theme_is_found(lines):
    assert (
        found_in(f"Recommendations of the 12th AFML\n\n25-26 September 2019\n\n{lines}").theme
        == "Future of Work and Migration"
    )


@pytest.mark.parametrize(
    "lines",
    [
        "Bangkok, Thailand",
        "Final draft",
        "09:00 Registration of participants",
        "The Forum was opened by the Minister of Labour of Thailand.",
        "",
    ],
)
def test_theme_is_not_made_of(lines):
    assert found_in(f"Recommendations of the 12th AFML\n\n25-26 September 2019\n\n{lines}").theme is None


def test_letterhead_is_unused_and_no_title():
    found = found_in("Canada\n\nInternational\nLabour\nOrganization\n\nRecommendations of the 12th AFML")
    assert found.meeting == "Recommendations of the 12th AFML"
    assert {unused.reason for unused in found.unused} == {"letterhead"}
