"""On whose clock a day is told, in whatever is handed out.

An answer is dated on the clock of the country that gave it, as its receipt is: in every report, whoever takes it and
wherever. What it is dated after, the data are not of: a report's day is today on its reader's clock, or the day of the
latest answer that it tells, where that country's day has begun already.
"""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone


def answer_day(answered_at: datetime, zone: ZoneInfo) -> date:
    """The day of an answer, or of a change of its text, in its country."""
    return timezone.localdate(answered_at, zone)


def data_day(today: date, told: Iterable[date | None]) -> date:
    """Of which day the data are that tell of answers of these days."""
    return max((today, *filter(None, told)))
