from django.contrib import admin
from django.http import HttpRequest

from recommendations.admin.base import Page
from recommendations.models import Party


@admin.register(Party)
class PartyPage(Page):
    list_display = ("name", "code", "kind", "member_since", "approval_required")
    list_filter = ("kind", "approval_required")
    search_fields = ("name", "code", "full_name")

    def get_readonly_fields(self, request: HttpRequest, obj: Party | None = None) -> tuple[str, ...]:
        """The code stands in references and addresses, which never change."""
        return ("code",) if obj else ()
