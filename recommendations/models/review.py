from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Assessment, Decision, ReviewField
from recommendations.models.fields import CleanTextField
from recommendations.models.sending import Sending
from recommendations.models.update import Update, UpdateVersion
from recommendations.models.user import User

# What stands for the note on the whole where a reviewer wrote on single fields only: no answer goes back without one.
SEE_NOTES = "See the notes on the single fields."


class ReviewQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(sent_at__isnull=True)

    def sent(self):
        return self.filter(sent_at__isnull=False)


class Review(models.Model):
    """A reviewer's decision on a submitted version: decided first, then sent.

    Until it is sent it is pending: it changes nothing, only the reviewers see it, and it can be taken back.
    """

    update = models.ForeignKey(Update, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(UpdateVersion, on_delete=models.PROTECT, related_name="reviews")
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    assessment = models.CharField(_("ILO assessment"), max_length=20, choices=Assessment, blank=True)
    note = CleanTextField(_("note"), blank=True)
    decided_at = models.DateTimeField(_("decided at"))
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    sending = models.ForeignKey(Sending, on_delete=models.PROTECT, related_name="reviews", null=True, blank=True)

    objects = models.Manager.from_queryset(ReviewQuerySet)()

    class Meta:
        ordering = ["-decided_at", "-id"]
        verbose_name = _("review")
        constraints = [
            models.UniqueConstraint(fields=["version"], name="review_once_a_version"),
            models.CheckConstraint(
                name="review_sent_back_with_note",
                condition=~Q(decision=Decision.SEND_BACK) | ~Q(note=""),
                violation_error_message=_("Write what should change before you send it back."),
            ),
            models.CheckConstraint(
                name="review_accepted_with_assessment",
                condition=(Q(decision=Decision.ACCEPT) & ~Q(assessment=""))
                | (Q(decision=Decision.SEND_BACK) & Q(assessment="")),
                violation_error_message=_("Choose an assessment to accept the update."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} · {self.get_decision_display()}"

    @property
    def note_on_all(self) -> str:
        """What the reviewer wrote on the whole."""
        return "" if self.note == SEE_NOTES else self.note


class ReviewNote(models.Model):
    """What a reviewer says about one field of the version; beside the note on the whole."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="notes")
    field = models.CharField(_("field"), max_length=15, choices=ReviewField)
    text = CleanTextField(_("note"))

    class Meta:
        ordering = ["review", "id"]
        verbose_name = _("note on a field")
        verbose_name_plural = _("notes on fields")
        constraints = [
            models.UniqueConstraint(fields=["review", "field"], name="review_note_once_a_field"),
            models.CheckConstraint(name="review_note_has_text", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.text[:80]}"
