from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.user import User


class KeptText(models.Model):
    """What a person typed when their session had ended: offered back to them alone, for a day; never done by itself."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form_key = models.CharField(max_length=64)
    path = models.CharField(_("address"), max_length=500)
    body = models.JSONField()
    kept_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-kept_at", "-id"]
        verbose_name = _("kept text")
        constraints = [
            models.UniqueConstraint(fields=["user", "form_key", "path"], name="kept_text_once_a_form"),
        ]

    def __str__(self) -> str:
        return self.path
