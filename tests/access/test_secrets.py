"""Every page, list, file and report is read by everybody, and each meets the texts that are meant for them.

Equality both ways: who may read a marked text meets it somewhere, who may not meets it nowhere. So nothing is
absent that could not have been there.
"""

import pytest
from django.contrib import admin
from django.urls import reverse

from recommendations.choices import Assessment
from recommendations.models import EvidenceVersion, FollowUp, Round, SignatureSheet
from tests.access import grid_meetings, grid_paper, grid_picture, voices
from tests.access.people import ASSESSMENT_READERS, COLUMNS, DRAFT_READERS, ELSEWHERE, MEMBERS, NO_ROLE
from tests.access.reading import told
from tests.access.world import World, mark
from tests.conftest import FULL

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.shared,
    pytest.mark.repeated_queries(reason="tests of each page watch that; here everybody asks for all of them"),
]

# Every day one person of each kind; `bootstrap.py test --full` asks for all of them.
LIKE_ANOTHER = () if FULL else ("coo", "vie", "or-", "x-coo", "x-app", "x-vie", "x-par", "str")
WHO = [who for who in COLUMNS if who not in LIKE_ANOTHER]
FOLLOW_UP_PAGES = ("follow_up", "update_edit", "answered_under", "evidence_add", "review", "update_reopen")
# Whom all pages but the first answer 404, always the same one (test_side_doors.py).
OUTSIDE = {*ELSEWHERE, "rev-", "r-vie", "sec", "pa-", *NO_ROLE}
PLAIN_PAGES = ("home", "task_list", "review_queue", "document_list", "report_list", "profile", "approval_list")
LISTS = (
    "", "?country=LA", "?answer=no-information&status=in-progress", "?evidence=yes&sort=-answered",
    "?assessment=confirmed-in-part&sort=status", "?since=2000-01-01&size=50",
)  # fmt: skip
SHORTS = (
    ("brief", "?since=2000"), ("brief", "?edition=public&since=2000"), ("one_page", "?country=LA"),
    ("thematic_list", "?size=50"),
)  # fmt: skip
FILES = (
    ("brief_download", ("docx",), "?edition=public&since=2000"), ("country_report", ("LA", "docx"), ""),
    ("thematic_download", ("csv",), ""),
)  # fmt: skip
OF_ROUNDS = ("round", "round_rows", "round_compare")
REPORTS = ("", "?country=LA", "?forum=15", "?since=2000-01-01")
# What a later version replaced stands on no page: an older answer (in the admin the secretariat may look it up),
# and what was sent back, for those who read the correction instead.
OLD_ANSWERS = ("superseded", "corrected")
CORRECTED = "returned-in-work"


def addresses(world: World, who: str) -> list[str]:
    """Whatever `who` can ask for by GET."""
    found = [reverse(route) for route in PLAIN_PAGES]
    found += a_fifth(told_again(), who)
    found += [reverse("document", args=["AFML15-LA"])]
    found += grid_paper.urls()
    found += [grid_meetings.address(*each) for each in grid_meetings.PAGES if who in grid_meetings.READERS[each[1]]]
    for each in world.follow_ups.values():
        found += [reverse(route, args=each.address) for route in FOLLOW_UP_PAGES[: 1 if who in OUTSIDE else None]]
        found.append(reverse("recommendation", args=each.address[:1]))
    found += [reverse("evidence_file", args=[key]) for key in world.keys.values()]
    found.append(reverse("reply_file", args=[voices.key("entered")]))
    if who not in OUTSIDE:
        for sheet in SignatureSheet.objects.order_by("code"):
            found.append(reverse("paper_approval", args=[sheet.code]))
            found += [reverse("signature_sheet", args=[sheet.code, fmt]) for fmt in ("docx", "pdf")]
    pieces = EvidenceVersion.objects.filter(key__in=world.keys.values()).values_list("evidence", flat=True)
    found += [reverse("evidence", args=[pk]) for pk in pieces]
    found += a_fifth([reverse("evidence_change", args=[pk]) for pk in pieces], who)
    found += [reverse("evidence_list") + query for query in ("", "?q=zq", "?page=2", "?page=3", "?size=50")]
    return found


def a_fifth(urls: list[str], who: str) -> list[str]:
    """What repeats other pages: in the gate everybody asks for a fifth of it, each for another one."""
    return urls if FULL else urls[COLUMNS.index(who) % 5 :: 5]


def told_again() -> list[str]:
    """Lists, reports and files: they tell what stands on the follow-ups' own pages."""
    found = [reverse(route) + query for route in ("recommendation_list", "recommendation_texts") for query in LISTS]
    found += [reverse("recommendation_download", args=[fmt]) + query for fmt in ("csv", "xlsx") for query in LISTS[:2]]
    found += [reverse("progress_report") + query for query in REPORTS]
    found += [reverse("progress_report_download", args=[fmt]) for fmt in ("docx", "xlsx", "csv")]
    found += [reverse(route) + query for route, query in SHORTS]
    found += [reverse(route, args=args) + query for route, args, query in FILES]
    found += [reverse(route, args=[each]) for each in told_rounds() for route in OF_ROUNDS]
    return found + grid_picture.urls()


def told_rounds() -> list[int]:
    return list(Round.objects.filter(name__in=["Round told", "Round sealed"]).values_list("pk", flat=True))


def admin_addresses() -> list[str]:
    """The admin's lists and a page for each row, with what hangs below it."""
    found = [reverse("admin:index")]
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        found.append(reverse(f"{name}_changelist"))
        found += [reverse(f"{name}_change", args=[pk]) for pk in model.objects.values_list("pk", flat=True)]
    return found


def met(world: World, who: str, urls: list[str]) -> dict[str, set[str]]:
    """mark → the addresses at which `who` met it."""
    found: dict[str, set[str]] = {}
    for url in urls:
        text = told(world.clients[who].get(url))
        for each in world.readers if "Zq." in text else ():
            if each in text:
                found.setdefault(each, set()).add(url)
    return found


def is_old(told: str, who: str) -> bool:
    replaced = (*OLD_ANSWERS, CORRECTED) if who in DRAFT_READERS else OLD_ANSWERS
    return told.startswith(tuple(f"Zq.{name}." for name in replaced)) and ".note." not in told


@pytest.mark.parametrize("who", WHO)
def test_everybody_meets_what_is_meant_for_them_and_nothing_else(full_world, who):
    found = met(full_world, who, addresses(full_world, who))
    allowed = {each for each, readers in full_world.readers.items() if who in readers}
    assert {each: sorted(urls)[:3] for each, urls in found.items() if each not in allowed} == {}
    assert sorted(each for each in allowed - set(found) if not is_old(each, who)) == []


def test_the_admin_shows_the_secretariat_no_more_than_it_may_read(full_world):
    found = met(full_world, "sec", admin_addresses())
    allowed = {each for each, readers in full_world.readers.items() if "sec" in readers}
    assert {each: sorted(urls)[:3] for each, urls in found.items() if each not in allowed} == {}
    # What could have been there: both accepted answers of a follow-up, the old one too.
    assert {mark(name, "challenges") for name in ("superseded", "superseding", "accepted")} <= set(found)


def test_each_mark_has_a_reader(full_world):
    assert [each for each, readers in full_world.readers.items() if not readers] == []
    assert len(full_world.readers) > 120


# --- The assessment has words that stand on many pages, so it is looked for where it would stand ---------------


def answer_said(world: World, who: str, state: str) -> str:
    """The follow-up's page without its form."""
    return told(world.clients[who].get(world.follow_ups[state].get_absolute_url()))


@pytest.mark.parametrize("who", sorted(MEMBERS))
def test_an_assessment_is_for_the_country_and_the_ilo_until_it_is_published(full_world, who):
    reads = who in ASSESSMENT_READERS
    assert ("Confirmed in part" in answer_said(full_world, who, "accepted")) == reads
    assert ("Confirmed in part" in answer_said(full_world, who, "tied, answered")) == reads
    assert "Confirmed in part" in answer_said(full_world, who, "published")
    page = reverse("recommendation", args=full_world.follow_ups["accepted"].address[:1])
    assert ("Confirmed in part" in told(full_world.clients[who].get(page))) == reads


@pytest.mark.parametrize("who", sorted(MEMBERS - {*LIKE_ANOTHER}))
def test_no_filter_file_or_report_answers_from_an_assessment_that_is_not_theirs(full_world, who):
    answered = FollowUp.objects.answered().filter(assessment=Assessment.CONFIRMED_IN_PART).count()
    client = full_world.clients[who]
    seen = answered if who in ASSESSMENT_READERS else 1
    csv = reverse("recommendation_download", args=["csv"])
    chosen = told(client.get(f"{csv}?assessment=confirmed-in-part"))
    assert chosen.count("Confirmed in part") == seen
    assert chosen.count("AFML15-LA-S1-") >= seen
    assert told(client.get(csv)).count("Confirmed in part") == seen
    report = told(client.get(reverse("progress_report_download", args=["csv"])))
    assert report.count("Confirmed in part") == seen
