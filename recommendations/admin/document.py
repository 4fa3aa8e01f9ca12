from django.contrib import admin

from recommendations.admin.base import Page, ReadOnlyRows
from recommendations.models import Document, Edition, SubTheme


class EditionRows(ReadOnlyRows):
    model = Edition
    names = ("document", "received_by")
    fields = ("number", "file_name", "sha256", "received_at", "received_by")


class SubThemeRows(ReadOnlyRows):
    model = SubTheme
    fields = ("position", "number", "title", "introduction")


@admin.register(Document)
class DocumentPage(Page):
    """Documents come in by `import_document`; what their references and follow-ups rest on stays."""

    may_add = may_delete = False
    list_display = ("code", "meeting", "forum", "kind", "party", "held_on", "published_at")
    list_filter = ("kind", "forum", "party")
    list_select_related = ("forum", "party")
    search_fields = ("code", "meeting", "theme", "place")
    readonly_fields = ("code", "forum", "kind", "party", "year", "published_at", "published_by")
    inlines = (EditionRows, SubThemeRows)
