"""What becomes of a text's placing: what the rules suggest, and what a person decides. Lists in, lists out.

A fact is as `Extract.placings` keeps it. A person's decision is never touched by a rule. A suggestion that carries no
words was made by a person who read the text (fixtures/placings.json): rules leave it alone too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from recommendations.choices import Placing, PlacingAxis
from recommendations.matching.placing import Rules
from recommendations.queries.placings import ORDER, Fact

LONGEST = 300  # of the words, as the rows keep them


@dataclass(frozen=True)
class Chosen:
    """What a person ticked: (axis, value) each. `main` is a theme, or empty. `looked`: at all of it."""

    values: frozenset[tuple[str, str]]
    main: str = ""
    looked: bool = True


def suggested(rules: Rules, text: str, *, heading: str = "", theme: str = "") -> list[Fact]:
    """What the rules suggest for a text, each with the words that led to it."""
    return [
        {
            "axis": each.axis,
            "value": each.value,
            "is_main": each.is_main,
            "placing": Placing.SUGGESTED.value,
            "words": _fitting(each.words),
        }
        for each in rules.place(text, heading=heading, theme=theme)
    ]


def _fitting(words: Iterable[str]) -> str:
    kept = ""
    for each in words:
        longer = f"{kept}, {each}" if kept else each
        if len(longer) <= LONGEST:
            kept = longer
    return kept


def again(present: Collection[Fact], new: Iterable[Fact]) -> list[Fact]:
    """The facts with their open suggestions replaced by `new` ones; as they are where no rule has a say."""
    if present and not any(_is_open(each) for each in present):
        return list(present)
    kept = [each for each in present if not _is_open(each)]
    taken = {_key(each) for each in kept}
    main_taken = any(each["is_main"] or _is_confirmed_theme(each) for each in kept)
    added = [each | {"is_main": each["is_main"] and not main_taken} for each in new if _key(each) not in taken]
    return _in_order(kept + added)


def decide(present: Iterable[Fact], chosen: Chosen) -> list[Fact]:
    """The facts after a person's look.

    What was ticked is confirmed and what was unticked is refused. Where the person did not look at all of it, a
    suggestion left as it was stays a suggestion.
    """
    before = {_key(each): each for each in present}
    main = (PlacingAxis.THEME.value, chosen.main)
    wanted = chosen.values | ({main} if chosen.main else frozenset())
    found = [_refused(each) for key, each in before.items() if key not in wanted]
    found += [_ticked(before.get(key), key, chosen, is_main=key == main) for key in wanted]
    return _in_order(found)


def confirm(present: Iterable[Fact]) -> list[Fact]:
    """Every suggestion confirmed."""
    return [each | {"placing": Placing.CONFIRMED.value} if _is_suggested(each) else each for each in present]


def refuse(present: Iterable[Fact], theme: str) -> list[Fact]:
    """One theme refused."""
    return [_refused(each) if _key(each) == (PlacingAxis.THEME, theme) else each for each in present]


def make_main(present: Iterable[Fact], theme: str) -> list[Fact]:
    """One theme is the main one, confirmed; the main theme of before is one among the others."""
    key = (PlacingAxis.THEME.value, theme)
    others = [each | {"is_main": False} for each in present if _key(each) != key]
    words = next((each["words"] for each in present if _key(each) == key), "")
    return _in_order([*others, _fact(key, is_main=True, placing=Placing.CONFIRMED, words=words)])


def _ticked(before: Fact | None, key: tuple[str, str], chosen: Chosen, *, is_main: bool) -> Fact:
    if before is None:
        return _fact(key, is_main=is_main, placing=Placing.CONFIRMED, words="")
    changed = before["placing"] == Placing.REFUSED or (is_main and not before["is_main"])
    placing = Placing.CONFIRMED if chosen.looked or changed else Placing(before["placing"])
    return _fact(key, is_main=is_main, placing=placing, words=before["words"])


def _fact(key: tuple[str, str], *, is_main: bool, placing: Placing, words: str) -> Fact:
    return {"axis": key[0], "value": key[1], "is_main": is_main, "placing": placing.value, "words": words}


def _refused(fact: Fact) -> Fact:
    return fact | {"is_main": False, "placing": Placing.REFUSED.value}


def _key(fact: Fact) -> tuple[str, str]:
    return fact["axis"], fact["value"]


def _is_suggested(fact: Fact) -> bool:
    return fact["placing"] == Placing.SUGGESTED


def _is_open(fact: Fact) -> bool:
    """Suggested by a rule, and nobody has decided."""
    return _is_suggested(fact) and bool(fact["words"])


def _is_confirmed_theme(fact: Fact) -> bool:
    return fact["axis"] == PlacingAxis.THEME and fact["placing"] == Placing.CONFIRMED


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    return sorted(facts, key=lambda each: (ORDER[each["axis"]], not each["is_main"], each["value"]))
