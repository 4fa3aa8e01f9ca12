from django.db import models
from django.utils.translation import gettext_lazy as _

from recommendations.models.document import Edition
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.recommendation import Recommendation
from recommendations.models.user import User


class FormerWording(models.Model):
    """How a recommendation read before it was corrected: what answers of that time were given to.

    `number` is the wording's own, from 1. `edition` is the edition that replaced it, None where a typing error was
    mended; `note` says what was mended. `asks_again` tells whether answers must be confirmed since.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="former_wordings")
    number = models.PositiveSmallIntegerField(_("number"))
    label = CleanCharField(_("label as printed"), max_length=20, blank=True)
    text = CleanTextField(_("text, as printed"))
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    note = CleanTextField(_("what was changed"), blank=True)
    asks_again = models.BooleanField(_("answers must be confirmed"), default=False)
    replaced_at = models.DateTimeField(_("replaced at"))
    replaced_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["recommendation", "number"]
        verbose_name = _("former wording")
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "number"], name="former_wording_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.recommendation} · {self.number}"
