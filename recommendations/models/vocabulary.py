"""The words by which recommendations are placed: themes and target groups."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField, CleanTextField


class WordManager(models.Manager):
    def get_by_natural_key(self, slug: str):
        return self.get(slug=slug)


class Theme(models.Model):
    """A thematic cluster; its guiding questions open its chapter in a report."""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = CleanCharField(_("name"), max_length=150, unique=True)
    guiding_questions = CleanTextField(_("guiding questions"), blank=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = WordManager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("theme")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class TargetGroup(models.Model):
    """People whom recommendations name: women, domestic workers, returnees …"""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = CleanCharField(_("name"), max_length=150, unique=True)
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    objects = WordManager()

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("target group")

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)
