"""The two clocks: a round's answer that is overdue, and a country's own target date that has passed.

Both look at accepted answers alone: an answer that is on its way does not show.
"""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from recommendations.choices import Status
from recommendations.models import Round

# Nothing more is to be done about these, so a target date is silent.
SETTLED = (Status.IMPLEMENTED, Status.IN_PLACE, Status.NOT_PURSUED)


def answer_overdue(day: datetime.date) -> Q:
    """The follow-ups that an open round asks for, whose day has passed, and that have no accepted answer to it."""
    rounds = Round.objects.asking(day).filter(
        due_on__lt=day, documents=OuterRef("recommendation__document"), parties=OuterRef("party")
    )
    return Q(Exists(rounds.exclude(pk=Coalesce(OuterRef("current_version__update__round"), 0))))


def target_passed(day: datetime.date) -> Q:
    """The follow-ups whose target date has passed and whose work is not settled."""
    return Q(target_date__lt=day) & ~Q(status__in=SETTLED)
