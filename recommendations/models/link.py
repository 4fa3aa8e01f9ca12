from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import LinkKind, LinkState
from recommendations.models.fields import CleanTextField
from recommendations.models.recommendation import Recommendation
from recommendations.models.user import User


class LinkQuerySet(models.QuerySet):
    def confirmed(self):
        return self.filter(state=LinkState.CONFIRMED)

    def suggested(self):
        return self.filter(state=LinkState.SUGGESTED)

    def of(self, recommendation: Recommendation):
        return self.filter(Q(earlier=recommendation) | Q(later=recommendation))


class Link(models.Model):
    """Two recommendations tied: the later one repeats or updates the earlier, took it up, or is related to it.

    Suggested by the machine with a `score` (0 to 1) and the `words` they share; only a person confirms or refuses.
    """

    earlier = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="links_to_later")
    later = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="links_to_earlier")
    kind = models.CharField(_("how they are tied"), max_length=15, choices=LinkKind, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=LinkState, default=LinkState.SUGGESTED, db_index=True)
    score = models.FloatField(_("score"), null=True, blank=True)
    words = models.JSONField(_("words they share"), default=list, blank=True)
    suggested_at = models.DateTimeField(auto_now_add=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    objects = models.Manager.from_queryset(LinkQuerySet)()

    class Meta:
        ordering = ["-score", "id"]
        verbose_name = _("link")
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="link_once_a_pair"),
            models.CheckConstraint(name="link_between_two", condition=~Q(earlier=F("later"))),
            models.CheckConstraint(
                name="link_confirmed_with_kind", condition=~Q(state=LinkState.CONFIRMED) | ~Q(kind="")
            ),
            models.CheckConstraint(
                name="link_decided_by_person",
                condition=Q(state=LinkState.SUGGESTED, decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state=LinkState.SUGGESTED) & Q(decided_at__isnull=False, decided_by__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier.reference} · {self.later.reference}"


class NotTakenUp(models.Model):
    """A person compared a proposal with its forum's adopted texts and found none that it became."""

    recommendation = models.OneToOneField(Recommendation, on_delete=models.PROTECT, related_name="not_taken_up")
    note = CleanTextField(_("note"), blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["recommendation"]
        verbose_name = _("proposal that was not taken up")
        verbose_name_plural = _("proposals that were not taken up")

    def __str__(self) -> str:
        return self.recommendation.reference
