"""Deciding on the texts of an import, one by one beside their pages, and whether all of it is whole."""

import re

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Extract
from tests.access.imports import png
from tests.factories import (
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    RecommendationFactory,
    SourcePageFactory,
    ThemeFactory,
)
from tests.html import check_page
from tests.views.import_pages import LINES, brought_in, confirm, get, key_in, send, states, text_url
from tests.views.posting import as_it_stands, form_with

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_process")]


@pytest.fixture
def found():
    return brought_in()


# --- The texts -------------------------------------------------------------------------------------------------


def test_a_text_stands_beside_its_marked_passage(client, secretariat, found):
    html = get(client, text_url(found, 2))
    assert "0 of 3 looked at" in html
    marked = re.findall(r"<mark>(.*?)</mark>", html)
    assert set(marked) == {LINES[3], LINES[4]}
    assert len(re.findall(r'<rect class="app-source__mark" x="10" y="(\d+)"', html)) == 4  # two lines, crop and whole
    assert f'href="/imports/{found.pk}/pages/1.png"' in html


def test_the_next_text_opens_by_itself(client, secretariat, found):
    assert send(client, text_url(found, 1), "do", do="accept").url == f"{text_url(found, 2)}#item"
    assert send(client, text_url(found, 3), "do", do="leave-out").url == f"{text_url(found, 2)}#item"
    last = send(client, text_url(found, 2), "do", do="accept", text="Train officials.")
    assert last.url == reverse("import_check", args=[found.pk])
    assert states(found) == ["accepted", "accepted", "rejected"]
    assert "Save and accept" in get(client, text_url(found, 2))
    assert "3 of 3 texts looked at" in get(client, reverse("import_review", args=[found.pk]))


def test_the_same_decision_twice_is_one(client, secretariat, found):
    body = as_it_stands(form_with(get(client, text_url(found, 1)), "do")) | {"do": "accept"}
    first, second = client.post(text_url(found, 1), body), client.post(text_url(found, 1), body)
    assert (second.status_code, second.url) == (302, first.url)
    assert Extract.objects.get(document_import=found, position=1).version == 2


def test_what_was_typed_stays_when_somebody_else_decided(client, secretariat, found):
    opened = as_it_stands(form_with(get(client, text_url(found, 1)), "do"))
    send(client, text_url(found, 1), "do", do="leave-out")
    response = client.post(text_url(found, 1), opened | {"do": "accept", "text": "Mine, typed long."})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Mine, typed long." in html
    assert "Saved since" in html
    check_page(html)
    assert states(found)[0] == "rejected"
    again = as_it_stands(form_with(html, "do")) | {"do": "accept"}
    assert client.post(text_url(found, 1), again).status_code == 302
    assert Extract.objects.get(document_import=found, position=1).text == "Mine, typed long."


def test_a_decision_reaches_its_text_though_its_place_has_moved(client, secretariat, found):
    opened = as_it_stands(form_with(get(client, text_url(found, 3)), "do")) | {"do": "accept"}
    send(client, text_url(found, 2), "do", do="split", begins="Report to ASEAN.")
    client.post(text_url(found, 3), opened)
    assert states(found) == ["proposed", "proposed", "proposed", "accepted"]


def test_splitting_and_merging_lead_back_to_the_text(client, secretariat, found):
    split = send(client, text_url(found, 2), "do", do="split", begins="Report to ASEAN.")
    assert split.url == text_url(found, 2)
    assert Extract.objects.get(document_import=found, position=3).text == "Report to ASEAN."
    merged = send(client, text_url(found, 3), "do", do="merge")
    assert merged.url == text_url(found, 2)
    html = get(client, text_url(found, 3))
    assert "This text is part of the one before." in html
    back = send(client, text_url(found, 3), "do", do="reopen")
    assert back.status_code == 302
    assert states(found) == ["proposed"] * 4


def test_a_missed_text_is_taken_from_the_lines_that_nobody_used(client, secretariat, found):
    there = send(client, text_url(found, 2), "do", do="add", text="Kept, not decided.")
    assert there.url == f"/imports/{found.pk}/add/?after=2"
    assert LINES[5] in get(client, there.url)
    start = f"/imports/{found.pk}/add/?line=6&after=2"
    added = send(client, start, "do", do="add", label="2bis")
    assert added.status_code == 302
    third = Extract.objects.get(document_import=found, position=3)
    assert (third.text, third.label, third.line_from, third.state) == (LINES[5], "2bis", 6, "accepted")
    assert Extract.objects.get(document_import=found, position=2).text == "Kept, not decided."


@pytest.mark.parametrize("last", ["5", "2147483647"])
def test_lines_that_cannot_be_are_refused(client, secretariat, found, last):
    url = f"/imports/{found.pk}/add/?line=6"
    assert send(client, url, "do", do="add", line_to=last).status_code == 200
    assert Extract.objects.filter(document_import=found).count() == 3


def test_a_scan_is_typed_beside_its_pages(client, secretariat):
    scan = DocumentImportFactory(is_scan=True, facts_confirmed_at=timezone.now(), facts_confirmed_by=secretariat)
    ExtractedSubThemeFactory(document_import=scan, position=0, number=None, title="")
    page = SourcePageFactory(document_import=scan, number=2, lines=[])
    page.picture.save("2.png", ContentFile(png(10, 20)))
    assert "Type the texts beside the pages" in get(client, reverse("import_review", args=[scan.pk]))
    added = send(client, f"/imports/{scan.pk}/add/?page=2", "do", do="another", text="Typed.", label="1.")
    assert added.url == f"/imports/{scan.pk}/add/?after=1&page=2"
    assert f"/imports/{scan.pk}/pages/2.png" in get(client, added.url)


def test_all_without_doubts_at_once(client, secretariat, found):
    Extract.objects.filter(document_import=found, position=2).update(doubts=[["short", {}]])
    url = reverse("import_review", args=[found.pk])
    html = get(client, url)
    assert "Accept all 2 without doubts" in html
    client.post(url, {"form_key": key_in(html)})
    assert states(found) == ["accepted", "proposed", "accepted"]
    assert LINES[3][3:10] in get(client, url + "?show=doubts")
    assert "1 doubt" in get(client, url + "?show=open")


def test_suggestions_and_table_cells_are_shown(client, secretariat, found):
    theme = ThemeFactory(slug="justice", name="Access to justice")
    placings = [
        {"axis": "theme", "value": theme.slug, "is_main": True, "placing": "suggested", "words": "help desks"},
        {"axis": "addressee", "value": "asean", "is_main": False, "placing": "suggested", "words": "ASEAN"},
    ]
    Extract.objects.filter(document_import=found, position=1).update(
        placings=placings, responsible="Ministry of Labour", timeline="2021–2022", changed=True, machine_read=True
    )
    html = get(client, text_url(found, 1))
    for words in ("Access to justice", "help desks", "Ministry of Labour", "2021–2022", "It holds a tracked change."):
        assert words in html


def test_headings_are_edited_where_they_stand(client, secretariat, found):
    url = reverse("import_sub_theme", args=[found.pk, 1])
    assert send(client, url, "title", title="Rights of all", introduction="… should:").status_code == 302
    assert "Rights of all" in get(client, reverse("import_review", args=[found.pk]))
    new = f"/imports/{found.pk}/sub-themes/new/?from=3"
    assert send(client, new, "title", title="Another").status_code == 302
    assert Extract.objects.get(document_import=found, position=3).sub_theme.title == "Another"


# --- Is it whole? ----------------------------------------------------------------------------------------------


def test_errors_block_and_warnings_want_a_reason(client, secretariat, found):
    RecommendationFactory(text="Establish help desks at airports.", reference="AFML13-LA-S1-01")
    url = reverse("import_check", args=[found.pk])
    html = get(client, url)
    for words in ("Nobody has confirmed", "3 texts have not been looked at.", "AFML13-LA-S1-01", LINES[5]):
        assert words in html
    confirm(client, found)
    for position in (1, 2, 3):
        send(client, text_url(found, position), "do", do="accept")
    form = as_it_stands(form_with(get(client, url), "form_key"))
    ticks = re.findall(r'name="(tick-[^"]*)"', get(client, url))
    refused = client.post(url, form | dict.fromkeys(ticks, "on"))
    assert "Write why this is right, in a few words." in refused.content.decode()
    reasons = {name.replace("tick", "reason"): "Printed so." for name in ticks}
    done = client.post(url, form | dict.fromkeys(ticks, "on") | reasons)
    assert (done.status_code, done.url) == (302, reverse("import_publish", args=[found.pk]))
    Extract.objects.filter(document_import=found, position=2).update(text="Establish help desks at airports.")
    assert "Look at this before it is published" in get(client, url)
