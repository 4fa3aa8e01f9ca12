"""Taking an edition back: everything reads as before, under the references it had."""

from typing import Any

from django.db import models, transaction

from recommendations.actions import asking, audit, documents, links
from recommendations.actions.edition_rows import FORCE, PRINTED, out_of_the_way
from recommendations.actions.editions import FACTS, HEADING, TEXT
from recommendations.actions.locking import lock_follow_ups
from recommendations.actions.undoing import lock_document
from recommendations.choices import ImportState
from recommendations.errors import TooLate
from recommendations.models import Document, DocumentImport, FollowUp, FormerWording, Recommendation, SubTheme, User
from recommendations.queries.edition_news import Applied, applied
from recommendations.queries.edition_undo import asked_anew, new_texts, undo_refused
from recommendations.text import gettext_noop

WORDED = ("text", "wording", "reworded", "search_text")


@transaction.atomic
def undo_edition(*, document_import: DocumentImport, by: User | None) -> DocumentImport:
    """Take back the edition that this import became, and open its review again.

    Errors: NotAllowed, TooLate (countries have gone on from it, a text was corrected, a later edition or a closed
    round came after it).
    """
    asking.check_may_publish(by)
    now = documents.lock_import(document_import)
    told = applied(now.edition) if now.edition and now.state == ImportState.PUBLISHED else None
    if told is None or now.edition is None or now.document is None:
        raise TooLate(gettext_noop("This import is no edition that is applied, so there is nothing to take back."))
    document = lock_document(now.document)
    lock_follow_ups(FollowUp.objects.filter(asked_anew(told.after), recommendation__document=document))
    audit.hold()  # whoever was faster has ended, and nobody comes to refer to what is deleted now
    if refused := undo_refused(told):
        raise refused
    number = now.edition.number
    forgotten = _restore(document, told)
    edition, now.document, now.edition = now.edition, None, None
    now.state, now.ended_at, now.ended_by = ImportState.REVIEW, None, None
    now.save()
    edition.delete()
    after = {"edition": number, "import": now.pk} | ({"links": forgotten} if forgotten else {})
    audit.record("document.edition_undone", document, by=by, party=document.party, before=told.after, after=after)
    return now


def _restore(document: Document, told: Applied) -> list[str]:
    """Gives back the confirmed links that went with texts of the edition."""
    before, after = told.before, told.after
    FollowUp.objects.filter(asked_anew(after), recommendation__document=document).delete()
    new_ones = Recommendation.objects.filter(document=document, reference__in=new_texts(before, after))
    forgotten = links.forget(new_ones)
    new_ones.delete()
    FormerWording.objects.filter(edition=told.edition).delete()
    for name, value in before["facts"].items():
        setattr(document, name, _python(Document, name, value))
    document.save(update_fields=[*FACTS, "year"])
    new = {int(key) for key in after["sub_themes"]} - {int(key) for key in before["sub_themes"]}
    headings = _restore_headings(document, before["sub_themes"], new)
    _restore_texts(document, before["texts"], headings)
    document.sub_themes.filter(pk__in=new).delete()
    return forgotten


def _restore_headings(document: Document, before: dict[str, Any], new: set[int]) -> dict[int, SubTheme]:
    """Those of before, by the keys they had; one that was deleted comes back under another. The `new` stay behind."""
    rows = {row.pk: row for row in document.sub_themes.exclude(pk__in=new)}
    out_of_the_way(SubTheme, document, len(rows) + len(before))
    for key, told in before.items():
        row = rows.setdefault(int(key), SubTheme(document=document))
        for name in HEADING:
            setattr(row, name, told[name])
    for row in rows.values():
        row.save()
    return rows


def _restore_texts(document: Document, before: dict[str, Any], headings: dict[int, SubTheme]) -> None:
    rows = list(Recommendation.objects.filter(document=document))
    out_of_the_way(Recommendation, document, len(rows))
    for row in rows:
        for name in (*TEXT, "withdrawn_by", "sub_theme") if row.reference in before else ():
            value = before[row.reference][name]
            if name == "sub_theme":
                row.sub_theme = headings[value]
            elif name == "withdrawn_by":
                row.withdrawn_by_id = value
            else:
                setattr(row, name, _python(Recommendation, name, value))
        row.fold()
    Recommendation.objects.bulk_update(rows, [*PRINTED, *FORCE, *WORDED], batch_size=200)


def _python(model: type[models.Model], name: str, value: Any) -> Any:
    """A value as the trail keeps it, as the field has it."""
    field = model._meta.get_field(name)
    return field.to_python(value) if isinstance(field, models.Field) else value
