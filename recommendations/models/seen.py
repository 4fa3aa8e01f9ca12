from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.update import UpdateVersion
from recommendations.models.user import User


class Seen(models.Model):
    """A reviewer looked at a submitted version. Set by a button, never by opening the page."""

    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="seen")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(_("seen at"), auto_now_add=True)

    class Meta:
        ordering = ["-seen_at", "-id"]
        verbose_name = _("viewed mark")
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="seen_once_a_version")]

    def __str__(self) -> str:
        return f"{self.version} · {self.user}"
