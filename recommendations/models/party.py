from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import PartyKind
from recommendations.models.fields import CleanCharField


class PartyQuerySet(models.QuerySet):
    def states(self):
        return self.filter(kind=PartyKind.STATE)

    def member_on(self, day):
        """The states that were ASEAN members on `day` (a date)."""
        return self.states().filter(member_since__lte=day)


class PartyManager(models.Manager.from_queryset(PartyQuerySet)):
    def get_by_natural_key(self, code: str) -> "Party":
        return self.get(code=code)


class Party(models.Model):
    """Who is asked: an ASEAN member state, or a regional body. Screens say Country."""

    code = models.CharField(_("code"), max_length=12, unique=True, help_text=_("ISO 3166-1 code, or acronym"))
    name = CleanCharField(_("name"), max_length=100, unique=True)
    full_name = CleanCharField(_("full name"), max_length=250, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PartyKind)
    member_since = models.DateField(_("ASEAN member since"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=50, default="Asia/Jakarta")
    approval_required = models.BooleanField(
        _("approval required"),
        default=True,
        help_text=_("An update must be approved inside the country before it can be submitted."),
    )

    objects = PartyManager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("country or body")
        verbose_name_plural = _("countries and bodies")
        constraints = [
            models.CheckConstraint(
                name="party_state_has_joining_date",
                condition=~Q(kind=PartyKind.STATE) | Q(member_since__isnull=False),
                violation_error_message=_("Give the day on which this state joined ASEAN."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of its own clock: deadlines end with its day, receipts say its time."""
        return ZoneInfo(self.time_zone)
