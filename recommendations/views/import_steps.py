"""The steps of bringing in a document, and the way back up from them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.models import DocumentImport
from recommendations.queries.imports import Progress
from recommendations.views.addresses import Link


@dataclass(frozen=True)
class Step:
    """One step as the line on top of each page shows it."""

    label: str
    url: str
    current: bool
    state: str


def steps(document_import: DocumentImport, progress: Progress, current: str) -> list[Step]:
    """The document, its texts, whether it is whole, its publication."""
    looked = _("%(looked)s of %(total)s looked at") % {"looked": progress.looked, "total": progress.total}
    confirmed = _("confirmed") if document_import.facts_confirmed_at else _("to confirm")
    rows = (
        ("import_facts", _("The document"), confirmed),
        ("import_review", _("The texts"), looked),
        ("import_check", _("Is it whole?"), ""),
        (publishing(document_import), _("Compare") if document_import.edition_of_id else _("Publish"), ""),
    )
    return [
        Step(label, reverse(route, args=[document_import.pk]), route == current, state) for route, label, state in rows
    ]


def publishing(document_import: DocumentImport) -> str:
    """The route that follows: a corrected edition is first compared with what is published."""
    return "import_edition" if document_import.edition_of_id else "import_publish"


def where(document_import: DocumentImport, progress: Progress) -> str:
    """The page where the work goes on."""
    if not document_import.facts_confirmed_at:
        return reverse("import_facts", args=[document_import.pk])
    if progress.first_open is not None:
        return extract_url(document_import, progress.first_open)
    if not progress.total:
        return reverse("import_review", args=[document_import.pk])
    return reverse("import_check", args=[document_import.pk])


def extract_url(document_import: DocumentImport, position: int, show: str = "", *, scrolled: bool = True) -> str:
    """One text, `scrolled` to where the work begins (a message would stand above that).

    `show`: the list that it was opened from.
    """
    address = reverse("extract", args=[document_import.pk, position]) + (f"?show={show}" if show else "")
    return f"{address}#item" if scrolled else address


def above_list() -> list[Link]:
    return [Link(_("Documents"), reverse("document_list"))]


def above(document_import: DocumentImport | None = None) -> list[Link]:
    found = [*above_list(), Link(_("Brought in"), reverse("import_list"))]
    return [*found, Link(str(document_import), document_import.get_absolute_url())] if document_import else found
