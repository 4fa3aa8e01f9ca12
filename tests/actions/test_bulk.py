"""Many rows in one step: all or none, nothing overwritten, nothing of the accepted answer lost."""

import pytest

from recommendations.actions import bulk
from recommendations.actions.bulk import Chosen
from recommendations.actions.typed import ActivityText
from recommendations.actions.versions import latest
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import Activity, FollowUp, Update
from recommendations.permissions import had_a_hand

pytestmark = pytest.mark.django_db


def chosen(*rows, reason=""):
    newest = {row: Update.objects.filter(follow_up=row).order_by("pk").last() for row in rows}
    return [Chosen(row, last.pk if last else 0, reason) for row, last in newest.items()]


def test_a_reason_is_given_for_many(desk):
    other = desk.another()
    made = bulk.not_pursued(rows=chosen(desk.follow_up, other, reason="time-passed"), by=desk["reporter"])
    assert {each.follow_up for each in made} == {desk.follow_up, other}
    told = [(each.state, latest(each).status, latest(each).not_pursued_reason) for each in made]
    assert told == [("draft", "not-pursued", "time-passed")] * 2
    assert [desk.move("submit", each).state for each in made] == ["submitted"] * 2


def test_a_reason_keeps_the_rest_of_the_accepted_answer(desk):
    desk.to("accepted", challenges="Hard.", activities=(ActivityText("Trained."),))
    (made,) = bulk.not_pursued(rows=chosen(desk.follow_up, reason="for-others"), by=desk["reporter"])
    version = latest(made)
    assert (version.challenges, [each.text for each in version.activities.all()]) == ("Hard.", ["Trained."])
    assert FollowUp.objects.get(pk=desk.follow_up.pk).status == "in-progress"


@pytest.mark.parametrize("reason", ["replaced", "decided-against", "", "nonsense"])
def test_other_reasons_need_a_word_on_each(desk, reason):
    with pytest.raises(Refused):
        bulk.not_pursued(rows=chosen(desk.follow_up, reason=reason), by=desk["reporter"])


def test_nothing_has_changed_repeats_the_accepted_answer_word_for_word(desk):
    desk.to("accepted", challenges="Hard.", activities=(ActivityText("Trained 40."),))
    Activity.objects.update(text="Trained 41.")  # corrected elsewhere meanwhile
    (made,) = bulk.unchanged(rows=chosen(desk.follow_up), by=desk["reporter"])
    version = latest(made)
    assert made.is_unchanged
    assert (version.status, version.challenges) == ("in-progress", "Hard.")
    assert [each.text for each in version.activities.all()] == ["Trained 40."]
    assert Activity.objects.get().text == "Trained 41."
    accepted = desk.move("accept", desk.move("submit", made))
    assert (accepted.state, accepted.is_unchanged) == ("accepted", True)
    assert had_a_hand(desk["reporter"], accepted)


def test_whoever_writes_on_says_that_something_has_changed(desk):
    desk.to("accepted")
    bulk.unchanged(rows=chosen(desk.follow_up), by=desk["reporter"])
    assert desk.save(challenges="Something new.").is_unchanged is False


def test_without_an_accepted_answer_there_is_nothing_to_confirm(desk):
    with pytest.raises(Refused) as error:
        bulk.unchanged(rows=chosen(desk.follow_up), by=desk["reporter"])
    assert str(error.value).endswith("has no accepted answer yet, so there is nothing to confirm.")


@pytest.mark.parametrize("act", [bulk.unchanged, bulk.not_pursued])
def test_all_or_none_where_one_was_changed_meanwhile(desk, act):
    other = desk.another()
    desk.to("accepted")
    desk.to("accepted", follow_up=other)
    rows = chosen(desk.follow_up, other, reason="for-others")
    desk.save(follow_up=other, challenges="Somebody else.")
    with pytest.raises(Conflict) as error:
        act(rows=rows, by=desk["reporter"])
    assert other.recommendation.reference in str(error.value)
    assert not Update.objects.open().filter(follow_up=desk.follow_up).exists()


@pytest.mark.parametrize("role", ["approver", "viewer", "reviewer", "secretariat", "foreigner", "stranger"])
def test_others_write_nothing(desk, role):
    other = desk.another()
    for act in (
        lambda: bulk.not_pursued(rows=chosen(desk.follow_up, reason="for-others"), by=desk[role]),
        lambda: bulk.unchanged(rows=chosen(desk.follow_up), by=desk[role]),
        lambda: bulk.together(rows=chosen(desk.follow_up), under=other, by=desk[role]),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_answered_together_and_apart_again(desk):
    one, two = desk.another(), desk.another()
    tied = bulk.together(rows=chosen(desk.follow_up, one, two), under=one, by=desk["reporter"])
    assert {each.pk for each in tied} == {desk.follow_up.pk, two.pk}
    desk.to("accepted", follow_up=one)
    assert set(FollowUp.objects.values_list("status", flat=True)) == {"in-progress"}
    bulk.apart(rows=chosen(two), by=desk["reporter"])
    assert FollowUp.objects.get(pk=two.pk).status == ""


def test_each_row_has_a_reason_of_its_own(desk):
    other = desk.another()
    rows = [*chosen(desk.follow_up, reason="for-others"), *chosen(other, reason="time-passed")]
    made = bulk.not_pursued(rows=rows, by=desk["reporter"])
    assert {each.follow_up: latest(each).not_pursued_reason for each in made} == {
        desk.follow_up: "for-others", other: "time-passed",
    }  # fmt: skip


@pytest.mark.parametrize("meanwhile", ["begun", "decided", "tied"])
def test_what_was_begun_decided_or_tied_meanwhile_is_not_tied(desk, meanwhile):
    one, two, three = desk.another(), desk.another(), desk.another()
    rows = chosen(one, two)
    if meanwhile == "tied":
        bulk.together(rows=chosen(two), under=three, by=desk["coordinator"])
    else:
        desk.to("draft" if meanwhile == "begun" else "accepted", follow_up=two)
    with pytest.raises(Conflict) as error:
        bulk.together(rows=rows, under=desk.follow_up, by=desk["reporter"])
    assert two.recommendation.reference in str(error.value)
    assert not FollowUp.objects.filter(answered_under=desk.follow_up).exists()


def test_one_alone_is_not_answered_together(desk):
    with pytest.raises(Refused):
        bulk.together(rows=chosen(desk.follow_up), under=desk.follow_up, by=desk["reporter"])


def test_an_answer_under_way_is_not_tied_and_then_none_is(desk):
    one, two = desk.another(), desk.another()
    desk.save(follow_up=two)
    with pytest.raises(Refused) as error:
        bulk.together(rows=chosen(one, two), under=desk.follow_up, by=desk["reporter"])
    assert "has an answer of its own under way" in str(error.value)
    assert not FollowUp.objects.filter(answered_under__isnull=False).exists()
