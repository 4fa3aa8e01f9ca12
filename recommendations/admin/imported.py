from django.contrib import admin

from recommendations.admin.base import ReadOnly
from recommendations.models import DocumentImport, Job


@admin.register(DocumentImport)
class DocumentImportPage(ReadOnly):
    """What was brought in; its own pages are where people decide."""

    list_display = ("__str__", "state", "forum", "kind", "document", "received_at", "received_by")
    list_filter = ("state", "forum")
    list_select_related = ("forum", "document", "received_by")
    search_fields = ("file_name", "meeting", "document__code")
    fields = (
        "state", "file_name", "size", "format", "sha256", "language", "forum", "kind", "party", "meeting", "document",
        "edition_of", "received_at", "received_by", "facts_confirmed_at", "facts_confirmed_by", "ended_at", "ended_by",
    )  # fmt: skip


@admin.register(Job)
class JobPage(ReadOnly):
    list_display = ("__str__", "document_import", "step", "percent", "created_at", "created_by", "ended_at")
    list_filter = ("state",)
    list_select_related = ("document_import", "created_by")
    fields = (
        "kind", "document_import", "state", "step", "percent", "created_at", "created_by", "started_at", "alive_at",
        "ended_at", "cancel_asked_at",
    )  # fmt: skip
