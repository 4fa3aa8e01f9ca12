from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.organization import Organization
from recommendations.models.party import Party
from recommendations.models.recommendation import Recommendation
from recommendations.models.user import User


class StatementQuerySet(models.QuerySet):
    def shown(self):
        return self.filter(hidden_at__isnull=True, withdrawn_at__isnull=True)


class Statement(models.Model):
    """An organization's own view on a recommendation, for a country or (no party) the region. It sets no status."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="statements")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="statements")
    party = models.ForeignKey(
        Party, verbose_name=_("country"), on_delete=models.PROTECT, related_name="statements", null=True, blank=True
    )
    organization_name = models.CharField(_("name it then had"), max_length=300)
    text = CleanTextField(_("statement"))
    language = models.CharField(_("language"), max_length=10, default="en")
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    hidden_reason = CleanTextField(_("why it is hidden"), blank=True)

    objects = models.Manager.from_queryset(StatementQuerySet)()

    class Meta:
        ordering = ["recommendation", "organization__name", "-published_at", "-id"]
        verbose_name = _("statement")
        constraints = [
            models.CheckConstraint(
                name="statement_has_text", condition=~Q(text=""), violation_error_message=_("Write the statement.")
            ),
            models.CheckConstraint(
                name="statement_hidden_with_reason",
                condition=Q(hidden_at__isnull=True, hidden_by__isnull=True, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                violation_error_message=_("Say why the statement is hidden."),
            ),
            models.CheckConstraint(
                name="statement_withdrawn_at_with_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
