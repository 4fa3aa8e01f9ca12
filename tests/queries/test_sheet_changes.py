"""What a filled file would change, cell by cell: changed, same, refused, disputed."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from recommendations.actions.typed import ActivityText, Informant
from recommendations.models import OrganizationName
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheet_final import final
from recommendations.queries.sheet_lines import APART, NO_MARK
from recommendations.queries.sheet_sides import entering
from recommendations.queries.sheet_words import agencies
from recommendations.queries.sheets import offered, own, rows, to_fill_in
from recommendations.tables.sheets import activity_rows, answer_mark, evidence_rows
from tests.cast import cambodia
from tests.factories import OrganizationFactory, ResponsibilityFactory, RoundFactory

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 1, 2)


class Sheet:
    """A file made now; what is filled in is compared when `compared` is called."""

    def __init__(self, desk, name="a.xlsx", agency=None):
        self.desk, self.name, self.agency, self.lines = desk, name, agency.pk if agency else 0, []
        self.rows = {each.follow_up: each for each in rows(own(desk["reporter"], desk.party), desk["reporter"])}

    def row(self, follow_up=None):
        return self.rows[(follow_up or self.desk.follow_up).pk]

    def answer(self, follow_up=None, **cells):
        row = self.row(follow_up)
        return self.line("answers", str(answer_mark(row, agencies(self.desk.party))), row.reference, cells)

    def line(self, table, mark, reference, cells):
        self.lines.append([table, len(self.lines) + 3, mark, reference, list(cells.items())])
        return self

    def compared(self, *others, by="reporter", side=None):
        files = [self, *others]
        lines = [[at, *line] for at, each in enumerate(files) for line in each.lines]
        content = {"files": [each.name for each in files], "untouched": 0, "lines": lines}
        content["agencies"] = [each.agency for each in files]
        return compare(content, party=self.desk.party, user=self.desk[by], side=side)


def changes(found):
    return [(each.edit.what, each.saved, each.edit.shown) for row in found.rows for each in row.changes]


def disputes(found):
    return [(each.saved, [edit.shown for edit in each.edits]) for each in found.disputes]


def problems(found):
    return [(each.column, str(each.error)) for each in found.problems]


def test_cells_become_changes(desk):
    found = Sheet(desk).answer(status="In progress", challenges="Money.").compared()
    assert changes(found) == [("status", "", "In progress"), ("challenges", "", "Money.")]
    assert (disputes(found), problems(found), found.same) == ([], [], 0)


def test_clear_empties(desk):
    desk.save(challenges="Money.")
    assert changes(Sheet(desk).answer(challenges="[Clear]").compared()) == [("challenges", "Money.", "")]


def test_what_is_saved_already_is_the_same(desk):
    sheet = Sheet(desk).answer(status="In progress", challenges="Money.")
    desk.save(challenges="Money.")
    found = sheet.compared()
    assert (found.rows, found.same) == ((), 1)


def test_what_was_saved_since_is_disputed(desk):
    desk.save(challenges="Money.")
    sheet = Sheet(desk).answer(challenges="Time.")
    desk.save(challenges="People.")
    found = sheet.compared()
    assert (changes(found), disputes(found)) == ([], [("People.", ["Time."])])


def test_what_was_saved_elsewhere_in_the_row_disputes_nothing(desk):
    desk.save(challenges="Money.")
    sheet = Sheet(desk).answer(challenges="Time.")
    desk.save(challenges="Money.", next_steps="A law.")
    assert changes(sheet.compared()) == [("challenges", "Money.", "Time.")]


def test_two_files_that_say_two_things_are_disputed(desk):
    one, two = Sheet(desk).answer(challenges="Money."), Sheet(desk, "b.xlsx").answer(challenges="Time.")
    found = one.compared(two)
    assert disputes(found) == [("", ["Money.", "Time."])]
    assert [edit.place.file for edit in found.disputes[0].edits] == ["a.xlsx", "b.xlsx"]


def test_two_files_that_say_the_same_or_different_parts_are_put_together(desk):
    one = Sheet(desk).answer(challenges="Money.", status="Planned")
    two = Sheet(desk, "b.xlsx").answer(challenges="Money.", next_steps="A law.")
    told = [("status", "", "Planned"), ("challenges", "", "Money."), ("next_steps", "", "A law.")]
    assert changes(one.compared(two)) == told


def test_a_choice_decides_a_dispute(desk):
    found = Sheet(desk).answer(challenges="Money.").compared(Sheet(desk, "b.xlsx").answer(challenges="Time."))
    (row,) = found.rows
    (dispute,) = found.disputes
    assert final(row, {}, {}) is None
    assert final(row, {dispute.key: dispute.edits[1].key}, {}).plain["challenges"] == "Time."
    assert final(row, {dispute.key: "1"}, {}) is None


def test_an_agency_is_told_where_something_of_its_file_is_taken(desk):
    health, labour, third = (OrganizationFactory(party=desk.party, name=name) for name in ("Health", "Labour", "Third"))
    desk.save(informants=(Informant(health, DAY), Informant(third)))
    link = {"link": "https://example.org/law"}
    one, two = Sheet(desk, agency=health), Sheet(desk, "b.xlsx", agency=labour)
    one.answer(challenges="Money.", next_steps="A law.").line(
        "evidence", "", one.row().reference, link | {"title": "A"}
    )
    two.answer(challenges="Time.", next_steps="A law.").line("evidence", "", one.row().reference, link | {"title": "B"})
    found = one.compared(two)
    assert changes(found) == [("next_steps", "", "A law.")]
    assert [[edit.agencies for edit in each.edits] for each in found.disputes] == [[{health.pk}, {labour.pk}]] * 2
    (row,), (words, evidence) = found.rows, found.disputes
    both = {health.pk: None, labour.pk: DAY}
    assert final(row, {}, both).informants == {health.pk: DAY, third.pk: None, labour.pk: DAY}
    assert final(row, {}, {}).informants == {health.pk: DAY, third.pk: None}
    apart = replace(row, changes=())
    made = final(apart, {words.key: words.edits[1].key, evidence.key: evidence.edits[0].key}, {labour.pk: None})
    assert (made.plain["challenges"], [each.title for each in made.links]) == ("Time.", ["A"])
    assert made.informants == {health.pk: DAY, third.pk: None, labour.pk: None}


def test_long_texts_of_agencies_are_kept_one_after_the_other_and_the_same_files_again_change_nothing(desk):
    health, labour = (OrganizationFactory(party=desk.party, name=name, acronym="") for name in ("Health", "Labour"))
    one = Sheet(desk, agency=health).answer(challenges="Money.\n\nPeople.", status="Planned")
    two = Sheet(desk, "b.xlsx", agency=labour).answer(challenges="Time.", status="In progress")
    status, words = one.compared(two).disputes
    assert (status.all, words.all.agencies) == (None, {health.pk, labour.pk})
    both = "Health:\nMoney.\n\nPeople.\n\nLabour:\nTime."
    chosen = {words.key: words.all.key, status.key: status.edits[0].key}
    made = final(one.compared(two).rows[0], chosen, {health.pk: None, labour.pk: DAY})
    assert (made.plain["challenges"], made.informants) == (both, {health.pk: None, labour.pk: DAY})
    desk.save(status="planned", challenges=both)
    assert changes(one.compared()) == []
    (again,) = one.compared(two).disputes
    assert again.edits[0].what == "status"


def test_what_was_saved_since_is_kept_before_what_an_agency_says(desk):
    health = OrganizationFactory(party=desk.party, name="Health", acronym="")
    sheet, long = Sheet(desk, agency=health).answer(challenges="Money."), "a" * 9_995
    desk.save(challenges="Time.")
    assert sheet.compared().disputes[0].all.value == "Time.\n\nHealth:\nMoney."
    desk.save(challenges=long)
    assert sheet.compared().disputes[0].all is None  # together they are too long


@pytest.mark.parametrize(("cells", "told"), [
    ({"status": "Finished"}, [("status", "“Finished” is not in the list. Choose one from the drop-down.")]),
    ({"status": "  IN progress"}, []),
    ({"status": "in-progress"}, []),
    ({"challenges": "a" * 10_001}, [("challenges", "This text has 10001 characters. Shorten it to 10000.")]),
    ({"replaced_by": "NO-SUCH"}, [("replaced_by", "There is no recommendation with the reference NO-SUCH.")]),
    ({"not_pursued_reason": "Decided against"}, [
        ("not_pursued_reason", "A reason goes only with the status “Not pursued”."),
    ]),
    ({"status": "Not pursued", "not_pursued_reason": "Decided against"}, []),
    ({"status": "Not pursued", "not_pursued_reason": "Decided against", "replaced_by": "its own"}, [
        ("replaced_by", "A reference goes only with the reason “Replaced by another recommendation”."),
    ]),
])  # fmt: skip
def test_a_cell_that_means_nothing_is_refused_alone(desk, cells, told):
    if cells.get("replaced_by") == "its own":
        cells = cells | {"replaced_by": desk.follow_up.recommendation.reference.lower()}
    assert problems(Sheet(desk).answer(**cells).compared()) == told


def test_a_refused_cell_costs_no_other(desk):
    found = Sheet(desk).answer(status="Finished", challenges="Money.").compared()
    assert changes(found) == [("challenges", "", "Money.")]


def test_foreign_rows_are_refused_and_told_nothing(desk):
    foreign = desk.another(cambodia())
    mine = Sheet(desk)
    mark = str(answer_mark(mine.row(), {})).replace(f"1|{desk.follow_up.pk}|", f"1|{foreign.pk}|")
    absent = str(answer_mark(mine.row(), {})).replace(f"1|{desk.follow_up.pk}|", "1|999999|")
    for each in (mark, absent):
        mine.line("answers", each, foreign.recommendation.reference, {"status": "Planned"})
    mine.line("activities", "", foreign.recommendation.reference, {"activity": "A law."})
    assert problems(mine.compared()) == [
        ("", "Choose the reference of a recommendation that your country is asked about."),
        ("", "This row belongs to nothing that you may write here."),
        ("", "This row belongs to nothing that you may write here."),
    ]


def test_rows_whose_columns_were_sorted_apart_are_refused(desk):
    other, sheet = desk.another(), Sheet(desk)
    sheet.line("answers", str(answer_mark(sheet.row(), {})), other.recommendation.reference, {"status": "Planned"})
    sheet.line("answers", "damaged", other.recommendation.reference, {"status": "Planned"})
    found = sheet.compared()
    assert found.rows == ()
    assert [str(each.error) for each in found.problems] == [APART, NO_MARK]


@pytest.mark.parametrize("state", ["submitted"])
def test_what_was_sent_meanwhile_is_refused(desk, state):
    sheet = Sheet(desk).answer(status="Planned")
    desk.to(state)
    assert problems(sheet.compared()) == [("", "This answer is with the reviewers and cannot be changed now.")]


def test_agencies_are_added_and_taken_away_without_dispute(desk):
    one, two, three = (OrganizationFactory(party=desk.party, name=f"Agency {at}") for at in "abc")
    desk.save(contributing=(one,))
    mine = Sheet(desk).answer(contributing_2="Agency b")
    theirs = Sheet(desk, "b.xlsx").answer(contributing_1="[clear]", contributing_2="Agency c")
    (change,) = mine.compared(theirs).rows[0].changes
    assert (change.saved, change.edit.value) == ("Agency a", (two.pk, three.pk))


def test_an_agency_is_known_by_any_of_its_names(desk):
    agency = OrganizationFactory(party=desk.party, name="Ministry of Labour", acronym="MoL")
    OrganizationName.objects.create(organization=agency, name="Ministry of Work")
    for name in ("Ministry of Labour (MoL)", "ministry of labour", "MoL", "Ministry of Work"):
        assert changes(Sheet(desk).answer(lead=name).compared()) == [("lead", "", "Ministry of Labour (MoL)")]
    OrganizationFactory(party=cambodia(), name="Ministry of Khmer Labour")
    found = Sheet(desk).answer(lead="Ministry of Khmer Labour").compared()
    assert [column for column, _ in problems(found)] == ["lead"]


def test_an_agency_that_has_ended_stays_where_it_is_named_and_else_is_who_took_over(desk):
    labour = OrganizationFactory(party=desk.party, name="Labour")
    heir = OrganizationFactory(party=desk.party, name="Home Affairs", ended_on=DAY, successor=labour)
    old = OrganizationFactory(party=desk.party, name="Interior", ended_on=DAY, successor=heir)
    gone = OrganizationFactory(party=desk.party, name="Census", ended_on=DAY)
    named, ids = desk.another(), [desk.follow_up.pk]
    desk.save(follow_up=named, contributing=(old, gone))
    every, ended = agencies(desk.party), {heir.pk, old.pk, gone.pk}
    assert offered(desk.party, ids, desk["reporter"]) == {pk: name for pk, name in every.items() if pk not in ended}
    assert set(offered(desk.party, [*ids, named.pk], desk["reporter"])) == set(every) - {heir.pk}
    sheet = Sheet(desk).answer(lead="Interior", contributing_1="Census").answer(named, lead="Interior")
    found = sheet.compared()
    assert changes(found) == [("lead", "", "Labour"), ("lead", "", "Interior")]
    assert problems(found) == [("lead", "Census ended on 2 January 2024. Name the agency that does its work now.")]


def test_a_reviewer_learns_of_no_agency_that_drafts_alone_have_named(desk):
    OrganizationFactory(party=desk.party, name="Census", to_check=True)
    found = RoundFactory(opens_on=DAY, due_on=DAY)
    found.documents.add(desk.follow_up.recommendation.document)
    found.parties.add(desk.party)
    sheet = Sheet(desk).answer(status="Planned", lead="Census")
    side = entering(found, desk.party, desk["reviewer"])
    assert [column for column, _ in problems(sheet.compared(by="reviewer", side=side))] == ["lead"]
    assert problems(sheet.compared()) == []


def test_activities_are_changed_added_and_taken_off(desk):
    desk.save(activities=(ActivityText("A law.", DAY), ActivityText("A fair."), ActivityText("A desk.")))
    sheet = Sheet(desk)
    law, fair, _desk = activity_rows(sheet.row())
    sheet.line("activities", law[0], law[1], {"activity": "A decree."})
    sheet.line("activities", fair[0], fair[1], {"activity": "[clear]"})
    sheet.line("activities", "", law[1], {"activity": "A course.", "starts_on": "30/09/2025", "ends_on": "46295"})
    sheet.line("activities", "", law[1], {"activity": "A desk."})
    found = sheet.compared()
    assert changes(found) == [
        ("activity-%d" % sheet.row().activities[0].id, "A law. (2 January 2024)", "A decree. (2 January 2024)"),
        ("activity-%d" % sheet.row().activities[1].id, "A fair.", ""),
        ("activity+0", "", "A course. (30 September 2025 – 30 September 2026)"),
    ]
    made = final(found.rows[0], {}, {})
    assert [(bool(pk), typed.text) for pk, typed in made.activities] == [
        (True, "A decree."), (True, "A desk."), (False, "A course."),
    ]  # fmt: skip


def test_an_activity_that_was_changed_since_is_disputed_and_one_that_is_gone_refused(desk):
    update = desk.save(activities=(ActivityText("A law."), ActivityText("A fair.")))
    law = update.versions.get().activities.all()[0].activity
    sheet = Sheet(desk)
    for made in activity_rows(sheet.row()):
        sheet.line("activities", made[0], made[1], {"activity": "Something else."})
    desk.save(activities=(ActivityText("A statute.", activity=law),))
    found = sheet.compared()
    assert disputes(found) == [("A statute.", ["Something else."])]
    assert problems(found) == [("activity", "This activity was taken off the answer on the site.")]


@pytest.mark.parametrize(("cells", "column"), [
    ({"starts_on": "01/01/2024"}, "activity"),
    ({"activity": "A law.", "starts_on": "soon"}, "starts_on"),
    ({"activity": "A law.", "starts_on": "31/02/2024"}, "starts_on"),
    ({"activity": "A law.", "starts_on": "01/01/1800"}, "starts_on"),
    ({"activity": "A law.", "starts_on": "02/01/2024", "ends_on": "01/01/2024"}, "ends_on"),
])  # fmt: skip
def test_an_activity_without_sense_is_refused(desk, cells, column):
    sheet = Sheet(desk).line("activities", "", desk.follow_up.recommendation.reference, cells)
    assert [each for each, _ in problems(sheet.compared())] == [column]


def test_evidence_is_added_once_and_taken_off(desk):
    from recommendations.actions import evidence
    from recommendations.actions.evidence_files import Proof

    evidence.add(follow_up=desk.follow_up, proof=Proof("A law", link="https://example.org/law"), by=desk["reporter"])
    other, sheet = desk.another(), Sheet(desk)
    ((mark, reference, *_),) = evidence_rows(sheet.row())
    sheet.line("evidence", mark, reference, {"title": "[clear]"})
    sheet.line("evidence", "", reference, {"title": "The law", "link": "https://example.org/law"})
    for _time in range(2):
        sheet.line(
            "evidence",
            "",
            reference,
            {"title": "A study", "link": "https://example.org/study", "kind": "Report or study"},
        )
    sheet.line("evidence", "", other.recommendation.reference, {"title": "A law", "link": "https://example.org/law"})
    sheet.line("evidence", "", reference, {"title": "A trick", "link": "javascript:alert(1)"})
    found = sheet.compared()
    assert [what.rstrip("0123456789") for what, _saved, _shown in changes(found)] == [
        "evidence-",
        "evidence+",
        "evidence+",
    ]
    assert final(found.rows[1], {}, {}).links[0].known == sheet.row().evidence[0].id
    assert problems(found) == [("link", "Write the whole address, for example https://www.example.org/report.pdf.")]


def test_an_agencys_file_holds_its_own_follow_ups(desk):
    agency = OrganizationFactory(party=desk.party, slug="mol")
    ResponsibilityFactory(follow_up=desk.another(), organization=agency, part="contributing")
    assert to_fill_in(desk["reporter"], desk.party).count() == 2
    assert to_fill_in(desk["reporter"], desk.party, organization="mol").count() == 1
    assert to_fill_in(desk["partner"], desk.party).count() == 1
    assert to_fill_in(desk["viewer"], desk.party).count() == 0


def test_the_same_number_of_queries_for_one_row_and_for_three(desk):
    others = [desk.another(), desk.another()]
    for each in (desk.follow_up, *others):
        desk.save(follow_up=each, activities=(ActivityText("A law."),))

    def asked(*follow_ups):
        sheet = Sheet(desk)
        for each in follow_ups:
            sheet.answer(each, status="Planned", lead="Nobody")
        with CaptureQueriesContext(connection) as queries:
            assert len(sheet.compared().rows) == len(follow_ups)
        return len(queries)

    assert asked(desk.follow_up) == asked(desk.follow_up, *others) <= 12
