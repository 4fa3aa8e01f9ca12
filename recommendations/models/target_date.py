from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.follow_up import FollowUp
from recommendations.models.user import User


class TargetDateChange(models.Model):
    """A target date that the party set, moved or took away. A postponed one says why, and is counted in the open."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="target_date_changes")
    before = models.DateField(_("before"), null=True, blank=True)
    after = models.DateField(_("after"), null=True, blank=True)
    reason = CleanTextField(_("reason"), blank=True)
    changed_at = models.DateTimeField(auto_now_add=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["follow_up", "changed_at", "id"]
        verbose_name = _("change of a target date")
        verbose_name_plural = _("changes of target dates")
        constraints = [
            models.CheckConstraint(
                name="target_date_postponed_with_reason",
                condition=Q(before__isnull=True) | Q(after__lte=F("before")) | ~Q(reason=""),
                violation_error_message=_("Say why the date is postponed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before} → {self.after}"
