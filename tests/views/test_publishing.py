"""The publish page, its receipt and undo; withdrawing and correcting; what members see of it."""

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.actions import documents, reviews, undoing, updates, withdrawing, wordings
from recommendations.actions.typed import Answer
from recommendations.errors import TooLate
from recommendations.models import (
    Document,
    DocumentImport,
    Edition,
    FollowUp,
    OutboxMail,
    Recommendation,
    Update,
    User,
)
from recommendations.roles import Role
from tests.access.publishing import ready
from tests.cast import cambodia, lao, person
from tests.desk import Desk
from tests.factories import (
    EditionFactory,
    ExtractFactory,
    FollowUpFactory,
    ForumFactory,
    MembershipFactory,
    RoundFactory,
)
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client):
    client.force_login(MembershipFactory(user__name="Office", role=Role.SECRETARIAT, party=None).user)
    return client


@pytest.fixture
def member(client):
    """Another browser: a reporter of Lao PDR."""
    other = type(client)()
    other.force_login(person("reporter", lao()))
    return other


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    html = response.content.decode()
    check_page(html)
    return html


def words(html):
    return " ".join(" ".join(lxml.html.document_fromstring(html).find(".//main").itertext()).split())


def send(client, url, name="form_key", **typed):
    """Open the page, change what is typed, and send its form."""
    sent = as_it_stands(form_with(page(client, url), name))
    return client.post(url, sent | typed, follow=True)


def publish(client, made, **typed):
    return send(client, f"/imports/{made.pk}/publish/", **typed)


def national(number=31, **changes):
    made = ready(number)
    facts = {"kind": "national", "party": lao(), "meeting": f"Lao PDR National Workshop {number}", **changes}
    DocumentImport.objects.filter(pk=made.pk).update(**facts)
    return DocumentImport.objects.get(pk=made.pk)


# --- The publish page ------------------------------------------------------------------------------------------


def test_the_page_tells_what_will_be_made_and_nothing_is_made_yet(client):
    FollowUpFactory(recommendation__document__party=lao())
    told = words(page(client, f"/imports/{national().pk}/publish/"))
    assert "1 recommendation, asked of 1 country or body." in told
    assert "Proposed recommendations 1 2" in told
    assert "Follow-ups of proposed recommendations 1 2" in told
    assert "What a national workshop proposes is asked of its own country." in told
    assert "Nothing is mailed." in told
    assert Document.objects.count() == 1


def test_publishing_leads_to_the_receipt(client):
    made = national()
    response = publish(client, made)
    told = words(response.content.decode())
    assert response.redirect_chain == [(f"/imports/{made.pk}/publish/", 302)]
    assert "Published as AFML31-LA" in told
    assert "1 recommendation: AFML31-LA-S1-01. 1 follow-up, asked of Lao PDR." in told
    assert "the whole import can be undone" in told
    assert (Recommendation.objects.count(), FollowUp.objects.count(), OutboxMail.objects.count()) == (1, 1, 0)
    check_page(response.content.decode())


def test_the_same_post_twice_publishes_once(client):
    made = national()
    url = f"/imports/{made.pk}/publish/"
    sent = as_it_stands(form_with(page(client, url), "asked"))
    answers = [client.post(url, sent) for _ in range(2)]
    assert [(each.status_code, each.url) for each in answers] == [(302, url)] * 2
    assert Document.objects.count() == 1


def test_who_is_asked_can_be_changed_and_counted_before(client):
    cambodia()
    made = national()
    both = [str(each.pk) for each in (lao(), cambodia())]
    told = words(publish(client, made, asked=both, count="yes").content.decode())
    assert "each asked of 2 countries or bodies" in told
    assert not Document.objects.exists()
    publish(client, made, asked=both)
    assert set(FollowUp.objects.values_list("party__code", flat=True)) == {"LA", "KH"}


def test_nobody_may_be_asked(client):
    made = national()
    publish(client, made, asked=[])
    assert Document.objects.get().code == "AFML31-LA"
    assert not FollowUp.objects.exists()


def test_who_was_no_member_yet_is_named_and_not_offered(client):
    lao()
    late = cambodia()
    late.member_since = "2025-10-26"
    late.save()
    made = national()
    html = page(client, f"/imports/{made.pk}/publish/")
    assert "Cambodia ( 26 October 2025 )" in words(html)
    response = publish(client, made, asked=[str(late.pk)])
    assert "Choose from the list." in response.content.decode()
    assert not Document.objects.exists()


def test_a_text_that_nobody_looked_at_blocks_it(client):
    made = national()
    ExtractFactory(document_import=made, sub_theme=made.sub_themes.get(), position=2)
    html = page(client, f"/imports/{made.pk}/publish/")
    assert "1 text has not been looked at." in words(html)
    assert ">Publish</button>" not in html
    publish(client, made)
    assert not Document.objects.exists()


def test_a_warning_without_its_tick_blocks_it(client):
    made = national()
    made.extracts.update(number=7, label="7.")
    assert "1 warning waits for a tick and a reason." in words(page(client, f"/imports/{made.pk}/publish/"))
    publish(client, made)
    assert not Document.objects.exists()


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            {"kind": "forum", "party": None, "meeting": "Viet Nam National Tripartite Preparatory Workshop"},
            "The title reads like “National tripartite preparatory workshop”.",
        ),
        (
            {"meeting": "Regional Trade Unions’ Meeting: Recommendations"},
            "The title reads like “Regional workers’ meeting”",
        ),
        ({"meeting": "Lao PDR Workshop for the 13th ASEAN Forum on Migrant Labour"}, "names the 13th AFML, but"),
        ({"meeting": "Cambodia National Workshop"}, "The title names Cambodia, but the country is Lao PDR."),
        ({"held_on": "2015-05-01"}, "more than a year from its forum, which was in 2020"),
        ({}, "No day of the meeting is given"),
    ],
)
def test_what_does_not_fit_is_told_and_stops_nothing(client, facts, sentence):
    made = national(**facts)
    html = page(client, f"/imports/{made.pk}/publish/")
    assert sentence in words(html)
    publish(client, made)
    assert Document.objects.count() == 1


def test_a_second_adopted_document_of_one_forum_is_told(client):
    documents.publish_import(document_import=national(kind="forum", party=None, meeting="13th Forum"), by=None)
    again = ready(32)
    DocumentImport.objects.filter(pk=again.pk).update(
        kind="forum", forum=ForumFactory(number=31), meeting="Forum, day two"
    )
    assert "published already, as AFML31-FORUM" in words(page(client, f"/imports/{again.pk}/publish/"))


# --- Undo --------------------------------------------------------------------------------------------------------


def test_undo_tells_what_goes_and_leads_back_to_the_review(client):
    made = national()
    publish(client, made)
    url = f"/imports/{made.pk}/undo/"
    told = words(page(client, url))
    assert "1 recommendation, AFML31-LA-S1-01" in told
    assert "1 follow-up, asked of Lao PDR" in told
    response = send(client, url)
    assert "This import was undone" in words(response.content.decode())
    assert not Document.objects.exists()
    assert client.get("/documents/AFML31-LA/").status_code == 404
    send(client, url, reopen="yes")
    made.refresh_from_db()
    assert made.state == "review"


def test_undo_says_who_has_begun_and_offers_to_withdraw(client):
    made = national()
    publish(client, made)
    found = FollowUp.objects.get()
    updates.save(follow_up=found, answer=Answer(), opened_version=0, by=person("reporter", lao()))
    html = page(client, f"/imports/{made.pk}/undo/")
    assert "work has begun in Lao PDR (1)" in words(html)
    assert 'href="/documents/AFML31-LA/withdraw/"' in html
    assert "work has begun in Lao PDR (1)" in words(page(client, f"/imports/{made.pk}/publish/"))


def test_undo_posted_after_somebody_began_changes_nothing(client):
    made = national()
    publish(client, made)
    url = f"/imports/{made.pk}/undo/"
    sent = as_it_stands(form_with(page(client, url), "form_key"))
    updates.save(follow_up=FollowUp.objects.get(), answer=Answer(), opened_version=0, by=person("reporter", lao()))
    response = client.post(url, sent)
    assert response.status_code == 409
    assert (Document.objects.count(), Update.objects.count()) == (1, 1)


def test_a_form_that_was_open_when_it_was_undone_finds_nothing(client, member):
    made = national()
    publish(client, made)
    url = f"{FollowUp.objects.get().get_absolute_url()}update/"
    sent = as_it_stands(form_with(member.get(url).content.decode(), "challenges")) | {"challenges": "A long text."}
    undoing.undo_import(document_import=made, by=None)
    assert member.post(url, sent).status_code == 404


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
    before = {url: client.get(url).content.decode() for url in ("/", "/recommendations/", "/tasks/", "/reports/")}
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


# --- The source ---------------------------------------------------------------------------------------------------


def test_a_member_downloads_the_source_as_it_was_received(client, member):
    edition = EditionFactory(document__code="AFML31-LA", source_text="Ünïcode ✓", file_name="lao.txt")
    html = page(member, "/documents/AFML31-LA/")
    assert 'href="/documents/AFML31-LA/editions/1/"' in html
    response = member.get("/documents/AFML31-LA/editions/1/")
    assert response.getvalue().decode() == edition.source_text
    assert response["Content-Disposition"] == 'attachment; filename="lao.txt"'
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_is_never_shown_by_the_browser(member):
    edition = EditionFactory(
        document__code="AFML31-LA",
        source_text="",
        sha256="ab" * 32,
        file_name="lao.html",
        file=ContentFile(b"<script>", name="x"),
    )
    assert Edition.objects.get() == edition
    response = member.get("/documents/AFML31-LA/editions/1/")
    assert response.getvalue() == b"<script>"
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/octet-stream", 'attachment; filename="lao.html"',
    )  # fmt: skip
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    edition.file.storage.delete(edition.file.name)
    assert member.get("/documents/AFML31-LA/editions/1/").status_code == 404
