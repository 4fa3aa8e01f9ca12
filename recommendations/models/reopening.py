from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.update import Update
from recommendations.models.user import User


class ReopeningQuerySet(models.QuerySet):
    def waiting(self):
        """Those that no later submission has met: the country is still asked to answer again.

        What was entered for a round that had been closed by then says nothing of today.
        """
        later = Update.objects.filter(follow_up=OuterRef("update__follow_up"), submitted_at__gt=OuterRef("reopened_at"))
        later = later.exclude(round__closed_at__lt=F("submitted_at"))
        return self.filter(~Exists(later))


class Reopening(models.Model):
    """A reviewer asks for another answer, with a reason. The accepted one stands until a new one is accepted."""

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="reopenings")
    reason = CleanTextField(_("reason"))
    reopened_at = models.DateTimeField(_("reopened at"))
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(ReopeningQuerySet)()

    class Meta:
        ordering = ["-reopened_at", "-id"]
        verbose_name = _("reopening of an answer")
        verbose_name_plural = _("reopenings of answers")
        constraints = [
            models.CheckConstraint(
                name="reopening_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the country is asked again."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
