from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.party import Party
from recommendations.models.user import User


class Sending(models.Model):
    """A reviewer's decisions for one party, sent together with a covering note: until then they bind nobody."""

    party = models.ForeignKey(Party, verbose_name=_("country"), on_delete=models.PROTECT, related_name="sendings")
    note = CleanTextField(_("covering note"), blank=True)
    sent_at = models.DateTimeField(_("sent at"))
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-id"]
        verbose_name = _("sending of decisions")
        verbose_name_plural = _("sendings of decisions")

    def __str__(self) -> str:
        return f"{self.party} · {self.sent_at:%Y-%m-%d %H:%M}"
