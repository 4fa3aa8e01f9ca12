from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.choices import OPEN_STATES, Assessment, NotPursuedReason, Part, Status
from recommendations.models.organization import Organization
from recommendations.models.party import Party
from recommendations.models.recommendation import Recommendation
from recommendations.models.round import Round
from recommendations.models.wording import FormerWording


class FollowUpQuerySet(models.QuerySet):
    def with_source(self):
        return self.select_related(
            "party", "recommendation__document__forum", "recommendation__document__party",
            "recommendation__sub_theme",
        )  # fmt: skip

    def in_force(self):
        """Those whose recommendation has not been withdrawn: what counts, and what is still answered."""
        return self.filter(recommendation__withdrawn_at__isnull=True)

    def answered(self):
        return self.exclude(status="")

    def unanswered(self):
        return self.filter(status="")

    def answered_before_change(self):
        """Those whose text was reworded since it was answered, and whose party has not confirmed its answer."""
        return self.answered().filter(answered_wording__lt=F("recommendation__reworded"))

    def with_changed_at(self):
        """Annotates `changed_at`: when the text was reworded, of those `answered_before_change`; of others None."""
        last = FormerWording.objects.filter(
            recommendation=OuterRef("recommendation"), number=OuterRef("recommendation__reworded") - 1
        )
        before = ~Q(status="") & Q(answered_wording__lt=F("recommendation__reworded"))
        return self.annotate(changed_at=Case(When(before, then=Subquery(last.values("replaced_at")[:1]))))

    def with_not_yet_due(self, day):
        """Annotates `not_yet_due`: asked in an open round whose answers are not due before `day`."""
        rounds = Round.objects.running(day).filter(
            documents=OuterRef("recommendation__document"), parties=OuterRef("party")
        )
        return self.annotate(not_yet_due=Exists(rounds))

    def with_asked_in(self, day):
        """Annotates `asked_in`: the id of the open round that asks for it and has no accepted answer to it; or None."""
        rounds = Round.objects.asking(day).filter(
            documents=OuterRef("recommendation__document"), parties=OuterRef("party")
        )
        not_answered = rounds.exclude(pk=Coalesce(OuterRef("current_version__update__round"), 0))
        return self.annotate(asked_in=Subquery(not_answered.order_by("due_on", "pk").values("pk")[:1]))

    def to_answer(self, day):
        """Those that nobody has answered, or not in the open round that asks for them. A tied one is answered there."""
        return self.with_asked_in(day).filter(Q(status="") | Q(asked_in__isnull=False), answered_under__isnull=True)

    def without_open_update(self):
        return self.exclude(updates__state__in=OPEN_STATES)


class FollowUpManager(models.Manager.from_queryset(FollowUpQuerySet)):
    def get_by_natural_key(self, reference: str, code: str) -> "FollowUp":
        return self.get(recommendation__reference=reference, party__code=code)


class FollowUp(models.Model):
    """One recommendation asked of one party: the unit of the product.

    `status`, `assessment`, `answered_at` and what goes with them are the current answer, kept here because
    lists must be fast. Only `actions.answers.settle` sets them, and `manage.py verify` proves them equal to the
    latest accepted update. A follow-up answered under another shows that one's answer.
    """

    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="follow_ups")
    party = models.ForeignKey(Party, verbose_name=_("country"), on_delete=models.PROTECT, related_name="follow_ups")
    asked_on = models.DateField(_("asked on"))
    target_date = models.DateField(_("target date"), null=True, blank=True)
    answered_under = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="answers_also", null=True, blank=True
    )
    status = models.CharField(_("implementation status"), max_length=20, choices=Status, blank=True)
    not_pursued_reason = models.CharField(_("reason"), max_length=20, choices=NotPursuedReason, blank=True)
    assessment = models.CharField(
        _("ILO assessment"), max_length=20, choices=Assessment, default=Assessment.NOT_ASSESSED
    )
    assessment_published = models.BooleanField(_("assessment published"), default=False)
    answered_at = models.DateTimeField(_("answered, last on"), null=True, blank=True)
    current_version = models.ForeignKey(
        "UpdateVersion", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answered_wording = models.PositiveSmallIntegerField(_("wording that was answered"), default=1, editable=False)
    responsible = models.ManyToManyField(Organization, through="Responsibility", related_name="follow_ups")

    objects = FollowUpManager()

    class Meta:
        ordering = [
            "recommendation__document__forum__number", "recommendation__document__code",
            "recommendation__position", "party__name",
        ]  # fmt: skip
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "party"],
                name="follow_up_asked_once",
                violation_error_message=_("This country has been asked about this recommendation already."),
            ),
            models.CheckConstraint(
                name="follow_up_not_under_itself",
                condition=Q(answered_under__isnull=True) | ~Q(answered_under=F("id")),
                violation_error_message=_("A follow-up cannot be answered under itself."),
            ),
            models.CheckConstraint(
                name="follow_up_answer_whole",
                condition=Q(status="", answered_at__isnull=True, current_version__isnull=True)
                | (~Q(status="") & Q(answered_at__isnull=False, current_version__isnull=False)),
            ),
            models.CheckConstraint(
                name="follow_up_reason_when_not_pursued",
                condition=(Q(status=Status.NOT_PURSUED) & ~Q(not_pursued_reason=""))
                | (~Q(status=Status.NOT_PURSUED) & Q(not_pursued_reason="")),
            ),
        ]
        indexes = [
            models.Index(fields=["party", "status"], name="follow_up_party_status"),
            models.Index(fields=["party", "answered_at"], name="follow_up_party_answered"),
        ]

    # The agencies with their parts, once `permissions.can` has read them.
    parts: set[tuple[int, str]] | None = None

    def __str__(self) -> str:
        return f"{self.recommendation.reference} · {self.party.name}"

    def get_absolute_url(self) -> str:
        return reverse("follow_up", args=self.address)

    def natural_key(self) -> tuple[str, str]:
        return (self.recommendation.reference, self.party.code)

    natural_key.dependencies = ["recommendations.recommendation", "recommendations.party"]

    @property
    def is_before_change(self) -> bool:
        """Whether the text was reworded since it was answered, and the party has not confirmed its answer."""
        return bool(self.status) and self.answered_wording < self.recommendation.reworded

    @property
    def address(self) -> tuple[str, str]:
        """What stands for it in every address: its recommendation's reference and its party's code."""
        return (self.recommendation.reference, self.party.code)


class ResponsibilityManager(models.Manager):
    def get_by_natural_key(self, reference: str, code: str, slug: str) -> "Responsibility":
        return self.get(
            follow_up__recommendation__reference=reference,
            follow_up__party__code=code,
            organization__slug=slug,
        )


class Responsibility(models.Model):
    """An organization's part in a follow-up: one lead at most, any number contributing."""

    follow_up = models.ForeignKey(FollowUp, on_delete=models.CASCADE, related_name="responsibilities")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="responsibilities")
    part = models.CharField(_("part"), max_length=15, choices=Part)

    objects = ResponsibilityManager()

    class Meta:
        ordering = ["-part", "organization__name"]
        verbose_name = _("responsibility")
        verbose_name_plural = _("responsibilities")
        constraints = [
            models.UniqueConstraint(fields=["follow_up", "organization"], name="responsibility_once"),
            models.UniqueConstraint(
                fields=["follow_up"],
                condition=Q(part=Part.LEAD),
                name="responsibility_one_lead",
                violation_error_message=_("A follow-up has one lead agency at most."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.follow_up} · {self.organization}"

    def natural_key(self) -> tuple[str, str, str]:
        return (*self.follow_up.natural_key(), self.organization.slug)

    natural_key.dependencies = ["recommendations.followup", "recommendations.organization"]
