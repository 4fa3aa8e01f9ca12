from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DocumentKind, Standing
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.forum import Forum, ordinal
from recommendations.models.party import Party
from recommendations.models.user import User


class DocumentQuerySet(models.QuerySet):
    def in_force(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def of_standing(self, standing: str):
        adopted = Q(kind=DocumentKind.FORUM)
        return self.filter(adopted if standing == Standing.ADOPTED else ~adopted)


class DocumentManager(models.Manager.from_queryset(DocumentQuerySet)):
    def get_by_natural_key(self, code: str) -> "Document":
        return self.get(code=code)


class Document(models.Model):
    """The recommendations of one meeting for a forum."""

    code = models.CharField(
        _("code"), max_length=40, unique=True, help_text=_("How its references begin, for example AFML13-LA.")
    )
    forum = models.ForeignKey(Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="documents")
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind)
    party = models.ForeignKey(
        Party,
        verbose_name=_("country"),
        on_delete=models.PROTECT,
        related_name="documents",
        null=True,
        blank=True,
        help_text=_("The country whose workshop this was; empty for regional meetings."),
    )
    meeting = CleanTextField(_("meeting, as printed"))
    theme = CleanTextField(_("theme, as printed"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_until = models.DateField(_("until"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("Of the meeting, or else of its forum."))
    dates_printed = CleanCharField(_("dates as printed"), max_length=100, blank=True)
    place = CleanCharField(_("place"), max_length=150, blank=True)
    online = models.BooleanField(_("online"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"))
    published_by = models.ForeignKey(
        User,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    withdrawn_reason = CleanTextField(_("why it was withdrawn"), blank=True, editable=False)

    objects = DocumentManager()

    class Meta:
        ordering = ["forum__number", "code"]
        verbose_name = _("document")
        constraints = [
            models.CheckConstraint(
                name="document_national_has_country",
                condition=Q(kind=DocumentKind.NATIONAL, party__isnull=False)
                | (~Q(kind=DocumentKind.NATIONAL) & Q(party__isnull=True)),
                violation_error_message=_(
                    "A national workshop belongs to a country; a regional meeting or the forum to none."
                ),
            ),
            models.CheckConstraint(
                name="document_held_on_before_until",
                condition=Q(held_until__isnull=True) | (Q(held_on__isnull=False) & Q(held_on__lte=F("held_until"))),
                violation_error_message=_("The first day comes after the last."),
            ),
            models.CheckConstraint(
                name="document_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("Say why the document is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.meeting

    def get_absolute_url(self) -> str:
        return reverse("document", args=[self.code])

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    natural_key.dependencies = ["recommendations.forum", "recommendations.party", "recommendations.user"]

    @property
    def standing(self) -> Standing:
        return Standing.ADOPTED if self.kind == DocumentKind.FORUM else Standing.PROPOSED

    @property
    def forum_name(self) -> str:
        return _("%(ordinal)s AFML") % {"ordinal": ordinal(self.forum.number)}


class EditionManager(models.Manager):
    def get_by_natural_key(self, code: str, number: int) -> "Edition":
        return self.get(document__code=code, number=number)


class Edition(models.Model):
    """One printing of a document: the file or pasted text it came from, and that source's hash."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    file = models.FileField(_("file"), upload_to="editions/", blank=True)
    source_text = models.TextField(_("source text"), blank=True)
    file_name = CleanCharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    received_at = models.DateTimeField(_("received at"))
    received_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("received by")
    )

    objects = EditionManager()

    class Meta:
        ordering = ["document", "number"]
        verbose_name = _("edition")
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="edition_number_once"),
            models.UniqueConstraint(
                fields=["sha256"],
                name="edition_same_file_once",
                violation_error_message=_("This file has been brought in already."),
            ),
            models.CheckConstraint(
                name="edition_file_or_text",
                condition=~Q(file="", source_text=""),
                violation_error_message=_("An edition needs its file or its text."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.code} {self.number}"

    def natural_key(self) -> tuple[str, int]:
        return (self.document.code, self.number)

    natural_key.dependencies = ["recommendations.document"]


class SubThemeManager(models.Manager):
    def get_by_natural_key(self, code: str, position: int) -> "SubTheme":
        return self.get(document__code=code, position=position)


class SubTheme(models.Model):
    """A heading of a document. A document without headings has one with position 0 and no title."""

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="sub_themes")
    position = models.PositiveSmallIntegerField(_("place in the document"))
    number = models.PositiveSmallIntegerField(_("number as printed"), null=True, blank=True)
    title = CleanTextField(_("title"), blank=True)
    introduction = CleanTextField(_("introduction"), blank=True)

    objects = SubThemeManager()

    class Meta:
        ordering = ["document", "position"]
        verbose_name = _("sub-theme")
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="sub_theme_position_once"),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str, int]:
        return (self.document.code, self.position)

    natural_key.dependencies = ["recommendations.document"]

    @property
    def heading(self) -> str:
        return heading(self.number, self.title)


def heading(number: int | None, title: str) -> str:
    """A sub-theme as it is headed."""
    return _("Sub-theme %(number)s: %(title)s") % {"number": number, "title": title} if number is not None else title
