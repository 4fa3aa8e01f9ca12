"""A document that is withdrawn, and a text that is corrected: what the secretariat does, and what members see of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.actions import reviews, withdrawing, wordings
from recommendations.errors import TooLate
from recommendations.models import Document, Recommendation, Update, User
from tests.cast import lao
from tests.desk import Desk
from tests.factories import FollowUpFactory, RoundFactory
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with
from tests.views.publish_pages import national, page, publish, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


# --- Withdrawn -----------------------------------------------------------------------------------------------------


def withdrawn_desk(state="accepted"):
    desk = Desk(approval=False)
    desk.to(state, challenges="What was hard.")
    return desk


def withdraw(desk):
    withdrawing.withdraw(document=desk.follow_up.recommendation.document, reason="Of another meeting.", by=None)


def test_withdrawing_asks_for_a_reason_and_can_be_taken_back(client):
    FollowUpFactory(recommendation__document__code="AFML31-LA", recommendation__document__party=lao())
    url = "/documents/AFML31-LA/withdraw/"
    assert "Its 1 recommendation can still be read" in words(page(client, url))
    assert "Fill in this field." in words(send(client, url).content.decode())
    told = words(send(client, url, reason="Of another meeting.").content.decode())
    assert "Of another meeting. " in told
    assert "It counts no more" in told
    told = words(send(client, url, reinstate="yes").content.decode())
    assert "It counts no more" not in told
    assert told.index("In force again") < told.index("Withdrawn") < told.index("Of another meeting.")
    assert Document.objects.in_force().count() == 1


def test_withdrawing_offers_undo_where_nobody_has_begun(client):
    made = national()
    publish(client, made)
    assert f'href="/imports/{made.pk}/undo/"' in page(client, "/documents/AFML31-LA/withdraw/")


def test_a_withdrawn_answer_is_read_but_nothing_more_is_written(client):
    desk = withdrawn_desk()
    withdraw(desk)
    client.force_login(desk["reporter"])
    url = desk.follow_up.get_absolute_url()
    html = page(client, url)
    assert "It can be read. It counts no more, and nobody is asked to answer it." in words(html)
    assert "What was hard." in html
    assert f'href="{url}update/"' not in html
    response = client.get(f"{url}update/", follow=True)
    assert "was withdrawn. It can be read, but not answered any more." in response.content.decode()


def test_an_answer_on_its_way_stands_still(client):
    desk = withdrawn_desk("submitted")
    update = Update.objects.get()
    withdraw(desk)
    client.force_login(desk["reviewer"])
    assert update.follow_up.recommendation.reference not in client.get("/review/").content.decode()
    html = page(client, desk.follow_up.get_absolute_url())
    assert "/review/" not in words(html)
    with pytest.raises(TooLate, match="was withdrawn"):
        reviews.accept(update=update, seen_version=1, assessment="confirmed", by=desk["reviewer"])


def test_what_is_withdrawn_counts_nowhere(client):
    desk = withdrawn_desk()
    desk.another()
    RoundFactory().documents.add(desk.follow_up.recommendation.document)
    FollowUpFactory(
        recommendation__document__party=lao(), recommendation__document__code="AFML15-LA-b",
        recommendation__document__forum=desk.follow_up.recommendation.document.forum,
    )  # fmt: skip
    reference = desk.follow_up.recommendation.reference
    client.force_login(desk["reporter"])
    before = {url: words(page(client, url)) for url in ("/", "/recommendations/", "/tasks/", "/reports/")}
    assert "3 asked" in before["/"]
    assert "1 answered of 3 asked" in before["/recommendations/"]
    withdraw(desk)
    for url in before:
        text = words(page(client, url))
        assert "3 asked" not in text
        assert reference not in text
    assert "1 asked" in words(page(client, "/"))
    report = words(page(client, "/reports/progress/?country=LA"))
    assert reference not in report
    shown = words(page(client, "/recommendations/?force=withdrawn"))
    assert f"{reference} Withdrawn" in shown
    assert "1 answered of 2 asked" in shown
    assert reference in words(page(client, "/recommendations/by-text/?force=withdrawn"))
    assert "1 answered of 3 asked" in words(page(client, "/recommendations/?force=withdrawn&force=in-force"))
    assert "Withdrawn" in words(page(client, "/documents/"))
    assert reference.encode() in client.get("/recommendations.csv?force=withdrawn").getvalue()
    assert reference.encode() not in client.get("/recommendations.csv").getvalue()


def test_the_queries_of_the_lists_stay_as_few(client):
    desk = withdrawn_desk()
    client.force_login(desk["reporter"])
    urls = ("/", "/recommendations/", "/tasks/", "/documents/", "/documents/AFML15-LA/", "/reports/")
    before = {url: queries(client, url) for url in urls}
    withdraw(desk)
    after = {url: queries(client, url) for url in urls}
    assert all(after[url] <= before[url] <= 12 for url in urls), (before, after)


def queries(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as seen:
        client.get(url)
    return len(seen)


# --- Corrected ----------------------------------------------------------------------------------------------------


def test_a_mended_text_shows_how_it_read_before(client):
    found = FollowUpFactory(recommendation__text="Establish a help dekc.").recommendation
    url = f"/recommendations/{found.reference}/correct/"
    typed = {"text": "Establish a help desk.", "note": "“dekc” was read for “desk”."}
    html = send(client, url, **typed).content.decode()
    check_page(html)
    told = words(html)
    assert f"Corrected on {timezone.localdate():%-d %B %Y} : “dekc” was read for “desk”." in told
    assert "<del>" in html
    assert "As it read before Establish a help taken out: dekc put in: desk ." in told


def test_a_text_mended_meanwhile_is_shown_beside_what_was_typed(client):
    found = FollowUpFactory(recommendation__text="Establish a help dekc.").recommendation
    url = f"/recommendations/{found.reference}/correct/"
    sent = as_it_stands(form_with(page(client, url), "text")) | {"text": "Establish help desks.", "note": "Plural."}
    wordings.correct(
        recommendation=found, text="Establish a help desk.", note="A letter.", seen_wording=1, by=User.objects.get()
    )
    response = client.post(url, sent)
    html = response.content.decode()
    assert response.status_code == 409
    check_page(html)
    assert "Establish a help desk." in words(html)
    assert "Establish help desks." in html
    again = as_it_stands(form_with(html, "text"))
    assert client.post(url, again).status_code == 302
    assert Recommendation.objects.get().text == "Establish help desks."


@pytest.mark.parametrize("typed", [{"text": ""}, {"note": ""}, {"text": "x" * 10_001, "note": "n"}])
def test_what_is_wrong_stands_beside_its_field(client, typed):
    found = FollowUpFactory().recommendation
    response = send(client, f"/recommendations/{found.reference}/correct/", **typed)
    assert response.status_code == 200
    check_page(response.content.decode())
    assert "govuk-error-message" in response.content.decode()
    assert Recommendation.objects.get().wording == 1


def test_members_see_no_way_to_correct_or_withdraw(client, member):
    found = FollowUpFactory(recommendation__document__code="AFML31-LA").recommendation
    for url in (found.get_absolute_url(), "/documents/AFML31-LA/"):
        for browser, there in ((client, True), (member, False)):
            html = page(browser, url)
            assert ("/correct/" in html or "/withdraw/" in html) == there
