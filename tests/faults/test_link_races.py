"""Two people decide on the same pair at once: one decision stands, and the other person is told of it."""

import pytest

from recommendations.actions import links
from recommendations.models import Link, NotTakenUp
from recommendations.roles import Role
from tests.cast import person
from tests.factories import LinkFactory, MembershipFactory
from tests.faults.test_races import Done, at_once, check_trail, kinds
from tests.linked import adopted, text

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    yield [person("secretariat"), MembershipFactory(role=Role.SECRETARIAT, party=None).user]
    check_trail()


def suggested() -> Link:
    return LinkFactory(earlier=text(), later=text(15, 2022), score=0.5, kind="repeats")


def test_linked_by_one_while_another_refuses_it_is_one_of_the_two(people, scale):
    one, other = people
    for _ in range(scale(4, 50)):
        key = suggested().pk
        found = at_once(
            lambda key=key: links.confirm(kinds={key: "repeats"}, by=one),
            lambda key=key: links.refuse(links=[key], by=other),
        )
        assert kinds(found) == ["TooLate", "done"]
        link = Link.objects.get(pk=key)
        assert (link.state, link.decided_by) == (
            ("confirmed", one) if isinstance(found[0], Done) else ("refused", other)
        )  # fmt: skip


def test_several_pairs_that_cross_are_decided_whole(people, scale):
    """Each has pairs of the other too, in another order: nobody waits for ever, and nothing is done by half."""
    for _ in range(scale(3, 30)):
        keys = [suggested().pk for _ in range(4)]
        ways = (keys[:3], keys[:0:-1])
        acts = [
            lambda way=way, by=by: links.confirm(kinds=dict.fromkeys(way, "related"), by=by)
            for way, by in zip(ways, people, strict=True)
        ]
        found = at_once(*acts)
        assert kinds(found) == ["TooLate", "done"]
        way = ways[0 if isinstance(found[0], Done) else 1]
        assert set(Link.objects.confirmed().filter(pk__in=keys).values_list("pk", flat=True)) == set(way)


def test_added_by_hand_by_two_at_once_it_is_one_link(people, scale):
    for _ in range(scale(3, 30)):
        one, other = text(), text(15, 2022)
        acts = [
            lambda by=by, ends=ends: links.add(recommendation=ends[0], other=ends[1], kind="repeats", by=by)
            for by, ends in zip(people, ((one, other), (other, one)), strict=True)
        ]
        assert kinds(at_once(*acts)) == ["TooLate", "done"]
        assert Link.objects.of(one).count() == 1


def test_taken_up_and_not_taken_up_at_once_is_never_both(people, scale):
    one, other = people
    for _ in range(scale(3, 30)):
        proposal, into = text(), adopted()
        at_once(
            lambda proposal=proposal, into=into: links.take_up(proposal=proposal, adopted=into, by=one),
            lambda proposal=proposal: links.say_not_taken_up(recommendation=proposal, note="", by=other),
        )
        said = NotTakenUp.objects.filter(recommendation=proposal).exists()
        assert said != Link.objects.of(proposal).exists()


def test_a_link_taken_back_while_texts_are_compared_again_is_a_suggestion_or_gone(people, scale):
    one, other = people
    for _ in range(scale(3, 30)):
        link = suggested()
        links.confirm(kinds={link.pk: "repeats"}, by=one)
        ends = [link.earlier, link.later]
        found = at_once(
            lambda link=link: links.undo(link=link, seen="confirmed", by=one),
            lambda ends=ends: links.suggest(among=ends, found=(), by=other),
        )
        assert kinds(found) == ["done", "done"]
        assert set(Link.objects.filter(pk=link.pk).values_list("state", flat=True)) <= {"suggested"}
