"""The invented documents of habits/ and what must come out of each."""

import json
from pathlib import Path

from recommendations.parsing import Found, as_json, find, read

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "habits"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
RECOMMENDING = [name for name in NAMES if not name.startswith("none-")]
OTHER_TONGUES = ["burmese", "indonesian", "khmer", "lao", "thai", "vietnamese"]
HEADING_WORDS = [
    row["fields"]["words"] for row in json.loads((ROOT / "fixtures/heading_words.json").read_text(encoding="utf-8"))
]


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def wanted(name: str) -> dict[str, object]:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def found_in(data: bytes) -> Found:
    return find(read(data), heading_words=HEADING_WORDS)


def shaped(found: Found) -> dict[str, object]:
    """Findings as the .json files write them: without doubts and pages."""
    out = as_json(found)
    for sub_theme in out["sub_themes"]:
        sub_theme["recommendations"] = [
            {"label": item["label"], "text": item["text"]} for item in sub_theme["recommendations"]
        ]
    return {name: value for name, value in out.items() if name not in ("doubts", "total")}


def is_exact(name: str, found: Found) -> bool:
    """Every field; of a document that recommends nothing only that."""
    if name not in RECOMMENDING:
        return found.total == 0
    return shaped(found) == wanted(name)


def texts(document: dict[str, object]) -> list[tuple[str, str]]:
    return [(item["label"], item["text"]) for part in document["sub_themes"] for item in part["recommendations"]]
