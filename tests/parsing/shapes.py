"""Findings in the shape of the expected files, and the five documents as people might have saved them."""

import json
import re
import textwrap
from pathlib import Path

from recommendations.parsing import Found, as_json

ROOT = Path(__file__).parents[2]
NAMES = sorted(path.stem for path in (ROOT / "fixtures/documents").glob("*.txt"))
REMARKS = ("not_recommendations", "notes", "duplicates")


def source_bytes(name: str) -> bytes:
    return (ROOT / f"fixtures/documents/{name}.txt").read_bytes()


def source_text(name: str) -> str:
    return source_bytes(name).decode()


def expected(name: str) -> dict[str, object]:
    """The expected file without what it says to human readers."""
    whole = json.loads((ROOT / f"tests/expected/{name}.json").read_text(encoding="utf-8"))
    return {key: value for key, value in whole.items() if key not in REMARKS}


def shaped(found: Found) -> dict[str, object]:
    """Findings as the expected files write them: the text by its length, beginning and end, after folding."""
    out = as_json(found)
    out.pop("doubts")
    for sub_theme in out["sub_themes"]:
        sub_theme["recommendations"] = [_shaped(item) for item in sub_theme["recommendations"]]
    return out


def _shaped(item: dict[str, object]) -> dict[str, object]:
    text = item["text"]
    folded = " ".join(re.sub(r"(?m)^- ", "", text).split())
    return {
        "number": item["number"],
        "label": item["label"],
        "text_start": folded[:60],
        "text_end": folded[-40:],
        "sub_points": len(re.findall(r"(?m)^- ", text)),
        "paragraphs": len(text.split("\n\n")),
        "chars": len(folded),
    }


def wrapped(text: str, width: int) -> str:
    """Every line broken at a width, as a mail program or a printer does; words stay whole."""
    rows = (
        textwrap.wrap(row, width, break_long_words=False, break_on_hyphens=False) or [""] for row in text.split("\n")
    )
    return "\n".join(row for broken in rows for row in broken)


def texts(found: Found) -> list[str]:
    return [item.text for item in found.recommendations]


def labels(found: Found) -> list[str | None]:
    return [item.label for item in found.recommendations]
