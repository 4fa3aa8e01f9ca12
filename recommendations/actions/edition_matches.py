"""What a person decides about the comparison of two editions: which published text a new one is."""

from collections.abc import Collection

from django.db import transaction

from recommendations.actions import audit
from recommendations.actions.import_review import opened
from recommendations.choices import EditionChange as C
from recommendations.errors import Conflict, Refused
from recommendations.models import DocumentImport, Extract, Recommendation, User
from recommendations.queries.editions import Comparison, comparison
from recommendations.text import gettext_noop

CHANGED = gettext_noop(
    "Somebody else has changed the comparison since you opened the page. Nothing was overwritten; look at it again."
)


@transaction.atomic
def match(
    *,
    extract: Extract,
    source: Recommendation | None,
    joined: Collection[Recommendation] = (),
    asks_again: bool = True,
    seen: str,
    by: User,
) -> None:
    """Say that a new text is `source` (None: it is new), together with `joined`. Two texts of one source: a split.

    `seen` is the `mark` of the comparison when the page was opened. Errors: NotAllowed, TooLate, Conflict, Refused.
    """
    now = _opened(extract.document_import, seen, by)
    if source and source.document_id != now.document.pk:
        raise Refused(gettext_noop("Choose a text of the document that is corrected."), field="source")
    keep(now)
    row = now.of(extract)
    before = _told(row.old, row.joined, asks_again=row.asks_again)
    stored = Extract.objects.get(pk=extract.pk)
    stored.recommendation, stored.asks_again = source, asks_again
    stored.change = C.REWORDED if source else C.NEW
    stored.save(update_fields=["recommendation", "asks_again", "change"])
    stored.joined.set(joined if source else [])
    if source:
        _free(source, now)
    audit.record("edition.match", stored, by=by, before=before, after=_told(source, joined, asks_again=asks_again))


@transaction.atomic
def join(*, recommendation: Recommendation, extract: Extract, seen: str, by: User) -> None:
    """Say that a published text which seemed to be gone went into the new text `extract`. Errors as of `match`."""
    now = _opened(extract.document_import, seen, by)
    if recommendation.pk not in {row.old.pk for row in now.gone if row.old}:
        raise Refused(gettext_noop("%(reference)s is in the new edition already."), reference=recommendation.reference)
    keep(now)
    row = now.of(extract)
    stored = Extract.objects.get(pk=extract.pk)
    if row.old is None:
        stored.recommendation, stored.change, stored.asks_again = recommendation, C.REWORDED, True
        stored.save(update_fields=["recommendation", "change", "asks_again"])
    elif row.keeps:
        stored.joined.add(recommendation)
        Extract.objects.filter(pk=stored.pk).update(asks_again=True)
    else:
        raise Refused(gettext_noop("That text is a piece of %(reference)s."), reference=row.old.reference)
    audit.record("edition.join", stored, by=by, after={"recommendation": recommendation.reference})


@transaction.atomic
def start_over(*, document_import: DocumentImport, seen: str, by: User) -> None:
    """Forget every decision about the comparison: it is worked out anew. Errors: NotAllowed, TooLate, Conflict."""
    found = opened(document_import, by)
    _check_seen(comparison(found), seen)
    rows = found.extracts.exclude(change="")
    Extract.joined.through.objects.filter(extract__in=rows).delete()
    number = rows.update(change="", recommendation=None, asks_again=True)
    audit.record("edition.start_over", found, by=by, after={"texts": number})


def keep(found: Comparison) -> None:
    """Store the comparison as it is, so that one decision does not move the rest."""
    joined = Extract.joined.through
    joined.objects.filter(extract__in=[row.extract for row in found.texts if row.extract]).delete()
    stored, pairs = [], []
    for row in found.texts:
        extract = row.extract
        if extract is None:
            continue
        extract.change, extract.recommendation = row.kinds[0], row.old
        extract.asks_again = row.asks_again or not row.is_reworded
        stored.append(extract)
        pairs += [joined(extract=extract, recommendation=each) for each in row.joined]
    Extract.objects.bulk_update(stored, ["change", "recommendation", "asks_again"], batch_size=200)
    joined.objects.bulk_create(pairs, batch_size=200)


def _opened(document_import: DocumentImport, seen: str, by: User) -> Comparison:
    found = opened(document_import, by)
    if found.edition_of is None:
        raise Refused(gettext_noop("This import corrects no published document. Publish it as one of its own."))
    now = comparison(found)
    _check_seen(now, seen)
    return now


def _check_seen(now: Comparison, seen: str) -> None:
    if now.mark != seen:
        raise Conflict(CHANGED)


def _free(source: Recommendation, now: Comparison) -> None:
    """What goes on by itself is not joined with another text any more."""
    texts = [row.extract for row in now.texts if row.extract]
    Extract.joined.through.objects.filter(extract__in=texts, recommendation=source).delete()


def _told(source: Recommendation | None, joined: Collection[Recommendation], *, asks_again: bool) -> dict[str, object]:
    return {
        "recommendation": source.reference if source else None,
        "joined": sorted(each.reference for each in joined),
        "asks_again": asks_again,
    }
