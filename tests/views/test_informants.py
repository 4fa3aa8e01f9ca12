"""Information from an agency without an account: who gave it and the day of its letter, wherever the answer is read."""

import datetime

import pytest
from django.urls import reverse

from recommendations.actions import bulk
from recommendations.actions.bulk import Chosen
from recommendations.actions.typed import Informant
from recommendations.actions.versions import latest
from recommendations.models import Update, VersionInformant
from tests.desk import Desk
from tests.factories import OrganizationFactory, PartyFactory
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with
from tests.views.test_approvals import make_paper
from tests.views.test_approvals import words as paper_words

pytestmark = pytest.mark.django_db

DAY = datetime.date(2026, 8, 1)
SAID = "Provincial Labour Office, letter of 1 August 2026"


@pytest.fixture
def desk():
    desk = Desk()
    desk.office = OrganizationFactory(party=desk.party, name="Provincial Labour Office", acronym="")
    desk.told = (Informant(desk.office, DAY),)
    return desk


@pytest.fixture
def page(client, desk):
    """(the form's address, what it holds), as the coordinator opens it"""
    client.force_login(desk["coordinator"])
    where = reverse("update_edit", args=desk.follow_up.address)
    return where, as_it_stands(form_with(client.get(where).content.decode(), "status"))


def typed(desk, day="01/08/2026"):
    return {"informants-0-organization": desk.office.pk, "informants-0-dated_on": day}


def told(version):
    return list(version.informants.values_list("organization", "name", "dated_on"))


def test_it_is_typed_saved_and_stands_in_the_form_again(client, desk, page):
    where, body = page
    assert client.post(where, body | typed(desk)).status_code == 302
    assert told(latest(Update.objects.get())) == [(desk.office.pk, "Provincial Labour Office", DAY)]
    html = client.get(where).content.decode()
    check_page(html)
    again = as_it_stands(form_with(html, "status"))
    assert (again["informants-0-organization"], again["informants-INITIAL_FORMS"]) == ([str(desk.office.pk)], ["1"])
    assert client.post(where, again).status_code == 302
    assert Update.objects.get().version == 1
    client.post(where, again | {"informants-0-organization": "", "informants-0-dated_on": ""})
    assert told(latest(Update.objects.get())) == []


@pytest.mark.parametrize(("changes", "name", "sentence"), [
    ({"informants-0-dated_on": "01/08/2026"}, "organization", "Choose the agency whose letter this is."),
    ({"informants-0-dated_on": "the first"}, "dated_on", "Write the date as day/month/year, for example 30/09/2026."),
    ({"informants-0-organization": "999999"}, "organization", "Choose one from your country’s list."),
])  # fmt: skip
def test_a_mistake_is_told_beside_it_and_nothing_is_saved(client, desk, page, changes, name, sentence):
    where, body = page
    answer = client.post(where, body | {"challenges": "Typed."} | changes)
    tree = check_page(answer.content)
    assert answer.status_code == 200
    assert text_of(tree.find(".//title")).startswith("Error: ")
    error = next(each for each in tree.iter() if each.get("id") == f"id_informants-0-{name}_error")
    assert text_of(error) == f"Error: {sentence}"
    assert "Typed." in answer.content.decode()
    assert not Update.objects.exists()


def test_another_countrys_agency_is_not_taken(client, desk, page):
    where, body = page
    foreign = OrganizationFactory(party=PartyFactory())
    answer = client.post(where, body | {"informants-0-organization": foreign.pk})
    assert "Choose one from your country’s list." in answer.content.decode()
    assert not VersionInformant.objects.exists()


def test_one_agency_stands_once(client, desk, page):
    where, body = page
    desk.save("coordinator", informants=desk.told)
    html = client.get(where).content.decode()
    body = as_it_stands(form_with(html, "status")) | {"informants-1-organization": desk.office.pk}
    assert "One agency stands here twice. Leave it once." in client.post(where, body).content.decode()


def test_a_save_that_does_not_ask_leaves_it(desk):
    desk.save(informants=desk.told)
    update = desk.save(challenges="From Excel.")
    assert (update.version, told(latest(update))) == (2, [(desk.office.pk, "Provincial Labour Office", DAY)])


def test_it_is_frozen_under_the_name_it_had(desk):
    update = desk.to("accepted", informants=desk.told)
    desk.office.name = "Labour Office of the Province"
    desk.office.save()
    assert told(latest(update)) == [(desk.office.pk, "Provincial Labour Office", DAY)]


@pytest.mark.parametrize("act", ["unchanged", "not_pursued"])
def test_it_is_carried_into_what_repeats_the_answer(desk, act):
    accepted = desk.to("accepted", informants=desk.told)
    rows = [Chosen(desk.follow_up, accepted.pk, "for-others")]
    (made,) = getattr(bulk, act)(rows=rows, by=desk["reporter"])
    assert told(latest(made)) == [(desk.office.pk, "Provincial Labour Office", DAY)]
    # Sent back and sent again as it was: the version that is frozen anew holds it too.
    desk.move("submit", desk.move("send_back", desk.move("submit", made)))
    assert told(latest(Update.objects.get(pk=made.pk))) == [(desk.office.pk, "Provincial Labour Office", DAY)]


def test_everybody_who_reads_the_answer_reads_it(client, desk):
    desk.save(informants=())
    desk.to("submitted", informants=desk.told)
    here = desk.follow_up.get_absolute_url()
    for role, where, there in (
        ("reporter", here, True), ("reviewer", f"/review/{desk.follow_up.recommendation.reference}/LA/", True),
        ("foreigner", here, False),
    ):  # fmt: skip
        client.force_login(desk[role])
        page = client.get(where)
        check_page(page.content)
        assert (SAID in page.content.decode()) is there
    desk.move("accept", Update.objects.get())
    client.force_login(desk["foreigner"])
    assert SAID in client.get(here).content.decode()


def test_the_history_says_that_it_was_added(client, desk):
    desk.save()
    desk.save(informants=desk.told)
    client.force_login(desk["reporter"])
    main = text_of(check_page(client.get(desk.follow_up.get_absolute_url()).content).find(".//main"))
    assert f"Information fromput in: {SAID}" in main


def test_two_people_at_once_see_it_in_three_columns(client, desk, page):
    where, body = page
    desk.save("reporter", challenges="Theirs.")
    answer = client.post(where, body | typed(desk) | {"challenges": "Mine."})
    assert answer.status_code == 409
    cells = [text_of(each) for each in check_page(answer.content).iter("td")]
    assert SAID in cells


def test_the_report_tells_it_on_the_page_and_in_files(client, desk):
    desk.to("accepted", informants=desk.told)
    client.force_login(desk["viewer"])
    for address in ("/reports/progress/?country=LA", "/reports/progress.csv?country=LA"):
        assert SAID in client.get(address).content.decode()
    text = desk.to("accepted", challenges="Newer.", informants=())
    assert not text.versions.get().informants.exists()
    assert SAID not in client.get("/reports/progress/?country=LA").content.decode()


def test_a_paper_for_signature_names_it(client):
    desk = Desk(approval=True)
    office = OrganizationFactory(party=desk.party, name="Provincial Labour Office", acronym="")
    rows = [desk.to("for-approval", informants=(Informant(office, DAY),))]
    text, _foot = paper_words(client, make_paper(client, desk, *rows))
    assert f"Information from: {SAID}" in text
