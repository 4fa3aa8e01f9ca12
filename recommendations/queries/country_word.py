"""What a country's own report is made of: its answers, the latest first, and its figures by theme."""

from datetime import date
from typing import Any

from django.db.models import F

from recommendations.models import FollowUp, Party, Theme
from recommendations.queries import counts, told
from recommendations.queries.follow_ups import PLACE

# More than six pages ever print.
MOST = 400


def answers(party: Party, today: date) -> list[Any]:
    """The answers of `party` that stand by themselves, the latest first, with `.told` and `.standing_themes`."""
    found = FollowUp.objects.in_force().filter(party=party, answered_under=None).answered()
    rows = told.with_themes(told.with_activities(told.whole(found, told.sight_to_hand_out(), today)))
    return list(rows.order_by(F("answered_at").desc(), *PLACE)[:MOST])


def counted(party: Party, today: date, *, suggested: bool) -> list[counts.Cell]:
    """By standing and `theme`: the main one, None for what is not yet placed."""
    found = FollowUp.objects.in_force().filter(party=party)
    theme = "suggested_theme" if suggested else "main_theme"
    return [cell | {"theme": cell[theme]} for cell in counts.cells(found, by=("standing", theme), day=today)]


def themes() -> list[Theme]:
    return list(Theme.objects.order_by("position", "name"))


def unanswered(party: Party) -> list[str]:
    """The references of what nobody has answered, in the order of the documents."""
    found = FollowUp.objects.in_force().filter(party=party).unanswered().order_by(*PLACE)
    return list(found.values_list("recommendation__reference", flat=True)[:MOST])
