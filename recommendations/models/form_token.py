from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.user import User


class FormToken(models.Model):
    """The result of one post: the same body under the same key gives it again, never a second change."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    result = models.CharField(_("where it led"), max_length=500)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("form token")
        constraints = [
            models.UniqueConstraint(fields=["user", "key", "digest"], name="form_token_once"),
        ]

    def __str__(self) -> str:
        return self.result
