from django.contrib import admin
from django.http import HttpRequest

from recommendations.admin.base import Page, Rows
from recommendations.models import Organization, OrganizationName


class NameRows(Rows):
    model = OrganizationName


@admin.register(Organization)
class OrganizationPage(Page):
    list_display = ("name", "acronym", "party", "kind", "ended_on", "to_check")
    list_filter = ("to_check", "kind", "party")
    list_select_related = ("party",)
    search_fields = ("name", "acronym", "slug")
    autocomplete_fields = ("successor",)
    inlines = (NameRows,)

    def get_readonly_fields(self, request: HttpRequest, obj: Organization | None = None) -> tuple[str, ...]:
        """Follow-ups of the party hang on it, so it cannot move to another."""
        return ("slug", "party") if obj else ()
