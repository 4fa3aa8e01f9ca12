from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.party import Party
from recommendations.models.user import User


class AuditEvent(models.Model):
    """One write with a meaning. Rows are only ever added; triggers refuse the rest (migration 0002).

    `hash` is the SHA-256 of `previous_hash` and the row's own content (`actions.audit.digest`), so that a row
    that was changed or taken out shows.
    """

    sequence = models.PositiveBigIntegerField(_("sequence"), unique=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(User, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+", null=True)
    request_id = models.CharField(_("request"), max_length=36, blank=True)
    action = models.CharField(_("action"), max_length=60)
    target_type = models.CharField(_("kind of object"), max_length=40)
    target = models.CharField(_("object"), max_length=200)
    party = models.ForeignKey(Party, verbose_name=_("country"), on_delete=models.PROTECT, related_name="+", null=True)
    before = models.JSONField(_("before"), null=True)
    after = models.JSONField(_("after"), null=True)
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["-sequence"]
        verbose_name = _("audit event")
        indexes = [models.Index(fields=["target_type", "target"], name="audit_event_target")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.target}"
