"""The doubts about what was found: what a person should look at before accepting it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from recommendations.parsing.demands import asks
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.found import FoundRecommendation, FoundSubTheme
from recommendations.text import searchable

FULL_STOPS = (".", "!", "?", ".”", '."', ".)", "…", ";", "; and", "; or", "។", "။", "。")
LONG, SHORT = 1500, 3  # characters; words


def with_doubts(sub_themes: Sequence[FoundSubTheme]) -> tuple[FoundSubTheme, ...]:
    """The same findings, each recommendation with its doubts added."""
    others = _repeats(sub_themes)
    out, before = [], None
    for sub_theme in sub_themes:
        checked = []
        for place, item in enumerate(sub_theme.recommendations):
            doubts = (
                *item.doubts,
                *others.get(id(item), ()),
                *_on_number(item, before, first=place == 0),
                *_on_text(item),
            )
            checked.append(replace(item, doubts=doubts))
            before = item if item.number is not None else before
        out.append(replace(sub_theme, recommendations=tuple(checked)))
    return tuple(out)


def _repeats(sub_themes: Sequence[FoundSubTheme]) -> dict[int, list[Doubt]]:
    """Texts that stand twice in one document: each names the next of its kind, the last names the first."""
    same = defaultdict(list)
    for sub_theme in sub_themes:
        for place, item in enumerate(sub_theme.recommendations, 1):
            same[searchable(item.text)].append((item, _name(sub_theme, item, place)))
    groups = [group for group in same.values() if len(group) > 1]
    return {
        id(item): [doubt("repeat", other=group[(at + 1) % len(group)][1])]
        for group in groups
        for at, (item, _name_of) in enumerate(group)
    }


def _name(sub_theme: FoundSubTheme, item: FoundRecommendation, place: int) -> str:
    name = item.label or f"item {place}"
    return name if sub_theme.number is None else f"{name} of sub-theme {sub_theme.number}"


def _on_number(item: FoundRecommendation, before: FoundRecommendation | None, *, first: bool) -> list[Doubt]:
    """Numbers run on, or start again at 1 with a sub-theme; anything else is a gap or a slip."""
    if item.number is None:
        return []
    last = before.number if before and before.number is not None else 0
    if item.number == last + 1 or (first and item.number == 1):
        return []
    return [doubt("number-gap" if item.number > last else "number-again", number=item.number, before=last)]


def _on_text(item: FoundRecommendation) -> list[Doubt]:
    found = []
    if not item.text.endswith(FULL_STOPS):
        found.append(doubt("no-full-stop"))
    if item.text[:1].islower():
        found.append(doubt("starts-small"))
    if len(item.text.split()) < SHORT:
        found.append(doubt("short"))
    if len(item.text) > LONG:
        found.append(doubt("long"))
    if not asks(item.text):
        found.append(doubt("no-demand"))
    return found


def on_sub_themes(sub_themes: Sequence[FoundSubTheme]) -> list[Doubt]:
    """Sub-themes without a recommendation, and gaps in their numbers."""
    found = [
        doubt("empty-sub-theme", title=sub_theme.title or sub_theme.number)
        for sub_theme in sub_themes
        if not sub_theme.recommendations
    ]
    last = 0
    for sub_theme in sub_themes:
        if sub_theme.number is not None:
            if sub_theme.number != last + 1:
                found.append(doubt("sub-theme-gap", number=sub_theme.number, before=last))
            last = sub_theme.number
    return found
