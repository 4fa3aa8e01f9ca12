from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import OrganizationKind
from recommendations.models.fields import CleanCharField
from recommendations.models.party import Party


class OrganizationQuerySet(models.QuerySet):
    def standing_on(self, day):
        """Those that had not ended on `day`."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def with_names(self):
        return self.select_related("party").prefetch_related("names")


class OrganizationManager(models.Manager.from_queryset(OrganizationQuerySet)):
    def get_by_natural_key(self, slug: str) -> "Organization":
        return self.get(slug=slug)


class Organization(models.Model):
    """A ministry, an employers', workers' or other organization of one party."""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    party = models.ForeignKey(
        Party, verbose_name=_("country or body"), on_delete=models.PROTECT, related_name="organizations"
    )
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    name = CleanCharField(_("present name"), max_length=250)
    acronym = CleanCharField(_("acronym"), max_length=30, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name=_("successor"),
        on_delete=models.PROTECT,
        related_name="predecessors",
        null=True,
        blank=True,
        help_text=_("Open follow-ups pass on to it; old records keep the old name."),
    )
    to_check = models.BooleanField(
        _("to be checked"), default=False, help_text=_("Named by a reporter; the secretariat looks at it.")
    )

    objects = OrganizationManager()

    class Meta:
        ordering = ["party__name", "name"]
        verbose_name = _("organization")
        constraints = [
            models.UniqueConstraint(
                fields=["party", "name"],
                name="organization_one_name_a_party",
                violation_error_message=_("This country already has an organization of this name."),
            ),
            models.CheckConstraint(
                name="organization_not_its_own_successor",
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")),
                violation_error_message=_("An organization cannot be its own successor."),
            ),
            models.CheckConstraint(
                name="organization_successor_after_end",
                condition=Q(successor__isnull=True) | Q(ended_on__isnull=False),
                violation_error_message=_("Give the day on which the organization ended."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.acronym})" if self.acronym else self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    @property
    def short(self) -> str:
        return self.acronym or self.name

    def has_ended(self, day: date) -> bool:
        return self.ended_on is not None and self.ended_on <= day

    @property
    def heir(self) -> "Organization":
        """Who carries on: itself, or the last in the line of its successors."""
        return self.successor.heir if self.successor else self


class OrganizationNameManager(models.Manager):
    def get_by_natural_key(self, slug: str, name: str) -> "OrganizationName":
        return self.get(organization__slug=slug, name=name)


class OrganizationName(models.Model):
    """A name an organization had, with the days between which it held."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = CleanCharField(_("name"), max_length=250)
    acronym = CleanCharField(_("acronym"), max_length=30, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    source = CleanCharField(_("source"), max_length=250, blank=True)

    objects = OrganizationNameManager()

    class Meta:
        ordering = [F("valid_from").asc(nulls_first=True), "name"]
        verbose_name = _("name of an organization")
        verbose_name_plural = _("names of organizations")
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="organization_name_once"),
            models.CheckConstraint(
                name="organization_name_from_before_until",
                condition=Q(valid_from__isnull=True)
                | Q(valid_until__isnull=True)
                | Q(valid_from__lte=F("valid_until")),
                violation_error_message=_("The first day comes after the last."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str, str]:
        return (self.organization.slug, self.name)

    natural_key.dependencies = ["recommendations.organization"]
