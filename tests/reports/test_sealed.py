"""A report of a sealed round is made from its seal for ever: whatever is changed afterwards, it says the same."""

import datetime
import io
import zipfile

import pytest
import time_machine
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from recommendations.actions import edition_undo, editions, rounds, withdrawing
from recommendations.choices import Assessment, Placing, Status, Visibility
from recommendations.management.invariants import seals
from recommendations.models import (
    Activity,
    Document,
    DocumentImport,
    Evidence,
    FollowUp,
    Forum,
    Organization,
    Party,
    Recommendation,
    RecommendationTheme,
    Round,
    SubTheme,
    Theme,
    Update,
)
from recommendations.queries import picture
from recommendations.queries.progress import Scope, sight_of, sight_of_members, sight_of_the_ilo
from recommendations.reports import csv, excel, html, pdf, word
from recommendations.reports.progress import build
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.edition_texts import COSTS, DATA, FISH, HEALTH, TRAIN
from tests.editions import corrected, of, published
from tests.factories import EvidenceVersionFactory, RoundFactory
from tests.reports.conftest import TODAY
from tests.reports.leading import notes

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(world) -> Round:
    made = RoundFactory(name="Round of 2026", opens_on=datetime.date(2023, 1, 1), due_on=datetime.date(2026, 12, 1))
    made.documents.set(Document.objects.all())
    made.parties.set([lao(), cambodia()])
    Update.objects.filter(state="accepted").update(round=made)
    return made


@pytest.fixture
def reviewer(world):
    return person("reviewer")


@pytest.fixture
def sealed(found, reviewer) -> Round:
    rounds.close_round(target=found, by=reviewer)
    found.refresh_from_db()
    return found


def told(found, sight=sight_of_members, **scope):
    today = timezone.localdate() + datetime.timedelta(days=400)
    return build(Scope(round=found, **scope), sight=sight(), today=today)


def change_everything() -> None:
    """What a year may bring, below the actions: names, texts, themes, answers, what was asked."""
    Recommendation.objects.update(text="Reworded.", label="", editor_note="Another print.")
    SubTheme.objects.update(title="Another heading", introduction="")
    Document.objects.update(meeting="Another meeting", held_on=None, held_until=None)
    Theme.objects.update(name="Another theme", position=9)
    RecommendationTheme.objects.update(placing=Placing.REFUSED)
    Party.objects.filter(code="LA").update(name="Laos", time_zone="America/Lima")
    Organization.objects.update(name=Concat(Value("Another "), "name"))
    Activity.objects.update(text="Nothing.")
    Evidence.objects.update(title="Another title", publisher="Nobody", kind="news")
    Forum.objects.update(theme="Another")
    for row in FollowUp.objects.exclude(answered_under__isnull=False):
        row.updates.update(state="superseded")
        accepted_answer(row, Status.IMPLEMENTED, evidence=["Newer"], challenges="None.", published=True)
    FollowUp.objects.update(asked_on=datetime.date(2030, 1, 1), answered_under=None)
    Recommendation.objects.filter(pk=Recommendation.objects.first().pk).update(
        withdrawn_at=timezone.now(), withdrawn_reason="Twice."
    )


SCOPES = ({}, {"forum": 15}, {"country": "LA"}, {"theme": "Fair recruitment"})


def scope_of(chosen):
    models = {"forum": (Forum, "number"), "country": (Party, "code"), "theme": (Theme, "name")}
    return {name: models[name][0].objects.get(**{models[name][1]: value}) for name, value in chosen.items()}


@pytest.mark.parametrize("chosen", SCOPES)
def test_it_says_the_same_whatever_is_changed_afterwards(sealed, chosen):
    scope = scope_of(chosen)
    before = told(sealed, **scope)
    change_everything()
    assert told(sealed, **{name: type(each).objects.get(pk=each.pk) for name, each in scope.items()}) == before
    assert told(sealed, sight_of_the_ilo, **scope).parts == before.parts


def figures_of(content: bytes) -> list[bytes]:
    """All that a file says: of a package its parts, but for the day on which it was made."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return [parts.read(name) for name in sorted(parts.namelist()) if not name.startswith("docProps")]


@pytest.mark.parametrize("layout", [html.layout, word.layout, excel.layout, csv.layout, pdf.layout])
def test_every_file_says_the_same(sealed, layout):
    before = figures_of(layout(told(sealed)))
    change_everything()
    assert figures_of(layout(told(sealed))) == before


def test_before_it_is_closed_it_is_told_from_what_stands_now(found):
    change_everything()
    assert told(found).parts[-1].total.count(Status.IMPLEMENTED) > 0
    assert not any("sealed" in note or "closed on" in note for note in notes(told(found)))


def figures(report):
    lines = (
        line for part in report.parts for line in (part.total, *(line for table in part.tables for line in table.lines))
    )
    return [
        (line.label, [(each.key, each.number) for each in (line.asked, line.answered, line.under, *line.by_answer)])
        for line in lines
    ]


def test_closing_changes_no_figure_and_no_answer(found, reviewer):
    running = told(found)
    rounds.close_round(target=found, by=reviewer)
    found.refresh_from_db()
    closed = told(found)
    assert notes(closed)[0].startswith("The round was closed on ")
    assert figures(closed) == figures(running)
    assert (closed.chapters, closed.evidence, closed.silent) == (running.chapters, running.evidence, running.silent)


def test_figures_counted_by_the_database_are_those_of_the_rows(found):
    for chosen in SCOPES:
        scope = Scope(**scope_of(chosen))
        short = build(scope, sight=sight_of_members(), today=TODAY, page_of=0)
        assert short.chapters is None
        assert short.parts == build(scope, sight=sight_of_members(), today=TODAY).parts


def test_reopened_it_is_told_from_what_stands_now_again(sealed, reviewer):
    due_on = timezone.localdate() + datetime.timedelta(days=30)
    rounds.reopen_round(target=sealed, reason="More days.", due_on=due_on, by=reviewer)
    sealed.refresh_from_db()
    assert not any(note.startswith("The round was closed") for note in notes(told(sealed)))


def test_it_says_the_same_through_editions_withdrawals_and_their_undoing(reviewer):
    """By the actions themselves: the seal stands on nothing that a document becomes."""
    document = published(parties=[lao()])
    accepted_answer(of(document, "S1-01").follow_ups.get())
    found = RoundFactory()
    found.documents.add(document)
    found.parties.add(lao())
    rounds.close_round(target=found, by=reviewer)
    found.refresh_from_db()
    before, file = told(found), figures_of(word.layout(told(found)))
    made = corrected(document, (("Impact", [f"{HEALTH} At once.", COSTS, FISH]), ("Future", [f"{TRAIN} {DATA}"])))
    again = DocumentImport.objects.filter(pk=made.pk)
    steps = (
        lambda: editions.apply_edition(document_import=again.get(), by=None),
        lambda: edition_undo.undo_edition(document_import=again.get(), by=None),
        lambda: withdrawing.withdraw(document=document, reason="Wrong.", by=None),
        lambda: withdrawing.reinstate(document=document, by=None),
        lambda: editions.apply_edition(document_import=again.get(), by=None),
        lambda: withdrawing.withdraw(document=document, reason="Wrong.", by=None),
    )
    for step in steps:
        step()
        assert told(found) == before
    assert figures_of(word.layout(told(found))) == file
    assert list(seals.hashes_fit()) == []


# --- What it never leaks -------------------------------------------------------------------------------------


def titles(report):
    return [source.title for source in report.evidence]


CLOSED = "Evidence that was withdrawn since, or is no longer open to you"


def withdraw(evidence):
    evidence.update(withdrawn_at=timezone.now(), withdrawn_by=person("coordinator", lao()))


def hide(evidence):
    evidence.update(visibility=Visibility.PARTY_AND_REVIEWERS)


@pytest.mark.parametrize("close", [withdraw, hide])
def test_evidence_that_was_closed_since_keeps_its_number_and_nothing_else(sealed, close):
    before = told(sealed)
    assert titles(before) == ["Report of Cambodia", "Decree on recruitment"]
    close(Evidence.objects.filter(title="Decree on recruitment"))
    after = told(sealed)
    assert titles(after) == ["Report of Cambodia", CLOSED]
    gone = after.evidence[1]
    assert (gone.address, gone.file_name, gone.publisher, gone.dated_on, gone.key) == ("", "", "", None, None)
    assert after.chapters == before.chapters
    for layout in (html.layout, word.layout, excel.layout, csv.layout):
        assert b"Decree on recruitment" not in layout(after)


def test_hidden_evidence_is_still_named_to_those_who_may_open_it(sealed):
    hide(Evidence.objects.filter(title="Decree on recruitment"))
    inside = ["Report of Cambodia", "Decree on recruitment", "A letter nobody may see"]
    assert titles(told(sealed, sight_of_the_ilo)) == inside
    assert titles(told(sealed, lambda: sight_of(person("viewer", cambodia())))) == ["Report of Cambodia", CLOSED]
    assert titles(told(sealed, lambda: sight_of(person("reporter", lao())))) == inside


def test_evidence_that_is_opened_later_stays_out_of_it(sealed):
    before = told(sealed)
    Evidence.objects.filter(title="A letter nobody may see").update(visibility=Visibility.PUBLIC)
    assert told(sealed) == before


def assessments(report):
    return {answer.assessment for *_where, answer in report.answers} - {""}


def test_assessments_are_told_when_they_are_published_and_then_as_they_were(sealed, reviewer):
    assert assessments(told(sealed)) == {"Confirmed"}  # published before
    assert assessments(told(sealed, sight_of_the_ilo)) == {"Confirmed", "Needs more evidence", "Not assessed"}
    rounds.publish_assessments(target=sealed, by=reviewer)
    sealed.refresh_from_db()
    assert assessments(told(sealed)) == {"Confirmed", "Needs more evidence", "Not assessed"}
    FollowUp.objects.update(assessment=Assessment.CONFIRMED_IN_PART, assessment_published=True)
    assert assessments(told(sealed)) == {"Confirmed", "Needs more evidence", "Not assessed"}


def test_what_is_assessed_after_the_publishing_waits_until_it_is_published_anew(sealed, reviewer):
    """Opened again after it: the next seal keeps what nobody has published, and so does the round while it runs."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)):
        rounds.publish_assessments(target=sealed, by=reviewer)
    with time_machine.travel(timezone.now() + datetime.timedelta(days=2)) as clock:
        due_on = timezone.localdate() + datetime.timedelta(days=30)
        rounds.reopen_round(target=sealed, reason="More days.", due_on=due_on, by=reviewer)
        row = FollowUp.objects.filter(assessment=Assessment.NEEDS_EVIDENCE).first()
        row.updates.filter(state="accepted").update(state="superseded")
        accepted_answer(row, Status.IMPLEMENTED, assessment=Assessment.CONFIRMED_IN_PART)
        Update.objects.filter(state="accepted").update(round=sealed)
        clock.shift(datetime.timedelta(days=1))
        rounds.close_round(target=sealed, by=reviewer)
    sealed.refresh_from_db()
    assert "Confirmed in part" not in assessments(told(sealed))
    assert "Confirmed in part" in assessments(told(sealed, sight_of_the_ilo))
    assert assessments(told(sealed, seal=1)) == {"Confirmed", "Needs more evidence", "Not assessed"}
    assert not picture.published(sealed, picture.seal_of(sealed))
    with time_machine.travel(timezone.now() + datetime.timedelta(days=4)):
        rounds.publish_assessments(target=sealed, by=reviewer)
    sealed.refresh_from_db()
    assert "Confirmed in part" in assessments(told(sealed))


def test_the_first_seal_shows_no_assessment_that_was_published_with_the_second(sealed, reviewer):
    """An assessment that gave way before anybody published it stays with the ILO and the country."""
    with time_machine.travel(timezone.now() + datetime.timedelta(days=1)) as clock:
        due_on = timezone.localdate() + datetime.timedelta(days=30)
        rounds.reopen_round(target=sealed, reason="More days.", due_on=due_on, by=reviewer)
        clock.shift(datetime.timedelta(days=1))
        rounds.close_round(target=sealed, by=reviewer)
        clock.shift(datetime.timedelta(days=1))
        rounds.publish_assessments(target=sealed, by=reviewer)
    sealed.refresh_from_db()
    assert "Needs more evidence" in assessments(told(sealed))
    assert assessments(told(sealed, seal=1)) == {"Confirmed"}


def test_a_newer_published_assessment_does_not_open_the_sealed_one(sealed):
    FollowUp.objects.update(assessment_published=True)
    assert assessments(told(sealed)) == {"Confirmed"}


def test_a_newer_version_of_a_piece_is_not_in_it(sealed):
    piece = Evidence.objects.get(title="Decree on recruitment")
    before = told(sealed)
    EvidenceVersionFactory(evidence=piece, number=2, link="https://example.org/newer")
    assert told(sealed) == before
