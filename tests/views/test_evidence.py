"""The pages of a country's evidence: found, read, renewed, changed, withdrawn; its first page as a picture."""

from contextlib import ExitStack
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.actions import evidence, tokens
from recommendations.actions.evidence_files import Proof
from recommendations.models import Evidence
from recommendations.reading import places
from tests.access.imports import png
from tests.desk import Desk
from tests.factories import EvidenceVersionFactory
from tests.html import check_page
from tests.parsing.variants_pdf import drawn as typeset

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


def add(desk, by="reporter", **proof):
    given = {"title": "The decree", "content": png(40, 60), "file_name": "decree.png"} | proof
    return evidence.add(follow_up=desk.follow_up, proof=Proof(**given), by=desk[by])


def seen(client, desk, role, piece):
    client.force_login(desk[role])
    return client.get(piece.get_absolute_url())


def post(client, desk, route, piece, role="reporter", **typed):
    client.force_login(desk[role])
    typed["form_key"] = typed.get("form_key") or tokens.new_key(desk[role])
    return client.post(reverse(route, args=[piece.pk]), typed)


def picture(client, desk, role, piece):
    client.force_login(desk[role])
    return client.get(reverse("evidence_picture", args=[piece.versions.latest("number").key]))


# --- Told before, and found again -------------------------------------------------------------------------------


def test_kinds_size_and_room_are_told_before(client, desk, settings):
    settings.EVIDENCE_QUOTA_BYTES = 50 * 2**20
    add(desk, content=png(40, 60).ljust(2**20))
    taken = "Your country’s files take 1.0 MB of 50.0 MB."
    # A union learns nothing of what others gave, its size neither.
    for role, told in (("reporter", True), ("coordinator", True), ("partner", False)):
        client.force_login(desk[role])
        page = client.get(reverse("evidence_add", args=desk.follow_up.address)).content.decode().replace("\xa0", " ")
        assert "PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV; at most 10 MB." in page
        assert (taken in page) == told


def test_a_file_beyond_the_room_costs_nothing_but_the_file(client, desk, settings):
    settings.EVIDENCE_QUOTA_BYTES = 10
    client.force_login(desk["reporter"])
    typed = {
        "form_key": tokens.new_key(desk["reporter"]), "title": "The decree", "kind": "law", "visibility": "public",
        "publisher": "Ministry", "language": "lo", "file": SimpleUploadedFile("decree.png", png(40, 60)),
    }  # fmt: skip
    page = client.post(reverse("evidence_add", args=desk.follow_up.address), typed).content.decode()
    assert "There is no room for this file" in page
    assert 'value="Ministry"' in page
    assert not Evidence.objects.exists()


def test_earlier_pieces_are_found_by_words_when_there_are_many(client, desk):
    for number in range(13):
        EvidenceVersionFactory(evidence__party=desk.party, evidence__title=f"Report {number}")
    EvidenceVersionFactory(evidence__party=desk.party, evidence__title="NGHỊ ĐỊNH 112")
    client.force_login(desk["reporter"])
    address = reverse("evidence_add", args=desk.follow_up.address)
    page = client.get(address, {"q": "nghị"}).content.decode()
    check_page(page)
    assert "1 of 1 in the list below." in page
    assert "NGHỊ ĐỊNH 112" in page
    assert "Report 7" not in page
    assert "14 of 14 in the list below." in client.get(address).content.decode()


def test_the_library_lists_and_finds(client, desk):
    add(desk, publisher="Ministry of Labour")
    add(desk, title="A link", content=None, link="https://example.org/law")
    client.force_login(desk["approver"])
    page = client.get(reverse("evidence_list")).content.decode()
    check_page(page)
    assert page.index("A link") < page.index("The decree")
    found = client.get(reverse("evidence_list"), {"q": "labour DECREE"}).content.decode()
    assert ("The decree" in found, "A link" in found) == (True, False)
    assert "Nothing found" in client.get(reverse("evidence_list"), {"q": "zzz"}).content.decode()


@pytest.mark.parametrize(("url", "most"), [("list", 12), ("piece", 12)])
def test_the_pages_cost_the_same_for_one_and_for_three(client, desk, url, most, django_assert_max_num_queries):
    for _number in range(3):
        piece = add(desk)
    desk.to("submitted", evidence=tuple(Evidence.objects.all()))
    client.force_login(desk["reporter"])
    address = reverse("evidence_list") if url == "list" else piece.get_absolute_url()
    with django_assert_max_num_queries(most):
        client.get(address)


# --- One piece ---------------------------------------------------------------------------------------------------


def test_the_page_tells_facts_versions_with_their_hash_and_where_it_is_used(client, desk):
    piece = add(desk)
    desk.save(follow_up=desk.another(), evidence=(piece,))
    assert post(client, desk, "evidence_version", piece, link="https://example.org/new").status_code == 302
    page = seen(client, desk, "reporter", piece).content.decode()
    check_page(page)
    assert piece.versions.first().sha256 in page
    for reference in ("AFML15-LA-S1-", "rests on version 2", "Version 1", "https://example.org/new"):
        assert reference in page


def test_others_read_of_it_what_their_answer_rests_on(client, desk):
    piece = add(desk, visibility="everybody", file_name="first.png")
    desk.to("accepted", evidence=(piece,))
    hidden = desk.another()
    desk.save(follow_up=hidden, evidence=(piece,))
    post(client, desk, "evidence_version", piece, link="https://example.org/second")
    own, theirs = (seen(client, desk, role, piece).content.decode() for role in ("reporter", "foreigner"))
    for told in ("https://example.org/second", hidden.recommendation.reference, "Change facts", desk["reporter"].name):
        assert told in own
        assert told not in theirs
    assert "first.png" in theirs


def test_facts_are_changed_and_a_stale_page_overwrites_nothing(client, desk):
    piece = add(desk)
    client.force_login(desk["coordinator"])
    old = client.get(reverse("evidence_change", args=[piece.pk])).context["form"]["seen"].value()
    facts = {"title": "The law", "kind": "law", "visibility": "public", "language": "lo", "seen": old}
    assert post(client, desk, "evidence_change", piece, **facts).status_code == 302
    late = post(client, desk, "evidence_change", piece, "coordinator", **facts | {"title": "Mine"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Somebody changed these facts after you opened the page." in page
    assert 'value="Mine"' in page
    assert "As it is now" in page
    check_page(page)
    fresh = late.context["form"]["seen"].value()
    assert post(client, desk, "evidence_change", piece, "coordinator", **facts | {"title": "Mine", "seen": fresh}).url
    piece.refresh_from_db()
    assert (piece.title, piece.language) == ("Mine", "lo")


def test_withdrawn_it_leaves_a_trace_and_gives_no_file(client, desk):
    piece = add(desk, visibility="public")
    desk.to("accepted", evidence=(piece,))
    version = piece.versions.get()
    assert post(client, desk, "evidence_withdraw", piece, reason="Names in it.").status_code == 302
    page = seen(client, desk, "approver", piece).content.decode()
    check_page(page)
    for told in ("Withdrawn by Reporter", "Names in it.", "The decree"):
        assert told in page
    assert version.get_absolute_url() not in page
    for role in ("reporter", "approver", "reviewer", "secretariat", "foreigner"):
        client.force_login(desk[role])
        assert client.get(version.get_absolute_url()).status_code == 404
        assert picture(client, desk, role, piece).status_code == 404
        answer = client.get(desk.follow_up.get_absolute_url()).content.decode()
        assert "One piece of evidence was withdrawn:" in answer
    assert "The decree" not in answer
    assert seen(client, desk, "reviewer", piece).status_code == 404


def test_that_evidence_was_withdrawn_is_told_to_those_who_knew_of_it(client, desk):
    piece = add(desk)
    desk.to("accepted", evidence=(piece,))
    post(client, desk, "evidence_withdraw", piece, reason="Names in it.")
    told = {}
    for role in ("reviewer", "foreigner"):
        client.force_login(desk[role])
        answer = client.get(desk.follow_up.get_absolute_url()).content.decode()
        told[role] = "One piece of evidence was withdrawn:" in answer
    assert told == {"reviewer": True, "foreigner": False}


def test_the_same_post_again_is_one_version(client, desk):
    piece, key = add(desk), tokens.new_key(desk["reporter"])
    for _time in range(2):
        reply = post(client, desk, "evidence_version", piece, link="https://example.org/new", form_key=key)
        assert reply.status_code == 302
    assert piece.versions.count() == 2


# --- Its first page --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "name"), [(png(40, 60), "a.png"), (typeset("A decree."), "a.pdf")])
def test_the_first_page_is_drawn_here_for_those_who_may_open_it(client, desk, settings, content, name):
    piece = add(desk, content=content, file_name=name)
    shown = picture(client, desk, "reporter", piece)
    drawn = b"".join(shown.streaming_content)
    assert (shown.status_code, shown["Content-Type"], drawn[:8]) == (200, "image/png", b"\x89PNG\r\n\x1a\n")
    assert drawn != content
    assert shown["Content-Security-Policy"] == "sandbox; default-src 'none'"
    kept = Path(settings.MEDIA_ROOT) / "previews" / f"{piece.versions.get().key.hex}.png"
    assert kept.read_bytes() == drawn
    for role in ("viewer", "reviewer", "secretariat", "foreigner"):
        assert picture(client, desk, role, piece).status_code == 404


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7 no page at all %%EOF", b"\x89PNG\r\n\x1a\n no picture IEND\xaeB`\x82", b"a;b;c\n"]
)
def test_what_cannot_be_drawn_has_no_picture_and_is_tried_once(client, desk, content):
    piece = add(desk, content=content)
    assert [picture(client, desk, "reporter", piece).status_code for _time in range(2)] == [404, 404]


def test_a_picture_asked_for_while_too_many_are_drawn_comes_a_moment_later(client, desk, monkeypatch):
    """However many are asked for, so many children at most are at work for one web process."""
    monkeypatch.setattr(places, "WAIT", 0)
    piece = add(desk)
    with ExitStack() as others:
        for _each in range(places.AT_ONCE):
            others.enter_context(places.place())
        busy = picture(client, desk, "reporter", piece)
        assert (busy.status_code, busy["Retry-After"], busy.content.decode()) == (503, "10", places.BUSY)
    drawn = picture(client, desk, "reporter", piece)
    assert b"".join(drawn.streaming_content).startswith(b"\x89PNG")
