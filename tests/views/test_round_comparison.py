"""Two rounds side by side, from their seals or as they stand."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import rounds
from recommendations.choices import Status
from recommendations.models import FollowUp, Round
from tests.access.reading import told
from tests.html import check_page
from tests.views.round_pages import close, numbers, page_of

pytestmark = pytest.mark.django_db


def test_an_earlier_seal_stands_beside_another_round(client, reviewer, round_2026, next_round):
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
    other = f"{reverse('round_compare', args=[round_2026.pk])}?with={next_round.pk}.1"
    assert numbers(client.get(other)) == before
    file = client.get(f"/rounds/{next_round.pk}/compare.csv?seal=1")
    assert f"afml-rounds-{round_2026.pk}-{next_round.pk}.1.csv" in file["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(b"".join(file.streaming_content).decode("utf-8-sig"))))
    assert {row["Seal"] for row in rows} == {"Round of 2026 · Round of 2028, seal 1"}
    assert client.get(f"{address}?seal=9").status_code == 404


def test_two_rounds_stand_side_by_side(client, reviewer, round_2026, next_round):
    Round.objects.filter(pk=next_round.pk).update(due_on=timezone.localdate() - datetime.timedelta(days=1))
    response = client.get(reverse("round_compare", args=[next_round.pk]))
    check_page(response.content)
    proposed = "Proposed recommendations, by country"
    assert response.context["other"].round == round_2026
    assert numbers(response)[(proposed, "Lao PDR")] == {"Moved forward": 1, "Newly answered": 1, "Gone silent": 1}
    assert numbers(response)[(proposed, "Cambodia")] == {"Gone silent": 1}
    assert numbers(response)[("Adopted recommendations, by country", "All")] == {
        "Gone silent": 1, "No answer either time": 1,
    }  # fmt: skip


def test_each_figure_leads_to_its_rows_on_page_and_file(client, reviewer, round_2026, next_round):
    address = reverse("round_compare", args=[next_round.pk])
    response = client.get(address)
    cells = [cell for table in response.context["tables"] for line in table.lines for cell in line.cells if cell.number]
    assert len(cells) > 5
    for cell in cells:
        assert client.get(address + cell.url.split("#")[0]).context["total"] == cell.number
        file = client.get(f"/rounds/{next_round.pk}/compare.csv{cell.url.split('#')[0]}")
        told = b"".join(file.streaming_content).decode("utf-8-sig")
        assert len(list(csv.reader(io.StringIO(told)))) == cell.number + 1


def test_the_comparison_of_sealed_rounds_stays(client, reviewer, round_2026, next_round):
    close(next_round, reviewer)
    address = reverse("round_compare", args=[round_2026.pk])
    before = numbers(client.get(f"{address}?with={next_round.pk}"))
    FollowUp.objects.exclude(status="").update(status=Status.NOT_STARTED, not_pursued_reason="")
    assert numbers(client.get(f"{address}?with={next_round.pk}")) == before


def test_the_excel_file_opens(client, reviewer, round_2026, next_round):
    response = client.get(f"/rounds/{next_round.pk}/compare.xlsx?with={round_2026.pk}")
    assert b"".join(response.streaming_content).startswith(b"PK")


def test_where_nothing_can_be_compared_it_says_so(client, reviewer, round_2026):
    assert "No other round has asked" in page_of(client, "round_compare", round_2026)


def test_no_word_of_an_address_stands_on_the_page_or_in_the_file(client, reviewer, round_2026, next_round):
    """Who passes an address on could have the site say anything; a sign that XML cannot hold spoils the file."""
    query = "?movement=Call+0900+now%EF%BF%BE&country=Nowhere&standing=Ranked"
    html = page_of(client, "round_compare", next_round, query)
    assert "Choose a figure to see its rows" in html
    file = client.get(f"/rounds/{next_round.pk}/compare.xlsx{query}")
    assert not any(word in html + told(file) for word in ("0900", "Nowhere", "Ranked"))


def test_a_round_that_is_none_of_the_list_is_not_compared(client, reviewer, round_2026, next_round):
    assert "Choose a round from the list." in page_of(client, "round_compare", round_2026, "?with=999")
