"""What a reviewer enters for a country in Excel: what a round asked of it, and what each answer there says now.

Nothing is read here but what was sent or accepted: a country's draft shows neither in a cell nor by its absence.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import F, QuerySet

from recommendations.choices import UpdateState as S
from recommendations.errors import Refused
from recommendations.models import FollowUp, Party, Round, UpdateVersion, User
from recommendations.permissions import ANSWER_STATES, SENT_STATES, parties_where
from recommendations.queries.sheets import NOTHING, STATE, UNDER, WITHDRAWN, Versions
from recommendations.roles import Permission as P
from recommendations.sheets.marks import PLAIN
from recommendations.text import gettext_noop

WAITS = gettext_noop("An answer of this country waits for a decision. Decide on that one first.")
ELSEWHERE = gettext_noop(
    "An answer of this country to another round was sent back and is not in again. It must come in first."
)


def parties(found: Round, user: User) -> list[Party]:
    """The countries of a round for which `user` enters answers."""
    return list(found.parties.filter(parties_where(user, P.REVIEW_UPDATE).q("pk")).order_by("name"))


def asked(found: Round, party: Party, user: User) -> QuerySet[FollowUp]:
    """What the round asked of the party, where `user` enters its answers; what was withdrawn since is in it."""
    return FollowUp.objects.filter(
        parties_where(user, P.REVIEW_UPDATE).q(),
        party=party, party__rounds=found, recommendation__document__rounds=found,
    )  # fmt: skip


class Replies:
    """Reviewers start from what was answered: in a round that is closed from its own last answer, or from nothing;
    in an open one from the answer that is on its way, or else from the accepted one."""

    # The words that were sent: what the country makes of them since is its draft.
    activity = ("text", "starts_on", "ends_on")

    def __init__(self, found: Round) -> None:
        self.round = found

    def versions(self, ids: Sequence[int]) -> Versions:
        sent = UpdateVersion.objects.filter(
            update__follow_up__in=ids, update__state__in=(*SENT_STATES, *ANSWER_STATES), frozen_at__isnull=False
        ).order_by("update", "number")
        last: dict[int, dict[str, Any]] = {}
        for each in sent.values("pk", "number", "update", *PLAIN, **STATE, round=F("update__round")):
            last[each["update"]] = each
        found: Versions = defaultdict(list)
        for each in last.values():
            found[each["follow_up"]].append(each)
        return {pk: self._ordered(versions) for pk, versions in found.items()}

    def closed(self, asked: dict[str, Any], versions: list[dict[str, Any]]) -> Refused | None:
        if asked["withdrawn"]:
            return Refused(WITHDRAWN)
        if asked["answered_under"] and asked["status"]:
            return Refused(UNDER)
        on_the_way = [each for each in versions if each["state"] in SENT_STATES]
        if any(each["state"] == S.SUBMITTED for each in on_the_way):
            return Refused(WAITS)
        return Refused(ELSEWHERE) if any(each["round"] != self.round.pk for each in on_the_way) else None

    def _ordered(self, versions: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What is on its way, and last what a row starts from."""
        here = [each for each in versions if self._counts(each)]
        return [*(each for each in versions if each["state"] in SENT_STATES), here[-1] if here else NOTHING]

    def _counts(self, version: dict[str, Any]) -> bool:
        if self.round.closed_at:
            return bool(version["round"] == self.round.pk)
        return version["state"] != S.SUPERSEDED
