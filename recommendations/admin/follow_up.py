from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from recommendations.admin.base import ReadOnly, ReadOnlyRows
from recommendations.models import FollowUp, Responsibility


class ResponsibilityRows(ReadOnlyRows):
    model = Responsibility
    names = ("follow_up__recommendation", "follow_up__party", "organization")
    fields = ("organization", "part")


@admin.register(FollowUp)
class FollowUpPage(ReadOnly):
    """Without the assessment, which is for the ILO and the party until it is published."""

    list_display = ("recommendation", "party", "asked_on", "status", "answered_at")
    list_filter = ("party", "status")
    list_select_related = ("recommendation", "party")
    search_fields = ("recommendation__search_text__contains",)
    fields = (
        "recommendation", "party", "asked_on", "target_date", "tied_to", "status",
        "not_pursued_reason", "answered_at",
    )  # fmt: skip
    inlines = (ResponsibilityRows,)

    @admin.display(description=_("answered under"))
    def tied_to(self, follow_up: FollowUp) -> str:
        """Until an answer is accepted there, the tie is the country's own affair."""
        return str(follow_up.answered_under or "-") if follow_up.status else "-"
