import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.choices import SavedPage
from recommendations.models.fields import CleanCharField
from recommendations.models.user import User


class SavedView(models.Model):
    """A page with its filters under a name. Its address can be passed on: who opens it sees what they may read."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    page = models.CharField(_("page"), max_length=20, choices=SavedPage)
    name = CleanCharField(_("name"), max_length=100)
    query = models.CharField(_("filters"), max_length=1000, blank=True)
    saved_at = models.DateTimeField(_("saved at"), auto_now_add=True)
    saved_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_views")

    class Meta:
        ordering = ["name", "id"]
        verbose_name = _("saved filter")
        constraints = [
            models.UniqueConstraint(
                fields=["saved_by", "page", "name"],
                name="saved_view_name_once",
                violation_error_message=_("You have saved filters under this name already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved_view", args=[self.key])
