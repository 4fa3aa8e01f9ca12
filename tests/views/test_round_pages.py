"""What a round's figures rest on, and its page once it is closed; two rounds: test_round_comparison.py."""

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
from recommendations.models import Evidence, FollowUp, Recommendation, RecommendationTheme, RoundReopening, Update
from recommendations.queries.rounds import mark
from tests.access.reading import told
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.factories import FollowUpFactory, RecommendationFactory, UpdateFactory
from tests.html import check_page
from tests.reports import leading
from tests.views.landscape_pages import check_figures, said
from tests.views.posting import Reply, as_it_stands, form_with
from tests.views.round_pages import close, opened, page_of

pytestmark = pytest.mark.django_db


# --- The rows behind a figure --------------------------------------------------------------------------------


@pytest.mark.parametrize("is_sealed", [False, True])
def test_every_figure_of_a_rounds_report_leads_to_as_many_rows(client, reviewer, round_2026, is_sealed):
    RecommendationTheme.objects.filter(theme__slug="justice").update(placing=Placing.CONFIRMED)
    if is_sealed:
        close(round_2026, reviewer)
    response = client.get(f"{reverse('progress_report')}?round={round_2026.pk}")
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
        rows = client.get(f"{reverse('round_rows', args=[round_2026.pk])}?{query}")
        assert (query, rows.context["total"]) == (query, number)
    first = "seal=1&amp;standing=" if is_sealed else "standing="
    assert f'href="/rounds/{round_2026.pk}/rows/?{first}' in response.content.decode()


@pytest.mark.parametrize("is_sealed", [False, True])
def test_every_figure_of_a_rounds_page_leads_to_as_many_rows_and_tells_others_of_none(
    client, reviewer, round_2026, region, is_sealed
):
    FollowUp.objects.filter(pk=region["shared KH"].pk).update(answered_at=timezone.now())  # late
    UpdateFactory(
        follow_up=region["common LA"],
        round=round_2026,
        state="submitted",
        submitted_at=timezone.now(),
        submitted_by=reviewer,
    )
    if is_sealed:
        close(round_2026, reviewer)
        since = {"withdrawn_at": timezone.now(), "withdrawn_reason": "Twice."}
        Recommendation.objects.filter(pk=region["shared KH"].recommendation_id).update(**since)
    address = reverse("round", args=[round_2026.pk])
    assert check_figures(client, address) == 12 + 2 * is_sealed
    assert "Proposed recommendations: 3 of 4 asked are answered in this round." in said(client, address)
    waiting = f"{reverse('round_rows', args=[round_2026.pk])}?sent=yes"
    assert client.get(waiting).context["total"] == 1
    client.force_login(person("viewer", cambodia()))
    assert client.get(waiting).context["total"] == 0
    assert "sent=yes" not in page_of(client, "round", round_2026)


def test_every_figure_of_a_rounds_paper_leads_to_as_many_rows_from_word_and_pdf(client, reviewer, round_2026, region):
    close(round_2026, reviewer)
    later = opened(region, "Round of 2027", days=5)
    Update.objects.filter(follow_up=region["first LA"]).update(round=later)
    FollowUp.objects.filter(pk=region["first LA"].pk).update(answered_at=timezone.now())  # late
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


def test_from_a_row_to_its_follow_up_and_its_evidence(client, reviewer, region, round_2026):
    close(round_2026, reviewer)
    page = page_of(client, "round_rows", round_2026, "?status=in-progress")
    piece = Evidence.objects.get(title="For us")
    assert 'href="/follow-ups/AFML13-LA-S1-01/LA/"' in page
    assert f'<a href="/evidence/{piece.pk}/">For us</a>' in page
    assert "Confirmed" in page
    assert "From the seal of" in page


def test_rows_are_as_the_reader_may_see_them(client, reviewer, round_2026):
    close(round_2026, reviewer)
    client.force_login(person("viewer", cambodia()))
    page = page_of(client, "round_rows", round_2026)
    assert "For us" not in page
    assert page.count("Needs more evidence") == 1  # published
    assert "Confirmed" not in page
    assert ">For everybody</a>" in page


def test_evidence_that_was_withdrawn_since_is_said_to_have_been_there(client, reviewer, round_2026):
    close(round_2026, reviewer)
    Evidence.objects.filter(title="For everybody").update(withdrawn_at=timezone.now(), withdrawn_by=reviewer)
    page = page_of(client, "round_rows", round_2026)
    assert "For everybody" not in page
    assert page.count("withdrawn since, or no longer open to you") == 1


def test_rows_that_are_not_there_are_said_to_be_none(client, reviewer, round_2026):
    assert "This address asks for rows that this round does not have." in page_of(
        client, "round_rows", round_2026, "?country=XX&status=%00&subtheme=nothing"
    )


# --- The page of a closed round ------------------------------------------------------------------------------


def test_a_closed_round_tells_its_seals_and_why_it_was_opened_again(client, reviewer, round_2026):
    close(round_2026, reviewer)
    due_on = timezone.localdate() + datetime.timedelta(days=5)
    rounds.reopen_round(target=round_2026, reason="Cambodia asked for days.", due_on=due_on, by=reviewer)
    close(round_2026, reviewer)
    page = page_of(client, "round", round_2026)
    assert [line.split("<")[0] for line in page.split('<tr><th scope="row">')[-2:]] == ["2", "1"]
    assert "Cambodia asked for days." in page


def test_an_earlier_seal_stays_to_be_read_at_its_own_address(client, reviewer, round_2026):
    close(round_2026, reviewer)
    address = f"{reverse('progress_report')}?round={round_2026.pk}&seal=1"
    rounds.reopen_round(target=round_2026, reason="Days.", due_on=timezone.localdate(), by=reviewer)
    round_2026.refresh_from_db()
    assert "The round was opened again on" in client.get(address).content.decode()
    FollowUp.objects.exclude(status="").update(status=Status.NOT_STARTED, not_pursued_reason="")
    close(round_2026, reviewer)
    assert address.replace("&", "&amp;") in page_of(client, "round", round_2026)
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
    rows = page_of(client, "round_rows", round_2026, f"?{figure}")
    assert "followed by a later one of" in rows
    assert f'href="/reports/progress/?round={round_2026.pk}&amp;seal=1"' in rows
    file = client.get(f"/reports/progress.csv?round={round_2026.pk}&seal=1")
    assert f"round-{round_2026.pk}-seal-1.csv" in file["Content-Disposition"]
    assert b"In progress" in file.content
    said = f"This is the report of the seal of {today}, followed by a later one of {today}."
    assert all(row["Seal"] == said for row in csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert b",Seal" not in client.get(f"/reports/progress.csv?round={round_2026.pk}&seal=2").content
    assert said in told(client.get(f"/reports/progress.xlsx?round={round_2026.pk}&seal=1"))
    paper = client.get(reverse("paper_download", args=[round_2026.pk, "xlsx"]), {"seal": 1})
    assert f"afml-paper-round-{round_2026.pk}-seal-1.xlsx" in paper["Content-Disposition"]
    assert said in told(paper)
    assert "In progress" in told(paper)
    assert "In progress" not in told(client.get(reverse("paper_download", args=[round_2026.pk, "xlsx"])))
    assert said in page_of(client, "paper", round_2026, "?seal=1")
    assert client.get(reverse("paper", args=[round_2026.pk]), {"seal": 9}).status_code == 404


@pytest.mark.parametrize("seal", ["2", "0", "x", "99999999999", "-1"])
def test_a_seal_that_is_none_of_the_round_is_not_there(client, reviewer, round_2026, seal):
    close(round_2026, reviewer)
    assert client.get(f"{reverse('round_rows', args=[round_2026.pk])}?seal={seal}").status_code == 404
    response = client.get(f"{reverse('progress_report')}?round={round_2026.pk}&seal={seal}")
    assert response.status_code == 400
    assert "There is no such seal of this round." in response.content.decode()


def test_who_joined_later_is_marked(client, reviewer, region):
    made = opened(region, parties=(lao,))
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


def test_a_reviewer_opens_it_again(client, reviewer, round_2026):
    close(round_2026, reviewer)
    day = (timezone.localdate() + datetime.timedelta(days=9)).strftime("%d/%m/%Y")
    refused = post(client, "round_reopen", round_2026, reason="", due_on=day)
    refused.check()
    assert refused.beside("reason") == "Fill in this field."
    past = post(client, "round_reopen", round_2026, reason="Days.", due_on="01/01/2020")
    assert past.beside("due_on") == "Answers are due after the round opens."
    assert post(client, "round_reopen", round_2026, reason="Days.", due_on=day).url == f"/rounds/{round_2026.pk}/"
    assert RoundReopening.objects.get().reason == "Days."
    assert "Close the round" in page_of(client, "round", round_2026)


def test_a_reviewer_publishes_the_assessments_after_looking_at_them(client, reviewer, round_2026):
    close(round_2026, reviewer)
    page = page_of(client, "round_assessments", round_2026)
    assert "Confirmed" in page
    assert "Publish the assessments</a>" not in page
    unticked = post(client, "round_assessments", round_2026)
    assert unticked.beside("ready") == "Tick this if the assessments are ready. Publishing cannot be undone."
    FollowUp.objects.filter(assessment=Assessment.CONFIRMED).update(assessment_published=False)
    assert post(client, "round_assessments", round_2026, ready="on").status_code == 302
    assert not FollowUp.objects.filter(assessment=Assessment.CONFIRMED, assessment_published=False).exists()
    assert "Assessments published:" in page_of(client, "round", round_2026)


def test_where_nothing_waits_it_says_so(client, reviewer, round_2026):
    FollowUp.objects.update(assessment=Assessment.NOT_ASSESSED)
    close(round_2026, reviewer)
    assert "No answer of this round has been assessed." in page_of(client, "round_assessments", round_2026)


# --- Costs ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("more", [0, 3])
@pytest.mark.parametrize(("route", "cost"), [("round", 12), ("round_rows", 10), ("round_compare", 11)])
def test_the_number_of_queries_does_not_grow(
    client, reviewer, region, round_2026, more, route, cost, django_assert_max_num_queries
):
    document = region["first LA"].recommendation.document
    for _ in range(more):
        row = FollowUpFactory(recommendation=RecommendationFactory(document=document), party=lao())
        accepted_answer(row, evidence=["Law"], lead=f"Office {row.pk}")
    close(round_2026, reviewer)
    before = close(opened(region, name="Before", days=300), reviewer)
    assert before.closed_at
    address = reverse(route, args=[round_2026.pk])
    client.get(address)
    with django_assert_max_num_queries(30) as queries:
        client.get(address)
    assert len(queries) == cost
