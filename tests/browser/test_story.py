"""The main job from start to end, as its people do it: five windows, one site, and no JavaScript anywhere."""

import io
import re

import docx
import pytest
from django.core.management import call_command
from python_calamine import CalamineWorkbook

from recommendations.actions.reference import REFERENCE_FIXTURES
from recommendations.models import FollowUp, Party
from tests.browser.hands import Hands
from tests.cast import person
from tests.factories import OrganizationFactory

PASSWORD = "a long password"
# Who signs in, by their role and the code of their party.
CAST = {
    "reporter": ("reporter", "LA"),
    "approver": ("approver", "LA"),
    "reviewer": ("reviewer", None),
    "asean": ("reporter", "ASEAN"),
    "cambodia": ("reporter", "KH"),
}
LAW, WORK = "AFML15-LA-S2-11", "AFML13-LA-S1-06"
SAME, OTHERS, CENTRE = "AFML13-WORKERS-S1-07", "AFML13-LA-S2-14", "AFML13-WORKERS-S1-03"
MOVED = "62 proposed recommendations; 4 are answered"
DONE = "Inspected 14 recruitment agencies in Vientiane Capital."
BETTER = "Inspected 14 recruitment agencies in Vientiane Capital; two licences were withdrawn."


@pytest.fixture
def site(live_server):
    """The five documents and what was asked of whom, as a new site holds them, and the people."""
    call_command("loaddata", *REFERENCE_FIXTURES, verbosity=0)
    country = Party.objects.get(code="LA")
    country.approval_required = True
    country.save()
    OrganizationFactory(party=country, name="Lao Federation of Trade Unions", kind="workers")
    for role, code in CAST.values():
        person(role, code and Party.objects.get(code=code))
    return live_server


@pytest.fixture
def people(site, new_page):
    made = {}
    for name, (role, code) in CAST.items():
        made[name] = Hands(new_page(java_script_enabled=False))
        made[name].sign_in(f"{role}.{(code or 'region').lower()}@example.org", PASSWORD)
    return made


@pytest.mark.story
def test_the_main_job_from_start_to_end(people, tmp_path, capsys):
    reporter, approver, reviewer = (people[name] for name in ("reporter", "approver", "reviewer"))
    cambodia = people["cambodia"]
    report = tmp_path / "inspections.csv"
    report.write_text("month;inspections\n2023-03;14\n")
    assert report_figures(reviewer) == "0 of 62 proposed recommendations answered"

    find_what_to_answer(reporter)
    answer_with_evidence(reporter, report)
    nothing_is_betrayed(cambodia, LAW)
    answer_two_at_once(reporter)
    leave_to_others(reporter)
    for reference in (LAW, WORK, OTHERS):
        approve(approver, reference)
        submit(reporter, reference)

    see_the_queue(reviewer)
    send_back(reviewer, LAW, "Say what the inspections led to.")
    accept(reviewer, WORK, "Not assessed")
    accept(reviewer, OTHERS, "Not assessed")
    assert statuses() == {}
    send_decisions(reviewer, "Lao PDR", "2 accepted, 1 returned")
    correct(reporter)
    approve(approver, LAW)
    submit(reporter, LAW)
    nothing_is_betrayed(cambodia, LAW)
    accept(reviewer, LAW, "Confirmed in part")
    send_decisions(reviewer, "Lao PDR", "1 accepted, 0 returned")

    assert report_figures(reviewer) == "4 of 62 proposed recommendations answered"
    the_report_tells(reviewer)
    answer_for_asean(people["asean"], reviewer)
    everybody_reads_it(cambodia)
    assert statuses() == {
        LAW: ("in-progress", ""), WORK: ("planned", ""), SAME: ("planned", ""),
        OTHERS: ("not-pursued", "for-others"), CENTRE: ("implemented", ""),
    }  # fmt: skip
    tell(people, capsys)


# --- Lao PDR writes ------------------------------------------------------------------------------------------


def find_what_to_answer(reporter):
    reporter.follow("Recommendations", within=".app-nav", exact=True)
    for fold, choices in (
        ("Who was asked", ("Lao PDR",)),
        ("What was answered", ("No information received",)),
        ("Where it was said", ("15th AFML",)),
    ):
        reporter.unfold(fold)
        for choice in choices:
            reporter.tick(choice, exact=False)
    reporter.press("Show")
    assert reporter.sees("Proposed: 0 answered of 15 asked")
    reporter.follow(LAW)


def answer_with_evidence(reporter, report):
    reporter.follow("Write the answer")
    reporter.tick("In progress")
    reporter.type("What was done, is being done, or is planned?", DONE)
    reporter.type("From", "2023-03-01")
    reporter.type("Until", "2023-06-30")
    reporter.choose("Lead agency", "Ministry of Labour and Social Welfare")
    reporter.tick("Lao Federation of Trade Unions")
    reporter.press("Save and add evidence")
    reporter.type("Title", "Inspections of recruitment agencies, 2023")
    reporter.give_file("File", report)
    reporter.tick("Everybody with a role on this site")
    reporter.press("Add and give another piece")
    reporter.type("Title", "Decree on recruitment agencies")
    reporter.choose("Kind", "Law or regulation")
    reporter.type("Or a link", "https://example.org/decree")
    reporter.tick("Everybody with a role on this site")
    reporter.press("Add and go back to the answer")
    assert reporter.page.locator("input[name=evidence]:checked").count() == 2
    reporter.press("Save draft")
    reporter.press("Send for approval")
    assert reporter.sees("For approval")


def answer_two_at_once(reporter):
    open_follow_up(reporter, SAME)
    reporter.follow("Answered under another recommendation")
    reporter.choose("Answered under", WORK)
    reporter.press("Answer both at once")
    reporter.follow("Write the answer")
    reporter.tick("Planned")
    reporter.type("Next steps", "A circular on extending work permits, by the Ministry, in 2024.")
    reporter.press("Save draft")
    reporter.press("Send for approval")


def leave_to_others(reporter):
    open_follow_up(reporter, OTHERS)
    reporter.follow("Write the answer")
    reporter.tick("Not pursued")
    reporter.unfold("If it is not pursued")
    reporter.choose("If it is not pursued: why?", "For others to do")
    reporter.press("Save draft")
    reporter.press("Send for approval")


def correct(reporter):
    reporter.follow("My tasks", within=".app-nav", exact=False)
    reporter.follow(LAW, within="main", exact=False)
    assert reporter.sees("Say what the inspections led to.")
    reporter.type("What was done, is being done, or is planned?", BETTER)
    reporter.press("Save draft")
    reporter.press("Send for approval")


def submit(reporter, reference):
    open_follow_up(reporter, reference)
    reporter.press("Submit")
    assert reporter.sees("Submitted. The reviewers will look at it. Keep this receipt.")


def approve(approver, reference):
    approver.follow("My tasks", within=".app-nav", exact=False)
    approver.follow(reference, within="main", exact=False)
    approver.press("Approve")
    assert approver.sees("Approved. The reporter can submit it now.")


def open_follow_up(hands, reference, country="LA"):
    """By the search of the overview: one click to get there, one to search, one to open."""
    hands.follow("Overview", within=".app-nav")
    hands.type("Search the recommendations", reference)
    hands.press("Search")
    hands.page.locator(f"main a[href$='/{reference}/{country}/']").click()
    hands.clicks += 1


# --- The ILO reviews -----------------------------------------------------------------------------------------


def see_the_queue(reviewer):
    reviewer.follow("Review", within=".app-nav", exact=False)
    shown = reviewer.page.locator("main tbody label .app-reference").all_inner_texts()
    assert shown == [LAW, WORK, OTHERS]


def decide(reviewer, reference):
    reviewer.follow("Review", within=".app-nav", exact=False)
    reviewer.follow(reference, within="main", exact=False)


def send_back(reviewer, reference, note):
    decide(reviewer, reference)
    assert reviewer.sees(DONE)
    reviewer.tick("Send back")
    reviewer.type("Note to the country", note)
    reviewer.press("Save and next")


def accept(reviewer, reference, assessment):
    decide(reviewer, reference)
    reviewer.tick(f"Accept: {assessment}")
    reviewer.press("Save and next")
    assert reviewer.sees(f"Decided, not sent yet: {reference}.")


def send_decisions(reviewer, country, told):
    reviewer.follow("Review", within=".app-nav", exact=False)
    reviewer.follow(f"Send decisions to {country}: {told}")
    reviewer.press(f"Send decisions to {country}: {told}")
    assert reviewer.sees(f"Sent to {country}: {told}.")


def report_figures(reviewer):
    reviewer.follow("Reports", within=".app-nav")
    reviewer.follow("Lao PDR", within="main")
    return re.search(r"\d+ of \d+ proposed recommendations answered", reviewer.text())[0]


def the_report_tells(reviewer):
    assert reviewer.sees("Inspections of recruitment agencies, 2023")
    assert reviewer.sees("Decree on recruitment agencies")
    assert reviewer.sees(BETTER)
    assert reviewer.sees(MOVED)
    words = docx.Document(io.BytesIO(reviewer.take("Word")))
    told = "\n".join([
        *(each.text for each in words.paragraphs),
        *(cell.text for table in words.tables for row in table.rows for cell in row.cells),
    ])  # fmt: skip
    sheets = CalamineWorkbook.from_filelike(io.BytesIO(reviewer.take("Excel")))
    cells = "\n".join(
        str(cell) for name in sheets.sheet_names for row in sheets.get_sheet_by_name(name).to_python() for cell in row
    )
    for content in (told, cells):
        assert MOVED in content
        assert BETTER in content
        assert "Decree on recruitment agencies" in content


# --- The others ----------------------------------------------------------------------------------------------


def answer_for_asean(asean, reviewer):
    open_follow_up(asean, CENTRE, "ASEAN")
    asean.follow("Write the answer")
    asean.tick("Implemented")
    asean.press("Save draft")
    asean.press("Submit")
    accept(reviewer, CENTRE, "Confirmed")
    send_decisions(reviewer, "ASEAN", "1 accepted, 0 returned")


def nothing_is_betrayed(cambodia, reference):
    """What is on its way in Lao PDR is nowhere for another country: not on the page, not in filter or search."""
    address = f"/follow-ups/{reference}/LA/"
    for page, code in (
        (address, 200), (f"{address}update/", 404), (f"{address}evidence/", 404),
        (f"{address}answered-under/", 404), (f"/review/{reference}/LA/", 404),
    ):  # fmt: skip
        assert cambodia.page.goto(page).status == code
        assert not cambodia.sees("Inspected")
        assert not cambodia.sees("Decree")
    for query in ("country=LA&status=in-progress", "country=LA&evidence=yes", "q=Inspected"):
        cambodia.page.goto(f"/recommendations/?{query}")
        assert cambodia.sees("Nothing fits these filters")


def everybody_reads_it(cambodia):
    open_follow_up(cambodia, LAW)
    assert cambodia.sees("Lao PDR reports, last on")
    assert cambodia.sees(BETTER)
    assert not cambodia.sees("Confirmed in part")
    assert cambodia.take("Inspections of recruitment agencies, 2023").startswith(b"month;inspections")
    open_follow_up(cambodia, SAME)
    assert cambodia.sees(f"Answered under {WORK}")


def statuses():
    answered = FollowUp.objects.exclude(status="").select_related("recommendation")
    return {each.recommendation.reference: (each.status, each.not_pursued_reason) for each in answered}


def tell(people, capsys):
    """How many clicks it took, typing apart; signing in is one of them."""
    counted = {name: hands.clicks for name, hands in people.items()}
    with capsys.disabled():
        print(f"\nclicks of the story: {sum(counted.values())} {counted}")
