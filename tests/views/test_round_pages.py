"""What a round's figures rest on, its page once it is closed, and two rounds side by side."""

import csv
import datetime
import io

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from recommendations.actions import rounds
from recommendations.choices import Assessment, Placing, Status
from recommendations.models import (
    Evidence,
    FollowUp,
    Recommendation,
    RecommendationTheme,
    Round,
    RoundReopening,
    Update,
)
from recommendations.queries.rounds import mark
from tests.access.reading import told
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import FollowUpFactory, RecommendationFactory, RoundFactory, UpdateFactory
from tests.html import check_page
from tests.landscape import landscape
from tests.reports import leading
from tests.views.landscape_pages import check_figures, said
from tests.views.posting import Reply, as_it_stands, form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    found = landscape()
    Round.objects.all().delete()
    answer_under(found["second LA"], found["first LA"])
    return found


@pytest.fixture
def reviewer(client, world):
    user = person("reviewer")
    client.force_login(user)
    return user


def opened(world, name="Round of 2026", days=30, parties=(lao, cambodia)):
    today = timezone.localdate()
    made = RoundFactory(
        name=name, opens_on=today - datetime.timedelta(days=days + 60), due_on=today - datetime.timedelta(days=days)
    )
    made.documents.set({row.recommendation.document for row in world.values()})
    made.parties.set([party() for party in parties])
    return made


@pytest.fixture
def found(world):
    made = opened(world)
    Update.objects.filter(state="accepted").update(round=made)
    return made


def close(found, by):
    rounds.close_round(target=found, by=by)
    found.refresh_from_db()
    return found


def page_of(client, route, found, query=""):
    response = client.get(f"{reverse(route, args=[found.pk])}{query}")
    assert response.status_code == 200
    check_page(response.content)
    return response.content.decode()


# --- The rows behind a figure --------------------------------------------------------------------------------


@pytest.mark.parametrize("is_sealed", [False, True])
def test_every_figure_of_a_rounds_report_leads_to_as_many_rows(client, reviewer, found, is_sealed):
    RecommendationTheme.objects.filter(theme__slug="justice").update(placing=Placing.CONFIRMED)
    if is_sealed:
        close(found, reviewer)
    response = client.get(f"{reverse('progress_report')}?round={found.pk}")
    report = response.context["report"]
    lines = [
        line for part in report.parts for line in (part.total, *(line for table in part.tables for line in table.lines))
    ]
    figures = {
        (each.query, each.number)
        for line in lines
        for each in (line.asked, line.answered, line.under, *line.by_answer, *line.reasons)
        if each.number
    }
    assert {"main", "subtheme", "reason", "under", "status"} <= {
        name for query, _number in figures for name in dict(p.split("=") for p in query.split("&"))
    }
    for query, number in figures:
        rows = client.get(f"{reverse('round_rows', args=[found.pk])}?{query}")
        assert (query, rows.context["total"]) == (query, number)
    first = "seal=1&amp;standing=" if is_sealed else "standing="
    assert f'href="/rounds/{found.pk}/rows/?{first}' in response.content.decode()


@pytest.mark.parametrize("is_sealed", [False, True])
def test_every_figure_of_a_rounds_page_leads_to_as_many_rows_and_tells_others_of_none(
    client, reviewer, found, world, is_sealed
):
    FollowUp.objects.filter(pk=world["shared KH"].pk).update(answered_at=timezone.now())  # late
    UpdateFactory(
        follow_up=world["common LA"], round=found, state="submitted", submitted_at=timezone.now(), submitted_by=reviewer
    )
    if is_sealed:
        close(found, reviewer)
        since = {"withdrawn_at": timezone.now(), "withdrawn_reason": "Twice."}
        Recommendation.objects.filter(pk=world["shared KH"].recommendation_id).update(**since)
    address = reverse("round", args=[found.pk])
    assert check_figures(client, address) == 12 + 2 * is_sealed
    assert "Proposed recommendations: 3 of 4 asked are answered in this round." in said(client, address)
    waiting = f"{reverse('round_rows', args=[found.pk])}?sent=yes"
    assert client.get(waiting).context["total"] == 1
    client.force_login(person("viewer", cambodia()))
    assert client.get(waiting).context["total"] == 0
    assert "sent=yes" not in page_of(client, "round", found)


def test_every_figure_of_a_rounds_paper_leads_to_as_many_rows_from_word_and_pdf(client, reviewer, found, world):
    close(found, reviewer)
    later = opened(world, "Round of 2027", days=5)
    Update.objects.filter(follow_up=world["first LA"]).update(round=later)
    FollowUp.objects.filter(pk=world["first LA"].pk).update(answered_at=timezone.now())  # late
    close(later, reviewer)
    suggested = {"edition": "inside", "placings": "suggested"}
    taken = {fmt: client.get(reverse("paper_download", args=[later.pk, fmt]), suggested) for fmt in ("docx", "pdf")}
    in_links = leading.to_site(leading.of_word(taken["docx"].content))
    in_pdf = leading.to_site(leading.of_pdf(taken["pdf"].content))
    assert {address for _words, address in in_links} == {address for _words, address in in_pdf}
    in_word = {each for each in in_links if "?" in each[1]}
    assert in_word == {each for each in in_pdf if "?" in each[1]}
    for picks in (
        "seal=1",
        "main=~justice",
        "main=~none",
        "late=yes",
        "each=text",
        "answer=no-information",
        "movement=",
        "status=",
    ):
        assert any(picks in address for _words, address in in_word)
    for words, address in in_word:
        rows = client.get(address.removeprefix(settings.SITE_URL))
        assert (address, str(rows.context["total"])) == (address, words)
    leads = {address.removeprefix(settings.SITE_URL).partition("/")[2].partition("/")[0] for _, address in in_links}
    assert leads == {"follow-ups", "evidence", "recommendations", "rounds"}


def test_from_a_row_to_its_follow_up_and_its_evidence(client, reviewer, world, found):
    close(found, reviewer)
    page = page_of(client, "round_rows", found, "?status=in-progress")
    piece = Evidence.objects.get(title="For us")
    assert 'href="/follow-ups/AFML13-LA-S1-01/LA/"' in page
    assert f'<a href="/evidence/{piece.pk}/">For us</a>' in page
    assert "Confirmed" in page
    assert "From the seal of" in page


def test_rows_are_as_the_reader_may_see_them(client, reviewer, found):
    close(found, reviewer)
    client.force_login(person("viewer", cambodia()))
    page = page_of(client, "round_rows", found)
    assert "For us" not in page
    assert page.count("Needs more evidence") == 1  # published
    assert "Confirmed" not in page
    assert ">For everybody</a>" in page


def test_evidence_that_was_withdrawn_since_is_said_to_have_been_there(client, reviewer, found):
    close(found, reviewer)
    Evidence.objects.filter(title="For everybody").update(withdrawn_at=timezone.now(), withdrawn_by=reviewer)
    page = page_of(client, "round_rows", found)
    assert "For everybody" not in page
    assert page.count("withdrawn since, or no longer open to you") == 1


def test_rows_that_are_not_there_are_said_to_be_none(client, reviewer, found):
    assert "This address asks for rows that this round does not have." in page_of(
        client, "round_rows", found, "?country=XX&status=%00&subtheme=nothing"
    )


# --- The page of a closed round ------------------------------------------------------------------------------


def test_a_closed_round_tells_its_seals_and_why_it_was_opened_again(client, reviewer, found):
    close(found, reviewer)
    due_on = timezone.localdate() + datetime.timedelta(days=5)
    rounds.reopen_round(target=found, reason="Cambodia asked for days.", due_on=due_on, by=reviewer)
    close(found, reviewer)
    page = page_of(client, "round", found)
    assert [line.split("<")[0] for line in page.split('<tr><th scope="row">')[-2:]] == ["2", "1"]
    assert "Cambodia asked for days." in page


def test_an_earlier_seal_stays_to_be_read_at_its_own_address(client, reviewer, found):
    close(found, reviewer)
    address = f"{reverse('progress_report')}?round={found.pk}&seal=1"
    rounds.reopen_round(target=found, reason="Days.", due_on=timezone.localdate(), by=reviewer)
    found.refresh_from_db()
    assert "The round was opened again on" in client.get(address).content.decode()
    FollowUp.objects.exclude(status="").update(status=Status.NOT_STARTED, not_pursued_reason="")
    close(found, reviewer)
    assert address.replace("&", "&amp;") in page_of(client, "round", found)
    response = client.get(address)
    page = response.content.decode()
    check_page(page)
    today = date_format(timezone.localdate(), "j F Y")
    assert f"This is the report of the seal of {today}, followed by a later one of {today}." in page
    assert response.context["report"].parts[0].total.count(Status.NOT_STARTED) == 0
    assert "This is the report of the seal" not in client.get(f"{address[:-1]}2").content.decode()
    (figure,) = {
        each.query for part in response.context["report"].parts for each in part.total.by_answer
        if each.key == Status.IN_PROGRESS and each.number
    }  # fmt: skip
    assert figure.startswith("seal=1&")
    rows = page_of(client, "round_rows", found, f"?{figure}")
    assert "followed by a later one of" in rows
    assert f'href="/reports/progress/?round={found.pk}&amp;seal=1"' in rows
    file = client.get(f"/reports/progress.csv?round={found.pk}&seal=1")
    assert f"round-{found.pk}-seal-1.csv" in file["Content-Disposition"]
    assert b"In progress" in file.content
    said = f"This is the report of the seal of {today}, followed by a later one of {today}."
    assert all(row["Seal"] == said for row in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert b",Seal" not in client.get(f"/reports/progress.csv?round={found.pk}&seal=2").content
    assert said in told(client.get(f"/reports/progress.xlsx?round={found.pk}&seal=1"))
    paper = client.get(reverse("paper_download", args=[found.pk, "xlsx"]), {"seal": 1})
    assert f"afml-paper-round-{found.pk}-seal-1.xlsx" in paper["Content-Disposition"]
    assert said in told(paper)
    assert "In progress" in told(paper)
    assert "In progress" not in told(client.get(reverse("paper_download", args=[found.pk, "xlsx"])))
    assert said in page_of(client, "paper", found, "?seal=1")
    assert client.get(reverse("paper", args=[found.pk]), {"seal": 9}).status_code == 404


def test_an_earlier_seal_stands_beside_another_round(client, reviewer, found, next_round):
    Round.objects.filter(pk=next_round.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    close(next_round, reviewer)
    address = reverse("round_compare", args=[next_round.pk])
    before = numbers(client.get(address))
    rounds.reopen_round(target=next_round, reason="Days.", due_on=timezone.localdate(), by=reviewer)
    FollowUp.objects.exclude(status="").update(status=Status.NOT_STARTED, not_pursued_reason="")
    close(next_round, reviewer)
    assert numbers(client.get(address)) != before
    response = client.get(f"{address}?seal=1")
    check_page(response.content)
    assert numbers(response) == before
    cell = next(
        cell for table in response.context["tables"] for line in table.lines for cell in line.cells if cell.number
    )
    assert client.get(address + cell.url.split("#")[0]).context["total"] == cell.number
    other = f"{reverse('round_compare', args=[found.pk])}?with={next_round.pk}.1"
    assert numbers(client.get(other)) == before
    file = client.get(f"/rounds/{next_round.pk}/compare.csv?seal=1")
    assert f"afml-rounds-{found.pk}-{next_round.pk}.1.csv" in file["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert {row["Seal"] for row in rows} == {"Round of 2026 · Round of 2028, seal 1"}
    assert client.get(f"{address}?seal=9").status_code == 404


@pytest.mark.parametrize("seal", ["2", "0", "x", "99999999999", "-1"])
def test_a_seal_that_is_none_of_the_round_is_not_there(client, reviewer, found, seal):
    close(found, reviewer)
    assert client.get(f"{reverse('round_rows', args=[found.pk])}?seal={seal}").status_code == 404
    response = client.get(f"{reverse('progress_report')}?round={found.pk}&seal={seal}")
    assert response.status_code == 400
    assert "There is no such seal of this round." in response.content.decode()


def test_who_joined_later_is_marked(client, reviewer, world):
    made = opened(world, parties=(lao,))
    later = timezone.localdate() + datetime.timedelta(days=9)
    rounds.change_round(
        target=made, name=made.name, due_on=later, parties=[cambodia()], seen=mark(made), by=reviewer
    )  # fmt: skip
    page = page_of(client, "round", made)
    assert page.count("joined later, on") == 1
    assert page.index("Cambodia") < page.index("joined later, on") < page.index("Lao PDR")


def post(client, route, found, **changes):
    address = reverse(route, args=[found.pk])
    form = form_with(client.get(address).content.decode(), "form_key")
    response = client.post(address, {**as_it_stands(form), **changes})
    return Reply(response.status_code, response.content.decode()) if response.status_code != 302 else response


def test_a_reviewer_opens_it_again(client, reviewer, found):
    close(found, reviewer)
    day = (timezone.localdate() + datetime.timedelta(days=9)).strftime("%d/%m/%Y")
    refused = post(client, "round_reopen", found, reason="", due_on=day)
    refused.check()
    assert refused.beside("reason") == "Fill in this field."
    past = post(client, "round_reopen", found, reason="Days.", due_on="01/01/2020")
    assert past.beside("due_on") == "Answers are due after the round opens."
    assert post(client, "round_reopen", found, reason="Days.", due_on=day).url == f"/rounds/{found.pk}/"
    assert RoundReopening.objects.get().reason == "Days."
    assert "Close the round" in page_of(client, "round", found)


def test_a_reviewer_publishes_the_assessments_after_looking_at_them(client, reviewer, found):
    close(found, reviewer)
    page = page_of(client, "round_assessments", found)
    assert "Confirmed" in page
    assert "Publish the assessments</a>" not in page
    unticked = post(client, "round_assessments", found)
    assert unticked.beside("ready") == "Tick this if the assessments are ready. Publishing cannot be undone."
    FollowUp.objects.filter(assessment=Assessment.CONFIRMED).update(assessment_published=False)
    assert post(client, "round_assessments", found, ready="on").status_code == 302
    assert not FollowUp.objects.filter(assessment=Assessment.CONFIRMED, assessment_published=False).exists()
    assert "Assessments published:" in page_of(client, "round", found)


def test_where_nothing_waits_it_says_so(client, reviewer, found):
    FollowUp.objects.update(assessment=Assessment.NOT_ASSESSED)
    close(found, reviewer)
    assert "No answer of this round has been assessed." in page_of(client, "round_assessments", found)


# --- Two rounds ----------------------------------------------------------------------------------------------


@pytest.fixture
def next_round(world, found, reviewer):
    """After the first was sealed: one moved forward, one was answered for the first time, one has gone silent."""
    close(found, reviewer)
    later = opened(world, name="Round of 2028", days=0)
    for name, status in (("first LA", Status.IMPLEMENTED), ("shared LA", Status.PLANNED)):
        world[name].updates.update(state="superseded")
        accepted_answer(world[name], status)
        world[name].updates.filter(state="accepted").update(round=later)
    return later


def numbers(response):
    return {
        (table.caption, line.label): {
            heading: cell.number for heading, cell in zip(table.headings, line.cells, strict=True) if cell.number
        }
        for table in response.context["tables"]
        for line in table.lines
    }


def test_two_rounds_stand_side_by_side(client, reviewer, found, next_round):
    Round.objects.filter(pk=next_round.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    response = client.get(reverse("round_compare", args=[next_round.pk]))
    check_page(response.content)
    proposed = "Proposed recommendations, by country"
    assert response.context["other"].round == found
    assert numbers(response)[(proposed, "Lao PDR")] == {"Moved forward": 1, "Newly answered": 1, "Gone silent": 1}
    assert numbers(response)[(proposed, "Cambodia")] == {"Gone silent": 1}
    assert numbers(response)[("Adopted recommendations, by country", "All")] == {
        "Gone silent": 1, "No answer either time": 1,
    }  # fmt: skip


def test_each_figure_leads_to_its_rows_on_page_and_file(client, reviewer, found, next_round):
    address = reverse("round_compare", args=[next_round.pk])
    response = client.get(address)
    cells = [cell for table in response.context["tables"] for line in table.lines for cell in line.cells if cell.number]
    assert len(cells) > 5
    for cell in cells:
        assert client.get(address + cell.url.split("#")[0]).context["total"] == cell.number
        file = client.get(f"/rounds/{next_round.pk}/compare.csv{cell.url.split('#')[0]}")
        told = b"".join(file.streaming_content).decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(told)))) == cell.number + 1


def test_the_comparison_of_sealed_rounds_stays(client, reviewer, found, next_round):
    close(next_round, reviewer)
    address = reverse("round_compare", args=[found.pk])
    before = numbers(client.get(f"{address}?with={next_round.pk}"))
    FollowUp.objects.exclude(status="").update(status=Status.NOT_STARTED, not_pursued_reason="")
    assert numbers(client.get(f"{address}?with={next_round.pk}")) == before


def test_the_excel_file_opens(client, reviewer, found, next_round):
    response = client.get(f"/rounds/{next_round.pk}/compare.xlsx?with={found.pk}")
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_where_nothing_can_be_compared_it_says_so(client, reviewer, found):
    assert "No other round has asked" in page_of(client, "round_compare", found)


def test_no_word_of_an_address_stands_on_the_page_or_in_the_file(client, reviewer, found, next_round):
    """Who passes an address on could have the site say anything; a sign that XML cannot hold spoils the file."""
    query = "?movement=Call+0900+now%EF%BF%BE&country=Nowhere&standing=Ranked"
    html = page_of(client, "round_compare", next_round, query)
    assert "Choose a figure to see its rows" in html
    file = client.get(f"/rounds/{next_round.pk}/compare.xlsx{query}")
    assert not any(word in html + told(file) for word in ("0900", "Nowhere", "Ranked"))


def test_a_round_that_is_none_of_the_list_is_not_compared(client, reviewer, found, next_round):
    assert "Choose a round from the list." in page_of(client, "round_compare", found, "?with=999")


# --- Costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.parametrize(("route", "cost"), [("round", 12), ("round_rows", 10), ("round_compare", 11)])
def test_the_number_of_queries_does_not_grow(
    client, reviewer, world, found, more, route, cost, django_assert_max_num_queries
):
    document = world["first LA"].recommendation.document
    for _ in range(more):
        row = FollowUpFactory(recommendation=RecommendationFactory(document=document), party=lao())
        accepted_answer(row, evidence=["Law"], lead=f"Office {row.pk}")
    close(found, reviewer)
    before = close(opened(world, name="Before", days=300), reviewer)
    assert before.closed_at
    address = reverse(route, args=[found.pk])
    client.get(address)
    with django_assert_max_num_queries(30) as queries:
        client.get(address)
    assert len(queries) == cost
