"""Typst: from a template of ours and plain data to PNG or PDF.

What people wrote goes in as JSON only, never as markup. The fonts shipped beside this file shape Latin, Thai,
Lao, Khmer and Burmese; no font of the machine is looked at, so that every machine sets the same page.
"""

import functools
import json
from pathlib import Path
from typing import Any, Literal

import typst

HERE = Path(__file__).parent
FONTS = ("Noto Sans", "Noto Sans Thai", "Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar")


def typeset(template: str, data: dict[str, Any], format: Literal["png", "pdf"], *, ppi: float = 200) -> bytes:  # noqa: A002
    """The bytes of `template` (a file name in this folder) filled with `data`."""
    inputs = {"data": json.dumps({**data, "fonts": FONTS}, ensure_ascii=False)}
    options: dict[str, Any] = {"ppi": ppi} if format == "png" else {}
    made = typst.compile(
        str(HERE / template),
        root=str(HERE),
        font_paths=_fonts(),
        format=format,
        sys_inputs=inputs,
        **options,
    )
    return made if isinstance(made, bytes) else b"".join(made)


@functools.cache
def _fonts() -> "typst.Fonts":
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(HERE / "fonts")])
