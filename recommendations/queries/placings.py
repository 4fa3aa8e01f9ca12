"""Where texts are placed: themes, target groups and whom they speak to; the rules that suggest it."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from recommendations.choices import Addressee, Placing, PlacingAxis
from recommendations.matching.placing import EVERY_TEXT, Rule, Rules, plain_of
from recommendations.models import (
    PlacingRule,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    TargetGroup,
    Theme,
)

# One fact about a text, as `Extract.placings` keeps it: {"axis", "value", "is_main", "placing", "words"}.
Fact = dict[str, Any]

MODELS = {
    PlacingAxis.THEME: (RecommendationTheme, "theme__slug"),
    PlacingAxis.TARGET_GROUP: (RecommendationTargetGroup, "target_group__slug"),
    PlacingAxis.ADDRESSEE: (RecommendationAddressee, "addressee"),
}


def rules() -> Rules:
    """The word rules of this site, ready to place texts."""
    axis = Case(
        When(theme__isnull=False, then=Value(PlacingAxis.THEME.value)),
        When(target_group__isnull=False, then=Value(PlacingAxis.TARGET_GROUP.value)),
        default=Value(PlacingAxis.ADDRESSEE.value),
        output_field=CharField(),
    )
    value = Case(
        When(theme__isnull=False, then=F("theme__slug")),
        When(target_group__isnull=False, then=F("target_group__slug")),
        default=F("addressee"),
        output_field=CharField(),
    )
    found = PlacingRule.objects.order_by("pk").annotate(of_axis=axis, speaks_for=value)
    return Rules(Rule(*each) for each in found.values_list("of_axis", "speaks_for", "words", "weight"))


@dataclass(frozen=True)
class Found:
    """A stored text in which a rule finds its words, with what stands around them."""

    text: Recommendation
    before: str
    words: str
    after: str


AROUND = 60


def found_by(rule: PlacingRule) -> list[Found]:
    """The texts in force that a rule speaks of; a rule for every text finds none by its words."""
    one = Rules([Rule(rule.axis, rule.value, rule.words, rule.weight)])
    texts = Recommendation.objects.in_force().only("reference", "text").order_by("reference")
    return [
        Found(text, plain[max(0, hit.start - AROUND) : hit.start], hit.words, plain[hit.stop : hit.stop + AROUND])
        for text in texts.iterator(chunk_size=500)
        for plain in [plain_of(text.text)]
        for hit in one.hits(text.text)[:1]
    ]


def facts_of(texts: Collection[Recommendation]) -> dict[int, list[Fact]]:
    """The key of each text → its facts, in one query; the main theme first, then as they were stored."""
    first, *others = (_rows(axis, texts) for axis in MODELS)
    found: dict[int, list[Fact]] = defaultdict(list)
    for key, axis, value, is_main, placing, words, _pk in sorted(
        first.union(*others, all=True), key=lambda row: (row[0], ORDER[row[1]], not row[3], row[6])
    ):
        found[key].append({"axis": axis, "value": value, "is_main": bool(is_main), "placing": placing, "words": words})
    return found


ORDER = {axis.value: place for place, axis in enumerate(PlacingAxis)}


def _rows(axis: PlacingAxis, texts: Collection[Recommendation]) -> QuerySet:
    model, value = MODELS[axis]
    is_main = F("is_main") if axis == PlacingAxis.THEME else Value(False)
    columns = {
        "row_axis": Cast(Value(axis.value), CharField()),
        "row_value": Cast(value, CharField()),
        "row_main": is_main,
        "row_placing": Cast("placing", CharField()),
        "row_words": Cast("words", CharField()),
    }
    found = model.objects.filter(recommendation__in=texts).order_by().annotate(**columns)
    return found.values_list("recommendation", *columns, "pk")


def fingerprint(facts: Iterable[Fact]) -> str:
    """What a person saw, to notice that it has changed."""
    told = sorted(json.dumps(each, sort_keys=True, ensure_ascii=False) for each in facts)
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


# --- The words for it ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Vocabulary:
    """axis → {value: name}, in the order in which people read them."""

    names: dict[str, dict[str, str]]

    def name(self, axis: str, value: str) -> str:
        return self.names[axis].get(value, value)


def vocabulary() -> Vocabulary:
    """The themes and target groups of this site, in one query, and the addressees."""
    columns = ("row_axis", "position", "name", "slug")
    themes, groups = (
        model.objects.order_by().annotate(row_axis=Value(axis.value, CharField())).values_list(*columns)
        for axis, model in ((PlacingAxis.THEME, Theme), (PlacingAxis.TARGET_GROUP, TargetGroup))
    )
    names: dict[str, dict[str, str]] = {axis.value: {} for axis in PlacingAxis}
    for axis, _position, name, slug in sorted(themes.union(groups, all=True)):
        names[axis][slug] = name
    return Vocabulary(names | {PlacingAxis.ADDRESSEE.value: {value: str(label) for value, label in Addressee.choices}})


def because(words: str) -> str:
    """Why something was suggested, as a page says it."""
    named = [each for each in words.split(", ") if each and each != EVERY_TEXT]
    if named:
        return _("because of: %(words)s") % {"words": ", ".join(named)}
    return _("as for every text") if words else ""


# --- The list -------------------------------------------------------------------------------------------------

STATES = ("not-placed", "suggested", "confirmed")


def _has(model: type, **narrowed: Any) -> Exists:
    return Exists(model._default_manager.filter(recommendation=OuterRef("pk"), **narrowed))


def _is_main(*placings: Placing) -> Exists:
    return _has(RecommendationTheme, is_main=True, placing__in=placings)


def _condition(state: str) -> Q:
    """No main theme stands; something waits for a person; a main theme is confirmed and nothing waits."""
    waits = Q(*(_has(model, placing=Placing.SUGGESTED) for model, _value in MODELS.values()), _connector=Q.OR)
    return {
        "not-placed": ~Q(_is_main(Placing.SUGGESTED, Placing.CONFIRMED)),
        "suggested": waits,
        "confirmed": Q(_is_main(Placing.CONFIRMED)) & ~waits,
    }[state]


@dataclass(frozen=True)
class Wanted:
    """What the list is narrowed to; everything empty is every text in force."""

    state: str = ""
    document: str = ""
    theme: str = ""


def texts(wanted: Wanted) -> QuerySet[Recommendation]:
    found = Recommendation.objects.in_force().filter(document__withdrawn_at__isnull=True)
    if wanted.document:
        found = found.filter(document__code=wanted.document)
    if wanted.theme:
        standing = RecommendationTheme.objects.standing().filter(theme__slug=wanted.theme)
        found = found.filter(Exists(standing.filter(recommendation=OuterRef("pk"))))
    return found.filter(_condition(wanted.state)) if wanted.state else found


def counted(wanted: Wanted) -> dict[str, int]:
    """How many texts there are in each state, and "" for all, within the document and theme that are wanted."""
    found = texts(Wanted("", wanted.document, wanted.theme))
    flags = {
        f"is_{at}": Case(When(_condition(state), then=Value(1)), default=Value(0)) for at, state in enumerate(STATES)
    }
    rows = list(found.order_by().annotate(**flags).values_list(*flags))
    return {"": len(rows)} | {state: sum(row[at] for row in rows) for at, state in enumerate(STATES)}


@dataclass(frozen=True)
class Placed:
    """One fact in words: `axis` and `value` as stored, `name` as read."""

    axis: str
    value: str
    name: str
    is_main: bool
    placing: str
    words: str

    @property
    def is_suggested(self) -> bool:
        return self.placing == Placing.SUGGESTED

    @property
    def why(self) -> str:
        return because(self.words)


@dataclass(frozen=True)
class Row:
    """A text of the list with what stands of its placing."""

    text: Recommendation
    placed: list[Placed]

    def of(self, axis: str) -> list[Placed]:
        return [each for each in self.placed if each.axis == axis]


def page(found: QuerySet[Recommendation], *, start: int, stop: int, names: Vocabulary) -> list[Row]:
    """Rows `start` to `stop`, in the order of the documents."""
    in_order = found.order_by("document__forum__number", "document__code", "position")
    shown = list(in_order.select_related("document")[start:stop])
    facts = facts_of(shown)
    return [Row(text, in_words(facts.get(text.pk, ()), names)) for text in shown]


def in_words(facts: Iterable[Fact], names: Vocabulary) -> list[Placed]:
    """What was not refused."""
    return [
        Placed(name=names.name(each["axis"], each["value"]), **each)
        for each in facts
        if each["placing"] != Placing.REFUSED
    ]
