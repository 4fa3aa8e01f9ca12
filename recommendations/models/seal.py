import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanTextField
from recommendations.models.follow_up import FollowUp
from recommendations.models.round import Round
from recommendations.models.user import User

# The version of the report templates in which a round that is sealed now is printed, then and later.
TEMPLATE = 1


class Seal(models.Model):
    """The whole picture of a round at the instant when it closed: never changed (`models.triggers`).

    `facts` holds what its rows refer to (documents, sub-themes, themes, countries, statements) as plain data.
    `sha256` is over the facts and all rows; `template` is the version of the report templates of that day. A round
    that was reopened and closed again has a further seal.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="seals")
    number = models.PositiveSmallIntegerField(_("number"))
    template = models.PositiveSmallIntegerField(_("version of the report templates"))
    facts = models.JSONField(_("facts"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed at"))
    sealed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["round", "-number"]
        verbose_name = _("sealed picture")
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="seal_number_once")]

    def __str__(self) -> str:
        return f"{self.round} · {self.number}"

    @property
    def reopened_at(self) -> datetime.datetime | None:
        """When the round was opened again after it; None where it was not."""
        reopening = getattr(self, "reopening", None)
        return reopening.reopened_at if reopening else None


class SealedRow(models.Model):
    """A follow-up as it stood when its round was sealed, as plain data."""

    seal = models.ForeignKey(Seal, on_delete=models.PROTECT, related_name="rows")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("position"))
    data = models.JSONField(_("data"))

    class Meta:
        ordering = ["seal", "position"]
        verbose_name = _("sealed row")
        constraints = [
            models.UniqueConstraint(fields=["seal", "follow_up"], name="sealed_row_once"),
            models.UniqueConstraint(fields=["seal", "position"], name="sealed_row_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.seal} · {self.position}"


class RoundReopening(models.Model):
    """A closed round was opened again, with a reason; its seal is kept."""

    seal = models.OneToOneField(Seal, on_delete=models.PROTECT, related_name="reopening")
    reason = CleanTextField(_("reason"))
    reopened_at = models.DateTimeField(_("reopened at"))
    reopened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reopened_at", "-id"]
        verbose_name = _("reopening of a round")
        verbose_name_plural = _("reopenings of rounds")
        constraints = [
            models.CheckConstraint(
                name="round_reopening_has_reason",
                condition=~Q(reason=""),
                violation_error_message=_("Say why the round is opened again."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
