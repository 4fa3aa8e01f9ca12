import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import PaperSection
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.follow_up import FollowUp
from recommendations.models.round import Round
from recommendations.models.user import User
from recommendations.models.vocabulary import Theme


def random_path(instance: "WordBase", filename: str) -> str:
    return f"word-bases/{uuid.uuid4().hex}"


class PaperText(models.Model):
    """What the team writes itself into a round's paper: the summary, a note to a chapter, the conclusions."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="paper_texts")
    section = models.CharField(_("section"), max_length=20, choices=PaperSection)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    text = CleanTextField(_("text"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_at = models.DateTimeField(_("saved at"), auto_now=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "section", "theme__position", "id"]
        verbose_name = _("text of a paper")
        verbose_name_plural = _("texts of papers")
        constraints = [
            models.UniqueConstraint(
                fields=["round", "section"], condition=Q(theme__isnull=True), name="paper_text_once_a_section"
            ),
            models.UniqueConstraint(
                fields=["round", "section", "theme"], condition=Q(theme__isnull=False), name="paper_text_once_a_theme"
            ),
            models.CheckConstraint(
                name="paper_text_theme_for_chapters",
                condition=Q(section=PaperSection.CHAPTER, theme__isnull=False)
                | (~Q(section=PaperSection.CHAPTER) & Q(theme__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.get_section_display()}"


class GoodPractice(models.Model):
    """An answer that the team sets into a box of a round's paper as good practice."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="good_practices")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="good_practices")
    title = CleanCharField(_("title"), max_length=150)
    text = CleanTextField(_("text"))
    marked_at = models.DateTimeField(auto_now_add=True)
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "id"]
        verbose_name = _("good practice")
        constraints = [
            models.UniqueConstraint(fields=["round", "follow_up"], name="good_practice_once"),
            models.CheckConstraint(name="good_practice_has_text", condition=~Q(title="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.title


class WordBase(models.Model):
    """The team's own Word file for fonts and logo; the latest one that is in use is the base of every Word report."""

    file = models.FileField(_("file"), upload_to=random_path)
    file_name = CleanCharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        verbose_name = _("Word base file")

    def __str__(self) -> str:
        return self.file_name
