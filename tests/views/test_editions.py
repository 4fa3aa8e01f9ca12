"""Bringing in a corrected edition, page by page; and the whole way with a document that is answered."""

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from recommendations.actions import imports
from recommendations.choices import ExtractState, ImportState
from recommendations.models import DocumentImport, Edition, Extract, FollowUp, OutboxMail, Update
from tests.cast import cambodia, lao, person
from tests.edition_texts import COSTS, DATA, FISH, HEALTH, PRINTED, REWORDED, TRAIN
from tests.editions import an_import, answer, corrected, of, published
from tests.html import check_page
from tests.views.posting import Reply, as_it_stands, form_with

pytestmark = pytest.mark.django_db

# Reworded, gone (S1-03), new.
CHANGED = (("Impact", [REWORDED, COSTS]), ("Future", [TRAIN, DATA, FISH]))


class Office:
    """A published document, a corrected edition of it, and somebody of the secretariat at the screen."""

    def __init__(self, parts=CHANGED, **options):
        self.document = published(**options)
        self.made = corrected(self.document, parts)
        self.secretariat = person("secretariat")
        self.client = Client()
        self.client.force_login(self.secretariat)

    def url(self, route="import_edition", *args):
        return reverse(route, args=[self.made.pk, *args])

    def get(self, route="import_edition", *args, query=""):
        response = self.client.get(self.url(route, *args) + query)
        assert response.status_code == 200, response.get("Location", response.status_code)
        reply = Reply(response.status_code, response.content.decode())
        check_page(reply.html)
        return reply

    def post(self, route="import_edition", *args, control="form_key", **changes):
        sent = as_it_stands(form_with(self.get(route, *args).html, control)) | changes
        response = self.client.post(self.url(route, *args), sent)
        if response.status_code != 302:
            check_page(response.content.decode())
        return response

    def text(self, words) -> Extract:
        return self.made.extracts.get(text__startswith=words)

    def now(self) -> DocumentImport:
        return DocumentImport.objects.get(pk=self.made.pk)


@pytest.fixture
def office():
    return Office()


def words(reply: Reply) -> str:
    return " ".join(" ".join(reply.tree.itertext()).split())


# --- The comparison ----------------------------------------------------------------------------------------------


def test_what_changes_is_shown_side_by_side(office):
    told = words(office.get())
    assert "The same: 3 · Reworded: 1 · New: 1 · Gone: 1" in told
    assert "taken out: every" in told
    assert "put in: each" in told
    assert "Not in the new edition." in told
    assert "What changes (3)" in told
    assert TRAIN not in told


def test_all_texts_and_those_to_look_at_again(office):
    assert TRAIN in words(office.get(query="?show=all"))
    assert "No text of this kind." in words(office.get(query="?show=doubtful"))
    assert "What changes (3)" in words(office.get(query="?show=nonsense"))


def test_the_figures_stand_above_the_button(office):
    told = words(office.get())
    assert "Texts in force 5 5" in told
    assert "1 new follow-up is opened, as of today." in told


@pytest.mark.parametrize("wrong", ["unlooked", "facts"])
def test_first_the_review(office, wrong):
    if wrong == "unlooked":
        office.made.extracts.filter(position=1).update(state=ExtractState.PROPOSED)
    else:
        DocumentImport.objects.update(facts_confirmed_at=None, facts_confirmed_by=None)
    reply = office.get()
    assert "To be done first" in reply.html
    assert "Apply the edition" not in reply.html


def test_an_import_of_its_own_has_no_comparison():
    office = Office()
    other = an_import((("Seas", [FISH]),), party=cambodia())
    assert office.client.get(reverse("import_edition", args=[other.pk])).url == other.get_absolute_url()
    assert office.client.post(reverse("import_edition", args=[other.pk]), {}).status_code == 404
    for route in ("import_edition_tell", "import_edition_undo"):
        assert office.client.get(reverse(route, args=[other.pk])).status_code == 404


def test_the_page_costs_the_same_for_one_change_and_for_many(django_assert_max_num_queries):
    office, counted = Office(PRINTED), []
    for parts in (PRINTED, CHANGED):
        office.made = corrected(office.document, parts)
        with django_assert_max_num_queries(12) as found:
            office.client.get(office.url() + "?show=all")
        counted.append(len(found))
    assert counted[0] == counted[1]


# --- A match is changed --------------------------------------------------------------------------------------------


def test_a_text_is_said_to_be_new(office):
    extract = office.text(REWORDED)
    reply = office.get("import_edition_text", extract.position)
    assert f"S1-01 · 1. {HEALTH[:40]}" in words(reply)
    response = office.post("import_edition_text", extract.position, control="source", source="")
    assert response.url == office.url()
    told = words(office.get())
    assert "The same: 3 · New: 2 · Gone: 2" in told
    assert "decided by hand" in told


def test_what_is_gone_is_said_to_be_part_of_another(office):
    response = office.post(
        "import_edition_gone", "AFML13-LA-S1-03", control="extract", extract=office.text(COSTS).pk,
        recommendation=of(office.document, "S1-03").pk,
    )  # fmt: skip
    assert response.status_code == 302
    assert "Merged: 1" in words(office.get())
    reply = office.get("import_edition_text", office.text(COSTS).position)
    assert "And these went into it too" in reply.html
    office.post("import_edition_text", office.text(COSTS).position, control="source", joined=[])
    assert "Gone: 1" in words(office.get())


def test_comparing_anew_forgets_what_was_said(office):
    office.post("import_edition_text", office.text(REWORDED).position, control="source", source="")
    assert office.post(again="yes").status_code == 302
    assert "Reworded: 1" in words(office.get())


def test_a_wrong_choice_is_told_beside_the_field(office):
    response = office.post("import_edition_text", 1, control="source", source="987654321")
    assert "Choose one of the list." in response.content.decode()
    response = office.post("import_edition_gone", "AFML13-LA-S1-03", control="extract", extract="")
    assert "Choose the text of the new edition." in response.content.decode()


def test_somebody_else_changed_the_comparison_meanwhile(office):
    sent = as_it_stands(form_with(office.get("import_edition_text", 1).html, "source"))
    whole = as_it_stands(form_with(office.get().html, "sure")) | {"sure": "on"}
    office.post("import_edition_text", 2, control="source", source="")
    response = office.client.post(office.url("import_edition_text", 1), sent | {"source": ""})
    assert response.status_code == 409
    assert "Somebody else has changed the comparison" in response.content.decode()
    response = office.client.post(office.url(), whole)
    assert response.status_code == 409
    assert Edition.objects.count() == 1


def test_what_is_not_there_is_not_found(office):
    for route, args in (("import_edition_text", [99]), ("import_edition_gone", ["AFML13-LA-S1-01"])):
        assert office.client.get(office.url(route, *args)).status_code == 404


# --- Applied, told, taken back ---------------------------------------------------------------------------------------


def test_without_the_tick_nothing_is_applied(office):
    response = office.post()
    assert "Look at the changes, then tick this." in response.content.decode()
    assert Edition.objects.count() == 1


def test_applied_once_with_a_receipt(office):
    sent = as_it_stands(form_with(office.get().html, "sure")) | {"sure": "on"}
    first, again = (office.client.post(office.url(), sent) for _time in range(2))
    assert (first.status_code, first.url, again.url) == (302, office.url(), office.url())
    assert Edition.objects.count() == 2
    told = words(office.get())
    assert "Edition 2 of AFML13-LA is applied" in told
    assert "Reworded 1 AFML13-LA-S1-01" in told
    assert "New 1 AFML13-LA-S2-03" in told
    assert "Nothing was mailed." in told


def test_every_way_leads_to_the_receipt(office):
    office.post(sure="on")
    receipt = office.url()
    assert office.client.get(office.made.get_absolute_url()).url == receipt
    assert office.client.get(office.url("import_publish")).url == office.made.get_absolute_url()
    assert office.client.get(office.url("import_edition_text", 1)).url == office.made.get_absolute_url()


def test_the_countries_are_told_by_a_click_of_its_own(office):
    person("reporter", lao())
    office.post(sure="on")
    assert not OutboxMail.objects.exists()
    told = words(office.get("import_edition_tell"))
    assert "Changed: AFML13-LA-S1-01" in told
    assert "New: AFML13-LA-S2-03" in told
    assert "Withdrawn: AFML13-LA-S1-03" in told
    assert not OutboxMail.objects.exists()
    assert office.post("import_edition_tell").url == office.url()
    assert OutboxMail.objects.get().to == "reporter.la@example.org"
    assert "They were told of it:" in words(office.get())
    assert "Send" not in words(office.get("import_edition_tell"))


def test_nobody_writes_for_the_country(office):
    office.post(sure="on")
    assert "Nobody writes for this country yet" in words(office.get("import_edition_tell"))


def test_it_is_taken_back_by_a_click_of_its_own(office):
    office.post(sure="on")
    assert "Take edition 2 back?" in words(office.get("import_edition_undo"))
    assert office.post("import_edition_undo").url == office.url()
    assert office.now().state == ImportState.REVIEW
    assert "What changes in AFML13-LA" in words(office.get())
    history = words(Reply(200, office.client.get(office.document.get_absolute_url()).content.decode()))
    assert "A corrected edition was applied" in history
    assert "The corrected edition was taken back" in history


def test_it_cannot_be_taken_back_once_a_country_has_gone_on(office):
    office.post(sure="on")
    answer(of(office.document, "S2-03").follow_ups.get(), upto="draft")
    told = words(office.get("import_edition_undo"))
    assert "countries have gone on with AFML13-LA-S2-03" in told
    assert "A further corrected edition is the way on." in words(office.get())


@pytest.mark.parametrize("role", ["reporter", "reviewer", "viewer", "coordinator"])
def test_only_the_secretariat_opens_these_pages(office, role):
    client = Client()
    client.force_login(person(role, None if role == "reviewer" else lao()))
    pages = [("import_edition", ()), ("import_edition_text", (1,)), ("import_edition_gone", ("AFML13-LA-S1-03",))]
    for route, args in [*pages, ("import_edition_tell", ()), ("import_edition_undo", ())]:
        assert client.get(office.url(route, *args)).status_code == 403
        assert client.post(office.url(route, *args), {}).status_code == 403


# --- The whole way ---------------------------------------------------------------------------------------------------

TEXT = """Recommendations from Lao PDR National Tripartite Preparatory Workshop
for the 13th ASEAN Forum on Migrant Labour
23 October 2020

Sub-theme 1: Impact
1. {one}
2. {two}
3. {three}
"""


def test_a_document_is_published_answered_corrected_and_confirmed():
    """From the first file to the tick of a country, with nothing lost on the way."""
    document = published()
    reporter = person("reporter", lao())
    follow_up = of(document, "S1-01").follow_ups.get()
    answer(follow_up, by=reporter)
    draft = answer(of(document, "S1-02").follow_ups.get(), upto="draft", by=reporter)
    office = Office.__new__(Office)
    office.document, office.secretariat, office.client = document, person("secretariat"), Client()
    office.client.force_login(office.secretariat)
    page = office.client.get(document.get_absolute_url()).content.decode()
    assert f"{reverse('import_new')}?edition_of=AFML13-LA" in page
    data = TEXT.format(one=REWORDED, two=COSTS, three=FISH).encode()
    office.made = imports.receive(
        data=data, file_name="", language="en", revisions="final", by=office.secretariat, edition_of=document
    )
    read(office.made)
    assert office.client.get(office.made.get_absolute_url()).url == office.url("import_facts")
    facts = as_it_stands(form_with(office.get("import_facts").html, "meeting"))
    assert office.client.post(office.url("import_facts"), facts).status_code == 302
    assert office.post("import_review").status_code == 302
    check = office.get("import_check")
    if "Save and go on" in check.html:
        form = form_with(check.html, "form_key")
        sent = as_it_stands(form)
        for each in form.iter("input"):
            name = each.get("name", "")
            sent |= {name: "on"} if name.startswith("tick-") else {name: "Right."} if name.startswith("reason-") else {}
        assert office.client.post(office.url("import_check"), sent).url == office.url()
    told = words(office.get())
    assert "Gone: 3" in told
    assert office.post(sure="on").status_code == 302
    assert {row.reference.removeprefix("AFML13-LA-") for row in document.recommendations.in_force()} == {
        "S1-01", "S1-02", "S1-04",
    }  # fmt: skip
    follow_up = FollowUp.objects.with_source().get(pk=follow_up.pk)
    assert (follow_up.status, follow_up.is_before_change) == ("in-progress", True)
    assert Update.objects.get(pk=draft.pk).state == "draft"
    client = Client()
    client.force_login(reporter)
    url = reverse("wording_confirm", args=follow_up.address)
    assert url in client.get(reverse("task_list")).content.decode()
    sent = as_it_stands(form_with(client.get(url).content.decode(), "stands")) | {"stands": "on"}
    assert client.post(url, sent).status_code == 302
    assert not FollowUp.objects.answered_before_change().exists()


def read(made: DocumentImport) -> None:
    """As the job does, in this process."""
    call_command("run_job", str(made.jobs.get().key))
    made.refresh_from_db()
    assert made.state == ImportState.REVIEW


def test_a_warning_is_ticked_before_it_is_applied(office):
    """The comparison stays in sight, and says what is to be done first."""
    office.made.extracts.filter(position=2).update(number=7, label="7.")
    response = office.post(sure="on")
    html = response.content.decode()
    assert "A warning waits for a tick and a reason." in html
    assert "Apply the edition" in html
    assert Edition.objects.count() == 1


def test_the_document_leads_to_what_each_edition_changed(office):
    office.post(sure="on")
    page = office.client.get(office.document.get_absolute_url()).content.decode()
    assert f'href="{office.url()}">What edition 2 changed' in page
    assert f'href="{reverse("import_publish", args=[office.document.imports.get(edition__number=1).pk])}"' in page
