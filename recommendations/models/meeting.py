import uuid

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations.models.fields import CleanCharField, CleanTextField
from recommendations.models.follow_up import FollowUp
from recommendations.models.user import User


class Meeting(models.Model):
    """A walk through chosen follow-ups in a room, on a projector. Its remarks are the reviewers' own notes."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = CleanCharField(_("name"), max_length=150)
    held_on = models.DateField(_("held on"))
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-held_on", "-id"]
        verbose_name = _("meeting")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.key])


class MeetingItem(models.Model):
    """A follow-up on a meeting's list, with the room's remark."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    follow_up = models.ForeignKey(FollowUp, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField(_("position"))
    remark = CleanTextField(_("remark of the room"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=0)
    recorded_at = models.DateTimeField(null=True, blank=True)
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        ordering = ["meeting", "position"]
        verbose_name = _("item of a meeting")
        verbose_name_plural = _("items of meetings")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "follow_up"], name="meeting_item_once"),
            models.UniqueConstraint(fields=["meeting", "position"], name="meeting_item_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.meeting} · {self.position}"
