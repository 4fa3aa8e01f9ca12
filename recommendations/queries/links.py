"""The same recommendation again, and what became of a proposal: what people have confirmed, in words.

Texts that were withdrawn, with their documents or alone, are left out: no link of theirs counts.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextChoices,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import DocumentKind, LinkKind, LinkState, Standing, Status
from recommendations.models import FollowUp, Link, NotTakenUp, Recommendation
from recommendations.models.forum import ordinal

# What makes two texts one demand; "related" does not, and a text that the forum adopted stands for itself.
SAME = (LinkKind.REPEATS, LinkKind.UPDATES)
# An answer after which nothing is open.
SETTLED = (Status.IMPLEMENTED, Status.IN_PLACE, Status.NOT_PURSUED)


def moment(recommendation: Recommendation) -> tuple[int, bool, int, datetime.date, str, int]:
    """Where a text (with document and forum) stands in time: what a forum adopts comes after what was proposed to it;
    a meeting whose day nobody knows comes after the others of its year."""
    document = recommendation.document
    adopted = document.kind == DocumentKind.FORUM
    day = document.held_on or datetime.date.max
    return document.forum.number, adopted, document.year, day, document.code, recommendation.position


Key = TypeVar("Key", int, str)


class Became(TextChoices):
    """What became of a proposal at its forum. Nobody's silence makes it "not taken up": a person says so."""

    TAKEN_UP = "taken-up", gettext_lazy("Taken up")
    NOT_TAKEN_UP = "not-taken-up", gettext_lazy("Not taken up")
    NOT_COMPARED = "not-compared", gettext_lazy("Not compared yet")


@dataclass(frozen=True)
class Fate:
    """What became of one proposal. `adopted`: the texts that took it up, with document and forum; `note`: what a
    person wrote who found none. A round's picture has only the `references` of what took it up."""

    became: Became
    adopted: tuple[Recommendation, ...] = ()
    note: str = ""
    references: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """ "Taken up: AFML15-FORUM-S1-04"."""
        references = self.references or tuple(each.reference for each in self.adopted)
        return f"{self.became.label}: {', '.join(references)}" if references else str(self.became.label)


NOT_COMPARED = Fate(Became.NOT_COMPARED)


def fates(recommendations: Iterable[Recommendation]) -> dict[int, Fate]:
    """The fate of each proposal among `recommendations`, by its key, in two queries; adopted texts have none."""
    keys = [each.pk for each in recommendations]
    proposals = Recommendation.objects.filter(pk__in=keys).exclude(document__kind=DocumentKind.FORUM).order_by()
    rows = proposals.values_list("pk", "not_taken_up__pk", "not_taken_up__note")
    found = {pk: Fate(Became.NOT_TAKEN_UP, note=note) if said else NOT_COMPARED for pk, said, note in rows}
    taken = standing_links().filter(kind=LinkKind.TAKES_UP, earlier__in=list(found))
    for link in taken.select_related("later__document__forum").order_by("later__reference"):
        before = found[link.earlier_id]
        found[link.earlier_id] = Fate(Became.TAKEN_UP, (*before.adopted, link.later))
    return found


def standing_links() -> QuerySet[Link]:
    """What people have confirmed between texts in force."""
    return Link.objects.confirmed().filter(earlier__withdrawn_at=None, later__withdrawn_at=None)


# --- Asked for at … --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Said:
    """One text of a group: where and when it was said."""

    key: int | str
    reference: str
    forum: int
    year: int
    document: int | str
    adopted: bool


@dataclass(frozen=True)
class AskedFor:
    """One demand through the years: its texts by forum, and the year since which it is open (None: nothing is).

    Open since: the year of the earliest meeting among them whose text still waits, that is where a country that was
    asked has no accepted answer "implemented", "in place and kept up" or "not pursued". Where none of the texts was
    put to anybody, all of them wait. Not `whole`: it is not known of all of them, and nothing is said about it.
    """

    texts: tuple[Said, ...]
    open_since: int | None
    whole: bool = True

    @property
    def sentence(self) -> str:
        """ "Asked for at the 13th (three meetings) and 15th AFML, adopted at the 14th AFML; open since 2020"."""
        asked = _forums(text for text in self.texts if not text.adopted)
        adopted = _forums(text for text in self.texts if text.adopted)
        told = {"asked": asked, "adopted": adopted}
        if not asked:
            said = _("Adopted at the %(adopted)s AFML") % told
        elif not adopted:
            said = _("Asked for at the %(asked)s AFML") % told
        else:
            said = _("Asked for at the %(asked)s AFML, adopted at the %(adopted)s AFML") % told
        return f"{said}; {self._state()}" if self.whole else said

    def _state(self) -> str:
        if self.open_since is None:
            return _("every country asked has settled it")
        return _("open since %(year)s") % {"year": self.open_since}


NUMBERS = dict(
    enumerate(
        (
            gettext_lazy("two"), gettext_lazy("three"), gettext_lazy("four"), gettext_lazy("five"),
            gettext_lazy("six"), gettext_lazy("seven"), gettext_lazy("eight"), gettext_lazy("nine"),
        ),
        start=2,
    )
)  # fmt: skip


def _forums(texts: Iterable[Said]) -> str:
    """ "13th (three meetings) and 15th"; empty for no text."""
    meetings: dict[int, set[int]] = defaultdict(set)
    for text in texts:
        meetings[text.forum].add(text.document)
    return _listed([_forum(number, len(meetings[number])) for number in sorted(meetings)])


def _forum(number: int, meetings: int) -> str:
    if meetings < 2:
        return ordinal(number)
    return _("%(forum)s (%(number)s meetings)") % {
        "forum": ordinal(number), "number": NUMBERS.get(meetings, meetings)
    }  # fmt: skip


def _listed(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def asked_for(recommendations: Iterable[Recommendation]) -> dict[int, AskedFor]:
    """For each of `recommendations` that was asked for more than once, by its key, the whole demand. Three queries.

    A demand is what confirmed "repeats" and "updates" connect, through any number of texts.
    """
    groups = groups_of({each.pk for each in recommendations})
    texts = _texts({pk for group in groups.values() for pk in group})
    waiting = _waiting(texts)
    demands: dict[frozenset[int], AskedFor] = {}
    for group in set(groups.values()):
        said = tuple(texts[pk] for pk in texts if pk in group)
        demands[group] = AskedFor(said, settled_since(said, waiting))
    return {pk: demands[group] for pk, group in groups.items()}


def beside(recommendation: Recommendation) -> tuple[AskedFor | None, Fate | None]:
    """The demand and the fate of one text (with its document), as `asked_for` and `fates` give them; in one query."""
    rows = list(_around(recommendation))
    own = next(row for row in rows if row.pk == recommendation.pk)
    texts = tuple(_said(row) for row in sorted((row for row in rows if row.tied), key=moment))
    waiting = {row.pk: row.waiting for row in rows if row.asked}
    demand = AskedFor(texts, settled_since(texts, waiting)) if len(texts) > 1 else None
    if own.document.standing == Standing.ADOPTED:
        return demand, None
    if adopted := tuple(sorted((row for row in rows if row.took_up), key=lambda row: row.reference)):
        return demand, Fate(Became.TAKEN_UP, adopted)
    return demand, Fate(Became.NOT_TAKEN_UP, note=own.note) if own.note is not None else NOT_COMPARED


def _around(recommendation: Recommendation) -> QuerySet[Recommendation]:
    """The text itself, those of its demand (`tied`) and those that took it up (`took_up`)."""
    took_up = standing_links().filter(kind=LinkKind.TAKES_UP, earlier=recommendation.pk, later=OuterRef("pk"))
    demand = Q(pk__in=RawSQL(DEMAND, [recommendation.pk, LinkState.CONFIRMED, *SAME]))  # noqa: S611 (our own words)
    asked = FollowUp.objects.filter(recommendation=OuterRef("pk")).order_by().values("recommendation")
    note = NotTakenUp.objects.filter(recommendation=OuterRef("pk"), recommendation_id=recommendation.pk)
    return (
        Recommendation.objects.filter(demand | Q(Exists(took_up)))
        .annotate(
            tied=ExpressionWrapper(demand, BooleanField()),
            took_up=Exists(took_up),
            asked=Coalesce(Subquery(asked.annotate(n=Count("pk")).values("n")), 0),
            waiting=Coalesce(Subquery(asked.exclude(status__in=SETTLED).annotate(n=Count("pk")).values("n")), 0),
            note=Subquery(note.values("note")),
        )
        .select_related("document__forum")
        .defer("search_text")
        .order_by()
    )


# From one text over confirmed links between texts in force, however far: UNION drops what was reached before.
DEMAND = """
WITH RECURSIVE demand (id) AS (
    SELECT CAST(%s AS bigint)
    UNION
    SELECT CASE WHEN link.earlier_id = demand.id THEN link.later_id ELSE link.earlier_id END
    FROM demand
    JOIN recommendations_link AS link ON demand.id IN (link.earlier_id, link.later_id)
    JOIN recommendations_recommendation AS one ON one.id = link.earlier_id AND one.withdrawn_at IS NULL
    JOIN recommendations_recommendation AS other ON other.id = link.later_id AND other.withdrawn_at IS NULL
    WHERE link.state = %s AND link.kind IN (%s, %s)
)
SELECT id FROM demand
"""


def groups_of(keys: Collection[int]) -> dict[int, frozenset[int]]:
    """For each key that is tied to another text, all keys of its demand, itself among them."""
    near: dict[int, list[int]] = defaultdict(list)
    pairs = standing_links().filter(kind__in=SAME).order_by().values_list("earlier", "later")
    for earlier, later in pairs:
        near[earlier].append(later)
        near[later].append(earlier)
    found: dict[int, frozenset[int]] = {}
    for key in keys:
        if key in near and key not in found:
            group = frozenset(reached(key, near))
            found.update(dict.fromkeys(group, group))
    return {key: found[key] for key in keys if key in found}


def reached(start: Key, near: Mapping[Key, list[Key]]) -> set[Key]:
    """All that can be reached from `start`, itself among them."""
    found, waiting = {start}, [start]
    while waiting:
        fresh = [each for each in near[waiting.pop()] if each not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return found


def _texts(keys: Collection[int]) -> dict[int, Said]:
    """In the order of their meetings."""
    rows = Recommendation.objects.filter(pk__in=keys).select_related("document__forum").defer("text", "search_text")
    return {each.pk: _said(each) for each in sorted(rows.order_by(), key=moment)}


def _said(text: Recommendation) -> Said:
    document = text.document
    adopted = document.kind == DocumentKind.FORUM
    return Said(text.pk, text.reference, document.forum.number, document.year, document.pk, adopted)


def _waiting(keys: Collection[int]) -> dict[int, int]:
    """Of the texts that were put to anybody, for how many countries each still waits."""
    rows = FollowUp.objects.filter(recommendation__in=keys).order_by().values("recommendation")
    open_ones = rows.annotate(waiting=Count("pk", filter=~Q(status__in=SETTLED)))
    return dict(open_ones.values_list("recommendation", "waiting"))


def settled_since(texts: tuple[Said, ...], waiting: Mapping[Any, int]) -> int | None:
    asked = [text for text in texts if text.key in waiting]
    years = [text.year for text in asked if waiting[text.key]] if asked else [text.year for text in texts]
    return min(years, default=None)
