"""A corrected edition that is compared, one that is not ready, one applied; an answer given before a change."""

from django.utils import timezone

from recommendations.actions import documents, editions, reviews, updates
from recommendations.actions.typed import Answer
from recommendations.models import Document, DocumentImport
from recommendations.queries.import_checks import check
from tests.browser import publishing
from tests.factories import ExtractFactory

NAMES = frozenset("compared unready applied begun-edition reworded gone changed-row".split())
NEW = "Inspect fishing vessels at sea together with the navy of the neighbouring state."


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses."""
    made = {name: corrected(scene, number) for number, name in enumerate(("compared", "unready", "applied"), 31)}
    made["unready"].extracts.filter(position=1).update(state="proposed", decided_at=None)
    applied = made["applied"]
    row = applied.edition_of.recommendations.get(number=1).follow_ups.get(party=scene.own)
    answered(scene, row)
    editions.apply_edition(document_import=applied, by=scene.people["secretariat"])
    gone = made["compared"].edition_of.recommendations.get(number=3)
    scene.imports |= {name: str(each.pk) for name, each in made.items()}
    scene.imports |= {"gone": gone.reference, "changed-row": "/".join(row.address)}
    scene.imports["reworded"] = row.recommendation.reference


def corrected(scene, number: int) -> DocumentImport:
    """Of a published document: its first text reworded, the third gone, a new one."""
    first = publishing.ready(scene, number)
    document = documents.publish_import(document_import=first, parties=[scene.own, scene.other], by=None)
    made = publishing.ready(scene, number)
    made.edition_of = Document.objects.get(pk=document.pk)
    made.meeting = document.meeting
    made.save()
    made.extracts.filter(position=1).update(text=f"{number}.1 {scene.words.text} Do so at once.")
    made.extracts.filter(position=3).delete()
    ExtractFactory(
        document_import=made, sub_theme=made.sub_themes.get(), position=4, number=3, text=f"{NEW} {number}",
        state="accepted", decided_at=timezone.now(), decided_by=scene.people["secretariat"],
    )  # fmt: skip
    waiting = check(made).warnings  # the same texts stand in the others
    made.ticked = [{"key": each.key, "reason": "Said again."} for each in waiting]
    made.save()
    return made


def answered(scene, row) -> None:
    people = scene.people
    update = updates.save(
        follow_up=row, answer=Answer(status="in-progress", challenges=scene.words.passage), opened_version=0,
        by=people["reporter"],
    )  # fmt: skip
    for act, who in ((updates.ask_approval, "reporter"), (updates.approve, "approver"), (updates.submit, "reporter")):
        act(update=update, seen_version=update.version, by=people[who])
        update.refresh_from_db()
    reviews.accept(update=update, seen_version=update.version, assessment="confirmed", by=people["reviewer"])
