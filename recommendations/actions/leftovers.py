"""What an import that came to nothing leaves behind: its row and the trail, no file."""

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit
from recommendations.models import DocumentImport, User


def throw_away(found: DocumentImport, *, state: str, by: User | None) -> DocumentImport:
    """End an import that came to nothing, for an action that holds it: its file, pages and texts go.

    A pasted text stays: it may be all there is. The row tells what was tried, its file's name is of a file no more.
    """
    pictures = [page.picture for page in found.pages.exclude(picture="")]
    before = {"extracts": found.extracts.count(), "file_name": found.file_name}
    for rows in (found.extracts, found.sub_themes, found.pages):
        rows.all().delete()
    found.state, found.ended_at, found.ended_by = state, timezone.now(), by
    found.save(update_fields=["state", "ended_at", "ended_by"])
    names = [str(file.name) for file in (*pictures, found.file) if file]
    transaction.on_commit(lambda: _delete(names))
    audit.record(f"import.{state}", found, by=by, before=before)
    return found


def _delete(names: list[str]) -> None:
    for name in names:
        default_storage.delete(name)
