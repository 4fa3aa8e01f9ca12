"""An import in each of the states that the grid speaks of, and what somebody sends who has its pages before them."""

import datetime
import struct
import uuid
import zlib

from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import import_facts, sub_themes
from recommendations.choices import ImportState, JobState
from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, Job
from tests.access import editions, publishing
from tests.factories import (
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    JobFactory,
    SourcePageFactory,
)

ROUTES = frozenset(
    "import import_facts import_review extract import_add import_sub_theme import_sub_theme_new import_check"
    " import_page_picture import_discard import_publish import_undo job job_cancel job_file".split()
)
PLACED = {"extract": [1], "import_sub_theme": [1], "import_page_picture": [1]}


def make() -> dict[str, DocumentImport | Job]:
    """By name: imports in review and after, and jobs that run, are lost, are done."""
    found: dict[str, DocumentImport | Job] = {
        "open": in_review(ImportState.REVIEW),
        "ended": in_review(ImportState.PUBLISHED),
    }
    found |= publishing.make() | editions.make()
    for name, state, alive in (
        ("running", JobState.RUNNING, True),
        ("lost", JobState.RUNNING, False),
        ("over", JobState.DONE, True),
    ):
        begun = timezone.now() + datetime.timedelta(days=1 if alive else -1)
        ended = timezone.now() if state == JobState.DONE else None
        found[name] = JobFactory(state=state, started_at=begun, alive_at=begun, ended_at=ended)
    return found


def in_review(state: str) -> DocumentImport:
    made = DocumentImportFactory(state=state, ended_at=timezone.now() if state != ImportState.REVIEW else None)
    heading = ExtractedSubThemeFactory(document_import=made, position=1)
    ExtractFactory(document_import=made, sub_theme=heading, position=1)
    page = SourcePageFactory(document_import=made, number=1)
    page.picture.save("1.png", ContentFile(png(40, 60)))
    return made


def png(width: int, height: int) -> bytes:
    """A white picture."""
    raw = b"".join(b"\x00" + b"\xff" * width for _ in range(height))
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(raw)),
        (b"IEND", b""),
    )
    made = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(made)


def address(made: dict[str, DocumentImport | Job], route: str, state: str) -> str:
    if route in ("job", "job_cancel", "job_file"):
        return reverse(route, args=[made[state].key if state != "absent" else uuid.UUID(int=7)])
    return reverse(route, args=[made[state].pk if state != "absent" else 10**6, *PLACED.get(route, [])])


def body(made: dict[str, DocumentImport | Job], route: str, state: str) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    if route == "import_new":
        return {"text": "1. Establish help desks.", "language": "en", "revisions": "final"}
    found = made.get(state)
    if not isinstance(found, DocumentImport):
        return {}
    text = Extract.objects.get(document_import=found)
    heading = ExtractedSubTheme.objects.get(document_import=found)
    bodies: dict[str, dict[str, object]] = {
        "import_facts": {
            "seen": import_facts.fingerprint(found), "forum": _forum(), "kind": "regional-workers",
            "meeting": "A meeting",
        },
        "extract": {
            "extract": text.pk, "seen_version": text.version, "text": text.text, "label": text.label, "do": "accept",
        },
        "import_add": {"text": "Establish one more.", "after": 1, "page": 1},
        "import_sub_theme": {"seen": sub_themes.fingerprint(heading), "title": "Another title"},
        "import_sub_theme_new": {"title": "Another sub-theme"},
    }  # fmt: skip
    return bodies.get(route, {})


def _forum() -> int:
    from recommendations.models import Forum

    return Forum.objects.get(number=15).pk
