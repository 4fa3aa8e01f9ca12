"""Rows of the task list that were ticked: which of them may take a step together, and why not the others."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from recommendations.matching.near import near
from recommendations.models import FollowUp, Party, User
from recommendations.permissions import follow_ups_where
from recommendations.queries.subject import with_newest
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

    `move` names how drafts of this country are sent on by this person ("" where they cannot). `is_cut`: more were
    named than one step takes.
    """

    rows: tuple[FollowUp, ...]
    left_out: tuple[tuple[FollowUp, Why], ...]
    party: Party | None
    move: str
    is_cut: bool = False


def for_reasons(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that have nothing under way; where none is named, all that are not begun."""
    if not ids and not themes:
        return _judged(user, Q(rank__in=[RANKS[key] for key in NOT_BEGUN]), lambda row: "")
    return _ticked(user, ids, themes, lambda row: BUSY.get(_group(row), ""))


def for_unchanged(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that have an accepted answer and nothing under way."""
    return _ticked(user, ids, themes, lambda row: BUSY.get(_group(row), "") or ("" if row.status else NO_ANSWER))


def for_together(user: User, ids: Collection[int], themes: Collection[str] = ()) -> Ticked:
    """Those that can be answered under another, or be the one under which the others are answered."""
    return _ticked(user, ids, themes, lambda row: _tied(row) if _group(row) == "together" else "")


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


def _tied(row: FollowUp) -> str:
    under = row.answered_under.recommendation.reference if row.answered_under else ""
    return gettext("It is answered under %(reference)s already. Open it to change that.") % {"reference": under}


def _group(row: FollowUp) -> str:
    return GROUPS[row.rank].key


def _writable(user: User) -> QuerySet[FollowUp]:
    return with_newest(task_list(user).rows.filter(follow_ups_where(user, P.DRAFT_UPDATE)))


def _ticked(user: User, ids: Collection[int], themes: Collection[str], refuse: Callable[[FollowUp], Why]) -> Ticked:
    wanted = Q(pk__in=list(ids))
    for each in themes:
        key, _colon, slug = each.partition(":")
        if key in RANKS:
            wanted |= Q(rank=RANKS[key], theme_slug=slug) if slug else Q(rank=RANKS[key], theme_slug__isnull=True)
    return _judged(user, wanted, refuse)


def _judged(user: User, wanted: Q, refuse: Callable[[FollowUp], Why]) -> Ticked:
    found = list(_writable(user).filter(wanted)[: MOST + 1])
    taken, is_cut = found[:MOST], len(found) > MOST
    party = found[0].party if found else None
    judged = [(row, refuse(row) if row.party == party else NOT_HERE) for row in taken]
    rows = tuple(row for row, why in judged if not why)
    left_out = tuple((row, why) for row, why in judged if why)
    return Ticked(rows, left_out, party, _move(user, party, rows), is_cut)


def _move(user: User, party: Party | None, rows: Iterable[FollowUp]) -> str:
    if party is None:
        return ""
    if party.approval_required:
        return "ask_approval"
    ids = [row.pk for row in rows]
    may = FollowUp.objects.filter(follow_ups_where(user, P.SUBMIT_UPDATE), pk__in=ids)
    return "submit" if ids and may.count() == len(ids) else ""
