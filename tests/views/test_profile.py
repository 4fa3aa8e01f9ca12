import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.models import AuditEvent, User
from tests.cast import person
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory
from tests.html import check_page, text_of

pytestmark = pytest.mark.django_db
URL = "/profile/"


def test_the_page_tells_the_roles_and_where_to_sign_in_more_safely(client, reporter):
    MembershipFactory(user=reporter, role="viewer", party=None, ends_on=timezone.localdate())
    page = client.get(URL).content
    tree = check_page(page)
    text = text_of(tree)
    assert "Reporter, Lao PDR: Writes the country’s answers, adds evidence, asks for approval, and submits." in text
    assert "Viewer, The region (until " in text
    assert f"You sign in as {reporter.email}." in text
    links = {element.get("href") for element in tree.iter("a")}
    assert {reverse("account_change_password"), reverse("mfa_index")} <= links


def test_saving_keeps_what_was_typed(client, reporter):
    answer = client.post(URL, {"name": "Khamla S.", "language": "en", "time_zone": "Asia/Vientiane"}, follow=True)
    stored = User.objects.get(pk=reporter.pk)
    assert (stored.name, stored.language, stored.time_zone) == ("Khamla S.", "en", "Asia/Vientiane")
    assert "Your profile was saved." in answer.content.decode()
    assert AuditEvent.objects.get().action == "person.save_profile"


def test_saving_twice_is_one_change(client, reporter):
    for _ in range(2):
        client.post(URL, {"name": "Khamla S.", "language": "en", "time_zone": ""})
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "x" * 151, "This text has 151 characters. Shorten it to 150."),
        ("language", "xx", "Choose one of the answers in the list."),
        ("language", "", "Choose a language."),
        ("time_zone", "Mars/Olympus", "Choose one of the answers in the list."),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_field(client, reporter, field, value, sentence):
    typed = {"name": "Typed", "language": "en", "time_zone": "Asia/Manila", field: value}
    page = client.post(URL, typed)
    tree = check_page(page.content)
    errors = [text_of(element) for element in tree.iter() if element.get("id") == f"id_{field}_error"]
    assert len(errors) == 1
    assert sentence in errors[0]
    assert User.objects.get(pk=reporter.pk).name == reporter.name
    assert not AuditEvent.objects.exists()
    if field != "name":
        assert 'value="Typed"' in page.content.decode()


def test_a_name_that_nobody_can_see_is_none(client, reporter):
    client.post(URL, {"name": "\u200b\u200b", "language": "en", "time_zone": ""})
    assert User.objects.get(pk=reporter.pk).name == ""


def test_a_zone_that_was_set_elsewhere_stays_to_choose(client, reporter):
    User.objects.filter(pk=reporter.pk).update(time_zone="America/New_York")
    assert 'value="America/New_York" selected' in client.get(URL).content.decode()


def test_who_chose_no_zone_has_their_country_s(client):
    desk = Desk()
    update = desk.save()
    update.versions.update(saved_at=datetime.datetime(2026, 3, 1, 20, 30, tzinfo=datetime.UTC))
    User.objects.filter(pk=desk["reporter"].pk).update(time_zone="")
    client.force_login(desk["reporter"])
    assert f"As in your country: {desk.party.time_zone}" in client.get(URL).content.decode()
    page = client.get(update.follow_up.get_absolute_url()).content
    assert (desk.party.time_zone, "2 March 2026, 03:30" in text_of(check_page(page))) == ("Asia/Vientiane", True)


def test_nobody_saves_another_person(client, reporter):
    other = UserFactory(name="Other")
    client.post(URL, {"name": "Mine", "language": "en", "time_zone": "", "pk": other.pk, "email": "x@example.org"})
    assert User.objects.get(pk=other.pk).name == "Other"
    assert User.objects.get(pk=reporter.pk).email == reporter.email


def test_a_stranger_is_told_why_not_and_others_sign_in_first(client):
    assert client.get(URL).status_code == 302
    client.force_login(person("stranger"))
    assert client.get(URL).status_code == 403
    assert client.post(URL, {"name": "X", "language": "en"}).status_code == 403
    assert AuditEvent.objects.count() == 0


def test_each_person_chooses_which_mails_they_get(client, reporter):
    tree = check_page(client.get(URL).content)
    boxes = {
        each.get("value"): each.get("checked") is not None for each in tree.iter("input") if each.get("name") == "mails"
    }
    assert boxes == dict.fromkeys(["round-opened", "reminder", "approval", "receipt", "result", "digest"], True)
    typed = {"name": reporter.name, "language": "en", "time_zone": "", "mails": ["reminder", "receipt"]}
    client.post(URL, typed)
    assert User.objects.get(pk=reporter.pk).mail_off == ["approval", "digest", "result", "round-opened"]
    client.post(URL, {**typed, "mails": list(boxes)})
    assert User.objects.get(pk=reporter.pk).mail_off == []
