import datetime

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from recommendations.models.user import User

# When a mail that was refused is tried again, counted from its writing; then it is given up. Greylisting passes in
# minutes, a full mailbox in days.
TRIES = tuple(datetime.timedelta(minutes=minutes) for minutes in (0, 5, 20, 60, 4 * 60, 12 * 60, 24 * 60, 72 * 60))


class OutboxQuerySet(models.QuerySet):
    def waiting(self):
        """What is to be sent, now or at its next try."""
        return self.filter(sent_at__isnull=True, attempts__lt=len(TRIES)).order_by("id")

    def due(self, now):
        """What waits and is to be tried at `now`."""
        early = Q(pk__in=[])
        for attempts, after in enumerate(TRIES):
            early |= Q(attempts=attempts, created_at__gt=now - after)
        return self.waiting().exclude(early)

    def given_up(self):
        """What was refused at every try."""
        return self.filter(sent_at__isnull=True, attempts__gte=len(TRIES)).order_by("id")


class OutboxMail(models.Model):
    """A mail to be sent, written in the transaction of what it tells of.

    `attempts` counts the tries that the mail server answered; where it could not be reached nobody tried.
    `key` names recipient and event, so that one event mails a person once; `message_id` stays the same when a
    kill makes a sending repeat.
    """

    key = models.CharField(_("key"), max_length=200, unique=True)
    recipient = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True)
    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=250)
    body = models.TextField(_("text"))
    message_id = models.CharField(max_length=150, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=250, blank=True)

    objects = models.Manager.from_queryset(OutboxQuerySet)()

    class Meta:
        ordering = [F("sent_at").desc(nulls_first=True), "-id"]
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.CheckConstraint(name="outbox_mail_has_text", condition=~Q(subject="") & ~Q(body="")),
        ]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"

    @property
    def state(self) -> str:
        """Sent, waiting or given up, in words."""
        if self.sent_at:
            return _("sent")
        return _("waiting") if self.attempts < len(TRIES) else _("given up")
