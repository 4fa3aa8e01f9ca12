from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from recommendations.models.organization import Organization
from recommendations.models.party import Party
from recommendations.models.user import User
from recommendations.roles import Role


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Those that hold on `day`."""
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day), Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        )


class Membership(models.Model):
    """A person's role for one party or the region (no party), perhaps in one organization."""

    user = models.ForeignKey(User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=15, choices=Role)
    party = models.ForeignKey(
        Party,
        verbose_name=_("country or body"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
        help_text=_("Empty: the whole region."),
    )
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        on_delete=models.PROTECT,
        related_name="memberships",
        null=True,
        blank=True,
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    objects = models.Manager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering = ["user__email", "role", "id"]
        verbose_name = _("role of a person")
        verbose_name_plural = _("roles of people")
        constraints = [
            models.UniqueConstraint(
                # Coalesce, since SQLite holds two empty places for different ones.
                "user",
                "role",
                Coalesce("party", 0),
                Coalesce("organization", 0),
                name="membership_once",
                violation_error_message=_("This person has this role already."),
            ),
            models.CheckConstraint(
                name="membership_of_party_or_region",
                condition=Q(role__in=["reporter", "approver", "coordinator", "partner"], party__isnull=False)
                | Q(role="secretariat", party__isnull=True)
                | Q(role__in=["reviewer", "viewer"]),
                violation_error_message=_(
                    "A reporter, approver, coordinator or partner belongs to a country or body; "
                    "the secretariat to the region."
                ),
            ),
            models.CheckConstraint(
                name="membership_organization_where_it_fits",
                condition=Q(role="partner", organization__isnull=False)
                | Q(role="reporter")
                | (~Q(role__in=["partner", "reporter"]) & Q(organization__isnull=True)),
                violation_error_message=_("A partner belongs to an organization; only a reporter or partner can."),
            ),
            models.CheckConstraint(
                name="membership_from_before_until",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                violation_error_message=_("The first day comes after the last."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.place} · {self.get_role_display()}"

    @property
    def place(self) -> str:
        return str(self.organization or self.party or _("The region"))
