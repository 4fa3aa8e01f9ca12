"""The same demand through the years, and what became of a proposal."""

from itertools import pairwise

import pytest

from recommendations.choices import DocumentKind, LinkKind, LinkState, Status
from recommendations.models import Link, Recommendation
from recommendations.queries.links import Became, asked_for, beside, fates, groups_of
from tests.answers import accepted_answer
from tests.factories import (
    FollowUpFactory,
    LinkFactory,
    NotTakenUpFactory,
    PartyFactory,
    RecommendationFactory,
    SubThemeFactory,
    UserFactory,
)
from tests.linked import NOW, adopted, confirm, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def four():
    """Three texts of the 13th and one of the 15th, tied in a row."""
    texts = [text(), text(kind=DocumentKind.REGIONAL_WORKERS), text(), text(15, 2022)]
    for earlier, later in pairwise(texts):
        confirm(earlier, later, LinkKind.UPDATES if later == texts[-1] else LinkKind.REPEATS)
    return texts


def said(found):
    return asked_for([found])[found.pk].sentence


# --- Asked for at … --------------------------------------------------------------------------------------------


def test_it_names_forums_and_counts_meetings(four):
    for each in four:
        assert said(each) == "Asked for at the 13th (three meetings) and 15th AFML; open since 2020"


def test_a_text_twice_in_one_document_is_one_meeting(four):
    twin = RecommendationFactory(document=four[0].document)
    confirm(four[0], twin)
    assert said(twin) == "Asked for at the 13th (three meetings) and 15th AFML; open since 2020"


def test_what_was_asked_for_once_has_no_sentence(four):
    assert asked_for([text()]) == {}


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        (LinkKind.RELATED, LinkState.CONFIRMED),
        (LinkKind.TAKES_UP, LinkState.CONFIRMED),
        (LinkKind.REPEATS, LinkState.REFUSED),
    ],
)
def test_only_confirmed_repeats_and_updates_connect(kind, state):
    one, other = text(), text(15, 2022)
    confirm(one, other, kind, state=state)
    assert asked_for([one, other]) == {}


def test_a_suggestion_connects_nothing():
    link = LinkFactory()
    assert asked_for([link.earlier, link.later]) == {}


def test_adopted_and_proposed_are_not_added():
    one, other, last = text(), adopted(14, 2021), text(15, 2022)
    confirm(one, other)
    confirm(other, last)
    assert said(one) == "Asked for at the 13th and 15th AFML, adopted at the 14th AFML; open since 2020"


def test_adopted_twice():
    one, other = adopted(14, 2021), adopted(15, 2022)
    confirm(one, other)
    assert said(other) == "Adopted at the 14th and 15th AFML; open since 2021"


def test_a_ring_of_links_ends(four):
    confirm(four[0], four[3])
    assert len(asked_for(four)) == 4


def test_a_chain_of_hundreds_is_one_demand():
    document = text().document
    texts = RecommendationFactory.build_batch(300, document=document, sub_theme=SubThemeFactory(document=document))
    Recommendation.objects.bulk_create(texts)
    person = UserFactory()
    decided = {"kind": LinkKind.REPEATS, "state": LinkState.CONFIRMED, "decided_at": NOW, "decided_by": person}
    Link.objects.bulk_create(Link(earlier=a, later=b, **decided) for a, b in pairwise(texts))
    assert groups_of([texts[0].pk]) == {texts[0].pk: frozenset(each.pk for each in texts)}


def test_withdrawn_texts_are_left_out(four):
    Recommendation.objects.filter(pk=four[1].pk).update(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    assert set(asked_for(four)) == {four[2].pk, four[3].pk}
    assert said(four[3]) == "Asked for at the 13th and 15th AFML; open since 2020"


# --- Open since ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.IMPLEMENTED, Status.IN_PLACE, Status.NOT_PURSUED])
def test_open_since_the_earliest_meeting_that_waits(status):
    one, other = text(), text(15, 2022)
    confirm(one, other)
    accepted_answer(FollowUpFactory(recommendation=one), status)
    FollowUpFactory(recommendation=other)
    assert said(one) == "Asked for at the 13th and 15th AFML; open since 2022"


def test_a_text_waits_while_one_country_does():
    one, other = text(), text(15, 2022)
    confirm(one, other)
    accepted_answer(FollowUpFactory(recommendation=one), Status.IMPLEMENTED)
    accepted_answer(FollowUpFactory(recommendation=one, party=PartyFactory()), Status.PARTLY_IMPLEMENTED)
    assert said(one) == "Asked for at the 13th and 15th AFML; open since 2020"


def test_nothing_is_open_once_every_country_has_settled_it():
    one, other = text(), text(15, 2022)
    confirm(one, other)
    accepted_answer(FollowUpFactory(recommendation=other), Status.IMPLEMENTED)
    assert said(one) == "Asked for at the 13th and 15th AFML; every country asked has settled it"


def test_queries_do_not_grow(four, django_assert_num_queries):
    with django_assert_num_queries(3):
        asked_for(four[:1])
    more = [*four, text()]
    with django_assert_num_queries(3):
        asked_for(more)


# --- Both for one page -------------------------------------------------------------------------------------------


def test_beside_a_text_stands_what_lists_say(four, django_assert_num_queries):
    into, also, dropped, alone = adopted(), adopted(), text(), text()
    confirm(four[0], into, LinkKind.TAKES_UP)
    confirm(four[0], also, LinkKind.TAKES_UP)
    confirm(into, adopted(15, 2022))
    confirm(four[1], alone, LinkKind.RELATED)
    NotTakenUpFactory(recommendation=dropped, note="")
    accepted_answer(FollowUpFactory(recommendation=four[0]), Status.IMPLEMENTED)
    FollowUpFactory(recommendation=four[3])
    for each in (*four, into, dropped, alone):
        found = Recommendation.objects.select_related("document").get(pk=each.pk)
        with django_assert_num_queries(1):
            demand, fate = beside(found)
        assert demand == asked_for([each]).get(each.pk)
        assert fate == fates([each]).get(each.pk)


def test_beside_a_text_withdrawn_ones_are_left_out(four):
    Recommendation.objects.filter(pk=four[1].pk).update(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    assert [beside(each)[0] for each in four] == [asked_for([each]).get(each.pk) for each in four]


# --- Fates -----------------------------------------------------------------------------------------------------


def test_a_proposal_that_nobody_compared():
    one = text()
    fate = fates([one])[one.pk]
    assert (fate.became, fate.adopted, fate.sentence) == (Became.NOT_COMPARED, (), "Not compared yet")


def test_a_proposal_that_was_taken_up():
    one, into, also = text(), adopted(), adopted()
    confirm(one, into, LinkKind.TAKES_UP)
    confirm(one, also, LinkKind.TAKES_UP)
    fate = fates([one])[one.pk]
    assert fate.became == Became.TAKEN_UP
    assert fate.sentence == f"Taken up: {into.reference}, {also.reference}"


def test_a_proposal_of_which_a_person_said_no():
    one = text()
    NotTakenUpFactory(recommendation=one, note="Dropped in the plenary.")
    fate = fates([one])[one.pk]
    assert (fate.became, fate.note) == (Became.NOT_TAKEN_UP, "Dropped in the plenary.")


@pytest.mark.parametrize("state", [LinkState.SUGGESTED, LinkState.REFUSED])
def test_a_suggestion_makes_no_fate(state):
    one = text()
    decided = {} if state == LinkState.SUGGESTED else {"decided_at": NOW, "decided_by": UserFactory()}
    LinkFactory(earlier=one, later=adopted(), kind=LinkKind.TAKES_UP, state=state, **decided)
    assert fates([one])[one.pk].became == Became.NOT_COMPARED


def test_an_adopted_text_that_was_withdrawn_took_nothing_up():
    one, into = text(), adopted()
    confirm(one, into, LinkKind.TAKES_UP)
    Recommendation.objects.filter(pk=into.pk).update(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    assert fates([one])[one.pk].became == Became.NOT_COMPARED


def test_adopted_texts_have_no_fate():
    assert fates([adopted()]) == {}


def test_fates_in_two_queries(four, django_assert_num_queries):
    with django_assert_num_queries(2):
        fates(four)
