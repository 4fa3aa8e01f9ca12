from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Addressee, PlacingAxis
from recommendations.models.fields import CleanCharField
from recommendations.models.vocabulary import TargetGroup, Theme

# Where each axis keeps its value, as a path to what names it.
VALUE_OF = {
    PlacingAxis.THEME: "theme__slug",
    PlacingAxis.TARGET_GROUP: "target_group__slug",
    PlacingAxis.ADDRESSEE: "addressee",
}


class PlacingRuleManager(models.Manager):
    def get_by_natural_key(self, axis: str, value: str, words: str) -> "PlacingRule":
        return self.get(**{VALUE_OF[PlacingAxis(axis)]: value}, words=words)


class PlacingRule(models.Model):
    """Words that speak for a theme, a target group or an addressee.

    It names exactly one of them. `weight` is how much the words count (below 0: against it). A word of `words` may
    end in * (any ending).
    """

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="rules", null=True, blank=True)
    target_group = models.ForeignKey(TargetGroup, on_delete=models.CASCADE, related_name="rules", null=True, blank=True)
    addressee = models.CharField(_("addressed to"), max_length=30, choices=Addressee, blank=True)
    words = CleanCharField(_("words"), max_length=150)
    weight = models.SmallIntegerField(_("weight"), default=1)
    language = models.CharField(_("language"), max_length=10, default="en")

    objects = PlacingRuleManager()

    class Meta:
        ordering = ["theme__position", "target_group__position", "addressee", "-weight", "words"]
        verbose_name = _("placing rule")
        constraints = [
            models.UniqueConstraint(fields=["theme", "words"], name="placing_rule_theme_once"),
            models.UniqueConstraint(fields=["target_group", "words"], name="placing_rule_target_group_once"),
            models.UniqueConstraint(
                fields=["addressee", "words"], condition=~Q(addressee=""), name="placing_rule_addressee_once"
            ),
            models.CheckConstraint(
                name="placing_rule_names_one_value",
                condition=Q(theme__isnull=False, target_group__isnull=True, addressee="")
                | Q(theme__isnull=True, target_group__isnull=False, addressee="")
                | (Q(theme__isnull=True, target_group__isnull=True) & ~Q(addressee="")),
                violation_error_message=_("A rule speaks for one theme, one target group or one addressee."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words} → {self.value}"

    def natural_key(self) -> tuple[str, str, str]:
        return (self.axis, self.value, self.words)

    @property
    def axis(self) -> PlacingAxis:
        if self.theme:
            return PlacingAxis.THEME
        return PlacingAxis.TARGET_GROUP if self.target_group else PlacingAxis.ADDRESSEE

    @property
    def value(self) -> str:
        """The slug of the theme or target group, or the addressee."""
        named = self.theme or self.target_group
        return named.slug if named else self.addressee

    natural_key.dependencies = ["recommendations.theme", "recommendations.targetgroup"]


class HeadingWordManager(models.Manager):
    def get_by_natural_key(self, language: str, words: str) -> "HeadingWord":
        return self.get(language=language, words=words)


class HeadingWord(models.Model):
    """How a language writes "sub-theme" at the head of one. `parsing.find` is told of them."""

    language = models.CharField(_("language"), max_length=10)
    words = CleanCharField(_("words"), max_length=80)

    objects = HeadingWordManager()

    class Meta:
        ordering = ["language", "words"]
        verbose_name = _("heading word")
        constraints = [models.UniqueConstraint(fields=["language", "words"], name="heading_word_once")]

    def __str__(self) -> str:
        return f"{self.language}: {self.words}"

    def natural_key(self) -> tuple[str, str]:
        return (self.language, self.words)
