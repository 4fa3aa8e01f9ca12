import uuid
from typing import Any

from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party
from recommendations.models.user import User


class FilledSheetQuerySet(models.QuerySet["FilledSheet"]):
    def without_lines(self):
        """For whoever asks only how it stands: its lines may be some MB."""
        return self.defer("content").annotate(told_letter=F("content__letter"))


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

    objects = FilledSheetQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("filled Excel file")

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("filled_sheet", args=[self.key])

    @property
    def letter(self) -> dict[str, Any] | None:
        """The letter that it came in, and the round, where a reviewer brought it in."""
        if "content" in self.get_deferred_fields():
            return getattr(self, "told_letter", None)
        return self.content.get("letter")
