"""A round that asks the own country, and many rows of the task list at once."""

import datetime

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import rounds
from recommendations.models import Round, Update
from recommendations.queries.rounds import mark
from tests.access import grid_sealing
from tests.factories import DocumentFactory, FollowUpFactory, ForumFactory, RecommendationFactory, UserFactory

ROUTES = (
    "round", "round_new", "round_change", "round_close", "task_reasons", "task_unchanged", "task_together",
    *grid_sealing.ROWS,
)  # fmt: skip
BULK = {"task_reasons": ("nothing", "spare"), "task_unchanged": ("accepted",), "task_together": ("nothing", "spare")}


def make(world) -> None:
    """One that is open, one that was closed before seals were made, and one that is sealed."""
    for number, name in ((31, "open"), (32, "closed"), (33, "free")):
        document = DocumentFactory(party=world.own, code=f"AFML{number}-LA", forum=ForumFactory(number=number))
        FollowUpFactory(recommendation=RecommendationFactory(document=document), party=world.own)
        if name != "free":
            _open(world, name, document)
    closed = Round.objects.get(name="Round closed")
    closed.closed_at, closed.closed_by = timezone.now(), UserFactory()
    closed.save()
    grid_sealing.make(world)


def _open(world, name: str, document) -> None:
    today = timezone.localdate()
    days = {"opens_on": today + datetime.timedelta(days=2), "due_on": today + datetime.timedelta(days=9)}
    by = world.people["rev"]
    rounds.open_round(name=f"Round {name}", documents=[document], parties=[world.own], by=by, **days)


def address(route: str, state: str) -> str:
    if route == "round_new" or route in BULK:
        return reverse(route)
    return reverse(route, args=[_round(state).pk if state != "absent" else 999, *grid_sealing.MORE.get(route, ())])


def body(world, route: str, state: str) -> dict:
    if route in grid_sealing.ROWS:
        return grid_sealing.body(route)
    if route in BULK:
        rows = [world.follow_ups[each] for each in BULK[route]]
        newest = [Update.objects.filter(follow_up=row).order_by("pk").last() for row in rows]
        named = [f"{row.pk}.{last.pk if last else 0}" for row, last in zip(rows, newest, strict=True)]
        if route == "task_reasons":
            return {f"reason-{each}": "for-others" for each in named} | {"then": "draft"}
        return {"rows": named, "under": rows[0].pk, "then": "draft"}
    day = (timezone.localdate() + datetime.timedelta(days=20)).strftime("%d/%m/%Y")
    free = DocumentFactory._meta.model.objects.get(code="AFML33-LA")
    new = {"name": "A new round", "opens_on": day, "due_on": day, "documents": [free.pk], "parties": [world.own.pk]}
    if route == "round_new":
        return new
    found = _round(state) if state != "absent" else None
    seen = mark(found) if found else ""
    return {"name": "Renamed", "due_on": day, "seen": seen} if route == "round_change" else {"seen": seen}


def _round(state: str) -> Round:
    return Round.objects.get(name=f"Round {state}")
