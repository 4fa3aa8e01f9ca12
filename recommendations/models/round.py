from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.document import Document
from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party
from recommendations.models.user import User


class RoundQuerySet(models.QuerySet):
    def open(self):
        return self.filter(closed_at__isnull=True)

    def asking(self, day):
        """Open, and begun by `day`: late answers are taken too."""
        return self.open().filter(opens_on__lte=day)

    def running(self, day):
        """Open, and the day on which answers are due has not passed on `day`."""
        return self.open().filter(opens_on__lte=day, due_on__gte=day)


class Round(models.Model):
    """A reporting period for chosen documents and parties."""

    name = CleanCharField(_("name"), max_length=150, unique=True)
    opens_on = models.DateField(_("opens on"))
    due_on = models.DateField(_("answers due on"))
    documents = models.ManyToManyField(Document, verbose_name=_("documents"), related_name="rounds")
    parties = models.ManyToManyField(Party, verbose_name=_("countries"), related_name="rounds")
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    assessments_published_at = models.DateTimeField(_("assessments published at"), null=True, blank=True)
    assessments_published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = models.Manager.from_queryset(RoundQuerySet)()

    class Meta:
        ordering = ["-opens_on", "name"]
        verbose_name = _("round")
        constraints = [
            models.CheckConstraint(
                name="round_due_after_opening",
                condition=Q(due_on__gte=F("opens_on")),
                violation_error_message=_("Answers are due after the round opens."),
            ),
            models.CheckConstraint(
                name="round_closed_at_with_by",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="round_assessments_published_at_with_by",
                condition=Q(assessments_published_at__isnull=True, assessments_published_by__isnull=True)
                | Q(assessments_published_at__isnull=False, assessments_published_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("round", args=[self.pk])
