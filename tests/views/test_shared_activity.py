"""One activity in two answers: what is changed in one is not written over from the page of the other."""

import pytest
from django.urls import reverse

from recommendations.actions import evidence
from recommendations.actions.typed import ActivityText
from recommendations.models import Activity, Update
from tests.desk import Desk
from tests.factories import EvidenceFactory, EvidenceVersionFactory
from tests.html import check_page
from tests.views.posting import Reply, as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """`mine` and `theirs` share an activity."""
    desk = Desk()
    desk.mine, desk.theirs = desk.follow_up, desk.another()
    desk.save(follow_up=desk.mine, activities=(ActivityText("Trained."),))
    desk.activity = Activity.objects.get()
    desk.save(follow_up=desk.theirs, activities=(ActivityText("Trained.", activity=desk.activity),))
    return desk


@pytest.fixture
def opened(client, desk):
    client.force_login(desk["reporter"])
    return as_it_stands(
        form_with(client.get(reverse("update_edit", args=desk.mine.address)).content.decode(), "status")
    )


def post(client, desk, body, route="update_edit"):
    return client.post(reverse(route, args=desk.mine.address), body)


def corrected(desk, words="Trained 20."):
    desk.save("coordinator", follow_up=desk.theirs, activities=(ActivityText(words, activity=desk.activity),))


def words(desk):
    """What the activity says, and what the answer says of it."""
    version = Update.objects.get(follow_up=desk.mine).versions.last()
    return Activity.objects.get(pk=desk.activity.pk).text, version.activities.get().text


def test_what_was_left_alone_stays_as_it_was_changed_elsewhere(client, desk, opened):
    corrected(desk)
    for text in ("Few.", "Fewer."):  # back, and saved again
        assert post(client, desk, opened | {"challenges": text}).status_code == 302
        assert words(desk) == ("Trained 20.", "Trained.")


def test_what_both_changed_is_shown_beside_it_and_saved_knowingly(client, desk, opened):
    corrected(desk)
    answer = post(client, desk, opened | {"activities-0-text": "Trained 30."})
    reply = Reply(answer.status_code, answer.content.decode())
    check_page(reply.html)
    assert reply.status == 409
    assert reply.beside("activities-0-text") == (
        "This was changed in another answer after you opened the page. There it reads: “Trained 20.”. "
        "Save again to put your words in its place."
    )
    assert words(desk) == ("Trained 20.", "Trained.")
    assert post(client, desk, as_it_stands(form_with(reply.html, "status"))).status_code == 302
    assert words(desk) == ("Trained 30.", "Trained 30.")


def test_what_the_form_saved_by_itself_stands_in_its_way_no_more_than_what_it_showed(client, desk, opened):
    for text in ("Trained 3", "Trained 30.", "Trained."):
        assert post(client, desk, opened | {"activities-0-text": text}, "update_autosave").status_code == 204
        assert words(desk) == (text, text)
    corrected(desk)
    answer = post(client, desk, opened | {"activities-0-text": "Trained 40."}, "update_autosave")
    assert (answer.status_code, answer.json()["said"]) == (
        409, "Not saved: an activity was changed in another answer. “Save draft” shows both.",
    )  # fmt: skip
    assert words(desk) == ("Trained 20.", "Trained.")


def test_evidence_for_one_answer_leaves_the_words_as_they_are(desk):
    corrected(desk)
    piece = EvidenceVersionFactory(evidence=EvidenceFactory(party=desk.party)).evidence
    evidence.attach(follow_up=desk.mine, evidence=piece, by=desk["reporter"])
    assert words(desk) == ("Trained 20.", "Trained.")
