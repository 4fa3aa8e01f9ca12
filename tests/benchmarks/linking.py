"""How well linking finds the same recommendation again, and how fast.

    python -m tests.benchmarks.linking            the figures against the labels made by reading
    python -m tests.benchmarks.linking --misses   and the pairs that were missed or wrong
    python -m tests.benchmarks.linking --speed    one new document against 10,000 stored texts

`tests/expected/links.csv` holds the labels (docs/decisions/links.md says how they were made): every pair of texts of
two documents that is not among them asks for other things. No database is needed.
"""

import csv
import json
import random
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from recommendations.matching.linking import Suggestion, Text, suggest

ROOT = Path(__file__).parents[2]
LABELS = ROOT / "tests" / "expected" / "links.csv"
# In the order of their meetings: each is compared with those before it, as when it was published.
IN_ORDER = ("AFML13-VN", "AFML13-LA", "AFML13-WORKERS", "AFML14-KH", "AFML15-LA")
SAME = ("repeats", "updates", "taken-up")
FIRST = 30

Pair = frozenset[str]


def rows(name: str) -> list[dict]:
    return json.loads((ROOT / "fixtures" / f"{name}.json").read_text("utf-8"))


@cache
def labels() -> dict[Pair, str]:
    with LABELS.open(encoding="utf-8", newline="") as file:
        return {frozenset((row["earlier"], row["later"])): row["label"] for row in csv.DictReader(file)}


def texts(themes: str = "") -> list[Text]:
    """The 105 texts; `themes`: "" as if no theme were known, "suggested" or "confirmed" as people read them."""
    main = {
        row["fields"]["recommendation"][0]: row["fields"]["theme"][0]
        for row in rows("placings")
        if row["fields"].get("is_main")
    }
    found = [row["fields"] for row in rows("recommendations") if row["model"].endswith(".recommendation")]
    return [
        Text(
            each["reference"], each["text"], each["document"][0],
            theme=main[each["reference"]] if themes else "", confirmed=themes == "confirmed",
        )
        for each in found
    ]  # fmt: skip


def suggested(known: Sequence[Text]) -> list[Suggestion]:
    """What is suggested as the five documents are published one after the other; the closest first."""
    found: list[Suggestion] = []
    for number, document in enumerate(IN_ORDER):
        there = [text for text in known if text.document in IN_ORDER[: number + 1]]
        new = [text for text in there if text.document == document]
        found += suggest(new, there)
    return sorted(found, key=lambda each: (-each.score, each.reference, each.other))


@dataclass(frozen=True)
class Figures:
    """`precise`: of the first thirty those that ask for the same; `found`: of all `labelled` pairs that do;
    `tied`: of all suggested those that a person would confirm, as the same or as related."""

    suggested: int
    precise: int
    astray: int
    found: int
    labelled: int
    tied: int


def measure(found: Sequence[Suggestion]) -> Figures:
    told = labels()
    pairs = [frozenset((each.reference, each.other)) for each in found]
    return Figures(
        suggested=len(pairs),
        precise=sum(told.get(pair) in SAME for pair in pairs[:FIRST]),
        astray=sum(pair not in told for pair in pairs[:FIRST]),
        found=sum(told.get(pair) in SAME for pair in pairs),
        labelled=sum(label in SAME for label in told.values()),
        tied=sum(pair in told for pair in pairs),
    )


# --- Speed -----------------------------------------------------------------------------------------------------


def invented(number: int, seed: int = 42) -> list[Text]:
    """Texts of the length and the words of the real ones, each a real one with four words of ten changed."""
    chance = random.Random(seed)
    real = texts("confirmed")
    words = " ".join(text.text for text in real).split()
    return [
        replace(one, reference=f"R{at}", document=f"D{at // 25}", text=_mixed(one.text, words, chance))
        for at, one in enumerate(chance.choices(real, k=number))
    ]


def _mixed(text: str, words: Sequence[str], chance: random.Random) -> str:
    return " ".join(word if chance.random() < 0.6 else chance.choice(words) for word in text.split())


def speed(stored: int = 10_000) -> tuple[float, float, int]:
    """Seconds (of the processor) and megabytes for one document of 30 texts, and how many suggestions it gets."""
    there, new = invented(stored), [replace(text, document="NEW") for text in texts("confirmed")[:30]]
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = suggest(new, there)
    taken, after = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return taken, (after - before) / 1024, len(found)


# --- Told ------------------------------------------------------------------------------------------------------


def tell(themes: str, *, misses: bool) -> Iterable[str]:
    found = suggested(texts(themes))
    figures = measure(found)
    yield (
        f"main themes {themes or 'unknown':10} suggested {figures.suggested:4}  first {FIRST}: {figures.precise} the "
        f"same, {figures.astray} astray  found {figures.found} of {figures.labelled} "
        f"({figures.found / figures.labelled:.0%})  tied {figures.tied / figures.suggested:.0%}"
    )
    if misses:
        pairs = {frozenset((each.reference, each.other)) for each in found}
        yield from (
            f"  missed {sorted(pair)}" for pair, label in labels().items() if label in SAME and pair not in pairs
        )


def main(arguments: Sequence[str]) -> None:
    for themes in ("", "suggested", "confirmed"):
        for line in tell(themes, misses="--misses" in arguments):
            print(line)
    if "--speed" in arguments:
        seconds, megabytes, number = speed()
        print(f"30 texts against 10,000: {seconds:.1f} s, {megabytes:.0f} MB, {number} suggestions")


if __name__ == "__main__":
    main(sys.argv[1:])
