import datetime
import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.choices import JobKind, JobState, JobStep
from recommendations.models.document_import import DocumentImport
from recommendations.models.filled_sheet import FilledSheet
from recommendations.models.user import User

# A running job says that it is alive every few seconds; after this silence it is taken for lost.
SILENCE = datetime.timedelta(seconds=30)


def random_path(instance: "Job", filename: str) -> str:
    return f"made/{uuid.uuid4().hex}"


class Job(models.Model):
    """Long work in a process of its own. `percent` is of the whole; `message` is a refusal as [sentence, params]."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=JobKind)
    document_import = models.ForeignKey(DocumentImport, on_delete=models.CASCADE, related_name="jobs", null=True)
    filled_sheet = models.ForeignKey(FilledSheet, on_delete=models.CASCADE, related_name="jobs", null=True)
    # What a report was asked for, and the file that was made.
    wanted = models.JSONField(null=True, blank=True)
    file = models.FileField(_("file"), upload_to=random_path, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField(_("step"), max_length=20, choices=JobStep, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0)
    message = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    alive_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    cancel_asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        verbose_name = _("job")
        constraints = [
            models.CheckConstraint(name="job_percent_within_hundred", condition=Q(percent__lte=100)),
            models.CheckConstraint(
                name="job_ended_at_when_ended",
                condition=Q(state__in=["waiting", "running"]) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"

    def get_absolute_url(self) -> str:
        return reverse("job", args=[self.key])

    @property
    def is_over(self) -> bool:
        return self.state not in (JobState.WAITING, JobState.RUNNING)

    @property
    def is_lost(self) -> bool:
        """Begun or waiting, and silent for too long: its process has gone."""
        return not self.is_over and timezone.now() - (self.alive_at or self.created_at) > SILENCE

    @property
    def may_start_again(self) -> bool:
        """Its process has gone, or met an error of its own."""
        return self.is_lost or self.state == JobState.FAILED
