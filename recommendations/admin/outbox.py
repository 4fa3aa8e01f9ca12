from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from recommendations.admin.base import ReadOnly
from recommendations.models import OutboxMail


@admin.register(OutboxMail)
class OutboxPage(ReadOnly):
    """Whether mail goes out. What it says is the recipient's: it may hold a link that sets a password."""

    list_display = ("created_at", "to", "sent_at", "attempts", "last_error")
    list_display_links = None
    search_fields = ("to__contains",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_view_permission(request)
