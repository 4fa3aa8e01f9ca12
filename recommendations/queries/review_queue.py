"""The reviewers' queue: what came in, narrowed and in order, with what they looked at and decided."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Assessment, Decision, UpdateState
from recommendations.models import FollowUp, RecommendationTheme, Review, Seen, Update, UpdateVersion, User
from recommendations.permissions import follow_ups_where, worked_on_by
from recommendations.queries.review import in_words
from recommendations.roles import Permission

WEEK, MONTH = datetime.timedelta(days=7), datetime.timedelta(days=30)
# How many rows are decided on at once, at most: a page that can still be read.
MOST = 100
STATES = {
    "new": _("Not looked at"),
    "looked": _("Looked at, not decided"),
    "decided": _("Decided, not sent"),
}
KINDS = {
    "unchanged": _("Confirmed unchanged"),
    "first": _("First answer"),
    "again": _("Sent back before"),
    "changed": _("Changed since the last answer"),
}
AGES = {"week": _("Up to 7 days"), "month": _("8 to 30 days"), "older": _("More than 30 days")}
SINCE = {"last-visit": _("Came in since my last visit")}


@dataclass(frozen=True)
class Reader:
    """Who looks, and when."""

    user: User
    now: datetime.datetime


# --- Which rows ----------------------------------------------------------------------------------------------


def to_review(user: User) -> QuerySet[Update]:
    """The submitted updates that are for `user` to review."""
    parties = FollowUp.objects.in_force().filter(follow_ups_where(user, Permission.REVIEW_UPDATE))
    return Update.objects.filter(state=UpdateState.SUBMITTED, follow_up__in=parties)


def queue(user: User) -> QuerySet[Update]:
    """The same with `looked` (by `user`, at this version) and `decided` (by anybody, not sent)."""
    version = {"version__update": OuterRef("pk"), "version__number": OuterRef("version")}
    decided = Exists(Review.objects.pending().filter(**version))
    seen = Exists(Seen.objects.filter(user=user, **version))
    return to_review(user).annotate(decided=decided, looked=ExpressionWrapper(seen | decided, BooleanField()))


Picks = Mapping[str, tuple[str, ...]]


def picks_of(params: MultiValueDict) -> dict[str, tuple[str, ...]]:
    """What an address chooses, by filter; what cannot be a value of its filter is left out."""
    found = {
        name: tuple(dict.fromkeys(each for each in params.getlist(name) if fits(each))) for name, fits in FITS.items()
    }
    return {name: values for name, values in found.items() if values}


def narrowed(rows: QuerySet[Update], picks: Picks, reader: Reader) -> QuerySet[Update]:
    """Those of `queue` that fit every filter; of one filter any of its values."""
    for name, values in picks.items():
        rows = rows.filter(CONDITIONS[name](values, reader))
    return rows


def ordered(rows: QuerySet[Update], *, latest_first: bool = False) -> QuerySet[Update]:
    """By waiting time, the longest first."""
    return rows.order_by("-submitted_at", "-pk") if latest_first else rows.order_by("submitted_at", "pk")


def first_address(rows: QuerySet[Update]) -> tuple[str, str] | None:
    """Where the walk through these rows begins: a reference and a country's code."""
    names = ("follow_up__recommendation__reference", "follow_up__party__code")
    return rows.filter(decided=False).values_list(*names).first()


def next_address(rows: QuerySet[Update], *, latest_first: bool = False) -> Subquery:
    """Of an update: the address ("AFML15-LA-S1-01/LA") of the row that comes after it and is not decided."""
    side = "lt" if latest_first else "gt"
    after = Q(**{f"submitted_at__{side}": OuterRef("submitted_at")}) | Q(
        **{"submitted_at": OuterRef("submitted_at"), f"pk__{side}": OuterRef("pk")}
    )
    found = ordered(rows.filter(after, decided=False), latest_first=latest_first)
    words = Concat("follow_up__recommendation__reference", Value("/"), "follow_up__party__code")
    return Subquery(found.annotate(words=words).values("words")[:1], output_field=CharField())


def _state(values: Iterable[str], reader: Reader) -> Q:
    kinds = {"new": Q(looked=False), "looked": Q(looked=True, decided=False), "decided": Q(decided=True)}
    return _any(kinds[value] for value in values)


def _kind(values: Iterable[str], reader: Reader) -> Q:
    returned = Exists(Review.objects.sent().filter(update=OuterRef("pk"), decision=Decision.SEND_BACK))
    first, unchanged = Q(follow_up__status=""), Q(is_unchanged=True)
    kinds = {"unchanged": unchanged, "first": first, "again": Q(returned), "changed": ~first & ~unchanged}
    return _any(kinds[value] for value in values)


def _age(values: Iterable[str], reader: Reader) -> Q:
    return _any(ages(reader.now)[value] for value in values)


def ages(now: datetime.datetime) -> dict[str, Q]:
    week, month = Q(submitted_at__gt=now - WEEK), Q(submitted_at__gt=now - MONTH)
    return {"week": week, "month": month & ~week, "older": ~month}


def _since(values: Iterable[str], reader: Reader) -> Q:
    """All of them for somebody who comes for the first time."""
    last = reader.user.previous_login
    return Q(submitted_at__gt=last) if last else Q(submitted_at__isnull=False)


def _theme(slugs: Iterable[str], reader: Reader) -> Q:
    placings = RecommendationTheme.objects.standing().filter(theme__slug__in=slugs)
    return Q(Exists(placings.filter(recommendation=OuterRef("follow_up__recommendation"))))


def _assessment(values: Iterable[str], reader: Reader) -> Q:
    return Q(follow_up__assessment__in=values) & ~Q(follow_up__status="")


def _any(conditions: Iterable[Q]) -> Q:
    found = Q(pk__in=[])
    for condition in conditions:
        found |= condition
    return found


CONDITIONS: dict[str, Callable[[tuple[str, ...], Reader], Q]] = {
    "country": lambda codes, reader: Q(follow_up__party__code__in=codes),
    "forum": lambda numbers, reader: Q(follow_up__recommendation__document__forum__number__in=numbers),
    "theme": _theme,
    "state": _state,
    "kind": _kind,
    "assessment": _assessment,
    "age": _age,
    "since": _since,
}
_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}", re.ASCII).fullmatch
FITS: dict[str, Callable[[str], object]] = {
    "country": _NAME,
    "forum": re.compile(r"[0-9]{1,4}", re.ASCII).fullmatch,
    "theme": _NAME,
    "state": STATES.__contains__,
    "kind": KINDS.__contains__,
    "assessment": Assessment.values.__contains__,
    "age": AGES.__contains__,
    "since": SINCE.__contains__,
}


# --- What the page shows -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class CountryRow:
    """What waits of one country, by age; and what the reader decided there and has not sent."""

    code: str
    name: str
    total: int
    week: int
    month: int
    older: int


@dataclass(frozen=True)
class Unsent:
    """The reader's own decisions for one country that wait to be sent."""

    code: str
    name: str
    accepted: int
    returned: int


@dataclass(frozen=True)
class Progress:
    """How far one has come in the rows that the filters leave; `easy`: confirmed unchanged and not decided."""

    total: int
    looked: int
    decided: int
    easy: int
    viewed: int


@dataclass(frozen=True)
class Row:
    update: Update
    review: Review | None

    @property
    def mark(self) -> str:
        """What stands for the row in a form: which update, in which version."""
        return f"{self.update.pk}.{self.update.version}"

    @property
    def words(self) -> str:
        return in_words(self.review) if self.review else ""


NAMES = ("code", "name", "total", "week", "month", "older")


def by_country(user: User, now: datetime.datetime) -> list[CountryRow]:
    party = {"code": F("follow_up__party__code"), "name": F("follow_up__party__name")}
    counts = {name: Count("pk", filter=condition) for name, condition in ages(now).items()}
    found = to_review(user).order_by().values(**party).annotate(total=Count("pk"), **counts)
    return sorted((CountryRow(*row) for row in found.values_list(*NAMES)), key=lambda row: row.name)


def unsent(user: User) -> list[Unsent]:
    """What `user` decided on versions that still wait, by country."""
    reviews = Review.objects.pending().filter(
        decided_by=user, update__in=to_review(user), version__number=F("update__version")
    )
    party = {"code": F("update__follow_up__party__code"), "name": F("update__follow_up__party__name")}
    counts = {
        "accepted": Count("pk", filter=Q(decision=Decision.ACCEPT)),
        "returned": Count("pk", filter=Q(decision=Decision.SEND_BACK)),
    }
    found = reviews.order_by().values(**party).annotate(**counts)
    return sorted((Unsent(**row) for row in found), key=lambda row: row.name)


def progress(rows: QuerySet[Update]) -> Progress:
    waits = Q(decided=False)
    conditions = {
        "total": Q(),
        "looked": Q(looked=True),
        "decided": Q(decided=True),
        "easy": waits & Q(is_unchanged=True),
        "viewed": waits & Q(looked=True),
    }
    # Not under the names themselves: an aggregate would hide the annotation that the others ask.
    counts = {f"n_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}
    found = rows.order_by().aggregate(**counts)
    return Progress(**{name: found[f"n_{name}"] for name in conditions})


def rows_of(updates: QuerySet[Update]) -> list[Row]:
    """The rows of a page, each with the decision that waits on its version, and what was `reported`."""
    reviews = Review.objects.pending().select_related("decided_by", "version")
    reported = UpdateVersion.objects.filter(update=OuterRef("pk"), number=OuterRef("version"))
    found = (
        updates.select_related(
            "follow_up__party", "follow_up__recommendation__document", "submitted_by", "reply", "round"
        )
        .prefetch_related(Prefetch("reviews", reviews, to_attr="waiting"))
        .annotate(
            reported=Subquery(reported.values("status")[:1]), reason=Subquery(reported.values("not_pursued_reason")[:1])
        )
    )  # fmt: skip
    return [
        Row(each, next((review for review in each.waiting if review.version.number == each.version), None))
        for each in found
    ]


# --- Many at once --------------------------------------------------------------------------------------------

LEFT_OUT = {
    "own": _("You had a hand in it. Another reviewer must decide."),
    "decided": _("It is decided already, and not sent."),
    "unseen": _("You have not looked at it yet."),
}


@dataclass(frozen=True)
class Many:
    """Rows that may be accepted together (`more`: not all), and those that may not (`update.left_out`: why)."""

    may: list[Row]
    left_out: list[Row]
    more: bool


def for_many(user: User, rows: QuerySet[Update]) -> Many:
    """Of `rows` (of `queue`)."""
    own = ExpressionWrapper(worked_on_by(user), BooleanField())
    seen = Exists(Seen.objects.filter(version__update=OuterRef("pk"), version__number=OuterRef("version"), user=user))
    marked = rows.annotate(own_work=own, seen_by_me=seen).annotate(
        left_out=Case(
            When(own_work=True, then=Value("own")),
            When(decided=True, then=Value("decided")),
            When(is_unchanged=False, seen_by_me=False, then=Value("unseen")),
            default=Value(""),
        )
    )
    may = rows_of(marked.filter(left_out="")[: MOST + 1])
    return Many(may[:MOST], rows_of(marked.exclude(left_out="")[:MOST]), len(may) > MOST)
