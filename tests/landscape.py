"""A small landscape for whatever lists follow-ups: three documents, two countries, every kind of answer.

Each follow-up has a short name: the document's and the country's.
"""

import datetime

from recommendations.choices import Addressee, Assessment, DocumentKind, Placing, Status, Visibility
from recommendations.models import FollowUp, RecommendationAddressee, RecommendationTheme
from tests.answers import accepted_answer
from tests.cast import cambodia, lao
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    ForumFactory,
    OrganizationFactory,
    RecommendationFactory,
    ResponsibilityFactory,
    RoundFactory,
    SubThemeFactory,
    ThemeFactory,
)

DAY = datetime.date(2026, 11, 22)


def landscape() -> dict[str, FollowUp]:
    la, kh = lao(), cambodia()
    national = DocumentFactory(code="AFML13-LA", forum=ForumFactory(number=13), party=la)
    regional = {"kind": DocumentKind.REGIONAL_WORKERS, "party": None}
    workers = DocumentFactory(code="AFML15-WORKERS", forum=ForumFactory(number=15), **regional)
    adopted = DocumentFactory(code="AFML16-FORUM", forum=ForumFactory(number=16), kind=DocumentKind.FORUM, party=None)
    first = _text(national, 1, "Extend healthcare to all migrant workers.")
    second = _text(national, 2, "ຂະຫຍາຍ ການປົກປ້ອງ ແຮງງານ 100%_.", place=2)
    shared = _text(workers, 1, "Recover unpaid wages quickly.")
    common = _text(adopted, 1, "Regulate recruitment fees.")
    health, justice = (
        ThemeFactory(slug="health", name="Health"),
        ThemeFactory(slug="justice", name="Justice"),
    )
    for text, theme, placing in (
        (first, health, Placing.CONFIRMED), (shared, justice, Placing.SUGGESTED), (second, health, Placing.REFUSED),
    ):  # fmt: skip
        RecommendationTheme.objects.create(recommendation=text, theme=theme, placing=placing, is_main=True)
    RecommendationAddressee.objects.create(recommendation=shared, addressee=Addressee.EMPLOYERS)
    found = {
        "first LA": FollowUpFactory(recommendation=first, party=la),
        "second LA": FollowUpFactory(recommendation=second, party=la),
        "shared LA": FollowUpFactory(recommendation=shared, party=la),
        "shared KH": FollowUpFactory(recommendation=shared, party=kh),
        "common LA": FollowUpFactory(recommendation=common, party=la),
        "common KH": FollowUpFactory(recommendation=common, party=kh),
    }
    _answers(found)
    running = RoundFactory(opens_on=datetime.date(2026, 1, 1), due_on=datetime.date(2099, 1, 1))
    running.documents.add(adopted)
    running.parties.add(la)
    return found


def _text(document, number, words, *, place=1):
    sub_theme = SubThemeFactory(document=document, position=place, number=place, title=f"Part {place}")
    return RecommendationFactory(
        document=document, sub_theme=sub_theme, position=number, text=words,
        reference=f"{document.code}-S{place}-{number:02}",
    )  # fmt: skip


def _answers(found: dict[str, FollowUp]) -> None:
    day = datetime.date
    accepted_answer(
        found["first LA"], Status.IN_PROGRESS,
        activities=(("Trained inspectors.", day(2022, 3, 1), day(2022, 6, 30)), ("Wrote.", day(2020, 1, 5), None)),
        evidence=(("For us", Visibility.PARTY_AND_REVIEWERS),), assessment=Assessment.CONFIRMED,
        challenges="Few inspectors.", answered_at=datetime.datetime(2026, 5, 1, 9, tzinfo=datetime.UTC),
    )  # fmt: skip
    ministry = OrganizationFactory(
        party=found["first LA"].party, slug="molsw", name="Ministry of Labour", acronym="MoLSW"
    )
    ResponsibilityFactory(follow_up=found["first LA"], organization=ministry)
    accepted_answer(
        found["shared KH"], Status.IMPLEMENTED, activities=(("Opened a desk.", day(2024, 5, 1), None),),
        evidence=("For everybody",), assessment=Assessment.NEEDS_EVIDENCE, published=True,
    )  # fmt: skip
    accepted_answer(found["common KH"], Status.NOT_PURSUED)
