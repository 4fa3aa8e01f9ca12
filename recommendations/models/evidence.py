import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.choices import EvidenceKind, Language, Visibility
from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party
from recommendations.models.user import User
from recommendations.parsing.media import DRAWN


class EvidenceQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(withdrawn_at__isnull=True)


class Evidence(models.Model):
    """A law, report or other proof of one party, used by any number of its answers."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="evidence")
    title = CleanCharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=EvidenceKind, default=EvidenceKind.OTHER)
    dated_on = models.DateField(_("its own date"), null=True, blank=True)
    publisher = CleanCharField(_("publisher"), max_length=250, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    visibility = models.CharField(
        _("who may see it"), max_length=25, choices=Visibility, default=Visibility.PARTY_AND_REVIEWERS
    )
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )

    objects = models.Manager.from_queryset(EvidenceQuerySet)()

    class Meta:
        ordering = [F("dated_on").desc(nulls_last=True), "title"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.CheckConstraint(
                name="evidence_withdrawn_at_with_by",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.pk])

    @property
    def language_name(self) -> str:
        return str(dict(Language.choices).get(self.language, self.language))


def random_path(instance: "EvidenceVersion", filename: str) -> str:
    """A name that tells nothing and cannot be guessed; the real one is kept beside it."""
    return f"evidence/{uuid.uuid4().hex}"


class EvidenceVersion(models.Model):
    """One file or link of a piece of evidence. A new version keeps the old."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    file = models.FileField(_("file"), upload_to=random_path, blank=True)
    file_name = CleanCharField(_("file name"), max_length=200, blank=True)
    media_type = models.CharField(_("media type"), max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = ["evidence", "number"]
        verbose_name = _("version of evidence")
        verbose_name_plural = _("versions of evidence")
        constraints = [
            models.UniqueConstraint(fields=["evidence", "number"], name="evidence_version_number_once"),
            models.CheckConstraint(
                name="evidence_file_or_link",
                condition=(~Q(file="") & Q(link="")) | (Q(file="") & ~Q(link="")),
                violation_error_message=_("Evidence is a file or a link: give one of them."),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.link

    def get_absolute_url(self) -> str:
        return reverse("evidence_file", args=[self.key]) if self.file else self.link

    @property
    def has_picture(self) -> bool:
        """Whether a first page is drawn of this kind of file."""
        return self.media_type in DRAWN
