import datetime
import uuid

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.choices import ReplySource
from recommendations.models.fields import CleanCharField
from recommendations.models.organization import Organization
from recommendations.models.update import Update, UpdateVersion
from recommendations.models.user import User

FOLDER = "replies"


def random_path(instance: "Reply", filename: str) -> str:
    return f"{FOLDER}/{uuid.uuid4().hex}"


class Reply(models.Model):
    """A party's answer that came by letter or e-mail and was entered by a reviewer; another reviewer accepts it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    update = models.OneToOneField(Update, on_delete=models.CASCADE, related_name="reply")
    source = models.CharField(_("how it came"), max_length=15, choices=ReplySource)
    sender = CleanCharField(_("from whom"), max_length=200)
    dated_on = models.DateField(_("its date"))
    file = models.FileField(_("the letter"), upload_to=random_path, blank=True)
    file_name = CleanCharField(_("file name"), max_length=200, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-entered_at", "-id"]
        verbose_name = _("reply that was entered")
        verbose_name_plural = _("replies that were entered")

    def __str__(self) -> str:
        return f"{self.sender}, {self.dated_on}"


def by_letter(name: str, day: datetime.date | None) -> str:
    """ "Ministry of Health, letter of 1 August 2026"."""
    if day is None:
        return name
    return gettext("%(name)s, letter of %(day)s") % {"name": name, "day": date_format(day, "j F Y")}


class VersionInformant(models.Model):
    """An agency that gave information for a version: "information from ORG, letter of DATE"."""

    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="informants")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("name"), max_length=300)
    dated_on = models.DateField(_("letter of"), null=True, blank=True)

    class Meta:
        ordering = ["version", "name"]
        verbose_name = _("agency that gave information")
        verbose_name_plural = _("agencies that gave information")
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="version_informant_once"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def said(self) -> str:
        return by_letter(self.name, self.dated_on)
