from django.contrib import admin

from recommendations.admin.base import Page, Rows
from recommendations.models import (
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
)


class ThemeRows(Rows):
    model = RecommendationTheme


class TargetGroupRows(Rows):
    model = RecommendationTargetGroup


class AddresseeRows(Rows):
    model = RecommendationAddressee


@admin.register(Recommendation)
class RecommendationPage(Page):
    """The text is as printed and published: only the editor's note and the placings are kept here."""

    may_add = may_delete = False
    list_display = ("reference", "first_line", "document", "sub_theme")
    list_filter = ("document",)
    list_select_related = ("document", "sub_theme")
    search_fields = ("search_text__contains",)
    fields = (
        "reference", "document", "sub_theme", "label", "text", "page", "line", "editor_note",
    )  # fmt: skip
    readonly_fields = ("reference", "document", "sub_theme", "label", "text", "page", "line")
    inlines = (ThemeRows, TargetGroupRows, AddresseeRows)
