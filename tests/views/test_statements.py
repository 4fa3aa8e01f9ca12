"""The pages on which organizations publish, and what others read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.actions import statements, tokens
from recommendations.models import Statement
from tests.factories import OrganizationFactory, StatementFactory
from tests.html import check_page, text_of

pytestmark = pytest.mark.django_db


def new_address(desk):
    return reverse("statement_new", args=[desk.follow_up.recommendation.reference])


def post(client, desk, role, address, **typed):
    client.force_login(desk[role])
    return client.post(address, {"form_key": tokens.new_key(desk[role]), **typed})


def publish(client, desk, text="Two days a week is too little.", **typed):
    union = desk["partner"].memberships.earliest("pk").organization
    given = {"organization": union.pk, "party": desk.party.pk, "text": text, "language": "en"} | typed
    return post(client, desk, "partner", new_address(desk), **given)


def test_a_partner_publishes_and_others_read_it_beside_the_answer(client, desk):
    client.force_login(desk["partner"])
    check_page(client.get(new_address(desk) + "?country=LA").content)
    answer = publish(client, desk)
    assert answer.url == desk.follow_up.recommendation.get_absolute_url() + "#statements"
    client.force_login(desk["foreigner"])
    for address in (desk.follow_up.recommendation.get_absolute_url(), desk.follow_up.get_absolute_url()):
        page = client.get(address).content
        text = text_of(check_page(page))
        assert "Two days a week is too little." in text
        assert "Trade Union of Lao PDR" in text
        assert "sets no status" in text
        assert "Publish your organization’s statement" not in text


def test_the_same_post_twice_is_one_statement(client, desk):
    union = desk["partner"].memberships.earliest("pk").organization
    key = tokens.new_key(desk["partner"])
    client.force_login(desk["partner"])
    typed = {"form_key": key, "organization": union.pk, "party": "", "text": "Once.", "language": "en"}
    assert [client.post(new_address(desk), typed).status_code for _ in range(2)] == [302, 302]
    assert Statement.objects.count() == 1


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("text", "\u200b", "Fill in this field."),
    ("party", "999", "Choose a country from the list."),
    ("organization", "999", "Choose your own."),
    ("language", "xx", "Choose one of the answers in the list."),
])  # fmt: skip
def test_what_cannot_be_taken_is_said(client, desk, field, value, sentence):
    page = publish(client, desk, **{field: value})
    assert sentence in text_of(check_page(page.content))
    assert not Statement.objects.exists()


def test_a_second_one_in_the_same_place_is_refused_and_kept_in_the_form(client, desk):
    publish(client, desk)
    page = publish(client, desk, "My second text.")
    assert page.status_code == 200
    assert "My second text." in text_of(check_page(page.content))
    assert Statement.objects.count() == 1


def test_its_people_change_and_withdraw_it(client, desk):
    publish(client, desk)
    first = Statement.objects.get()
    change = reverse("statement_move", args=[first.pk, "change"])
    check_page(client.get(change).content)
    typed = {"organization": first.organization_id, "party": desk.party.pk, "text": "Better.", "language": "en"}
    assert post(client, desk, "partner", change, **typed).status_code == 302
    second = Statement.objects.get(withdrawn_at=None)
    withdraw = reverse("statement_move", args=[second.pk, "withdraw"])
    check_page(client.get(withdraw).content)
    post(client, desk, "partner", withdraw)
    assert not Statement.objects.shown().exists()
    assert client.get(change).status_code == 404


def test_the_secretariat_hides_and_shows_and_the_author_reads_why(client, desk):
    publish(client, desk)
    said = Statement.objects.get()
    client.force_login(desk["secretariat"])
    hide = reverse("statement_move", args=[said.pk, "hide"])
    check_page(client.get(hide).content)
    assert "Fill in this field." in text_of(check_page(post(client, desk, "secretariat", hide, reason="").content))
    post(client, desk, "secretariat", hide, reason="It names a private person.")
    client.force_login(desk["partner"])
    text = text_of(check_page(client.get(desk.follow_up.get_absolute_url()).content))
    assert "Hidden by the secretariat" in text
    assert "It names a private person." in text
    client.force_login(desk["reporter"])
    assert "too little" not in text_of(check_page(client.get(desk.follow_up.get_absolute_url()).content))
    assert client.get(hide).status_code == 404
    show = reverse("statement_move", args=[said.pk, "show"])
    client.force_login(desk["secretariat"])
    check_page(client.get(show).content)
    post(client, desk, "secretariat", show)
    assert Statement.objects.shown().count() == 1


def test_others_have_no_such_pages(client, desk):
    publish(client, desk)
    said = Statement.objects.get()
    for role in ("reporter", "reviewer", "secretariat", "foreigner"):
        client.force_login(desk[role])
        assert client.get(new_address(desk)).status_code == 403
        for name in ("change", "withdraw"):
            assert client.get(reverse("statement_move", args=[said.pk, name])).status_code == 403
    client.force_login(desk["partner"])
    assert client.get(reverse("statement_move", args=[said.pk, "hide"])).status_code == 403
    assert client.get(reverse("statement_move", args=[said.pk, "burn"])).status_code == 404


@pytest.mark.parametrize("role", ["partner", "reporter", "secretariat", "reviewer"])
def test_pages_cost_the_same_for_one_statement_and_for_three(client, desk, role):
    client.force_login(desk[role])
    costs = []
    for _ in range(2):
        StatementFactory.create_batch(2 if costs else 1, recommendation=desk.follow_up.recommendation, party=desk.party)
        for address in (desk.follow_up.recommendation.get_absolute_url(), desk.follow_up.get_absolute_url()):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                client.get(address)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    assert max(costs) <= 12, costs


def test_a_person_of_two_organizations_chooses(client, desk):
    other = OrganizationFactory(party=desk.party, kind="employers", name="Chamber")
    desk["partner"].memberships.create(role="partner", party=desk.party, organization=other)
    assert publish(client, desk, organization=other.pk).status_code == 302
    assert Statement.objects.get().organization == other


def test_withdrawing_twice_is_said(client, desk):
    publish(client, desk)
    said = Statement.objects.get()
    address = reverse("statement_move", args=[said.pk, "withdraw"])
    statements.withdraw(statement=said, by=desk["partner"])
    assert post(client, desk, "partner", address).status_code == 404
