from typing import Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.admin.base import ReadOnly
from recommendations.models import OutboxMail


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> tuple[tuple[str, str], ...]:
        return (("waiting", _("waiting")), ("given_up", _("given up")))

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutboxMail]) -> QuerySet[OutboxMail]:
        return {"waiting": queryset.waiting, "given_up": queryset.given_up}.get(self.value(), queryset.all)()


@admin.register(OutboxMail)
class OutboxPage(ReadOnly):
    """Whether mail goes out. What it says is the recipient's: it may hold a link that sets a password."""

    list_display = ("created_at", "to", "state", "sent_at", "attempts", "last_error")
    list_filter = (StateFilter,)
    list_display_links = None
    search_fields = ("to__contains",)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return obj is None and super().has_view_permission(request)
