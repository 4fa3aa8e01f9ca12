"""The two clocks: a round's answer that is overdue, and a country's own target date that has passed.

Both look at accepted answers alone: an answer that is on its way does not show.
"""

import datetime

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recommendations.choices import Status, UpdateState
from recommendations.models import Reply, Round, Update, UpdateVersion

# Nothing more is to be done about these, so a target date is silent.
SETTLED = (Status.IMPLEMENTED, Status.IN_PLACE, Status.NOT_PURSUED)


def answer_due(day: datetime.date) -> Subquery:
    """By when an open round waits for an answer to a follow-up that has none in it yet; None for no such round."""
    return Subquery(_unanswered(Round.objects.asking(day)).order_by("due_on", "pk").values("due_on")[:1])


def answer_overdue(day: datetime.date) -> Q:
    """The follow-ups that an open round asks for, whose day has passed, and that have no accepted answer to it."""
    return Q(Exists(_unanswered(Round.objects.asking(day).filter(due_on__lt=day))))


def _unanswered(rounds: QuerySet[Round]) -> QuerySet[Round]:
    here = rounds.filter(documents=OuterRef("recommendation__document"), parties=OuterRef("party"))
    return here.exclude(pk=Coalesce(OuterRef("current_version__update__round"), 0))


def target_passed(day: datetime.date) -> Q:
    """The follow-ups whose target date has passed and whose work is not settled."""
    return Q(target_date__lt=day) & ~Q(status__in=SETTLED)


def first_sent(found: Round) -> Subquery:
    """When a follow-up's answer in this round was first sent, of what the reviewers decided on.

    What they sent back and was sent again is no later for that; what was taken back before they decided does not count.
    """
    decided = UpdateVersion.objects.filter(
        update__in=_answers(found), frozen_at__isnull=False, reviews__sent_at__isnull=False
    )
    return Subquery(decided.order_by("frozen_at", "pk").values("frozen_at")[:1])


def came_at() -> Coalesce:
    """The same of the update of one version: when it came, for `templatetags.marks.came_mark`."""
    decided = UpdateVersion.objects.filter(
        update=OuterRef("update"), frozen_at__isnull=False, reviews__sent_at__isnull=False
    )
    return Coalesce(Subquery(decided.order_by("frozen_at", "pk").values("frozen_at")[:1]), F("update__submitted_at"))


def written_in_time(found: Round) -> Exists:
    """Whether it came in a letter of the round's day or before: the country does not answer for who entered it when."""
    return Exists(Reply.objects.filter(update__in=_answers(found), dated_on__lte=found.due_on))


def _answers(found: Round) -> QuerySet[Update]:
    """The accepted answers of one follow-up in this round, its own or those it is answered under."""
    own = Update.objects.filter(follow_up=Coalesce(OuterRef(OuterRef("answered_under")), OuterRef(OuterRef("pk"))))
    return own.filter(round=found, state__in=[UpdateState.ACCEPTED, UpdateState.SUPERSEDED]).order_by()
