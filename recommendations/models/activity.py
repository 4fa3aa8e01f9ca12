import hashlib
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.organization import Organization
from recommendations.models.party import Party
from recommendations.models.user import User


class Activity(models.Model):
    """One thing done, under way or planned by one party; it serves any number of its follow-ups.

    It is the party's working text. What other people read is the copy frozen with each submitted version.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="activities")
    text = CleanTextField(_("what was done"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    organizations = models.ManyToManyField(Organization, related_name="activities", blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        ordering = [F("starts_on").desc(nulls_last=True), "-id"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        constraints = [
            models.CheckConstraint(
                name="activity_from_before_until",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("The activity ends before it begins."),
            ),
            models.CheckConstraint(
                name="activity_has_text",
                condition=~Q(text=""),
                violation_error_message=_("Say what was done."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def mark(self) -> str:
        """Stands for its words and days as a page showed them."""
        return mark_of(self.text, self.starts_on, self.ends_on)


def mark_of(text: str, starts_on: date | None, ends_on: date | None) -> str:
    """The mark of an activity that says this."""
    return hashlib.sha256(repr((text, str(starts_on or ""), str(ends_on or ""))).encode()).hexdigest()[:12]
