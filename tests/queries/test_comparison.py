"""Two rounds side by side: each row is one movement, and nothing adds proposed and adopted texts."""

import datetime
from dataclasses import replace

import pytest

from recommendations.queries import picture_value as value
from recommendations.queries.comparison import Movement, compare, counted

DAY = datetime.date(2026, 11, 22)
LAOS, CAMBODIA = value.Country("LA", "Lao PDR"), value.Country("KH", "Cambodia")


def text(number, kind="national"):
    document = value.Document(f"AFML13-{kind}", value.Forum(13, 2020), kind, "A meeting", 2020)
    return value.Text(f"AFML13-{kind}-{number:02}", value.SubTheme(1, document, 1), number, "Do it.")


def row(status="", *, number=1, country=LAOS, in_round=True, kind="national"):
    answering = "answered" if status else "no-information"
    return value.Row(number, text(number, kind), country, DAY, answering, status, in_round=bool(status) and in_round)


def picture(*rows, closed=True, due_on=DAY):
    facts = value.RoundFacts(1, "Round", DAY, due_on, DAY if closed else None)
    return value.Picture(facts, DAY, (CAMBODIA, LAOS), (), (), (), tuple(r.text for r in rows), (), rows)


@pytest.mark.parametrize(
    ("before", "after", "movement"),
    [
        (row("planned"), row("in-progress"), Movement.FORWARD),
        (row("not-started"), row("in-place"), Movement.FORWARD),
        (row("implemented"), row("planned"), Movement.BACK),
        (row("planned"), row("in-progress", in_round=False), Movement.FORWARD),
        (row("implemented"), row("in-place"), Movement.SAME),
        (row("planned"), row("planned"), Movement.SAME),
        (row("planned", in_round=False), row("planned", in_round=False), Movement.SAME),
        (row("planned"), row("planned", in_round=False), Movement.SILENT),
        (row("planned"), row(""), Movement.SILENT),
        (row(""), row("planned"), Movement.ANSWERED),
        (row(""), row(""), Movement.NEITHER),
        (row("planned"), row("not-pursued"), Movement.PURSUED),
        (row("not-pursued"), row("implemented"), Movement.PURSUED),
        (None, row("planned"), Movement.FIRST),
        (row("planned"), None, Movement.NOT_AGAIN),
    ],
)
def test_what_became_of_a_row(before, after, movement):
    found = compare(picture(*filter(None, [before])), picture(*filter(None, [after])))
    assert [(move.movement, move.before, move.after) for move in found.moves] == [(movement, before, after)]


@pytest.mark.parametrize(
    ("closed", "due_on", "movements"),
    [
        (False, DAY, {Movement.WAITING: 2}),
        (False, DAY - datetime.timedelta(days=1), {Movement.SILENT: 1, Movement.NEITHER: 1}),
        (True, DAY, {Movement.SILENT: 1, Movement.NEITHER: 1}),
    ],
)
def test_who_may_still_answer_is_not_silent(closed, due_on, movements):
    before = picture(row("planned"), row("", number=2))
    after = picture(row("planned", in_round=False), row("", number=2), closed=closed, due_on=due_on)
    assert counted(compare(before, after).moves) == movements


def test_rows_are_told_by_standing_country_and_movement():
    before = picture(row("planned"), row("planned", country=CAMBODIA), row("planned", kind="forum"))
    after = picture(row("implemented"), row("planned", country=CAMBODIA), row("implemented", kind="forum"))
    found = compare(before, after)
    assert found.standings == ("adopted", "proposed")
    assert [country.code for country in found.countries] == ["KH", "LA"]
    assert counted(found.of(standing="proposed")) == {Movement.FORWARD: 1, Movement.SAME: 1}
    assert [move.country for move in found.of(standing="proposed", movement="forward")] == [LAOS]
    assert len(found.of(country="LA")) == 2


def test_each_row_counts_once():
    rows = [row(status, number=at) for at, status in enumerate(("planned", "", "in-progress", "not-pursued"))]
    found = compare(picture(*rows), picture(*(replace(each, status=each.status or "planned") for each in rows[1:])))
    assert sum(counted(found.moves).values()) == len(found.moves) == 4
