from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from recommendations.admin.base import ReadOnly
from recommendations.models import Review
from recommendations.permissions import parties_where
from recommendations.roles import Permission


@admin.register(Review)
class ReviewPage(ReadOnly):
    """Notes and assessments are for the ILO and the party: here, too, only for those who may read them."""

    list_display = ("update", "decision", "assessment", "decided_at", "decided_by")
    list_filter = ("decision", "assessment")
    list_select_related = (
        "update__follow_up__recommendation", "update__follow_up__party", "decided_by",
    )  # fmt: skip
    search_fields = ("update__follow_up__recommendation__search_text__contains",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Review]:
        """A decision that was not sent is for the reviewers alone."""
        readable = parties_where(request.user, Permission.READ_ASSESSMENTS).q("update__follow_up__party")
        reviewed = parties_where(request.user, Permission.REVIEW_UPDATE).q("update__follow_up__party")
        sent = Q(sent_at__isnull=False) & readable
        return super().get_queryset(request).filter(sent | reviewed)
