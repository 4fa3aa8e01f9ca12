"""One answer for a subject: its follow-ups stand ticked beside the form, and one save ties and writes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from recommendations.actions import bulk, follow_ups
from recommendations.actions.bulk import Chosen
from recommendations.models import FollowUp, Update
from tests.desk import Desk
from tests.factories import RecommendationThemeFactory, ResponsibilityFactory, ThemeFactory
from tests.html import check_page, text_of
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Four follow-ups of one theme, and one of none."""
    desk = Desk()
    theme = ThemeFactory(name="Health", slug="health", position=1)
    desk.rows = [desk.follow_up, *(desk.another() for _ in range(3))]
    for row in desk.rows:
        RecommendationThemeFactory(recommendation=row.recommendation, theme=theme)
    desk.rows.sort(key=lambda row: row.recommendation.position)
    desk.apart = desk.another()
    return desk


@pytest.fixture
def writer(client, desk):
    client.force_login(desk["reporter"])
    return client


def at(row, *, together=True):
    return reverse("update_edit", args=row.address) + ("?together=1" if together else "")


def opened(client, where):
    response = client.get(where)
    check_page(response.content)
    return as_it_stands(form_with(response.content.decode(), "status"))


def marks(rows):
    return [f"{row.pk}.0" for row in rows]


def tied(under):
    return set(FollowUp.objects.filter(answered_under=under))


def test_the_list_leads_to_one_answer_for_a_subject(desk, writer):
    tree = check_page(writer.get("/tasks/").content)
    links = {text_of(each): each.get("href") for each in tree.iter("a")}
    assert links["Write one answer for all of them: Health"] == at(desk.rows[0])
    assert writer.get(links["Answer subject by subject"]).url == at(desk.rows[0])


def test_all_of_the_subject_stand_ticked_and_one_save_answers_them(desk, writer):
    first, *others = desk.rows
    body = opened(writer, at(first))
    assert body["serves"] == marks(others)
    answer = writer.post(at(first, together=False), body | {"status": "planned", "then": "next"})
    assert answer.url == at(desk.apart)
    assert tied(first) == set(others)
    assert Update.objects.get().versions.get().status == "planned"
    page = check_page(writer.get(answer.url).content)
    assert "The draft is saved. It answers 3 other recommendations too." in text_of(page.find(".//main"))


def test_what_is_unticked_comes_next_with_the_rest_of_its_subject(desk, writer):
    first, second, third, fourth = desk.rows
    body = opened(writer, at(first)) | {"serves": marks([third]), "status": "planned", "then": "next"}
    where = writer.post(at(first, together=False), body).url
    assert where == at(second)
    assert opened(writer, where)["serves"] == marks([fourth])
    assert tied(first) == {third}


def test_in_the_ordinary_form_they_are_offered_and_none_is_ticked(desk, writer):
    first, second, *_ = desk.rows
    body = opened(writer, at(first, together=False))
    assert "serves" not in body
    answer = writer.post(at(first, together=False), body | {"serves": marks([second]), "then": "next"})
    assert answer.url == at(desk.rows[2], together=False)
    assert tied(first) == {second}


def test_of_no_subject_or_with_an_accepted_answer_none_is_offered(desk, writer):
    desk.to("accepted")
    for row in (desk.apart, desk.follow_up):
        assert "serves" not in opened(writer, at(row))
    free = next(row for row in desk.rows if row != desk.follow_up)
    assert f"{desk.follow_up.pk}." not in " ".join(opened(writer, at(free))["serves"])


def test_what_is_begun_or_tied_or_not_ones_own_is_not_offered(desk, client):
    first, second, third, fourth = desk.rows
    desk.save(follow_up=second)
    follow_ups.answer_under(follow_up=third, under=desk.apart, by=desk["reporter"])
    client.force_login(desk["reporter"])
    assert opened(client, at(first))["serves"] == marks([fourth])
    client.force_login(desk["partner"])
    assert "serves" not in opened(client, at(desk.follow_up))
    partner = desk["partner"].memberships.get().organization
    for row in {first, fourth} - {desk.follow_up}:
        ResponsibilityFactory(follow_up=row, organization=partner)
    assert set(opened(client, at(desk.follow_up))["serves"]) == set(marks({first, fourth} - {desk.follow_up}))


def test_another_countrys_are_neither_offered_nor_taken(desk, writer):
    foreign = desk.another(desk["foreigner"].memberships.get().party)
    theme = desk.follow_up.recommendation.theme_placings.get().theme
    RecommendationThemeFactory(recommendation=foreign.recommendation, theme=theme)
    body = opened(writer, at(desk.rows[0]))
    assert f"{foreign.pk}.0" not in body["serves"]
    answer = writer.post(at(desk.rows[0], together=False), body | {"serves": marks([foreign])})
    assert "Something in this list was changed after you opened the page." in answer.content.decode()
    assert not FollowUp.objects.exclude(answered_under=None).exists()


def test_autosave_ties_nothing(desk, writer):
    first = desk.rows[0]
    body = opened(writer, at(first))
    assert writer.post(reverse("update_autosave", args=first.address), body | {"challenges": "Few."}).status_code < 300
    assert Update.objects.get().versions.get().challenges == "Few."
    assert not tied(first)
    writer.post(at(first, together=False), body | {"challenges": "Few.", "status": "planned"})
    assert tied(first) == set(desk.rows[1:])


def test_back_a_word_changed_and_saved_again_is_no_conflict(desk, writer):
    first = desk.rows[0]
    body = opened(writer, at(first)) | {"status": "planned", "challenges": "Few."}
    for text in ("Few.", "Few.", "Few inspectors."):
        assert writer.post(at(first, together=False), body | {"challenges": text}).status_code == 302
    assert tied(first) == set(desk.rows[1:])
    assert [each.challenges for each in Update.objects.get().versions.order_by("number")] == ["Few.", "Few inspectors."]


def send(writer, row, body, **changes):
    answer = writer.post(at(row, together=False), body | changes)
    assert answer.status_code == 302
    return text_of(check_page(writer.get(answer.url).content).find(".//main"))


def test_what_is_unticked_after_going_back_is_answered_on_its_own_again(desk, writer):
    first, second, third, fourth = desk.rows
    body = opened(writer, at(first)) | {"status": "planned"}
    assert "It answers 3 other recommendations too." in send(writer, first, body)
    told = send(writer, first, body, serves=marks([third, fourth]))
    assert "It answers 2 other recommendations too. 1 recommendation is answered on its own again." in told
    assert tied(first) == {third, fourth}
    send(writer, first, body, serves=marks([second]))
    assert tied(first) == {second}
    send(writer, first, body, serves=[])
    assert tied(first) == set()


def test_opened_again_what_it_answers_stands_ticked_and_unticked_it_does_no_longer(desk, writer):
    first, second, third, _fourth = desk.rows
    follow_ups.answer_under(follow_up=desk.apart, under=first, by=desk["coordinator"])
    follow_ups.answer_under(follow_up=third, under=first, by=desk["coordinator"])
    body = opened(writer, at(first, together=False))
    assert body["serves"] == body["served"] == marks([third, desk.apart])
    send(writer, first, body, serves=marks([second, desk.apart]))
    assert tied(first) == {second, desk.apart}


def test_what_somebody_else_tied_or_untied_meanwhile_is_not_undone_unseen(desk, writer):
    first, second, third, _fourth = desk.rows
    follow_ups.answer_under(follow_up=second, under=first, by=desk["coordinator"])
    body = opened(writer, at(first, together=False))
    follow_ups.answer_under(follow_up=third, under=first, by=desk["coordinator"])
    send(writer, first, body)
    assert tied(first) == {second, third}
    follow_ups.answer_alone(follow_up=second, by=desk["coordinator"])
    page = writer.post(at(first, together=False), body | {"challenges": "Few."}).content.decode()
    assert f"{second.recommendation.reference} was changed after you opened the page" in page
    assert tied(first) == {third}
    send(writer, first, as_it_stands(form_with(page, "status")))
    assert tied(first) == {second, third}


@pytest.mark.parametrize("meanwhile", ["begun", "tied"])
def test_what_somebody_else_took_meanwhile_is_told_and_no_word_is_lost(desk, writer, meanwhile):
    first, second, third, fourth = desk.rows
    body = opened(writer, at(first)) | {"status": "planned", "challenges": "Few inspectors."}
    if meanwhile == "begun":
        desk.save("coordinator", follow_up=second, challenges="Theirs.")
    else:
        bulk.together(rows=[Chosen(second, 0)], under=desk.apart, by=desk["coordinator"])
    answer = writer.post(at(first, together=False), body)
    page = answer.content.decode()
    check_page(page)
    assert answer.status_code == 200
    assert "Something in this list was changed after you opened the page." in page
    assert not Update.objects.filter(follow_up=first).exists()
    again = as_it_stands(form_with(page, "status"))
    assert (again["challenges"], again["serves"]) == (["Few inspectors."], marks([third, fourth]))
    assert writer.post(at(first, together=False), again).status_code == 302
    assert tied(first) == {third, fourth}


def test_somebody_elses_save_ties_nothing_and_shows_three_columns(desk, writer):
    first = desk.rows[0]
    body = opened(writer, at(first)) | {"status": "planned", "challenges": "Mine."}
    desk.save("coordinator", follow_up=first, challenges="Theirs.")
    answer = writer.post(at(first, together=False), body)
    assert answer.status_code == 409
    assert {"Mine.", "Theirs."} <= set(answer.content.decode().replace("<", ">").split(">"))
    assert not tied(first)


def test_whoever_checks_and_whoever_approves_reads_what_it_answers_besides(desk, writer):
    first, *others = desk.rows
    writer.post(at(first, together=False), opened(writer, at(first)) | {"status": "planned"})
    names = ", ".join(row.recommendation.reference for row in others)
    assert f"also the answer to {names} " in text_of(check_page(writer.get("/tasks/check/").content).find(".//main"))
    desk.party.approval_required = True
    desk.party.save()
    desk.move("ask_approval", Update.objects.get())
    writer.force_login(desk["approver"])
    main = text_of(check_page(writer.get("/approvals/").content).find(".//main"))
    assert f"This answer serves for {len(others)} other recommendations too:" in main
    assert all(f"{row.recommendation.reference} {row.recommendation.text}" in main for row in others)


def test_a_subject_costs_no_more_queries_for_many(desk, writer):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            writer.get(at(desk.rows[0]))
        return len(queries)

    few = cost()
    for row in [desk.another() for _ in range(20)]:
        theme = desk.follow_up.recommendation.theme_placings.get().theme
        RecommendationThemeFactory(recommendation=row.recommendation, theme=theme)
    assert cost() == few <= 12
