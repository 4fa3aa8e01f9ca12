"""The texts of a picture from stored recommendations, with what they stand under: one query a table."""

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet

from recommendations.models import (
    FollowUp,
    Organization,
    Party,
    Recommendation,
    RecommendationAddressee,
    RecommendationTargetGroup,
    RecommendationTheme,
    SubTheme,
    Theme,
)
from recommendations.queries import picture_value as value

TEXT = ("reference", "position", "text", "label", "wording", "editor_note")
SUB_THEME = ("sub_theme", "position", "number", "title", "introduction")
DOCUMENT = (
    "code", "forum__number", "forum__year", "forum__theme", "kind", "meeting", "year", "theme", "language", "held_on",
    "held_until", "place",
)  # fmt: skip
PARTY = ("code", "name", "full_name", "kind", "time_zone")
# A text with its sub-theme, its document and that one's country: one query for all four.
WHOLE = (
    "pk", *TEXT, "sub_theme", *(f"sub_theme__{name}" for name in SUB_THEME[1:]),
    *(f"document__{name}" for name in DOCUMENT), *(f"document__party__{name}" for name in PARTY),
)  # fmt: skip
PLACED = (
    "recommendation", "theme", "theme__slug", "theme__name", "theme__guiding_questions", "theme__position",
    "is_main", "placing",
)  # fmt: skip


def country(party: Party) -> value.Country:
    return value.Country(party.code, party.name, party.full_name, party.kind, party.time_zone)


def theme(found: Theme) -> value.Theme:
    return value.Theme(found.pk, found.slug, found.name, found.guiding_questions, found.position)


def organization(found: Organization) -> value.Organization:
    return value.Organization(found.slug, found.name, found.acronym, found.kind, found.party.code)


def texts(found: QuerySet[FollowUp], *, whole: bool) -> dict[int, value.Text]:
    """The recommendations of `found` by their ids, in the order of the documents.

    `whole`: with whom they speak to and of; a report needs their themes only.
    """
    asked = Recommendation.objects.filter(pk__in=found.order_by().values("recommendation"))
    placed = _placed(asked)
    speaks = _pairs(RecommendationAddressee, "addressee", asked) if whole else {}
    groups = _pairs(RecommendationTargetGroup, "target_group__slug", asked) if whole else {}
    headings = _Headings()
    return {
        key: value.Text(
            sub_theme=headings.of(rest),
            **dict(zip(TEXT, rest, strict=False)),
            themes=tuple(placed.get(key, ())),
            addressees=tuple(speaks.get(key, ())),
            groups=tuple(groups.get(key, ())),
        )
        for key, *rest in asked.order_by("document__forum__number", "document__code", "position").values_list(*WHOLE)
    }


class _Headings:
    """The sub-themes and documents of texts, each made once from the text that first names it."""

    def __init__(self) -> None:
        self._sub_themes: dict[int, value.SubTheme] = {}
        self._documents: dict[str, value.Document] = {}

    def of(self, told: list[Any]) -> value.SubTheme:
        """`told`: as WHOLE says, without the key."""
        rest = told[len(TEXT) :]
        key, *heading = rest[: len(SUB_THEME)]
        if key not in self._sub_themes:
            self._sub_themes[key] = value.SubTheme(key, self._document(rest[len(SUB_THEME) :]), *heading)
        return self._sub_themes[key]

    def _document(self, told: list[Any]) -> value.Document:
        code, number, year, forum_theme, *rest = told[: len(DOCUMENT)]
        if code not in self._documents:
            facts = dict(zip(DOCUMENT[4:], rest, strict=True))
            party = value.Country(*told[len(DOCUMENT) :]) if told[len(DOCUMENT)] else None
            forum = value.Forum(number, year, forum_theme)
            self._documents[code] = value.Document(code=code, forum=forum, party=party, **facts)
        return self._documents[code]


def sub_themes(found: QuerySet[SubTheme]) -> dict[int, value.SubTheme]:
    """They and their documents, by their ids, in the order in which reports tell them."""
    documents: dict[int, value.Document] = {}
    told = {}
    rows = found.select_related("document__forum", "document__party")
    for each in rows.order_by("document__forum__number", "document__code", "position"):
        if each.document_id not in documents:
            documents[each.document_id] = _document(each.document)
        document = documents[each.document_id]
        told[each.pk] = value.SubTheme(each.pk, document, each.position, each.number, each.title, each.introduction)
    return told


def _document(found: Any) -> value.Document:
    return value.Document(
        code=found.code,
        forum=value.Forum(found.forum.number, found.forum.year, found.forum.theme),
        kind=found.kind,
        meeting=found.meeting,
        year=found.year,
        party=country(found.party) if found.party else None,
        theme=found.theme,
        language=found.language,
        held_on=found.held_on,
        held_until=found.held_until,
        place=found.place,
    )


def _placed(asked: QuerySet[Recommendation]) -> dict[int, list[value.Placed]]:
    rows = RecommendationTheme.objects.standing().filter(recommendation__in=asked)
    themes: dict[int, value.Theme] = {}
    found = defaultdict(list)
    for text, *told, is_main, placing in rows.order_by("-is_main", "theme__position", "pk").values_list(*PLACED):
        known = themes.setdefault(told[0], value.Theme(*told))
        found[text].append(value.Placed(known, is_main, placing))
    return found


def _pairs(model: Any, name: str, asked: QuerySet[Recommendation]) -> dict[int, list[tuple[str, str]]]:
    found = defaultdict(list)
    rows = model.objects.standing().filter(recommendation__in=asked).order_by(name)
    for text, key, placing in rows.values_list("recommendation", name, "placing"):
        found[text].append((key, placing))
    return found
