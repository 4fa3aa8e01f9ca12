from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from recommendations.admin.base import ReadOnly, ReadOnlyRows
from recommendations.models import Evidence, EvidenceVersion
from recommendations.permissions import readable_evidence, readable_versions


class VersionRows(ReadOnlyRows):
    """Without the file's place on the disk: files are opened through the view that asks."""

    model = EvidenceVersion
    names = ("created_by",)
    fields = ("number", "file_name", "link", "media_type", "size", "sha256", "created_at", "created_by")

    def get_queryset(self, request: HttpRequest) -> QuerySet[EvidenceVersion]:
        return super().get_queryset(request).filter(readable_versions(request.user))


@admin.register(Evidence)
class EvidencePage(ReadOnly):
    list_display = ("title", "party", "kind", "dated_on", "publisher", "visibility")
    list_filter = ("kind", "visibility", "party")
    list_select_related = ("party",)
    search_fields = ("title", "publisher")
    inlines = (VersionRows,)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Evidence]:
        return readable_evidence(request.user)
