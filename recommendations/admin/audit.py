from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from recommendations.admin.base import ReadOnly
from recommendations.models import AuditEvent
from recommendations.permissions import parties_where
from recommendations.roles import Permission

# What the secretariat itself keeps. All else may speak of drafts and notes.
KEPT_BY_SECRETARIAT = (
    "document", "edition", "forum", "link", "membership", "organization", "organizationname", "party", "recommendation",
    "recommendationaddressee", "recommendationtargetgroup", "recommendationtheme", "round", "subtheme",
    "targetgroup", "theme", "user",
)  # fmt: skip

# They hang on a person, and tell how much of a country's work is not sent yet.
OF_THE_COUNTRY = ("mail.remind", "person.hand_over")


@admin.register(AuditEvent)
class AuditEventPage(ReadOnly):
    list_display = ("sequence", "at", "action", "target_type", "target", "party", "by")
    list_select_related = ("party", "by")
    search_fields = ("action__startswith", "target_type__startswith", "target__exact")
    linked_by = ("target_type", "target")
    ordering = ("-sequence",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEvent]:
        own = Q(target_type__in=KEPT_BY_SECRETARIAT) & ~Q(action__in=OF_THE_COUNTRY)
        # What a reviewer decided and has not sent, or decided otherwise first, is for the reviewers alone.
        reviewed = parties_where(request.user, Permission.REVIEW_UPDATE).q()
        pending = Q(target_type="review") & ~reviewed
        return super().get_queryset(request).filter(
            (own | parties_where(request.user, Permission.READ_DRAFTS).q()) & ~pending
        )  # fmt: skip
