"""Rows of the task list that were ticked: which of them may take a step together, and why not the others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.matching.near import near
from recommendations.models import FollowUp, Party, Update, User
from recommendations.permissions import follow_ups_where
from recommendations.queries.tasks import GROUPS, NOT_BEGUN, RANKS, task_list
from recommendations.roles import Permission as P

# No more in one step; a page with more is read by nobody.
MOST = 200
# How alike a text must be to be offered; how many are compared, and how many offered.
LEAST, COMPARED, OFFERED = 0.25, 400, 10

Why = Promise | str


@dataclass(frozen=True)
class Ticked:
    """`rows` may take the step, each with `newest` (the id of its newest update, or 0); `left_out` may not.

    `move` names how drafts of this country are sent on by this person ("" where they cannot).
    """

    rows: tuple[FollowUp, ...]
    left_out: tuple[tuple[FollowUp, Why], ...]
    party: Party | None
    move: str


def for_reasons(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that have nothing under way."""
    return _ticked(user, ids, themes, lambda row: BUSY.get(_group(row), ""))


def for_unchanged(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that have an accepted answer and nothing under way."""
    return _ticked(user, ids, themes, lambda row: BUSY.get(_group(row), "") or ("" if row.status else NO_ANSWER))


def for_together(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that can be answered under another, or be the one under which the others are answered."""
    return _ticked(user, ids, themes, lambda row: TIED if _group(row) == "together" else "")


def for_apart(user: User, ids: Collection[int]) -> Ticked:
    """Those that are answered under another."""
    return _ticked(user, ids, (), lambda row: "" if _group(row) == "together" else NOT_TIED)


NO_ANSWER = _("No answer of it was accepted yet.")
TIED = _("It is answered under another one already.")
NOT_TIED = _("It is answered on its own.")
NOT_HERE = _("It is of another country. Take one country at a time.")
BEGUN = _("An answer is under way. Open it and go on there.")
BUSY: dict[str, Why] = {
    **dict.fromkeys(("returned", "to-approve", "ready", "draft", "waiting", "sent"), BEGUN),
    "together": TIED,
}


def similar(user: User, chosen: Collection[FollowUp]) -> list[FollowUp]:
    """What says nearly the same as one of `chosen`, or is of the same theme, and is not begun: the likest first."""
    if not chosen:
        return []
    party = next(iter(chosen)).party
    rows = _writable(user).filter(party=party, rank__in=[RANKS[key] for key in NOT_BEGUN])
    others = list(rows.exclude(pk__in=[each.pk for each in chosen])[:COMPARED])
    by_reference = {each.recommendation.reference: each for each in others}
    stored = [(each.recommendation.reference, each.recommendation.text) for each in others]
    found = near([each.recommendation.text for each in chosen], stored, least=LEAST, most=OFFERED)
    likest = sorted({(-one.score, one.reference) for each in found for one in each})
    themes = {each.theme_slug for each in chosen} - {None}
    names = [name for _score, name in likest]
    names += [name for name, each in by_reference.items() if each.theme_slug in themes]
    return [by_reference[name] for name in dict.fromkeys(names)][:OFFERED]


def _group(row: FollowUp) -> str:
    return GROUPS[row.rank].key


def _writable(user: User) -> QuerySet[FollowUp]:
    newest = Update.objects.filter(follow_up=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    rows = task_list(user).rows.filter(follow_ups_where(user, P.DRAFT_UPDATE))
    return rows.annotate(newest=Coalesce(Subquery(newest), 0))


def _ticked(user: User, ids: Collection[int], themes: Collection[str], refuse: Callable[[FollowUp], Why]) -> Ticked:
    wanted = Q(pk__in=list(ids))
    for each in themes:
        key, _colon, slug = each.partition(":")
        if key in RANKS:
            wanted |= Q(rank=RANKS[key], theme_slug=slug) if slug else Q(rank=RANKS[key], theme_slug__isnull=True)
    found = list(_writable(user).filter(wanted)[:MOST])
    party = found[0].party if found else None
    judged = [(row, refuse(row) if row.party == party else NOT_HERE) for row in found]
    rows = tuple(row for row, why in judged if not why)
    return Ticked(rows, tuple((row, why) for row, why in judged if why), party, _move(user, party, rows))


def _move(user: User, party: Party | None, rows: Iterable[FollowUp]) -> str:
    if party is None:
        return ""
    if party.approval_required:
        return "ask_approval"
    ids = [row.pk for row in rows]
    may = FollowUp.objects.filter(follow_ups_where(user, P.SUBMIT_UPDATE), pk__in=ids)
    return "submit" if ids and may.count() == len(ids) else ""
