"""What the machine suggests stays a suggestion; the secretariat confirms, refuses, adds and takes back."""

import pytest

from recommendations.actions import links
from recommendations.choices import LinkKind, LinkState, Placing
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Link, NotTakenUp, Recommendation
from recommendations.queries import linking
from recommendations.queries.links import Became, fates
from tests.cast import EVERYBODY, lao, person
from tests.factories import (
    LinkFactory,
    NotTakenUpFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    ThemeFactory,
)
from tests.linked import JOBS, NOW, adopted, confirm, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def stored():
    """Enough other texts that words weigh."""
    words = ("Cap the fee for sending money home.", "Train inspectors of housing.", "Publish figures by sex and age.")
    return [text(text=each) for each in words]


def suggest(*among, by=None):
    return links.suggest_again(among=among or linking.texts_in(), by=by)


def told(action):
    return [(event.before, event.after) for event in AuditEvent.objects.filter(action=action).order_by("sequence")]


# --- Suggesting ------------------------------------------------------------------------------------------------


def test_the_earlier_meeting_comes_first(stored, secretariat):
    later, earlier = text(15, 2022, text=f"{JOBS} Staff them."), text(13, 2020, text=JOBS)
    assert suggest(later, by=secretariat) == 1
    link = Link.objects.get()
    assert (link.earlier, link.later, link.kind, link.state) == (earlier, later, "repeats", "suggested")
    assert 0.5 < link.score < 1
    assert {"job", "centres", "returned"} <= set(link.words)
    assert told("link.suggest") == [(None, {"texts": 1, "new": 1, "changed": 0, "gone": 0})]


def test_what_a_forum_adopts_comes_after_what_was_proposed_to_it_and_takes_it_up(stored):
    into, proposal = adopted(text=JOBS), text(text=JOBS)
    suggest()
    link = Link.objects.get()
    assert (link.earlier, link.later, link.kind, link.score) == (proposal, into, "takes-up", 1)


def test_suggesting_again_changes_nothing(stored):
    text(text=JOBS), text(text=JOBS)
    suggest()
    before = list(Link.objects.values())
    assert suggest() == 1
    assert list(Link.objects.values()) == before
    assert len(told("link.suggest")) == 5  # one for each document, the first time


@pytest.mark.parametrize("state", [LinkState.CONFIRMED, LinkState.REFUSED])
def test_what_a_person_decided_stays(stored, state):
    link = confirm(text(text=JOBS), text(text=JOBS), LinkKind.RELATED, state=state, score=0.3)
    assert suggest() == 0
    link.refresh_from_db()
    assert (link.state, link.kind, link.score) == (state, "related", 0.3)


def test_a_suggestion_that_no_longer_holds_goes(stored):
    one, _other = text(text=JOBS), text(text=JOBS)
    suggest()
    Recommendation.objects.filter(pk=one.pk).update(text="Ratify the convention on domestic work.")
    suggest(one)
    assert not Link.objects.exists()
    assert told("link.suggest")[-1] == (None, {"texts": 1, "new": 0, "changed": 0, "gone": 1})


def test_a_confirmed_main_theme_lifts_the_score(stored):
    one, other = text(text="Job centres for all who return."), text(text=JOBS)
    suggest()
    before = Link.objects.get().score
    theme = ThemeFactory()
    for each in (one, other):
        RecommendationThemeFactory(recommendation=each, theme=theme, placing=Placing.CONFIRMED)
    suggest(one)
    assert Link.objects.get().score > before
    assert told("link.suggest")[-1] == (None, {"texts": 1, "new": 0, "changed": 1, "gone": 0})


def test_withdrawn_texts_are_not_compared(stored):
    one, _other = text(text=JOBS), text(text=JOBS)
    Recommendation.objects.filter(pk=one.pk).update(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    assert suggest() == 0


def test_nothing_after_other_work_where_much_is_stored(stored):
    one, _other = text(text=JOBS), text(text=JOBS)
    assert links.suggest_soon(among=[one], most=200, by=None) == 0
    assert links.suggest_soon(among=[one], most=205, by=None) == 1


@pytest.mark.parametrize("role", [each for each in EVERYBODY if each != "secretariat"])
def test_only_the_secretariat(role):
    party = None if role in ("reviewer", "stranger") else lao()
    by, link, one = person(role, party), LinkFactory(), text()
    calls = (
        lambda: suggest(one, by=by),
        lambda: links.confirm(kinds={link.pk: "repeats"}, by=by),
        lambda: links.refuse(links=[link.pk], by=by),
        lambda: links.undo(link=link, seen="confirmed", by=by),
        lambda: links.add(recommendation=one, other=link.later, kind="related", by=by),
        lambda: links.take_up(proposal=one, adopted=adopted(), by=by),
        lambda: links.say_not_taken_up(recommendation=one, note="", by=by),
        lambda: links.compare_again(recommendation=one, by=by),
    )
    for call in calls:
        with pytest.raises(NotAllowed, match="Only the secretariat links recommendations"):
            call()


# --- Confirming and refusing -----------------------------------------------------------------------------------


@pytest.fixture
def link():
    return LinkFactory(earlier=text(), later=text(15, 2022), score=0.8, kind="repeats")


def test_confirm_many_each_with_its_kind(link, secretariat):
    other = LinkFactory(earlier=text(), later=text(15, 2022))
    links.confirm(kinds={link.pk: "updates", other.pk: "related"}, by=secretariat)
    rows = Link.objects.order_by("pk").values_list("state", "kind", "decided_by")
    assert list(rows) == [("confirmed", "updates", secretariat.pk), ("confirmed", "related", secretariat.pk)]
    before, after = told("link.confirm")[0]
    assert before is None
    assert after == {
        "earlier": link.earlier.reference, "later": link.later.reference, "kind": "updates", "state": "confirmed",
        "score": 0.8,
    }  # fmt: skip


def test_refuse(link, secretariat):
    links.refuse(links=[link.pk], by=secretariat)
    link.refresh_from_db()
    assert (link.state, link.decided_by) == ("refused", secretariat)
    assert len(told("link.refuse")) == 1


def test_a_refused_one_may_be_confirmed_after_all(link, secretariat):
    links.refuse(links=[link.pk], by=secretariat)
    links.confirm(kinds={link.pk: "repeats"}, seen="refused", by=secretariat)
    assert Link.objects.get().state == "confirmed"


def test_nobody_decides_over_what_they_have_not_seen(link, secretariat):
    links.refuse(links=[link.pk], by=secretariat)
    for act in (links.confirm, links.refuse):
        with pytest.raises(TooLate, match="Somebody has refused to link"):
            act(**{"kinds": {link.pk: "repeats"}} if act is links.confirm else {"links": [link.pk]}, by=secretariat)
    with pytest.raises(TooLate, match="Somebody has refused to link"):
        links.undo(link=link, seen="confirmed", by=secretariat)
    links.undo(link=link, seen="refused", by=secretariat)
    with pytest.raises(TooLate, match=r"taken the decision on .* back meanwhile"):
        links.confirm(kinds={link.pk: "repeats"}, seen="refused", by=secretariat)
    assert Link.objects.get().state == "suggested"


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_too_late_where_somebody_has_linked_them(link, secretariat, act):
    links.confirm(kinds={link.pk: "repeats"}, by=secretariat)
    waiting = LinkFactory(earlier=text(), later=text(15, 2022))
    both = {link.pk: "repeats", waiting.pk: "repeats"}
    with pytest.raises(TooLate, match=f"{link.earlier.reference} and {link.later.reference} meanwhile"):
        links.confirm(kinds=both, by=secretariat) if act == "confirm" else links.refuse(links=both, by=secretariat)
    waiting.refresh_from_db()
    assert waiting.state == "suggested"


def test_too_late_where_the_suggestion_is_gone(link, secretariat):
    with pytest.raises(TooLate, match="One of these suggestions is gone"):
        links.refuse(links=[link.pk, link.pk + 1], by=secretariat)


def test_nothing_ticked(secretariat):
    with pytest.raises(Refused, match="Tick at least one pair"):
        links.confirm(kinds={}, by=secretariat)


def test_too_late_where_a_text_was_withdrawn(link, secretariat):
    Recommendation.objects.filter(pk=link.later_id).update(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    with pytest.raises(TooLate, match="was withdrawn"):
        links.confirm(kinds={link.pk: "repeats"}, by=secretariat)


@pytest.mark.parametrize("kind", ["", "somehow"])
def test_a_kind_is_needed(link, secretariat, kind):
    with pytest.raises(Refused, match="Say how the two texts are tied"):
        links.confirm(kinds={link.pk: kind}, by=secretariat)


@pytest.mark.parametrize(
    ("earlier", "later", "fits"),
    [
        (text, text, {"repeats", "updates", "related"}),
        (text, adopted, {"takes-up", "related"}),
        (text, lambda: adopted(15, 2022), {"repeats", "updates", "takes-up", "related"}),
        (adopted, lambda: adopted(15, 2022), {"repeats", "updates", "related"}),
        (adopted, lambda: text(15, 2022), {"repeats", "updates", "related"}),
    ],
)
def test_which_kinds_fit(secretariat, earlier, later, fits):
    link = LinkFactory(earlier=earlier(), later=later())
    for kind in LinkKind.values:
        if kind in fits:
            links.confirm(kinds={link.pk: kind}, by=secretariat)
            links.undo(link=link, seen="confirmed", by=secretariat)
        else:
            with pytest.raises(Refused, match="adopted"):
                links.confirm(kinds={link.pk: kind}, by=secretariat)


# --- Undoing, adding -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("act", ["confirm", "refuse"])
def test_undo_makes_it_a_suggestion_again(link, secretariat, act):
    if act == "confirm":
        links.confirm(kinds={link.pk: "updates"}, by=secretariat)
    else:
        links.refuse(links=[link.pk], by=secretariat)
    links.undo(link=link, seen={"confirm": "confirmed", "refuse": "refused"}[act], by=secretariat)
    link.refresh_from_db()
    assert (link.state, link.decided_at, link.decided_by, link.score) == ("suggested", None, None, 0.8)
    assert told("link.undo")[0][0]["state"] == {"confirm": "confirmed", "refuse": "refused"}[act]


def test_nothing_to_undo(link, secretariat):
    with pytest.raises(TooLate, match="nothing to undo"):
        links.undo(link=link, seen="confirmed", by=secretariat)


def test_add_by_hand_and_undo(secretariat):
    later, earlier = text(15, 2022), text()
    added = links.add(recommendation=later, other=earlier, kind="updates", by=secretariat)
    assert (added.earlier, added.later, added.kind, added.state, added.score) == (
        earlier, later, "updates", "confirmed", None,
    )  # fmt: skip
    assert links.undo(link=added, seen="confirmed", by=secretariat) is None
    assert not Link.objects.exists()


def test_adding_what_is_suggested_or_refused_confirms_it(link, secretariat):
    links.refuse(links=[link.pk], by=secretariat)
    added = links.add(recommendation=link.later, other=link.earlier, kind="related", by=secretariat)
    assert (added.pk, added.state, added.score) == (link.pk, "confirmed", 0.8)


def test_adding_what_is_linked_already(link, secretariat):
    links.confirm(kinds={link.pk: "repeats"}, by=secretariat)
    with pytest.raises(TooLate, match="These two are linked already"):
        links.add(recommendation=link.earlier, other=link.later, kind="related", by=secretariat)


def test_a_text_and_itself(secretariat):
    one = text()
    with pytest.raises(Refused, match="cannot be linked to itself"):
        links.add(recommendation=one, other=one, kind="related", by=secretariat)


def test_two_of_one_document_in_their_print_order(secretariat):
    one = text()
    before = RecommendationFactory(document=one.document, position=1, number=1)
    Recommendation.objects.filter(pk=one.pk).update(position=7)
    added = links.add(recommendation=one, other=before, kind="repeats", by=secretariat)
    assert (added.earlier, added.later) == (before, one)


# --- Taken up or not -------------------------------------------------------------------------------------------


def fate(proposal):
    return fates([proposal])[proposal.pk].became


def test_not_taken_up_and_compare_again(secretariat):
    proposal = text()
    said = links.say_not_taken_up(recommendation=proposal, note=" Dropped. ", by=secretariat)
    assert (said.note, said.decided_by, fate(proposal)) == ("Dropped.", secretariat, Became.NOT_TAKEN_UP)
    with pytest.raises(TooLate, match="said already"):
        links.say_not_taken_up(recommendation=proposal, note="", by=secretariat)
    links.compare_again(recommendation=proposal, by=secretariat)
    assert fate(proposal) == Became.NOT_COMPARED
    assert told("link.compare_again") == [({"not_taken_up": proposal.reference, "note": "Dropped."}, None)]
    with pytest.raises(TooLate, match="Nobody has said"):
        links.compare_again(recommendation=proposal, by=secretariat)


def test_an_adopted_text_is_no_proposal(secretariat):
    with pytest.raises(Refused, match="The forum itself adopted this text"):
        links.say_not_taken_up(recommendation=adopted(), note="", by=secretariat)


def test_a_withdrawn_proposal(secretariat):
    proposal = text(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    with pytest.raises(TooLate, match="was withdrawn"):
        links.say_not_taken_up(recommendation=proposal, note="", by=secretariat)


def test_what_was_taken_up_was_not_not_taken_up(secretariat):
    proposal, into = text(), adopted()
    links.take_up(proposal=proposal, adopted=into, by=secretariat)
    with pytest.raises(TooLate, match=f"{into.reference} took this proposal up"):
        links.say_not_taken_up(recommendation=proposal, note="", by=secretariat)
    assert fate(proposal) == Became.TAKEN_UP


def test_finding_what_took_it_up_takes_the_no_back(secretariat):
    proposal = NotTakenUpFactory(recommendation=text(), note="We found none.").recommendation
    links.take_up(proposal=proposal, adopted=adopted(), by=secretariat)
    assert fate(proposal) == Became.TAKEN_UP
    assert not NotTakenUp.objects.exists()
    assert told("link.confirm")[0][0] == {"not_taken_up": proposal.reference, "note": "We found none."}


def test_no_adopted_text_chosen(secretariat):
    with pytest.raises(Refused, match="Choose the adopted text"):
        links.take_up(proposal=text(), adopted=None, by=secretariat)


# --- Texts that are deleted ------------------------------------------------------------------------------------


def test_links_of_deleted_texts_are_forgotten_and_told():
    one, other = text(), text(15, 2022)
    confirm(one, other)
    LinkFactory(earlier=one, later=text(15, 2022))
    NotTakenUpFactory(recommendation=one)
    kept = LinkFactory()
    assert links.forget(Recommendation.objects.filter(pk=one.pk)) == [f"{one.reference} · {other.reference}"]
    assert list(Link.objects.all()) == [kept]
    assert not NotTakenUp.objects.exists()
