from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.party import Party
from recommendations.models.update import UpdateVersion
from recommendations.models.user import User


class Receipt(models.Model):
    """What one sending held: the frozen versions that went to the reviewers together. Its address is permanent."""

    reference = models.CharField(_("reference"), max_length=30, unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="receipts")
    versions = models.ManyToManyField(UpdateVersion, related_name="receipts")
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("receipt")

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("receipt", args=[self.reference])
