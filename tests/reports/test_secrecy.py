"""What a report never tells: drafts and submitted answers, assessments and evidence of others."""

import datetime
import io
import zipfile

import pypdfium2
import pytest

from recommendations.choices import Assessment, Status, UpdateState, Visibility
from recommendations.queries.progress import Scope, sight_of, sight_of_members, sight_of_the_ilo
from recommendations.reports import csv, excel, html, pdf, word
from recommendations.reports.progress import build
from tests.answers import accepted_answer
from tests.cast import cambodia, lao, person
from tests.factories import (
    DocumentFactory,
    EvidenceVersionFactory,
    FollowUpFactory,
    RecommendationFactory,
    UpdateFactory,
    UpdateVersionFactory,
    VersionEvidenceFactory,
)
from tests.reports.leading import notes

TODAY = datetime.date(2026, 11, 22)
pytestmark = pytest.mark.django_db


def everything(content):
    """All text of a file, unpacked where it is a package."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            return "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    if content.startswith(b"%PDF"):
        return "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content))
    return content.decode()


def asked():
    document = DocumentFactory(party=lao())
    return FollowUpFactory(recommendation=RecommendationFactory(document=document), party=lao())


def seen_by(sight):
    (answer,) = (answer for *_where, answer in build(Scope(), sight=sight, today=TODAY).answers)
    return answer


def titles(sight):
    return [source.title for source in build(Scope(), sight=sight, today=TODAY).evidence]


@pytest.mark.parametrize(
    "state",
    [
        UpdateState.DRAFT,
        UpdateState.FOR_APPROVAL,
        UpdateState.APPROVED,
        UpdateState.SUBMITTED,
        UpdateState.RETURNED,
    ],
)
@pytest.mark.parametrize("sight", [sight_of_members, sight_of_the_ilo])
def test_an_answer_on_its_way_is_in_no_report(state, sight):
    row = asked()
    when = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    writer = person("reporter", lao())
    update = UpdateFactory(
        follow_up=row, state=state, version=1, created_by=writer, submitted_at=when, submitted_by=writer
    )
    version = UpdateVersionFactory(update=update, status=Status.IMPLEMENTED, challenges="Nobody knows yet")
    piece = EvidenceVersionFactory(evidence__party=lao(), evidence__visibility=Visibility.PUBLIC)
    VersionEvidenceFactory(version=version, evidence_version=piece)
    found = build(Scope(), sight=sight(), today=TODAY)
    assert seen_by(sight()).label == "No information received"
    assert found.evidence == ()
    assert "Nobody knows yet" not in html.layout(found).decode()


def test_a_new_draft_leaves_the_accepted_answer_in_the_report():
    row = asked()
    accepted_answer(row, Status.PLANNED)
    UpdateVersionFactory(update=UpdateFactory(follow_up=row, version=1), status=Status.IMPLEMENTED)
    assert seen_by(sight_of_members()).label == "Planned"


def test_an_unpublished_assessment_is_for_the_party_and_the_ilo():
    accepted_answer(asked(), assessment=Assessment.NEEDS_EVIDENCE)
    cast = {"reporter": lao(), "coordinator": cambodia(), "reviewer": None, "viewer": cambodia()}
    seen = {role: seen_by(sight_of(person(role, party))).assessment for role, party in cast.items()}
    words = "Needs more evidence"
    assert seen == {"reporter": words, "coordinator": "", "reviewer": words, "viewer": ""}
    assert seen_by(sight_of_members()).assessment == ""
    assert seen_by(sight_of_the_ilo()).assessment == "Needs more evidence"


def test_a_published_assessment_is_for_everybody():
    accepted_answer(asked(), assessment=Assessment.CONFIRMED, published=True)
    assert seen_by(sight_of_members()).assessment == "Confirmed"
    assert seen_by(sight_of(person("viewer", cambodia()))).assessment == "Confirmed"


def test_evidence_for_the_party_only_is_hidden_with_its_title():
    accepted_answer(asked(), evidence=[("A secret letter", Visibility.PARTY_AND_REVIEWERS), "A decree"])
    assert titles(sight_of(person("viewer", cambodia()))) == ["A decree"]
    assert titles(sight_of(person("reporter", cambodia()))) == ["A decree"]
    assert titles(sight_of(person("reporter", lao()))) == ["A secret letter", "A decree"]
    assert titles(sight_of(person("reviewer"))) == ["A secret letter", "A decree"]
    assert titles(sight_of_members()) == ["A decree"]
    assert titles(sight_of_the_ilo()) == ["A secret letter", "A decree"]


@pytest.mark.parametrize("layout", [html.layout, word.layout, excel.layout, csv.layout, pdf.layout])
def test_no_layout_holds_what_the_value_does_not(layout):
    accepted_answer(
        asked(), evidence=[("A secret letter", Visibility.PARTY_AND_REVIEWERS)], assessment=Assessment.NEEDS_EVIDENCE
    )
    open_edition = build(Scope(), sight=sight_of_members(), today=TODAY)
    inside = build(Scope(), sight=sight_of_the_ilo(), today=TODAY)
    assert [source.title for source in inside.evidence] == ["A secret letter"]
    for words in ("A secret letter", "Needs more evidence"):
        assert words in html.layout(inside).decode()
        assert words not in everything(layout(open_edition))


def test_withdrawn_evidence_is_in_no_report():
    version = accepted_answer(asked(), evidence=["A decree"])
    evidence = version.evidence.get().evidence
    evidence.withdrawn_at = datetime.datetime(2026, 11, 22, 8, 0, tzinfo=datetime.UTC)
    evidence.withdrawn_by = person("reporter", lao())
    evidence.save()
    assert titles(sight_of_the_ilo()) == []


def test_an_inside_edition_says_that_it_is_one():
    asked()
    warning = "This edition may hold assessments and evidence that are not for everybody. Do not pass it on."
    assert warning in notes(build(Scope(), sight=sight_of(person("reporter", lao())), today=TODAY))
    assert warning not in notes(build(Scope(), sight=sight_of_members(), today=TODAY))
