from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.utils.translation import gettext as _

from recommendations.admin.base import Page, Rows
from recommendations.models import (
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
)


class Themes(BaseInlineFormSet):
    """The themes of a recommendation, looked at together: the main one may change from row to row in one save."""

    def clean(self) -> None:
        super().clean()
        chosen = [form.cleaned_data for form in self.forms if hasattr(form, "cleaned_data")]
        if sum(bool(row.get("is_main") and not row.get("DELETE")) for row in chosen) > 1:
            raise ValidationError(_("A recommendation has one main theme at most."))


class ThemeRows(Rows):
    model = RecommendationTheme
    formset = Themes
    names = ("recommendation", "theme")


class TargetGroupRows(Rows):
    model = RecommendationTargetGroup
    names = ("recommendation", "target_group")


class AddresseeRows(Rows):
    model = RecommendationAddressee
    names = ("recommendation",)


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
