import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party
from recommendations.models.update import UpdateVersion
from recommendations.models.user import User


def random_path(instance: "PaperApproval", filename: str) -> str:
    return f"approvals/{uuid.uuid4().hex}"


class SignatureSheet(models.Model):
    """A paper made for signature: which versions it printed, in which order, under which code."""

    code = models.CharField(_("version code"), max_length=20, unique=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="signature_sheets")
    versions = models.ManyToManyField(UpdateVersion, through="SignatureRow", related_name="signature_sheets")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-made_at", "-id"]
        verbose_name = _("paper for signature")
        verbose_name_plural = _("papers for signature")

    def __str__(self) -> str:
        return self.code


class SignatureRow(models.Model):
    """One numbered answer on a paper for signature."""

    sheet = models.ForeignKey(SignatureSheet, on_delete=models.CASCADE, related_name="rows")
    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        ordering = ["sheet", "number"]
        verbose_name = _("answer on a paper for signature")
        verbose_name_plural = _("answers on a paper for signature")
        constraints = [models.UniqueConstraint(fields=["sheet", "number"], name="signature_row_number_once")]

    def __str__(self) -> str:
        return f"{self.sheet} · {self.number}"


class PaperApproval(models.Model):
    """An approval given on paper, as the coordinator recorded it. The scan stays inside the party."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sheet = models.ForeignKey(SignatureSheet, on_delete=models.PROTECT, related_name="approvals")
    name = CleanCharField(_("name of the person who signed"), max_length=150)
    title = CleanCharField(_("title"), max_length=150, blank=True)
    signed_on = models.DateField(_("signed on"))
    letter_number = CleanCharField(_("letter number"), max_length=100, blank=True)
    scan = models.FileField(_("scan"), upload_to=random_path, blank=True)
    scan_name = CleanCharField(_("file name"), max_length=200, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-recorded_at", "-id"]
        verbose_name = _("approval on paper")
        verbose_name_plural = _("approvals on paper")
        constraints = [
            models.CheckConstraint(
                name="paper_approval_has_name",
                condition=~Q(name=""),
                violation_error_message=_("Give the name of the person who signed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} · {self.name}"
