from django.contrib import admin
from django.core.exceptions import ValidationError
from django.forms.models import BaseInlineFormSet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.admin.base import Page, Rows
from recommendations.choices import Placing
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
        for row in chosen:
            if row.get("is_main") and row.get("placing") == Placing.REFUSED and not row.get("DELETE"):
                raise ValidationError(_("A theme that was refused cannot be the main one."))


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
    list_display = ("reference", "headline", "document", "sub_theme")
    list_filter = ("document",)
    list_select_related = ("document", "sub_theme")
    search_fields = ("search_text__contains",)
    fields = (
        "reference", "document", "sub_theme", "label", "text", "correct", "page", "line", "editor_note",
    )  # fmt: skip
    readonly_fields = ("reference", "document", "sub_theme", "label", "text", "correct", "page", "line")
    inlines = (ThemeRows, TargetGroupRows, AddresseeRows)

    @admin.display(description=gettext_lazy("A typing error?"))
    def correct(self, text: Recommendation) -> SafeString:
        """The text is mended on a page of its own, which keeps how it read before."""
        url = reverse("recommendation_correct", args=[text.reference])
        return format_html('<a href="{}">{}</a>', url, gettext_lazy("Correct the text"))
