from django.contrib import admin
from django.http import HttpRequest

from recommendations.admin.base import Page
from recommendations.models import Forum


@admin.register(Forum)
class ForumPage(Page):
    list_display = ("__str__", "year", "host", "place", "starts_on", "ends_on")
    list_select_related = ("host",)
    search_fields = ("number", "year", "theme", "place", "host__name")

    def get_readonly_fields(self, request: HttpRequest, obj: Forum | None = None) -> tuple[str, ...]:
        """The number stands in references, which never change."""
        return ("number",) if obj else ()
