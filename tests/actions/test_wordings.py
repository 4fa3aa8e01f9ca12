"""A typing error is mended with a trace; each answer knows the wording it was given to."""

import pytest

from recommendations.actions import follow_ups, wordings
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.management.invariants import wordings as invariants
from recommendations.models import AuditEvent, FormerWording, Recommendation, Update
from tests.cast import EVERYBODY, lao, person
from tests.desk import Desk
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    yield Desk(approval=False)
    for check in (
        invariants.former_wordings_are_kept,
        invariants.versions_answer_a_wording,
        invariants.answered_wordings_fit,
    ):
        assert list(check()) == []


def mend(text, typed="Establish a help desk.", *, by=None, note="A letter.", seen=None):
    by = by or person("secretariat")
    return wordings.correct(recommendation=text, text=typed, note=note, seen_wording=seen or text.wording, by=by)


def test_a_mended_text_keeps_how_it_read_and_asks_nobody_again():
    text, secretariat = RecommendationFactory(text="Establish a help dekc."), person("secretariat")
    found = mend(text, " Establish a help desk. ", by=secretariat)
    assert (found.text, found.wording, found.reworded) == ("Establish a help desk.", 2, 1)
    assert list(Recommendation.objects.containing("desk")) == [text]
    assert not Recommendation.objects.containing("dekc").exists()
    former = FormerWording.objects.get()
    assert (former.number, former.text, former.label, former.note, former.asks_again, former.edition) == (
        1, "Establish a help dekc.", text.label, "A letter.", False, None,
    )  # fmt: skip
    assert former.replaced_by == secretariat
    event = AuditEvent.objects.get()
    assert (event.action, event.by, event.before, event.after) == (
        "recommendation.correct", secretariat, {"text": "Establish a help dekc.", "wording": 1},
        {"text": "Establish a help desk.", "wording": 2, "note": "A letter."},
    )  # fmt: skip


def test_mended_twice_it_keeps_both():
    text = mend(RecommendationFactory(text="Etsablish a help dekc."), "Establish a help dekc.")
    mend(text, by=text.former_wordings.get().replaced_by)
    assert list(text.former_wordings.values_list("number", "text")) == [
        (1, "Etsablish a help dekc."), (2, "Establish a help dekc."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "field"),
    [({"typed": " \u200b"}, "text"), ({"typed": "As it was."}, "text"), ({"note": "  "}, "note")],
)
def test_what_changes_nothing_or_says_nothing_is_refused(change, field):
    text = RecommendationFactory(text="As it was.")
    with pytest.raises(Refused) as refused:
        mend(text, **change)
    assert refused.value.field == field
    assert not FormerWording.objects.exists()


def test_mended_meanwhile_is_a_conflict():
    text = RecommendationFactory(text="Etsablish a help dekc.")
    secretariat = person("secretariat")
    mend(text, "Establish a help dekc.", by=secretariat)
    with pytest.raises(Conflict):
        mend(text, by=secretariat, seen=1)
    assert Recommendation.objects.get().text == "Establish a help dekc."


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_mends(role):
    user = person(role, None if role in ("reviewer", "stranger") else lao())
    with pytest.raises(NotAllowed):
        mend(RecommendationFactory(), by=user)


# --- Which wording an answer was given to ------------------------------------------------------------------------


def wording_of(update: Update) -> list[int]:
    return list(update.versions.order_by("number").values_list("wording", flat=True))


def test_each_version_knows_the_wording_it_was_saved_under(desk):
    update = desk.save(challenges="One.")
    mend(desk.follow_up.recommendation, by=desk["secretariat"])
    desk.save(challenges="Two.")
    assert wording_of(update) == [1, 2]


def test_the_same_answer_saved_to_the_mended_text_is_a_version_of_its_own(desk):
    update = desk.save(challenges="One.")
    mend(desk.follow_up.recommendation, by=desk["secretariat"])
    desk.save(challenges="One.")
    desk.save(challenges="One.")
    assert wording_of(update) == [1, 2]


def test_an_accepted_answer_tells_the_follow_up_its_wording(desk):
    desk.to("accepted")
    desk.follow_up.refresh_from_db()
    assert desk.follow_up.answered_wording == 1
    mend(desk.follow_up.recommendation, by=desk["secretariat"])
    desk.follow_up.refresh_from_db()
    assert desk.follow_up.answered_wording == 1
    desk.to("accepted", challenges="Again.")
    desk.follow_up.refresh_from_db()
    assert desk.follow_up.answered_wording == 2


def test_what_was_confirmed_since_stays_confirmed(desk):
    """A country confirmed its old answer for the mended text while an answer to the old one was under review."""
    desk.to("submitted")
    mend(desk.follow_up.recommendation, by=desk["secretariat"])
    type(desk.follow_up).objects.filter(pk=desk.follow_up.pk).update(answered_wording=2)
    desk.move("accept", Update.objects.get())
    desk.follow_up.refresh_from_db()
    assert desk.follow_up.answered_wording == 2


def test_tied_rows_count_the_wordings_of_their_own_text(desk):
    other = desk.another()
    mend(other.recommendation, by=desk["secretariat"])
    desk.to("accepted")
    follow_ups.answer_under(follow_up=other, under=desk.follow_up, by=desk["reporter"])
    other.refresh_from_db()
    desk.follow_up.refresh_from_db()
    assert (other.answered_wording, desk.follow_up.answered_wording) == (2, 1)
    mend(desk.follow_up.recommendation, "Another.", by=desk["secretariat"])
    mend(desk.follow_up.recommendation, "Once more.", by=desk["secretariat"], seen=2)
    desk.to("accepted", challenges="Again.")
    other.refresh_from_db()
    assert other.answered_wording == 2
    follow_ups.answer_alone(follow_up=other, by=desk["reporter"])
    other.refresh_from_db()
    assert (other.status, other.answered_wording) == ("", 1)
