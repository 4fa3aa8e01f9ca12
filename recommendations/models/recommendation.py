from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations import text
from recommendations.choices import Addressee, Placing
from recommendations.models.document import Document, SubTheme
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.user import User
from recommendations.models.vocabulary import TargetGroup, Theme
from recommendations.text import shortened

# Longer texts are cut in a headline; about two lines on a wide screen.
HEADLINE = 150


class RecommendationQuerySet(models.QuerySet):
    def with_source(self):
        return self.select_related("document__forum", "document__party", "sub_theme")

    def in_force(self):
        """Those that have not been withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def containing(self, words: str):
        """Those whose text, reference or sub-theme holds every one of the words, in any script."""
        found = self
        for word in text.searchable(words).split():
            found = found.filter(search_text__contains=word)
        return found


class RecommendationManager(models.Manager.from_queryset(RecommendationQuerySet)):
    def get_by_natural_key(self, reference: str) -> "Recommendation":
        return self.get(reference=reference)


class Recommendation(models.Model):
    """One printed recommendation. Its reference never changes.

    `wording` is the number of its present wording; former ones are kept. `reworded` is the number of the last wording
    that changed its sense: an answer to an earlier one asks to be confirmed. A withdrawn one is still read.
    """

    reference = models.CharField(_("reference"), max_length=60, unique=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="recommendations")
    sub_theme = models.ForeignKey(SubTheme, on_delete=models.PROTECT, related_name="recommendations")
    position = models.PositiveIntegerField(_("place in the document"))
    label = CleanCharField(_("label as printed"), max_length=20, blank=True)
    number = models.PositiveIntegerField(_("number"), null=True, blank=True)
    text = CleanTextField(_("text, as printed"))
    page = models.PositiveIntegerField(_("page"), null=True, blank=True)
    line = models.PositiveIntegerField(_("line in the source"), null=True, blank=True)
    editor_note = CleanTextField(_("editor’s note"), blank=True)
    wording = models.PositiveSmallIntegerField(_("wording"), default=1, editable=False)
    reworded = models.PositiveSmallIntegerField(_("last wording of another sense"), default=1, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True, editable=False
    )
    withdrawn_reason = CleanTextField(_("why it was withdrawn"), blank=True, editable=False)
    search_text = models.TextField(editable=False)
    themes = models.ManyToManyField(Theme, through="RecommendationTheme", related_name="recommendations")
    target_groups = models.ManyToManyField(
        TargetGroup, through="RecommendationTargetGroup", related_name="recommendations"
    )

    objects = RecommendationManager()

    class Meta:
        ordering = ["document__forum__number", "document__code", "position"]
        verbose_name = _("recommendation")
        constraints = [
            models.UniqueConstraint(fields=["document", "position"], name="recommendation_position_once"),
            models.CheckConstraint(
                name="recommendation_has_text",
                condition=~Q(text=""),
                violation_error_message=_("The recommendation has no text."),
            ),
            models.CheckConstraint(
                name="recommendation_reworded_within_wordings",
                condition=Q(reworded__gte=1, reworded__lte=F("wording")),
            ),
            models.CheckConstraint(
                name="recommendation_withdrawn_with_reason",
                condition=Q(withdrawn_at__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                violation_error_message=_("Say why the recommendation is withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def save(self, *args, **kwargs) -> None:
        self.fold()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.reference])

    def natural_key(self) -> tuple[str]:
        return (self.reference,)

    natural_key.dependencies = ["recommendations.document", "recommendations.subtheme"]

    def fold(self) -> None:
        """Set what is searched; `bulk_create` does not pass through `save`."""
        self.search_text = text.searchable(f"{self.reference} {self.text}")

    @property
    def first_line(self) -> str:
        return self.text.split("\n", 1)[0]

    @property
    def headline(self) -> str:
        """The text where it is short, or else its beginning: what a page about it is called."""
        return shortened(self.first_line, HEADLINE)

    @property
    def is_headline(self) -> bool:
        """Whether the headline says it all."""
        return self.headline == self.text


class PlacingQuerySet(models.QuerySet):
    def standing(self):
        """Suggested or confirmed: what has not been refused."""
        return self.exclude(placing=Placing.REFUSED)


class RecommendationThemeManager(models.Manager.from_queryset(PlacingQuerySet)):
    def get_by_natural_key(self, reference: str, slug: str) -> "RecommendationTheme":
        return self.get(recommendation__reference=reference, theme__slug=slug)


class RecommendationTheme(models.Model):
    """A theme of a recommendation; its one main theme decides the chapter."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="theme_placings")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, related_name="placings")
    is_main = models.BooleanField(_("main theme"), default=False)
    placing = models.CharField(_("placing"), max_length=10, choices=Placing, default=Placing.SUGGESTED)
    words = CleanCharField(_("words that led to it"), max_length=300, blank=True)

    objects = RecommendationThemeManager()

    class Meta:
        ordering = ["-is_main", "theme__position"]
        verbose_name = _("theme of a recommendation")
        verbose_name_plural = _("themes of recommendations")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "theme"], name="recommendation_theme_once"),
            models.UniqueConstraint(
                fields=["recommendation"],
                condition=Q(is_main=True),
                name="recommendation_one_main_theme",
                violation_error_message=_("A recommendation has one main theme at most."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} · {self.theme}"

    @property
    def is_suggested(self) -> bool:
        """Nobody has confirmed it."""
        return self.placing == Placing.SUGGESTED

    def natural_key(self) -> tuple[str, str]:
        return (self.recommendation.reference, self.theme.slug)

    natural_key.dependencies = ["recommendations.recommendation", "recommendations.theme"]


class RecommendationTargetGroupManager(models.Manager.from_queryset(PlacingQuerySet)):
    def get_by_natural_key(self, reference: str, slug: str) -> "RecommendationTargetGroup":
        return self.get(recommendation__reference=reference, target_group__slug=slug)


class RecommendationTargetGroup(models.Model):
    """A group of people whom a recommendation names."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="target_group_placings")
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="placings")
    placing = models.CharField(_("placing"), max_length=10, choices=Placing, default=Placing.SUGGESTED)
    words = CleanCharField(_("words that led to it"), max_length=300, blank=True)

    objects = RecommendationTargetGroupManager()

    class Meta:
        ordering = ["target_group__position"]
        verbose_name = _("target group of a recommendation")
        verbose_name_plural = _("target groups of recommendations")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "target_group"], name="recommendation_target_group_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} · {self.target_group}"

    def natural_key(self) -> tuple[str, str]:
        return (self.recommendation.reference, self.target_group.slug)

    natural_key.dependencies = ["recommendations.recommendation", "recommendations.targetgroup"]


class AddresseePlacingManager(models.Manager.from_queryset(PlacingQuerySet)):
    def get_by_natural_key(self, reference: str, addressee: str) -> "RecommendationAddressee":
        return self.get(recommendation__reference=reference, addressee=addressee)


class RecommendationAddressee(models.Model):
    """Whom a text speaks to."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="addressees")
    addressee = models.CharField(_("addressed to"), max_length=30, choices=Addressee)
    placing = models.CharField(_("placing"), max_length=10, choices=Placing, default=Placing.SUGGESTED)
    words = CleanCharField(_("words that led to it"), max_length=300, blank=True)

    objects = AddresseePlacingManager()

    class Meta:
        ordering = ["addressee"]
        verbose_name = _("addressee of a recommendation")
        verbose_name_plural = _("addressees of recommendations")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "addressee"], name="recommendation_addressee_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} · {self.get_addressee_display()}"

    def natural_key(self) -> tuple[str, str]:
        return (self.recommendation.reference, self.addressee)

    natural_key.dependencies = ["recommendations.recommendation"]
