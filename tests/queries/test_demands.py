"""A round's picture says by itself where the same was asked for, and what became of a proposal."""

import datetime
from dataclasses import replace

import pytest

from recommendations.choices import Status
from recommendations.queries.again import again as again_in_lists
from recommendations.queries.demands import again, became, demands
from recommendations.queries.links import asked_for, fates
from recommendations.queries.picture import take
from recommendations.queries.progress import Scope, sight_of_members
from recommendations.reports.progress import build
from tests.answers import accepted_answer
from tests.factories import FollowUpFactory, NotTakenUpFactory, PartyFactory, RoundFactory
from tests.linked import adopted, confirm, text

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 22)
OPEN = "Asked for at the 13th (two meetings) and 15th AFML; open since 2020"


@pytest.fixture
def texts():
    """Two of the 13th and one of the 15th, tied in a row, asked of one country; their references fit."""
    found = [text(), text(), text(15, 2022)]
    for at, each in enumerate(found):
        each.document.code = f"AFML{each.document.forum.number}-{'LA VN LA'.split()[at]}"
        each.document.save()
        each.reference = f"{each.document.code}-S1-0{at + 1}"
        each.save()
        FollowUpFactory(recommendation=each, party=PartyFactory(code="LA"))
    confirm(found[0], found[1])
    confirm(found[1], found[2], "updates")
    return found


def picture(texts):
    made = RoundFactory()
    made.parties.add(PartyFactory(code="LA"))
    made.documents.set({each.document for each in texts})
    return take(made, DAY)


def sentences(taken):
    found = demands(taken.texts, taken.rows, taken.ties)
    return {reference: demand.sentence for reference, demand in found.items()}


def test_the_picture_says_what_pages_say(texts):
    accepted_answer(texts[0].follow_ups.get(), Status.IMPLEMENTED)
    accepted_answer(texts[1].follow_ups.get(), Status.NOT_PURSUED)
    taken = picture(texts)
    told = {each.reference: asked_for([each])[each.pk].sentence for each in texts}
    assert sentences(taken) == told
    assert set(told.values()) == {"Asked for at the 13th (two meetings) and 15th AFML; open since 2022"}


def test_of_what_lies_beyond_the_picture_only_the_forums_are_said(texts):
    taken = picture(texts[2:])
    assert sentences(taken) == {texts[2].reference: "Asked for at the 13th and 15th AFML"}


def test_a_text_that_was_asked_for_once_says_nothing(texts):
    alone = text(14, 2021)
    FollowUpFactory(recommendation=alone, party=PartyFactory(code="LA"))
    assert alone.reference not in sentences(picture([*texts, alone]))


def test_fates(texts):
    into = adopted()
    confirm(texts[0], into, "takes-up")
    NotTakenUpFactory(recommendation=texts[1])
    taken = picture(texts)
    told = {reference: fate.sentence for reference, fate in became(taken.ties, taken.not_taken_up).items()}
    assert told == {texts[0].reference: f"Taken up: {into.reference}", texts[1].reference: "Not taken up"}
    assert told[texts[0].reference] == fates(texts)[texts[0].pk].sentence
    lines = again(taken.texts, taken.rows, taken.ties, taken.not_taken_up)
    assert lines[texts[1].reference].lines == (OPEN, "Not taken up")
    assert (lines[texts[2].reference].lines, lines[texts[2].reference].became) == ((OPEN,), "Not compared yet")


def test_lists_say_what_a_picture_says(texts):
    confirm(texts[0], adopted(), "takes-up")
    NotTakenUpFactory(recommendation=texts[1])
    FollowUpFactory(recommendation=(alone := adopted()), party=PartyFactory(code="LA"))
    every = [*texts, alone]
    taken = picture(every)
    told = again(taken.texts, taken.rows, taken.ties, taken.not_taken_up)
    listed = again_in_lists((each.pk, each.document.kind) for each in every)
    for each in every:
        found = listed[each.pk]
        assert (found.asked, found.became) == (told[each.reference].asked, told[each.reference].became)
    assert (listed[alone.pk].asked, listed[alone.pk].became) == ("", "")


def test_a_report_says_it(texts):
    NotTakenUpFactory(recommendation=texts[0])
    scope, sight = Scope(), sight_of_members()
    said = {item.reference: item.again for item in items(build(scope, sight=sight, today=DAY))}
    assert said[texts[0].reference].splitlines() == [OPEN, "Not taken up"]
    assert said[texts[2].reference] == OPEN
    narrow = replace(scope, forum=texts[2].document.forum)
    (item,) = items(build(narrow, sight=sight, today=DAY))
    assert item.again == "Asked for at the 13th and 15th AFML"


def items(report):
    return [item for chapter in report.chapters for section in chapter.sections for item in section.items]


def test_where_nothing_is_open_a_report_does_not_say_that_all_is_settled(texts):
    for each in texts:
        accepted_answer(each.follow_ups.get(), Status.IMPLEMENTED)
    assert set(sentences(picture(texts)).values()) == {"Asked for at the 13th (two meetings) and 15th AFML"}
