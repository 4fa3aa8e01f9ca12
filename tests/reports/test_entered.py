"""Whatever is printed or taken as a file says which answers the ILO entered, and from what."""

import csv
import io

import pytest
from docx import Document

from recommendations.actions import replies
from recommendations.actions.typed import Answer
from tests.actions.test_replies import LETTER
from tests.desk import Desk
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SAID = "entered by the ILO from a letter of 1 August 2026"


@pytest.fixture
def desk():
    """Two accepted answers: one that the ILO entered from a letter, one of the country itself."""
    desk = Desk()
    desk.people["second"] = MembershipFactory(user=UserFactory(), role="reviewer", party=None).user
    reply = replies.enter(follow_up=desk.follow_up, letter=LETTER, answer=Answer(status="planned"), by=desk["reviewer"])
    desk.move("accept", reply.update, by="second")
    desk.own = desk.another()
    desk.to("accepted", follow_up=desk.own)
    return desk


@pytest.fixture
def taken(desk, client):
    client.force_login(desk["foreigner"])
    return lambda url: b"".join(client.get(url))


def rows(content):
    """The column by the reference."""
    found = csv.reader(io.StringIO(content.decode("utf-8-sig")))
    table = [line for line in found if len(line) > 1]
    head = next(line for line in table if "Entered by the ILO" in line)
    at, reference = head.index("Entered by the ILO"), head.index("Reference")
    return {line[reference]: line[at] for line in table[table.index(head) + 1 :] if len(line) == len(head)}


@pytest.mark.parametrize("url", ["/reports/progress.csv", "/recommendations.csv"])
def test_in_a_csv(desk, taken, url):
    assert rows(taken(url)) == {
        desk.follow_up.recommendation.reference: SAID, desk.own.recommendation.reference: "",
    }  # fmt: skip


def test_on_the_page(taken):
    assert taken("/reports/progress/?country=LA").decode().count(SAID) == 1


def test_in_word(taken):
    document = Document(io.BytesIO(taken("/reports/progress.docx?country=LA")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    (told,) = [text for text in cells if SAID in text]
    assert told.startswith("Planned (answered ")
    assert f", {SAID})" in told
