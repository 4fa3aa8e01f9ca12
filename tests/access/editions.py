"""A corrected edition that waits to be compared and one that was applied; and an answer to a text reworded since."""

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import documents, editions
from recommendations.models import DocumentImport, FollowUp, FormerWording, Recommendation
from recommendations.queries.editions import comparison
from tests.access import publishing
from tests.cast import lao
from tests.factories import ExtractFactory

ROUTES = frozenset(
    "import_edition import_edition_text import_edition_gone import_edition_tell import_edition_undo".split()
)
# Number of the forum → a text that goes on, reworded, and one that is gone. No two say the same.
TEXTS = {
    24: ("Open clinics at every border.", "Publish statistics on remittances each quarter."),
    25: ("Inspect fishing vessels at sea.", "Translate employment contracts."),
}


def make() -> dict[str, DocumentImport]:
    found = {"compared": corrected(24), "applied": corrected(25)}
    editions.apply_edition(document_import=found["applied"], by=None)
    return {name: DocumentImport.objects.get(pk=each.pk) for name, each in found.items()}


def corrected(number: int) -> DocumentImport:
    """Of a published document with two texts: the first goes on, reworded, the second is gone."""
    kept, lost = TEXTS[number]
    first = publishing.ready(number, kept)
    ExtractFactory(
        document_import=first, sub_theme=first.sub_themes.get(), position=2, number=2, text=lost,
        state="accepted", decided_at=timezone.now(),
    )  # fmt: skip
    document = documents.publish_import(document_import=first, parties=[lao()], by=None)
    made = publishing.ready(number, f"{kept} Do so at once.")
    made.edition_of, made.meeting = document, document.meeting
    made.save()
    return made


def reword(follow_up: FollowUp) -> None:
    """Its text reads otherwise than when it was answered."""
    text = follow_up.recommendation
    FormerWording.objects.create(
        recommendation=text, number=1, text="As it read before.", asks_again=True, replaced_at=timezone.now()
    )
    Recommendation.objects.filter(pk=text.pk).update(wording=2, reworded=2)


def lost(made: DocumentImport) -> Recommendation:
    """The published text that is gone."""
    return made.edition_of.recommendations.get(text=TEXTS[24][1])


def address(made: dict[str, DocumentImport], route: str, state: str) -> str:
    more = {"import_edition_text": [1], "import_edition_gone": [lost(made["compared"]).reference]}
    return reverse(route, args=[made[state].pk if state != "absent" else 10**6, *more.get(route, [])])


def body(made: dict[str, DocumentImport], route: str, state: str) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    if state != "compared":
        return {"seen": "0", "sure": "on"}
    extract = made[state].extracts.get()
    bodies: dict[str, dict[str, object]] = {
        "import_edition": {"sure": "on"},
        "import_edition_text": {"extract": extract.pk, "source": ""},
        "import_edition_gone": {
            "extract": extract.pk, "recommendation": lost(made[state]).pk,
        },
    }  # fmt: skip
    return {"seen": comparison(DocumentImport.objects.get(pk=made[state].pk)).mark, **bodies.get(route, {})}
