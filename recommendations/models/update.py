from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.choices import OPEN_STATES, NotPursuedReason, Part, Status, UpdateState
from recommendations.models.activity import Activity
from recommendations.models.evidence import Evidence, EvidenceVersion
from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.follow_up import FollowUp
from recommendations.models.organization import Organization
from recommendations.models.round import Round
from recommendations.models.user import User

if TYPE_CHECKING:
    from recommendations.models.reply import Reply, VersionInformant


class UpdateQuerySet(models.QuerySet):
    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def with_source(self):
        return self.select_related(
            "follow_up__party", "follow_up__recommendation__document__forum",
            "follow_up__recommendation__document__party", "follow_up__recommendation__sub_theme",
            "submitted_by", "round",
        )  # fmt: skip


class Update(models.Model):
    """One answer on a follow-up: a head that moves, over versions that are only ever added.

    `version` is the number of the latest version, and what a save is checked against.
    """

    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="updates")
    state = models.CharField(_("state"), max_length=15, choices=UpdateState, default=UpdateState.DRAFT, db_index=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="updates", null=True, blank=True)
    is_unchanged = models.BooleanField(_("confirmed unchanged"), default=False)
    is_example = models.BooleanField(_("example"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(UpdateQuerySet)()

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("update")
        constraints = [
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(state__in=OPEN_STATES),
                name="update_one_open_a_follow_up",
                violation_error_message=_("Somebody else has begun an update here. Open it and go on there."),
            ),
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(state=UpdateState.ACCEPTED),
                name="update_one_accepted_a_follow_up",
            ),
            models.CheckConstraint(
                name="update_approved_at_with_by",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="update_submitted_at_with_by",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="update_sent_states_have_sender",
                condition=~Q(state__in=["submitted", "returned", "accepted", "superseded"])
                | Q(submitted_at__isnull=False),
            ),
        ]

        # Every page asks whether the site holds examples.
        indexes = [models.Index("id", condition=Q(is_example=True), name="update_examples")]

    def __str__(self) -> str:
        return f"{self.follow_up} · {self.get_state_display()}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES

    @property
    def was_entered_afterwards(self) -> bool:
        """Whether it came to its round after that was closed: what was sealed does not hold it."""
        closed_at = self.round.closed_at if self.round else None
        return bool(closed_at and self.submitted_at and self.submitted_at > closed_at)

    @property
    def entered(self) -> Reply | None:
        """The letter from which a reviewer entered what was submitted (read with `select_related("reply")`)."""
        reply = getattr(self, "reply", None)
        return reply if reply and reply.entered_by_id == self.submitted_by_id else None


class UpdateVersion(models.Model):
    """What an update said at one save. Frozen ones (submitted) are kept for ever, drafts for 30 days."""

    update = models.ForeignKey(Update, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    form_key = models.CharField(max_length=64, blank=True)
    status = models.CharField(_("implementation status"), max_length=20, choices=Status, blank=True)
    not_pursued_reason = models.CharField(_("reason"), max_length=20, choices=NotPursuedReason, blank=True)
    replaced_by = CleanCharField(_("replaced by"), max_length=60, blank=True)
    challenges = CleanTextField(_("challenges"), blank=True)
    next_steps = CleanTextField(_("next steps"), blank=True)
    wording = models.PositiveSmallIntegerField(_("wording of the recommendation"), default=1)
    saved_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["update", "number"]
        verbose_name = _("version of an update")
        verbose_name_plural = _("versions of updates")
        constraints = [
            models.UniqueConstraint(fields=["update", "number"], name="update_version_number_once"),
            models.CheckConstraint(
                name="update_version_frozen_has_status",
                condition=Q(frozen_at__isnull=True) | ~Q(status=""),
                violation_error_message=_("Choose a status before you send the update."),
            ),
            models.CheckConstraint(
                name="update_version_frozen_has_reason",
                condition=Q(frozen_at__isnull=True) | ~Q(status=Status.NOT_PURSUED) | ~Q(not_pursued_reason=""),
                violation_error_message=_("Say why the recommendation is not pursued."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.update} · {self.number}"

    @property
    def entered(self) -> Reply | None:
        """The letter from which a reviewer entered this very version (read with `select_related("update__reply")`)."""
        reply = getattr(self.update, "reply", None)
        return reply if reply and reply.entered_by_id == self.saved_by_id else None

    @property
    def informed_by(self) -> list[VersionInformant]:
        """The agencies that gave information for it. Most versions have none, and where that was read with them
        (`queries.follow_up.with_content`), nothing more is."""
        return list(self.informants.all()) if getattr(self, "some_informants", True) else []

    @property
    def lead(self) -> VersionAgency | None:
        return next((agency for agency in self.agencies.all() if agency.part == Part.LEAD), None)

    @property
    def contributing(self) -> list[VersionAgency]:
        return [agency for agency in self.agencies.all() if agency.part == Part.CONTRIBUTING]


class VersionAgency(models.Model):
    """An organization's part as one version states it, under the name it then had."""

    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="agencies")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    part = models.CharField(_("part"), max_length=15, choices=Part)
    name = CleanCharField(_("name"), max_length=300)

    class Meta:
        ordering = ["-part", "name"]
        verbose_name = _("agency in a version")
        verbose_name_plural = _("agencies in versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "organization"], name="version_agency_once"),
            models.UniqueConstraint(fields=["version"], condition=Q(part=Part.LEAD), name="version_one_lead"),
        ]

    def __str__(self) -> str:
        return self.name


class VersionActivity(models.Model):
    """The text of an activity as one version has it."""

    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="activities")
    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="uses")
    position = models.PositiveSmallIntegerField(default=0)
    text = CleanTextField(_("what was done"))
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["version", "position"]
        verbose_name = _("activity in a version")
        verbose_name_plural = _("activities in versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "activity"], name="version_activity_once"),
        ]
        indexes = [models.Index(F("starts_on"), name="version_activity_starts_on")]

    def __str__(self) -> str:
        return self.text[:80]


class VersionEvidence(models.Model):
    """The version of a piece of evidence that one version of an update rests on."""

    version = models.ForeignKey(UpdateVersion, on_delete=models.CASCADE, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="uses")
    evidence_version = models.ForeignKey(EvidenceVersion, on_delete=models.PROTECT, related_name="uses")
    title = CleanCharField(_("title"), max_length=250)

    class Meta:
        ordering = ["version", "id"]
        verbose_name = _("evidence in a version")
        verbose_name_plural = _("evidence in versions")
        constraints = [
            models.UniqueConstraint(fields=["version", "evidence"], name="version_evidence_once"),
        ]

    def __str__(self) -> str:
        return self.title
