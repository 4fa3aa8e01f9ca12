from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from recommendations.admin.base import ReadOnly, ReadOnlyRows
from recommendations.choices import Decision
from recommendations.models import (
    Review,
    Update,
    UpdateVersion,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
)
from recommendations.permissions import parties_where, readable_evidence, readable_updates
from recommendations.roles import Permission


class AgencyRows(ReadOnlyRows):
    model = VersionAgency
    fields = ("name", "part")


class ActivityRows(ReadOnlyRows):
    model = VersionActivity
    fields = ("text", "starts_on", "ends_on")


class EvidenceRows(ReadOnlyRows):
    """Named only where this person may open it: a title tells of what is not shared."""

    model = VersionEvidence
    fields = ("title",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[VersionEvidence]:
        return super().get_queryset(request).filter(evidence__in=readable_evidence(request.user))


@admin.register(Update)
class UpdatePage(ReadOnly):
    """The updates that this person may read elsewhere, too: the admin is no side door to drafts."""

    list_display = ("recommendation", "party", "state", "version", "submitted_at", "is_example")
    list_filter = ("state", "is_example", "follow_up__party")
    search_fields = ("follow_up__recommendation__search_text__contains",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Update]:
        return readable_updates(request.user).with_source().order_by("-created_at", "-id")

    @admin.display(ordering="follow_up__recommendation__reference")
    def recommendation(self, update: Update) -> str:
        return update.follow_up.recommendation.reference

    @admin.display(ordering="follow_up__party__name")
    def party(self, update: Update) -> str:
        return update.follow_up.party.name


@admin.register(UpdateVersion)
class VersionPage(ReadOnly):
    """Frozen versions: the accepted ones, and other submitted ones where this person may read them."""

    list_display = ("update", "number", "status", "frozen_at", "saved_by")
    list_filter = ("status",)
    list_select_related = (
        "update__follow_up__recommendation", "update__follow_up__party", "saved_by",
    )  # fmt: skip
    search_fields = ("update__follow_up__recommendation__search_text__contains",)
    exclude = ("form_key",)
    inlines = (AgencyRows, ActivityRows, EvidenceRows)

    def get_queryset(self, request: HttpRequest) -> QuerySet[UpdateVersion]:
        accepted = Review.objects.sent().filter(version=OuterRef("pk"), decision=Decision.ACCEPT)
        submitted = parties_where(request.user, Permission.READ_SUBMITTED).q("update__follow_up__party")
        return (
            super()
            .get_queryset(request)
            .filter(Q(Exists(accepted)) | submitted, frozen_at__isnull=False)
            .filter(update__in=readable_updates(request.user))
        )
