"""An answer that was given before its text was reworded: flagged on every page until its country confirms."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from recommendations.actions import confirmations, documents, editions, reviews, updates, withdrawing
from recommendations.actions.typed import Answer
from recommendations.errors import Conflict, NotAllowed, TooLate
from recommendations.models import AuditEvent, FollowUp
from tests.cast import cambodia, lao, person
from tests.edition_texts import COSTS, DATA, DESKS, HEALTH, TRAIN
from tests.editions import apply, corrected, of, published
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db

REWORDED = HEALTH.replace("every migrant worker", "each migrant worker, documented or not,")
NEW = (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA]))
MARK = "Answered before the change of 1 March 2026"


class Case:
    """A text that Lao PDR and Cambodia were asked about; Lao PDR had answered before it was reworded."""

    def __init__(self):
        self.document = published(parties=[lao(), cambodia()])
        self.people = {role: person(role, lao()) for role in ("reporter", "approver", "coordinator", "viewer")}
        self.people |= {role: person(role) for role in ("reviewer", "secretariat", "stranger")}
        self.people["foreigner"] = person("coordinator", cambodia())
        self.follow_up = of(self.document, "S1-01").follow_ups.get(party=lao())
        self.answer()
        with time_machine.travel("2026-03-01 12:00Z", tick=False):
            editions.apply_edition(document_import=corrected(self.document, NEW), by=self.people["secretariat"])
        self.url = reverse("wording_confirm", args=self.follow_up.address)

    def answer(self):
        by = self.people["reporter"]
        update = updates.save(follow_up=self.follow_up, answer=Answer(status="planned"), opened_version=0, by=by)
        updates.submit(update=update, seen_version=update.version, by=by)
        update.refresh_from_db()
        reviews.accept(update=update, seen_version=update.version, assessment="confirmed", by=self.people["reviewer"])

    def client(self, who):
        client = Client()
        client.force_login(self.people[who])
        return client

    def get(self, who, url):
        response = self.client(who).get(url)
        assert response.status_code == 200
        check_page(response.content.decode())
        return response.content.decode()

    def post(self, who="reporter", **changes):
        client = self.client(who)
        form = form_with(client.get(self.url).content.decode(), "stands")
        return client.post(self.url, {**as_it_stands(form), "stands": "on", **changes})

    def now(self):
        return FollowUp.objects.with_source().with_changed_at().get(pk=self.follow_up.pk)


@pytest.fixture
def case():
    return Case()


def pages(case):
    recommendation = case.follow_up.recommendation
    return {
        "follow-up": case.follow_up.get_absolute_url(),
        "list": reverse("recommendation_list"),
        "by text": reverse("recommendation_texts"),
        "text": recommendation.get_absolute_url(),
        "document": recommendation.document.get_absolute_url(),
    }


@pytest.mark.parametrize("page", ["follow-up", "list", "by text", "text", "document"])
@pytest.mark.parametrize("who", ["reporter", "foreigner", "viewer", "reviewer"])
def test_every_page_says_so_until_it_is_confirmed(case, page, who):
    url = pages(case)[page]
    assert case.get(who, url).count('class="app-changed"') == 1
    assert MARK in " ".join(text_of_page(case.get(who, url)).split())
    confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=case.people["reporter"])
    assert 'class="app-changed"' not in case.get(who, url)


def text_of_page(html):
    import lxml.html

    return text_of(lxml.html.document_fromstring(html))


def test_an_answer_given_since_is_not_flagged(case):
    case.answer()
    assert (case.now().answered_wording, case.now().is_before_change, case.now().changed_at) == (2, False, None)


def test_what_was_not_answered_is_not_flagged(case):
    other = of(case.document, "S1-01").follow_ups.get(party=cambodia())
    assert list(FollowUp.objects.answered_before_change()) == [case.follow_up]
    assert not other.is_before_change


def test_mending_a_typing_error_flags_nothing(case):
    confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=case.people["reporter"])
    apply(case.document, (("Impact", [REWORDED.replace(" and", ", and"), COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    assert (case.now().recommendation.wording, case.now().is_before_change) == (3, False)


@pytest.mark.parametrize(("value", "number"), [("before", 1), ("present", 0)])
def test_the_list_is_narrowed_to_such_answers(case, value, number):
    html = case.get("reporter", f"{reverse('recommendation_list')}?wording={value}")
    assert html.count('class="app-reference" href="/follow-ups/') == number


def test_the_download_has_the_day(case):
    response = case.client("reviewer").get(reverse("recommendation_download", args=["csv"]))
    lines = b"".join(response.streaming_content).decode("utf-8-sig").splitlines()
    assert "Answered before the change of" in lines[0]
    assert next(line for line in lines if "2026-03-01" in line).startswith("AFML13-LA-S1-01,Lao PDR")


def test_the_task_list_asks_for_it(case):
    html = case.get("reporter", reverse("task_list"))
    assert "Please confirm: the text was changed" in html
    assert f'href="{case.url}"' in html
    assert "My tasks <span" in html
    assert "Please confirm" not in case.get("foreigner", reverse("task_list"))
    assert "Please confirm" not in case.get("approver", reverse("task_list"))


def test_the_page_shows_both_wordings_and_the_answer(case):
    html = case.get("reporter", case.url)
    words = " ".join(text_of_page(html).split())
    assert "taken out: every" in words
    assert "put in: each" in words
    assert HEALTH in words
    assert "Planned" in words


def test_one_tick_confirms(case):
    response = case.post()
    assert (response.status_code, response.url) == (302, case.follow_up.get_absolute_url())
    assert case.now().answered_wording == 2
    event = AuditEvent.objects.get(action="follow_up.confirm_wording")
    assert (event.by, event.party, event.before, event.after) == (
        case.people["reporter"], lao(), {"wording": 1}, {"wording": 2},
    )  # fmt: skip
    assert "Confirmed: the answer stands" in case.get("viewer", case.follow_up.get_absolute_url())


def test_the_next_one_follows(case):
    second = of(case.document, "S2-01").follow_ups.get(party=lao())
    case.follow_up, first = second, case.follow_up
    case.answer()
    apply(case.document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN.replace("twice", "once"), DATA])))
    case.follow_up = first
    assert case.post().url == reverse("wording_confirm", args=second.address)


def test_without_the_tick_nothing_is_confirmed(case):
    client = case.client("reporter")
    sent = as_it_stands(form_with(client.get(case.url).content.decode(), "stands"))
    response = client.post(case.url, sent)
    assert response.status_code == 200
    assert "Tick this if your answer stands." in response.content.decode()
    assert case.now().answered_wording == 1


def test_reworded_once_more_while_the_page_was_open(case):
    client = case.client("reporter")
    sent = as_it_stands(form_with(client.get(case.url).content.decode(), "stands")) | {"stands": "on"}
    apply(case.document, (("Impact", [f"{REWORDED} Now.", COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    response = client.post(case.url, sent)
    assert response.status_code == 409
    assert case.now().answered_wording == 1
    sent = as_it_stands(form_with(response.content.decode(), "stands")) | {"stands": "on"}
    assert client.post(case.url, sent).status_code == 302
    assert case.now().answered_wording == 3


def test_the_same_post_again_leads_to_the_same_place(case):
    client = case.client("reporter")
    sent = as_it_stands(form_with(client.get(case.url).content.decode(), "stands")) | {"stands": "on"}
    first, again = (client.post(case.url, sent) for _time in range(2))
    assert (first.status_code, first.url) == (again.status_code, again.url)
    assert AuditEvent.objects.filter(action="follow_up.confirm_wording").count() == 1


def test_nothing_to_confirm_leads_to_the_follow_up(case):
    case.post()
    assert case.client("reporter").get(case.url).url == case.follow_up.get_absolute_url()


@pytest.mark.parametrize(
    ("who", "status"),
    [("reporter", 200), ("coordinator", 200), ("approver", 403), ("viewer", 403), ("reviewer", 403),
     ("secretariat", 404), ("foreigner", 404), ("stranger", 403)],
)  # fmt: skip
def test_who_may_confirm(case, who, status):
    client = case.client(who)
    assert client.get(case.url).status_code == status
    if status != 200:
        assert client.post(case.url, {"seen_wording": 2, "stands": "on"}).status_code == status
        with pytest.raises(NotAllowed):
            confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=case.people[who])
        assert case.now().answered_wording == 1


def test_a_withdrawn_text_is_not_confirmed(case):
    withdrawing.withdraw(document=case.document, reason="Another meeting’s.", by=case.people["secretariat"])
    assert case.client("reporter").get(case.url).url == case.follow_up.get_absolute_url()
    assert "Please confirm" not in case.get("reporter", reverse("task_list"))
    with pytest.raises(TooLate):
        confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=case.people["reporter"])


def test_errors_of_the_action(case):
    by = case.people["reporter"]
    with pytest.raises(Conflict):
        confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=1, by=by)
    confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=by)
    with pytest.raises(TooLate):
        confirmations.confirm_wording(follow_up=case.follow_up, seen_wording=2, by=by)


def test_the_reviewer_is_told_that_the_text_was_changed_meanwhile():
    document = documents.publish_import(document_import=corrected_none(), by=None)
    follow_up = of(document, "S1-01").follow_ups.get()
    by = person("reporter", lao())
    update = updates.save(follow_up=follow_up, answer=Answer(status="planned"), opened_version=0, by=by)
    updates.submit(update=update, seen_version=update.version, by=by)
    apply(document, NEW)
    client = Client()
    client.force_login(person("reviewer"))
    html = client.get(reverse("review", args=follow_up.address)).content.decode()
    assert "The text was changed after this answer was written." in html
    client.force_login(by)
    assert "This was written before the text was changed." in client.get(follow_up.get_absolute_url()).content.decode()


def corrected_none():
    from tests.editions import an_import

    return an_import()
