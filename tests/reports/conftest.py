"""A report with everything in it: two standings, several countries and scripts, every kind of answer."""

import datetime

import pytest

from recommendations.choices import Assessment, DocumentKind, Placing, Status, Visibility
from recommendations.models import FollowUp
from recommendations.queries.progress import Scope, sight_of_members
from recommendations.reports.progress import build
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    ForumFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    SubThemeFactory,
    ThemeFactory,
)

TODAY = datetime.date(2026, 11, 22)
LAO_TEXT = "ກະຊວງແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ"
KHMER_TEXT = "ក្រសួងការងារ និងបណ្តុះបណ្តាលវិជ្ជាជីវៈ"
BURMESE_TEXT = "ရွှေ့ပြောင်းအလုပ်သမားများ"
THAI_TEXT = "แรงงานข้ามชาติ"
LONG_WORD = "Donaudampfschifffahrtsgesellschaft" * 8
FORMULA = "=HYPERLINK(1)"


def rows_of(document, party, number) -> list[FollowUp]:
    return [
        FollowUpFactory(recommendation=RecommendationFactory(document=document), party=party) for _ in range(number)
    ]


@pytest.fixture
def world(db):
    """The follow-ups of Lao PDR's workshop, answered in every way, among others."""
    document = DocumentFactory(code="AFML15-LA", forum=ForumFactory(number=15), party=lao())
    SubThemeFactory(document=document, introduction="To be done by 2025.")
    rows = rows_of(document, lao(), 6)
    accepted_answer(
        rows[0],
        activities=[("Trained 45 inspectors.", datetime.date(2023, 3, 1), datetime.date(2023, 3, 5)), LONG_WORD],
        evidence=["Decree on recruitment", ("A letter nobody may see", Visibility.PARTY_AND_REVIEWERS)],
        lead="Ministry of Labour", contributing=["Trade Unions"], challenges=f"{LAO_TEXT}\n\n{KHMER_TEXT}",
        next_steps=f"{BURMESE_TEXT} {THAI_TEXT}", assessment=Assessment.NEEDS_EVIDENCE, is_example=True,
    )  # fmt: skip
    accepted_answer(rows[1], Status.NOT_PURSUED, reason="time-passed", challenges=FORMULA)
    accepted_answer(rows[2], Status.NOT_STARTED, assessment=Assessment.CONFIRMED, published=True)
    answer_under(rows[3], rows[0])
    RecommendationThemeFactory(
        recommendation=rows[0].recommendation, theme=ThemeFactory(name="Fair recruitment"), placing=Placing.CONFIRMED
    )
    other = rows_of(DocumentFactory(code="AFML14-KH", forum=ForumFactory(number=14), party=cambodia()), cambodia(), 2)
    accepted_answer(other[0], Status.IMPLEMENTED, evidence=["Report of Cambodia"])
    adopted = DocumentFactory(code="AFML15-FORUM", forum=ForumFactory(number=15), kind=DocumentKind.FORUM, party=None)
    rows_of(adopted, lao(), 3)
    return rows


@pytest.fixture
def region(world):
    return build(Scope(), sight=sight_of_members(), today=TODAY)


@pytest.fixture
def country(world):
    return build(Scope(country=lao()), sight=sight_of_members(), today=TODAY)


@pytest.fixture
def nothing(db):
    return build(Scope(country=lao()), sight=sight_of_members(), today=TODAY)
