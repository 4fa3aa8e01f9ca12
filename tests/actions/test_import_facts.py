"""The facts of a document, its headings and its warnings, each confirmed by a person."""

import dataclasses
import datetime

import pytest

from recommendations.actions import import_facts, sub_themes
from recommendations.actions.import_facts import Facts
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, Extract
from tests.cast import lao, person
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory, ForumFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def found():
    return DocumentImportFactory()


@pytest.fixture
def facts():
    return Facts(ForumFactory(number=15), "national", lao(), "A workshop", held_on=datetime.date(2022, 9, 22))


def test_confirming_keeps_who_and_when(found, facts, secretariat):
    saved = import_facts.confirm(document_import=found, facts=facts, seen="", by=secretariat)
    saved.refresh_from_db()
    assert (saved.forum.number, saved.kind, saved.party.code, saved.meeting) == (15, "national", "LA", "A workshop")
    assert saved.facts_confirmed_by == secretariat
    assert AuditEvent.objects.get().after["forum"] == 15


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"party": None}, "party"),
        ({"kind": "forum"}, "party"),
        ({"meeting": ""}, "meeting"),
        ({"held_until": datetime.date(2022, 9, 1)}, "held_until"),
        ({"held_on": None, "held_until": datetime.date(2022, 9, 1)}, "held_until"),
    ],
)
def test_facts_that_do_not_fit_are_refused(found, facts, secretariat, changed, field):
    with pytest.raises(Refused) as refused:
        import_facts.confirm(
            document_import=found, facts=dataclasses.replace(facts, **changed), seen="", by=secretariat
        )
    assert refused.value.field == field
    found.refresh_from_db()
    assert found.facts_confirmed_at is None


def test_facts_that_somebody_else_confirmed_meanwhile_are_not_overwritten(found, facts, secretariat):
    import_facts.confirm(document_import=found, facts=facts, seen="", by=secretariat)
    other = dataclasses.replace(facts, meeting="Another title")
    with pytest.raises(Conflict):
        import_facts.confirm(document_import=found, facts=other, seen="", by=secretariat)
    found.refresh_from_db()
    assert found.meeting == "A workshop"
    import_facts.confirm(document_import=found, facts=other, seen=import_facts.fingerprint(found), by=secretariat)


def test_only_the_secretariat_confirms_and_only_in_review(found, facts, secretariat):
    with pytest.raises(NotAllowed):
        import_facts.confirm(document_import=found, facts=facts, seen="", by=person("reviewer"))
    found.state = "published"
    found.save()
    with pytest.raises(TooLate):
        import_facts.confirm(document_import=found, facts=facts, seen="", by=secretariat)


def test_a_tick_keeps_its_reason_and_its_person(found, secretariat):
    import_facts.tick(document_import=found, reasons={"numbers-1": "Printed so."}, by=secretariat)
    both = {"numbers-1": "Printed so.", "unused-2": "A note."}
    found = import_facts.tick(document_import=found, reasons=both, by=secretariat)
    assert [(each["key"], each["reason"]) for each in found.ticked] == [
        ("numbers-1", "Printed so."), ("unused-2", "A note."),
    ]  # fmt: skip
    found = import_facts.tick(document_import=found, reasons={}, by=secretariat)
    assert found.ticked == []
    with pytest.raises(Refused):
        import_facts.tick(document_import=found, reasons={"numbers-1": ""}, by=secretariat)


# --- Headings --------------------------------------------------------------------------------------------------


def heading_of(found, position, *texts):
    heading = ExtractedSubThemeFactory(document_import=found, position=position, title=f"Heading {position}")
    for place in texts:
        ExtractFactory(document_import=found, sub_theme=heading, position=place)
    return heading


def under(found):
    rows = Extract.objects.filter(document_import=found).order_by("position")
    return [(text.position, text.sub_theme.title) for text in rows.select_related("sub_theme")]


def test_a_heading_is_mended_once(found, secretariat):
    heading = heading_of(found, 1)
    seen = sub_themes.fingerprint(heading)
    given = {"sub_theme": heading, "number": 2, "introduction": "… should:", "by": secretariat}
    sub_themes.edit(title="Rights", seen=seen, **given)
    with pytest.raises(Conflict):
        sub_themes.edit(title="Wrongs", seen=seen, **given)
    heading.refresh_from_db()
    assert (heading.number, heading.title, heading.introduction) == (2, "Rights", "… should:")


def test_a_missed_heading_takes_the_texts_behind_it(found, secretariat):
    heading_of(found, 1, 1, 2, 3)
    heading_of(found, 2, 4)
    first = Extract.objects.get(document_import=found, position=2)
    sub_themes.add(document_import=found, number=None, title="New", introduction="", first=first, by=secretariat)
    assert under(found) == [(1, "Heading 1"), (2, "New"), (3, "New"), (4, "Heading 2")]
    assert list(found.sub_themes.values_list("position", "title")) == [(1, "Heading 1"), (2, "New"), (3, "Heading 2")]


def test_what_is_no_heading_gives_its_texts_to_the_one_before(found, secretariat):
    heading_of(found, 1, 1)
    no_heading = heading_of(found, 2, 2)
    sub_themes.take_away(sub_theme=no_heading, by=secretariat)
    assert under(found) == [(1, "Heading 1"), (2, "Heading 1")]
    with pytest.raises(Refused):
        sub_themes.take_away(sub_theme=found.sub_themes.get(), by=secretariat)


def test_a_heading_needs_a_title(found, secretariat):
    with pytest.raises(Refused):
        sub_themes.add(document_import=found, number=1, title="", introduction="", first=None, by=secretariat)
