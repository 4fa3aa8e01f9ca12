import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party
from recommendations.models.user import User


class FilledSheet(models.Model):
    """A filled Excel file between its upload and its confirmation: its rows as they were read, nothing applied yet."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="filled_sheets")
    file_name = CleanCharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    content = models.JSONField()
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("filled Excel file")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("filled_sheet", args=[self.key])
