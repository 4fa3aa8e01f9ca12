"""The workbook in LibreOffice: opened, filled in, sorted and saved there, and uploaded again."""

import re

import pytest

from recommendations.actions.typed import ActivityText
from recommendations.queries import sheets as queries
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheet_words import agencies
from recommendations.reading.filled import read_filled
from recommendations.sheets import write
from recommendations.tables import sheets as table
from tests.conftest import program
from tests.desk import Desk
from tests.factories import OrganizationFactory
from tests.sheets import macro
from tests.sheets.fill import parts

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SENTENCE = "LibreOffice is missing, so no workbook is filled in with it (Debian: apt install libreoffice-calc-nogui)."
LETTERS = {each.name: chr(ord("A") + at) for at, each in enumerate(table.answer_columns())}


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """office(workbook, lines of Basic…): the workbook as LibreOffice saves it afterwards."""
    soffice = program("soffice", "libreoffice", sentence=SENTENCE)
    folder = macro.profile(soffice, tmp_path_factory.mktemp("office"))
    return lambda content, *steps: macro.run(soffice, folder, content, *steps)


@pytest.fixture
def desk():
    desk = Desk()
    OrganizationFactory(party=desk.party, name="Ministry of Labour")
    desk.save(follow_up=desk.another(), challenges="Old.", activities=(ActivityText("A law."),))
    desk.another()
    return desk


def workbook(desk):
    user = desk["reporter"]
    found = queries.to_fill_in(user, desk.party)
    references = sorted(found.order_by().values_list("recommendation__reference", flat=True))
    return write(table.form(desk.party, queries.rows(found, user), agencies(desk.party), references))


def difference(desk, data):
    filled = read_filled(data)
    lines = [[0, each.table, each.row, each.mark, each.reference, each.cells] for each in filled.lines]
    content = {"files": ["answers.xlsx"], "untouched": filled.untouched, "lines": lines}
    return compare(content, party=desk.party, user=desk["reporter"])


def told(found, desk):
    """The changes by the place of their row in the file."""
    order = list(queries.to_fill_in(desk["reporter"], desk.party).values_list("pk", flat=True))
    return {
        order.index(each.row.follow_up) + 1: [(change.edit.what, change.edit.shown) for change in each.changes]
        for each in found.rows
    }


def test_what_is_typed_in_libreoffice_arrives(desk, office):
    many = "First line.\nSecond line = 1+1\nລາວ ខ្មែរ"
    data = office(
        workbook(desk),
        macro.typed(1, f"{LETTERS['status']}3", "In progress"),
        macro.typed(1, f"{LETTERS['lead']}3", "Ministry of Labour"),
        macro.typed(1, f"{LETTERS['challenges']}3", many),
        macro.typed(1, f"{LETTERS['challenges']}4", "[clear]"),
        macro.typed(2, "B4", desk.follow_up.recommendation.reference),
        macro.typed(2, "C4", "A decree was signed."),
    )  # fmt: skip
    found = difference(desk, data)
    assert found.problems == ()
    assert told(found, desk) == {
        1: [
            ("status", "In progress"), ("challenges", many), ("lead", "Ministry of Labour"),
            ("activity+0", "A decree was signed."),
        ],
        2: [("challenges", "")],
    }  # fmt: skip


def test_a_file_that_libreoffice_only_saved_changes_nothing(desk, office):
    data = office(workbook(desk))
    filled = read_filled(data)
    assert (filled.lines, filled.untouched) == ((), 3)


def test_drop_downs_protection_and_hidden_cells_survive(desk, office):
    held = parts(office(workbook(desk)))
    answers = held["xl/worksheets/sheet2.xml"].decode()
    lists = re.findall(r'type="list"><formula1>(.*?)</formula1>', answers)
    assert len(lists) == 7  # status, reason, lead agency, four that contribute
    assert {each.startswith("lists!$") for each in lists} == {True}
    assert '<sheetProtection sheet="true"' in answers
    assert 'sort="false"' in answers
    assert re.search(r'<col [^>]*hidden="true"[^>]*max="1"', answers)
    assert re.search(r'<sheet name="lists"[^>]*state="hidden"', held["xl/workbook.xml"].decode())


def test_sorting_in_libreoffice_keeps_each_row_together(desk, office):
    sort = (
        'cells = doc.Sheets.getByIndex(1).getCellRangeByName("A3:Q5")',
        "Dim fields(0) As New com.sun.star.table.TableSortField",
        "fields(0).Field = 1",
        "fields(0).IsAscending = False",
        "Dim order(0) As New com.sun.star.beans.PropertyValue",
        'order(0).Name = "SortFields"',
        "order(0).Value = fields()",
        "cells.sort(order())",
    )
    data = office(workbook(desk), *sort, macro.typed(1, f"{LETTERS['next_steps']}3", "After the sorting."))
    assert told(difference(desk, data), desk) == {3: [("next_steps", "After the sorting.")]}


def test_rows_are_high_enough_in_libreoffice(desk, open_in_office):
    recommendation = desk.follow_up.recommendation
    recommendation.text = "Extend the protection of migrant workers. " * 20
    recommendation.save()
    content = open_in_office(workbook(desk), "answers.xlsx", to="fods").decode()
    heights = [float(each) for each in re.findall(r'row-height="([\d.]+)in"', content)]
    assert max(heights) > 2.5
