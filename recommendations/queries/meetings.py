"""Meetings: who may hold and open one, its list, and one item as the room sees it.

On a projector stands only what everybody with a role may read. The remarks are for whoever may open the meeting.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from recommendations.models import FollowUp, Meeting, MeetingItem, User
from recommendations.permissions import can, parties_where
from recommendations.queries import told
from recommendations.queries.follow_ups import PLACE
from recommendations.queries.progress import sight_of_members
from recommendations.roles import Permission as P

# What one meeting gets through.
MOST = 100


def may_meet(user: User) -> bool:
    """Reviewers hold meetings; a coordinator does for the own country."""
    return can(user, P.REVIEW_UPDATE) or can(user, P.ASSIGN_RESPONSIBILITY)


def within_reach(user: User, path: str = "party") -> Q:
    """What `user` may take to a meeting, by the party that `path` leads to."""
    return parties_where(user, P.REVIEW_UPDATE).q(path) | parties_where(user, P.ASSIGN_RESPONSIBILITY).q(path)


def to_take(found: QuerySet[FollowUp], user: User) -> QuerySet[FollowUp]:
    """Those of `found` that `user` may take, in the order of the documents."""
    in_force = found.filter(within_reach(user), recommendation__withdrawn_at=None)
    return in_force.with_source().order_by(*PLACE, "party__name")


def to_add(meeting: Meeting, found: QuerySet[FollowUp], user: User) -> QuerySet[FollowUp]:
    """Those of `found` that `user` may put on a list that is there; with what its maker does not reach, it could not be
    opened by its maker any more."""
    new = to_take(found, user).exclude(pk__in=meeting.items.order_by().values("follow_up"))
    maker = meeting.created_by
    return new.filter(within_reach(maker)) if may_meet(maker) else new


def may_delete(meeting: Meeting, user: User) -> bool:
    """A list with its remarks goes only by who made it."""
    return meeting.created_by_id == user.pk


def mark(meeting: Meeting) -> str:
    """What a page showed of a meeting, to notice that it has changed: name, day, items and the remarks on them."""
    items = meeting.items.order_by("position").values_list("pk", "version")
    told = [meeting.name, meeting.held_on.isoformat(), list(items)]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def place_now(meeting: Meeting, item: str) -> int:
    """Where an item (its key, as a form sends it) stands in the list now; 0 where it was taken off."""
    if not (item.isascii() and item.isdigit() and len(item) < 18):
        return 0
    return meeting.items.filter(pk=int(item)).values_list("position", flat=True).first() or 0


def readable_meetings(user: User) -> QuerySet[Meeting]:
    """The own ones, and for reviewers those of others, where every item lies within their reach."""
    if not may_meet(user):
        return Meeting.objects.none()
    items = MeetingItem.objects.filter(meeting=OuterRef("pk"))
    mine = Q(created_by=user) & ~Exists(items.exclude(within_reach(user, "follow_up__party")))
    reviewed = parties_where(user, P.REVIEW_UPDATE)
    if not reviewed:
        return Meeting.objects.filter(mine)
    return Meeting.objects.filter(mine | ~Exists(items.exclude(reviewed.q("follow_up__party"))))


def meeting_list(user: User) -> QuerySet[Meeting]:
    """Adds `.number` of items and `.said`: how many have a remark."""
    return (
        readable_meetings(user)
        .select_related("created_by")
        .annotate(number=Count("items"), said=Count("items", filter=~Q(items__remark="")))
    )


@dataclass(frozen=True)
class Row:
    """An item in the meeting's list: its follow-up dressed as `told.answers` does."""

    item: MeetingItem
    row: Any


@dataclass(frozen=True)
class ItemPage:
    """One item on the projector; `previous` and `next` are positions, 0 for none."""

    item: MeetingItem
    row: Any
    total: int

    @property
    def previous(self) -> int:
        return self.item.position - 1

    @property
    def next(self) -> int:
        return self.item.position + 1 if self.item.position < self.total else 0


def items(meeting: Meeting) -> list[MeetingItem]:
    """All items in their order, with what they are about."""
    return list(meeting.items.select_related("follow_up__recommendation", "follow_up__party").order_by("position"))


def rows(meeting: Meeting, today: date) -> list[Row]:
    """All items with their accepted answers."""
    items = list(meeting.items.select_related("recorded_by").order_by("position"))
    keys = {item.follow_up_id for item in items}
    found = told.answers(FollowUp.objects.filter(pk__in=keys), sight_of_members(), today).in_bulk()
    return [Row(item, found[item.follow_up_id]) for item in items]


def item_page(meeting: Meeting, position: int, today: date) -> ItemPage | None:
    """The item at `position` with what the answer rests on; None where there is no such."""
    found = list(meeting.items.select_related("recorded_by").filter(position=min(position, MOST + 1)))
    if not found:
        return None
    sight = sight_of_members()
    row = told.with_activities(told.whole(FollowUp.objects.filter(pk=found[0].follow_up_id), sight, today)).get()
    return ItemPage(found[0], row, meeting.items.count())
