"""Imports that are ready, published, begun to be answered and undone; a text that was mended, a withdrawn document."""

import datetime

from django.utils import timezone

from recommendations.actions import documents, undoing, withdrawing, wordings
from recommendations.choices import DocumentKind
from recommendations.models import DocumentImport, FollowUp
from recommendations.queries.import_checks import check
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory, ForumFactory

NAMES = frozenset("ready misfit published begun undone mended in-force withdrawn withdrawn-text withdrawn-row".split())


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses."""
    by = scene.people["secretariat"]
    names = ("ready", "misfit", "published", "begun", "undone", "mended")
    made = {name: ready(scene, number) for number, name in enumerate(names, 21)}
    DocumentImport.objects.filter(pk=made["misfit"].pk).update(kind=DocumentKind.FORUM, party=None)
    for name in names[2:]:
        documents.publish_import(document_import=made[name], parties=[scene.own, scene.other], by=by)
        made[name].refresh_from_db()
    undoing.undo_import(document_import=made["undone"], by=by)
    text = made["mended"].document.recommendations.first()
    wordings.correct(
        recommendation=text, text=f"{text.text} And mended.", note=scene.words.title, seen_wording=1, by=by
    )
    row = FollowUp.objects.filter(recommendation__document=made["begun"].document, party=scene.own).first()
    FollowUp.objects.filter(pk=row.pk).update(target_date=datetime.date(2027, 1, 1))
    withdrawing.withdraw(document=made["begun"].document, reason=scene.words.passage, by=by)
    waiting = check(made["ready"]).warnings  # the same texts stand in the others
    made["ready"].ticked = [{"key": each.key, "reason": "Said again."} for each in waiting]
    made["ready"].save()
    scene.imports |= {name: str(each.pk) for name, each in made.items()}
    scene.imports |= {
        "mended": text.reference,
        "in-force": made["published"].document.code,
        "withdrawn": made["begun"].document.code,
        "withdrawn-text": row.recommendation.reference,
        "withdrawn-row": "/".join(row.address),
    }


def ready(scene, number) -> DocumentImport:
    """A national workshop with three texts, everything decided and confirmed."""
    words, now, by = scene.words, timezone.now(), scene.people["secretariat"]
    made = DocumentImportFactory(
        file_name=f"{words.title[:150]}.pdf", meeting=f"{words.meeting} {number}", theme=words.sub_theme,
        kind="national", party=scene.own, forum=ForumFactory(number=number), received_by=by,
        facts_confirmed_at=now, facts_confirmed_by=by,
    )  # fmt: skip
    heading = ExtractedSubThemeFactory(document_import=made, position=1, title=f"{words.sub_theme} {number}")
    for at in (1, 2, 3):
        ExtractFactory(
            document_import=made, sub_theme=heading, position=at, number=at, text=f"{number}.{at} {words.text}",
            state="accepted", decided_at=now, decided_by=by,
        )  # fmt: skip
    return made
