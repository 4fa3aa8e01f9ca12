"""Typst: from a template of ours and plain data to PNG or PDF.

What people wrote goes in as JSON only, never as markup. The fonts shipped beside this file shape Latin, Thai,
Lao, Khmer and Burmese; signs that these lack (→ ≥ ✓) come from a font that the typesetter brings. No font of the
machine is looked at, so that every machine sets the same page.
"""

import functools
import json
import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal

import typst

from recommendations.reports.short import Line

HERE = Path(__file__).parent
FONTS = ("Noto Sans", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar", "DejaVu Sans Mono")


def typeset(template: str, data: dict[str, Any], kind: Literal["png", "pdf"], *, day: date | None = None) -> bytes:
    """The bytes of `template` (a file name in this folder) filled with `data`; a PDF says it is of `day`."""
    made = typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=_fonts(),
        format=kind,
        ppi=200 if kind == "png" else None,
        sys_inputs={"data": json.dumps({**data, "fonts": FONTS}, ensure_ascii=False)},
        timestamp=datetime.combine(day, time(), UTC) if day else None,
    )
    return made if isinstance(made, bytes) else b"".join(made or ())


def leads(line: Line) -> list[dict[str, Any]]:
    """Words in their manners with the whole addresses that they lead to, as words.typ takes them."""
    return [{"text": run.text, "url": run.whole_url, "bold": run.bold, "quiet": run.quiet} for run in line]


def language_code(tag: str) -> str:
    """What Typst takes of a language tag: "en" of "en-GB"; "und" where the tag is none."""
    code = tag.partition("-")[0].lower()
    return code if re.fullmatch("[a-z]{2,3}", code) else "und"


@functools.cache
def _fonts() -> "typst.Fonts":
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(HERE / "fonts")])
