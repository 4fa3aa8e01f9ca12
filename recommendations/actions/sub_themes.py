"""The headings of a document on its way in: mended, added, taken away."""

import hashlib

from django.db import transaction

from recommendations.actions import audit
from recommendations.actions.import_review import opened
from recommendations.errors import Conflict, Refused
from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, User
from recommendations.text import gettext_noop

FIELDS = ("number", "title", "introduction")


@transaction.atomic
def edit(
    *, sub_theme: ExtractedSubTheme, number: int | None, title: str, introduction: str, seen: str, by: User
) -> ExtractedSubTheme:
    """Mend a heading. `seen` is its `fingerprint` when the page was opened.

    Errors: NotAllowed, TooLate, Conflict (somebody else mended it meanwhile).
    """
    opened(sub_theme.document_import, by)
    found = ExtractedSubTheme.objects.get(pk=sub_theme.pk)
    if fingerprint(found) != seen:
        raise Conflict(
            gettext_noop("Somebody else has changed this sub-theme since you opened it. Nothing was overwritten.")
        )
    before = _told(found)
    found.number, found.title, found.introduction = number, title, introduction
    found.save()
    audit.record("sub_theme.edit", found, by=by, before=before, after=_told(found))
    return found


@transaction.atomic
def add(
    *,
    document_import: DocumentImport,
    number: int | None,
    title: str,
    introduction: str,
    first: Extract | None,
    by: User,
) -> ExtractedSubTheme:
    """A heading that parsing missed. It takes the texts from `first` to the end of the sub-theme they stood in.

    Errors: NotAllowed, TooLate, Refused (no title).
    """
    found = opened(document_import, by)
    if not title:
        raise Refused(gettext_noop("Give the title of the sub-theme."), field="title")
    place = first.sub_theme.position + 1 if first else _end(found)
    for later in found.sub_themes.filter(position__gte=place).order_by("-position"):
        later.position += 1
        later.save(update_fields=["position"])
    heading = ExtractedSubTheme.objects.create(
        document_import=found, position=place, number=number, title=title, introduction=introduction
    )
    if first:
        moved = Extract.objects.filter(sub_theme=first.sub_theme_id, position__gte=first.position)
        moved.update(sub_theme=heading)
    audit.record("sub_theme.add", heading, by=by, after=_told(heading))
    return heading


@transaction.atomic
def take_away(*, sub_theme: ExtractedSubTheme, by: User) -> None:
    """A heading that is none: its texts go to the sub-theme before it.

    Errors: NotAllowed, TooLate, Refused (there is none before it, and it has texts).
    """
    found = opened(sub_theme.document_import, by)
    before = found.sub_themes.filter(position__lt=sub_theme.position).order_by("-position").first()
    texts = Extract.objects.filter(sub_theme=sub_theme)
    if before is None and texts.exists():
        raise Refused(gettext_noop("These texts need a sub-theme. Empty its number and title instead."))
    if before:
        texts.update(sub_theme=before)
    event = _told(sub_theme)
    ExtractedSubTheme.objects.filter(pk=sub_theme.pk).delete()
    audit.record("sub_theme.take_away", found, by=by, before=event)


def fingerprint(sub_theme: ExtractedSubTheme) -> str:
    """What a person saw, to notice that it has changed."""
    return hashlib.sha256(repr([getattr(sub_theme, name) for name in FIELDS]).encode()).hexdigest()


def _end(document_import: DocumentImport) -> int:
    last = document_import.sub_themes.order_by("-position").first()
    return last.position + 1 if last else 1


def _told(sub_theme: ExtractedSubTheme) -> dict[str, object]:
    told = {name: getattr(sub_theme, name) for name in FIELDS}
    return {"import": sub_theme.document_import_id, "position": sub_theme.position, **told}
