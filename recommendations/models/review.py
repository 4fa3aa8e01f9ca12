from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Assessment, Decision
from recommendations.models.fields import CleanTextField
from recommendations.models.update import Update, UpdateVersion
from recommendations.models.user import User


class Review(models.Model):
    """A reviewer's decision on a submitted version: decided first, then sent."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(UpdateVersion, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    assessment = models.CharField(_("ILO assessment"), max_length=20, choices=Assessment, blank=True)
    note = CleanTextField(_("note"), blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name = _("review")
        constraints = [
            models.UniqueConstraint(fields=["version"], name="review_once_a_version"),
            models.CheckConstraint(
                name="review_sent_back_with_note",
                condition=~Q(decision=Decision.SEND_BACK) | ~Q(note=""),
                violation_error_message=_("Write what should change before you send it back."),
            ),
            models.CheckConstraint(
                name="review_accepted_with_assessment",
                condition=(Q(decision=Decision.ACCEPT) & ~Q(assessment=""))
                | (Q(decision=Decision.SEND_BACK) & Q(assessment="")),
                violation_error_message=_("Choose an assessment to accept the update."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} · {self.get_decision_display()}"
