"""How well the word rules place the 105 recommendations, against their labels made by hand.

    python -m tests.benchmarks.placing [DOCUMENT …] [--misses]

`fixtures/placings.json` holds the labels, `fixtures/placing_rules.json` the rules. Rules were mended looking at the
misses in the texts of TUNED only; the other documents are held out. No database is needed.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from recommendations.matching.placing import Rule, Rules

FIXTURES = Path(__file__).parents[2] / "fixtures"
AXES = {"theme": "theme", "target_group": "target-group", "addressee": "addressee"}
TUNED = ("AFML13-LA", "AFML13-VN")

Value = tuple[str, str]


@dataclass(frozen=True)
class Told:
    """A text with what it was placed by hand and what the rules suggest."""

    reference: str
    document: str
    text: str
    labels: frozenset[Value]
    main: str
    suggested: dict[Value, tuple[str, ...]]
    suggested_main: str


@dataclass(frozen=True)
class Score:
    """`right` of `suggested` are labels; `labels` is how many there are."""

    right: int
    suggested: int
    labels: int

    @property
    def precision(self) -> float:
        return self.right / self.suggested if self.suggested else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.labels if self.labels else 1.0


def rows(name: str) -> list[dict]:
    return json.loads((FIXTURES / f"{name}.json").read_text("utf-8"))


def rules() -> list[Rule]:
    stored = (row["fields"] for row in rows("placing_rules"))
    return [Rule(*value_of(fields), fields["words"], fields["weight"]) for fields in stored]


def value_of(fields: dict) -> Value:
    name = next(name for name in AXES if fields.get(name))
    value = fields[name]
    return AXES[name], value if isinstance(value, str) else value[0]


def told(*, leave_out: bool = False) -> list[Told]:
    """Every recommendation of the fixtures, in their order.

    `leave_out`: each text is placed without the rules that find their words in its own document alone. Whoever wrote
    the rules had read all five documents; this is what the rules are worth for a document that nobody has read.
    """
    labels, main = defaultdict(set), {}
    for row in rows("placings"):
        reference, value = row["fields"]["recommendation"][0], value_of(row["fields"])
        labels[reference].add(value)
        if row["fields"].get("is_main"):
            main[reference] = value[1]
    themes = {row["fields"]["code"]: row["fields"]["theme"] for row in rows("documents") if "theme" in row["fields"]}
    found = rows("recommendations")
    titles = {
        (row["fields"]["document"][0], row["fields"]["position"]): row["fields"]["title"]
        for row in [*rows("documents"), *found]
        if row["model"].endswith(".subtheme")
    }
    texts = [row["fields"] for row in found if row["model"].endswith(".recommendation")]
    ready = _left_out(texts) if leave_out else dict.fromkeys(themes, Rules(rules()))
    return [_told(text, titles, themes, labels, main, ready[text["document"][0]]) for text in texts]


def _left_out(texts: list[dict]) -> dict[str, Rules]:
    """A document's code → the rules without those that only its own texts speak of."""
    every = rules()
    ready = Rules(every)
    found = defaultdict(set)
    for text in texts:
        for hit in ready.hits(text["text"]):
            found[hit.rule].add(text["document"][0])
    codes = {text["document"][0] for text in texts}
    return {code: Rules(rule for rule in every if found[rule] != {code}) for code in codes}


def _told(fields: dict, titles: dict, themes: dict, labels: dict, main: dict, ready: Rules) -> Told:
    reference, document = fields["reference"], fields["document"][0]
    heading = titles[tuple(fields["sub_theme"])]
    suggested = ready.place(fields["text"], heading=heading, theme=themes[document])
    return Told(
        reference,
        document,
        fields["text"],
        frozenset(labels[reference]),
        main[reference],
        {(each.axis, each.value): each.words for each in suggested},
        next((each.value for each in suggested if each.is_main), ""),
    )


def score(texts: Iterable[Told], keep) -> Score:
    """Precision and recall of the values that `keep(value)` holds for."""
    count = Counter()
    for text in texts:
        labels, suggested = ({value for value in found if keep(value)} for found in (text.labels, text.suggested))
        count.update(right=len(labels & suggested), suggested=len(suggested), labels=len(labels))
    return Score(count["right"], count["suggested"], count["labels"])


def main_right(texts: Iterable[Told]) -> float:
    texts = list(texts)
    return sum(text.main == text.suggested_main for text in texts) / len(texts)


def held_out(texts: Iterable[Told]) -> list[Told]:
    return [text for text in texts if text.document not in TUNED]


# --- What is printed ---------------------------------------------------------------------------------------


def table(texts: list[Told]) -> str:
    """Markdown: for each value precision and recall over all texts and over those held out."""
    values = sorted({value for text in texts for value in {*text.labels, *text.suggested}}, key=_order)
    lines = ["| | labels | precision | recall | held out: labels | precision | recall |", "|---|" + "---:|" * 6]
    for axis in AXES.values():
        lines.append(_row(f"**{axis}, all**", texts, lambda value, axis=axis: value[0] == axis))
        lines += [_row(each[1], texts, lambda value, each=each: value == each) for each in values if each[0] == axis]
    lines.append(f"\nMain theme right: {main_right(texts):.0%} of all, {main_right(held_out(texts)):.0%} held out.\n")
    lines += _by_document(texts)
    lines.append("\nWithout the rules that only the text's own document speaks of:\n")
    return "\n".join(lines + _by_document(told(leave_out=True)))


def _order(value: Value) -> tuple[int, str]:
    return list(AXES.values()).index(value[0]), value[1]


def _row(name: str, texts: list[Told], keep) -> str:
    every, apart = score(texts, keep), score(held_out(texts), keep)
    cells = [
        f"{each.labels} | {_share(each.precision, each.suggested)} | {_share(each.recall, each.labels)}"
        for each in (every, apart)
    ]
    return f"| {name} | {' | '.join(cells)} |"


def _share(share: float, of: int) -> str:
    return f"{share:.0%}" if of else "–"


def _by_document(texts: list[Told]) -> list[str]:
    lines = ["| document | texts | main theme right | themes | target groups | addressed to |", "|---|" + "---:|" * 5]
    for document in dict.fromkeys(text.document for text in texts):
        own = [text for text in texts if text.document == document]
        scores = [score(own, lambda value, axis=axis: value[0] == axis) for axis in AXES.values()]
        cells = [f"{each.precision:.0%} / {each.recall:.0%}" for each in scores]
        kind = "tuned" if document in TUNED else "held out"
        lines.append(f"| {document} ({kind}) | {len(own)} | {main_right(own):.0%} | {' | '.join(cells)} |")
    return lines


def misses(texts: Iterable[Told]) -> str:
    lines = []
    for text in texts:
        wrong = [
            f"+{value[1]} ({', '.join(words)})" for value, words in text.suggested.items() if value not in text.labels
        ]
        wrong += [f"-{value[1]}" for value in sorted(text.labels - set(text.suggested))]
        wrong += [f"main {text.suggested_main or 'none'}, not {text.main}"] * (text.main != text.suggested_main)
        if wrong:
            lines.append(f"{text.reference} {text.text}\n    {'; '.join(wrong)}")
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    named = [each for each in arguments if not each.startswith("--")]
    texts = [text for text in told() if not named or text.document in named]
    sys.stdout.write(f"{misses(texts) if '--misses' in arguments else table(texts)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
