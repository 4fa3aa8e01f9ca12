from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.party import Party


class ForumManager(models.Manager):
    def get_by_natural_key(self, number: int) -> "Forum":
        return self.get(number=number)


class Forum(models.Model):
    """One edition of the ASEAN Forum on Migrant Labour. What nobody has read of it stays empty."""

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    year = models.PositiveSmallIntegerField(_("year"))
    theme = CleanTextField(_("theme"), blank=True)
    host = models.ForeignKey(
        Party, verbose_name=_("host"), on_delete=models.PROTECT, related_name="hosted", null=True, blank=True
    )
    place = CleanCharField(_("place"), max_length=150, blank=True)
    online = models.BooleanField(_("online"), null=True, blank=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    dates_printed = CleanCharField(_("dates as printed"), max_length=100, blank=True)
    source = CleanTextField(_("source"), blank=True)

    objects = ForumManager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("forum")
        constraints = [
            models.CheckConstraint(
                name="forum_from_before_until",
                condition=Q(ends_on__isnull=True) | (Q(starts_on__isnull=False) & Q(starts_on__lte=F("ends_on"))),
                violation_error_message=_("The first day comes after the last."),
            ),
        ]

    def __str__(self) -> str:
        return _("%(ordinal)s AFML") % {"ordinal": ordinal(self.number)}

    def get_absolute_url(self) -> str:
        return reverse("forum", args=[self.number])

    def natural_key(self) -> tuple[int]:
        return (self.number,)


def ordinal(number: int) -> str:
    """13 → "13th", 21 → "21st"."""
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
