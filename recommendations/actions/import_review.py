"""What every decision about an import asks first: may this person decide, and is the import still in review?"""

from recommendations.actions.locking import locked
from recommendations.choices import ImportState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import DocumentImport, Extract, User
from recommendations.permissions import can
from recommendations.roles import Permission
from recommendations.text import gettext_noop

GONE = gettext_noop("This text is no longer here: somebody else has changed the list since you opened the page.")


def opened(document_import: DocumentImport, by: User) -> DocumentImport:
    """The import, locked: two people who split and merge at once do it one after the other.

    Errors: NotAllowed, TooLate (it is published, discarded or still being read).
    """
    if not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat can bring in documents."))
    found = locked(DocumentImport.objects).get(pk=document_import.pk)
    if found.state != ImportState.REVIEW:
        raise TooLate(
            gettext_noop("This import is now “%(state)s”, so nothing in it can be changed."),
            state=str(found.get_state_display()),
        )
    return found


def opened_extract(extract: Extract, seen_version: int, by: User) -> Extract:
    """The extract as it is stored now. Errors: those of `opened`, and Conflict where it has changed since."""
    opened(extract.document_import, by)
    found = Extract.objects.select_related("document_import", "sub_theme").filter(pk=extract.pk).first()
    if found is None:
        raise Conflict(GONE)
    if found.version != seen_version:
        raise Conflict(
            gettext_noop(
                "Somebody else has changed or decided on this text since you opened it. Nothing was overwritten, and "
                "what you typed is still here."
            )
        )
    return found


def check_text(text: str) -> str:
    if not text:
        raise Refused(gettext_noop("The recommendation has no text. Type it, or leave the item out."), field="text")
    return text
