"""A round's picture says by itself where the same was asked for, and what became of a proposal."""

import datetime

import pytest

from recommendations.choices import Status
from recommendations.queries.demands import became, demands
from recommendations.queries.links import asked_for, fates
from recommendations.queries.picture import take
from tests.answers import accepted_answer
from tests.factories import FollowUpFactory, NotTakenUpFactory, PartyFactory, RoundFactory
from tests.linked import adopted, confirm, text

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 11, 22)


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
    return {reference: demand.sentence for reference, demand in demands(taken).items()}


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
    told = {reference: fate.sentence for reference, fate in became(picture(texts)).items()}
    assert told == {texts[0].reference: f"Taken up: {into.reference}", texts[1].reference: "Not taken up"}
    assert told[texts[0].reference] == fates(texts)[texts[0].pk].sentence
