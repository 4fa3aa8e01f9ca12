"""Two people review the same import at once: each text is decided once, and places stay a row without gaps."""

import pytest

from recommendations.actions import extract_pieces, extracts
from recommendations.actions.extracts import Typed
from recommendations.models import Extract
from tests.cast import person
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people():
    first = person("secretariat")
    yield first, type(first).objects.get(pk=first.pk)
    check_trail()


def two_texts():
    made = DocumentImportFactory()
    heading = ExtractedSubThemeFactory(document_import=made)
    return [
        ExtractFactory(document_import=made, sub_theme=heading, position=at, text=text)
        for at, text in enumerate(("Establish desks.\n---\nTrain officials.", "Report to ASEAN."), 1)
    ]


def doing(act, extract, by, **more):
    typed = Typed(extract.text, extract.label, extract.sub_theme)
    return lambda: act(extract=extract, typed=typed, seen_version=1, by=by, **more)


@pytest.mark.parametrize("other", [extracts.leave_out, extracts.accept, extract_pieces.split])
def test_two_decisions_on_one_text_are_one(people, scale, other):
    for _ in range(scale(4, 50)):
        one, _two = two_texts()
        results = at_once(doing(extracts.accept, one, people[0]), doing(other, one, people[1]))
        assert kinds(results) == ["Conflict", "done"]
        one.refresh_from_db()
        assert one.version == 2


def test_a_text_is_split_while_the_next_is_merged_into_it(people, scale):
    for _ in range(scale(4, 50)):
        one, two = two_texts()
        at_once(doing(extract_pieces.split, one, people[0]), doing(extract_pieces.merge, two, people[1]))
        texts = list(Extract.objects.filter(document_import=one.document_import_id).order_by("position"))
        assert [text.position for text in texts] == list(range(1, len(texts) + 1))
        whole = " ".join(text.text for text in texts if text.state != "merged").replace("---", "").split()
        assert whole == "Establish desks. Train officials. Report to ASEAN.".split()


def test_all_without_doubts_while_one_of_them_is_left_out(people, scale):
    for _ in range(scale(4, 50)):
        one, two = two_texts()
        results = at_once(
            lambda one=one: extracts.accept_plain(document_import=one.document_import, by=people[0]),
            doing(extracts.leave_out, one, people[1]),
        )
        one.refresh_from_db()
        two.refresh_from_db()
        assert kinds(results) in (["done", "done"], ["Conflict", "done"])
        assert (one.state == "rejected") == (kinds(results) == ["done", "done"])
        assert two.state == "accepted"
