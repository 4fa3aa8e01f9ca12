import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DocumentKind, EditionChange, ExtractState, ImportState, Revisions
from recommendations.models.document import Document, Edition
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.forum import Forum
from recommendations.models.party import Party
from recommendations.models.recommendation import Recommendation
from recommendations.models.user import User


def random_path(instance: "DocumentImport", filename: str) -> str:
    """A name that tells nothing; the real one is kept beside it."""
    return f"imports/{uuid.uuid4().hex}"


class DocumentImport(models.Model):
    """A source on its way to a published document: what was received, what it says of itself, how far it is.

    The facts (`forum` to `online`) begin as parsing's guesses; a person confirms them. `doubts` holds parsing's
    doubts about the whole, as [code, values]; `ticked` the warnings a person has ticked, each with its reason.
    `edition_of`: the published document of which this is a corrected edition.
    """

    state = models.CharField(_("state"), max_length=15, choices=ImportState, default=ImportState.READING)
    file = models.FileField(_("file"), upload_to=random_path, blank=True)
    source_text = models.TextField(_("source text"), blank=True)
    file_name = CleanCharField(_("file name"), max_length=200, blank=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64, db_index=True)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    language = models.CharField(_("language"), max_length=10, default="en")
    revisions = models.CharField(_("tracked changes"), max_length=10, choices=Revisions, default=Revisions.FINAL)
    format = models.CharField(_("format"), max_length=10, blank=True)
    machine_read = models.BooleanField(_("read by machine"), default=False)
    is_scan = models.BooleanField(_("a scan without text"), default=False)

    forum = models.ForeignKey(
        Forum, verbose_name=_("forum"), on_delete=models.PROTECT, related_name="imports", null=True, blank=True
    )
    kind = models.CharField(_("kind"), max_length=20, choices=DocumentKind, blank=True)
    party = models.ForeignKey(
        Party, verbose_name=_("country"), on_delete=models.PROTECT, related_name="imports", null=True, blank=True
    )
    meeting = CleanTextField(_("meeting, as printed"), blank=True)
    theme = CleanTextField(_("theme, as printed"), blank=True)
    held_on = models.DateField(_("held on"), null=True, blank=True)
    held_until = models.DateField(_("until"), null=True, blank=True)
    dates_printed = CleanCharField(_("dates as printed"), max_length=100, blank=True)
    place = CleanCharField(_("place"), max_length=150, blank=True)
    online = models.BooleanField(_("online"), null=True, blank=True)
    facts_confirmed_at = models.DateTimeField(null=True, blank=True)
    facts_confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    doubts = models.JSONField(default=list, blank=True)
    ticked = models.JSONField(default=list, blank=True)
    asked = models.ManyToManyField(Party, verbose_name=_("who is asked"), related_name="+", blank=True)
    asked_chosen = models.BooleanField(_("who is asked was chosen by a person"), default=False)

    received_at = models.DateTimeField(_("received at"))
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    edition_of = models.ForeignKey(
        Document, on_delete=models.SET_NULL, related_name="edition_imports", null=True, blank=True
    )
    document = models.ForeignKey(Document, on_delete=models.SET_NULL, related_name="imports", null=True, blank=True)
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, related_name="imports", null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["-received_at", "-id"]
        verbose_name = _("import")
        constraints = [
            models.CheckConstraint(
                name="import_file_or_text",
                condition=~Q(file="", source_text=""),
                violation_error_message=_("An import needs a file or a text."),
            ),
            models.CheckConstraint(
                name="import_held_on_before_until",
                condition=Q(held_until__isnull=True) | (Q(held_on__isnull=False) & Q(held_on__lte=F("held_until"))),
                violation_error_message=_("The first day comes after the last."),
            ),
            models.CheckConstraint(
                name="import_facts_confirmed_at_with_by",
                condition=Q(facts_confirmed_at__isnull=True, facts_confirmed_by__isnull=True)
                | Q(facts_confirmed_at__isnull=False, facts_confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.meeting or str(_("Pasted text"))

    def get_absolute_url(self) -> str:
        return reverse("import", args=[self.pk])


class SourcePage(models.Model):
    """A page of the source: its lines, and its picture where the format has pages.

    `lines` is a list of objects: {"number", "text"} and, where known, {"place": [left, top, right, bottom] as
    shares of the page, "bold", "changed"}. A format without pages is cut into pages of equal length.
    """

    document_import = models.ForeignKey(DocumentImport, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField(_("page"))
    lines = models.JSONField(default=list)
    picture = models.FileField(upload_to=random_path, blank=True)

    class Meta:
        ordering = ["document_import", "number"]
        verbose_name = _("page of a source")
        verbose_name_plural = _("pages of sources")
        constraints = [
            models.UniqueConstraint(fields=["document_import", "number"], name="source_page_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_import} · {self.number}"


class ExtractedSubTheme(models.Model):
    """A heading that parsing found, or a person added; without number and title where the texts have no heading."""

    document_import = models.ForeignKey(DocumentImport, on_delete=models.CASCADE, related_name="sub_themes")
    position = models.PositiveSmallIntegerField(_("place in the document"))
    number = models.PositiveSmallIntegerField(_("number as printed"), null=True, blank=True)
    title = CleanTextField(_("title"), blank=True)
    introduction = CleanTextField(_("introduction"), blank=True)

    class Meta:
        ordering = ["document_import", "position"]
        verbose_name = _("extracted sub-theme")
        constraints = [
            models.UniqueConstraint(fields=["document_import", "position"], name="extracted_sub_theme_position_once"),
        ]

    def __str__(self) -> str:
        return self.title


class ExtractQuerySet(models.QuerySet):
    def looked_at(self):
        return self.exclude(state=ExtractState.PROPOSED)

    def to_publish(self):
        return self.filter(state=ExtractState.ACCEPTED)

    def plain(self):
        """Not looked at, and nothing about it needs a second look."""
        return self.filter(state=ExtractState.PROPOSED, doubts=[], changed=False, machine_read=False)

    def doubtful(self):
        """What raises a doubt, holds a tracked change or was read by machine."""
        return self.exclude(doubts=[], changed=False, machine_read=False)


class Extract(models.Model):
    """What parsing proposes as one recommendation, and what a person decided about it.

    `found_text` is as parsing read it; `text` is what will be published. `doubts` is a list of [code, values] of
    `parsing.doubts`. `position` orders the extracts of an import, over all its sub-themes. `version` is what a
    decision is checked against. `placings` is a list of {"axis", "value", "is_main", "placing", "words"}.
    What the text is to the published document that is being corrected, once a person has decided or the edition was
    applied: `change` (empty before), `recommendation` it comes from, those `joined` with it, and whether the answers
    to it are asked to be confirmed (`asks_again`).
    """

    document_import = models.ForeignKey(DocumentImport, on_delete=models.CASCADE, related_name="extracts")
    sub_theme = models.ForeignKey(ExtractedSubTheme, on_delete=models.PROTECT, related_name="extracts")
    position = models.PositiveIntegerField(_("place in the document"))
    label = CleanCharField(_("label as printed"), max_length=20, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    text = CleanTextField(_("text, as printed"))
    found_text = CleanTextField(_("text as it was read"), blank=True)
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    line_from = models.PositiveIntegerField(_("first line in the source"), null=True, blank=True)
    line_to = models.PositiveIntegerField(_("last line in the source"), null=True, blank=True)
    responsible = CleanTextField(_("responsible, as printed"), blank=True)
    timeline = CleanTextField(_("timeline, as printed"), blank=True)
    editor_note = CleanTextField(_("editor’s note"), blank=True)
    machine_read = models.BooleanField(_("read by machine"), default=False)
    changed = models.BooleanField(_("holds a tracked change"), default=False)
    doubts = models.JSONField(default=list, blank=True)
    placings = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ExtractState, default=ExtractState.PROPOSED)
    version = models.PositiveIntegerField(_("version"), default=1)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    change = models.CharField(_("change"), max_length=12, choices=EditionChange, blank=True)
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.SET_NULL, related_name="extracts", null=True, blank=True
    )
    joined = models.ManyToManyField(Recommendation, verbose_name=_("joined with"), related_name="+", blank=True)
    asks_again = models.BooleanField(_("answers must be confirmed"), default=True)

    objects = models.Manager.from_queryset(ExtractQuerySet)()

    class Meta:
        ordering = ["document_import", "position"]
        verbose_name = _("extract")
        constraints = [
            models.CheckConstraint(
                name="extract_accepted_has_text",
                condition=~Q(state=ExtractState.ACCEPTED) | ~Q(text=""),
                violation_error_message=_("The recommendation has no text."),
            ),
            models.CheckConstraint(
                name="extract_decided_at_when_decided",
                condition=Q(state=ExtractState.PROPOSED) | Q(decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["document_import", "position"], name="extract_position")]

    def __str__(self) -> str:
        return f"{self.label} {self.text[:80]}".strip()

    @property
    def is_fixed(self) -> bool:
        """Whether a person has changed what was read."""
        return self.text != self.found_text
