"""The publish page, its receipt and undo, and the source that members download."""

import pytest
from django.core.files.base import ContentFile

from recommendations.actions import documents, undoing, updates
from recommendations.actions.typed import Answer
from recommendations.models import Document, DocumentImport, Edition, FollowUp, OutboxMail, Recommendation, Update
from tests.access.publishing import ready
from tests.cast import cambodia, lao, person
from tests.factories import EditionFactory, ExtractFactory, FollowUpFactory, ForumFactory
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with
from tests.views.publish_pages import national, page, publish, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("office")]


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
