"""The same post again is done once, and leads to the same place."""

import pytest

from recommendations.models import Evidence, Receipt, Update
from tests.actions.test_evidence import PDF
from tests.desk import dump
from tests.views.wrong import Page, answer_form, desk_of_agencies, evidence_form, move_page, review_form, upload

pytestmark = [pytest.mark.django_db, pytest.mark.shared]


@pytest.fixture
def desk():
    return desk_of_agencies()


def twice(page, **changes):
    """The addresses that the same post leads to, first and again; the second writes nothing."""
    first = page.client.post(page.url, page.sent | changes)
    before = dump()
    again = page.client.post(page.url, page.sent | changes)
    assert dump() == before
    assert (first.status_code, again.status_code) == (302, 302)
    return first.url, again.url


def test_the_same_post_again_leads_to_the_same_place(client, desk):
    here = desk.follow_up.get_absolute_url()
    assert twice(answer_form(client, desk), then="") == (here, here)
    file = {"file": upload(PDF)}
    page = evidence_form(client, desk, link="")
    first = client.post(page.url, page.sent | file)
    again = client.post(page.url, page.sent | {"file": upload(PDF)})
    assert first.url == again.url == f"{here}update/#evidence"
    assert Evidence.objects.count() == 1
    sent = twice(move_page(client, desk, "submit", "reporter"))
    assert sent == (Receipt.objects.get().get_absolute_url(),) * 2
    assert twice(move_page(client, desk, "withdraw", "reporter")) == (here, here)
    desk.move("submit", Update.objects.get())
    assert twice(review_form(client, desk)) == ("/review/", "/review/")
    page = Page(client, desk["reviewer"], "/review/send/LA/", "note", note="Thank you.")
    assert twice(page) == ("/review/", "/review/")
    assert Update.objects.get().state == "accepted"


def test_a_draft_discarded_twice(client, desk):
    desk.save()
    here = desk.follow_up.get_absolute_url()
    assert twice(move_page(client, desk, "discard", "reporter")) == (here, here)


def test_a_tie_made_twice(client, desk):
    mine = desk.another()
    page = Page(client, desk["reporter"], f"{mine.get_absolute_url()}answered-under/", "under", under=desk.follow_up.pk)
    assert twice(page) == (desk.follow_up.get_absolute_url(),) * 2
