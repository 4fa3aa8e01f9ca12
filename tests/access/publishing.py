"""An import that is ready to be published and one that was, and what is done with a published document."""

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import documents, undoing
from recommendations.choices import DocumentKind
from recommendations.models import DocumentImport, Recommendation
from recommendations.queries.placings import facts_of, fingerprint
from tests.factories import (
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    RecommendationAddresseeFactory,
    UserFactory,
)

# Routes about the document that was published, and what follows its code or reference.
ROUTES = ("edition_file", "document_withdraw", "recommendation_correct", "placing", "placing_list")


def make() -> dict[str, DocumentImport]:
    found = {name: ready(number) for number, name in ((21, "ready"), (22, "published"), (23, "undone"))}
    for name in ("published", "undone"):
        document = documents.publish_import(document_import=found[name], by=None)
        RecommendationAddresseeFactory(recommendation=document.recommendations.get(), addressee="asean")
    undoing.undo_import(document_import=found["undone"], by=None)
    return {name: DocumentImport.objects.get(pk=each.pk) for name, each in found.items()}


# No two say the same, or the check would ask for a tick.
TEXTS = {21: "Establish help desks.", 22: "Train labour inspectors.", 23: "Ratify the convention on domestic work."}


def ready(number: int, text: str = "") -> DocumentImport:
    """A regional meeting, so that nobody is asked."""
    now, text = timezone.now(), text or TEXTS.get(number, f"Establish help desk {number}.")
    made = DocumentImportFactory(
        forum=ForumFactory(number=number), kind=DocumentKind.REGIONAL_WORKERS, meeting=f"Regional meeting {number}",
        source_text=f"{number}. {text}", facts_confirmed_at=now, facts_confirmed_by=UserFactory(),
    )  # fmt: skip
    heading = ExtractedSubThemeFactory(document_import=made, position=1, title="Services")
    ExtractFactory(
        document_import=made, sub_theme=heading, position=1, number=1, text=text,
        state="accepted", decided_at=now,
    )  # fmt: skip
    return made


def address(made: dict[str, DocumentImport], route: str, state: str) -> str:
    document = made["published"].document
    there = state != "absent"
    args: dict[str, list] = {
        "placing_list": [],
        "placing": [document.recommendations.get().reference if there else "AFML15-XX-S1-01"],
        "edition_file": [document.code, 1 if there else 9],
        "document_withdraw": [document.code if there else "AFML15-XX"],
        "recommendation_correct": [document.recommendations.get().reference if there else "AFML15-XX-S1-01"],
    }
    return reverse(route, args=args[route])


def body(route: str) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    text = Recommendation.objects.filter(document__forum__number=22).get()
    bodies: dict[str, dict[str, object]] = {
        "placing_list": {"texts": [text.pk], "do": "confirm"},
        "placing": {"addressees": ["employers"], "seen": fingerprint(facts_of([text])[text.pk])},
        "document_withdraw": {"reason": "It was another meeting’s."},
        "recommendation_correct": {"text": "Establish help decks.", "note": "A letter.", "seen_wording": 1},
    }
    return bodies.get(route, {})
