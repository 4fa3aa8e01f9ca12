import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models.user import User

# How long it is offered back.
KEPT_FOR = datetime.timedelta(hours=24)


class KeptTextQuerySet(models.QuerySet):
    def fresh(self):
        return self.filter(kept_at__gte=timezone.now() - KEPT_FOR)

    def stale(self):
        return self.filter(kept_at__lt=timezone.now() - KEPT_FOR)


class KeptText(models.Model):
    """What a person typed when their session had ended: offered back to them alone, for a day; never done by itself."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64)
    path = models.CharField(_("address"), max_length=500)
    body = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    objects = models.Manager.from_queryset(KeptTextQuerySet)()

    class Meta:
        ordering = ["-kept_at", "-id"]
        verbose_name = _("kept text")
        constraints = [
            models.UniqueConstraint(fields=["user", "form_key", "path"], name="kept_text_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.path
