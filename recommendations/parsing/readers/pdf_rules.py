"""Lines drawn across a page: the borders of a table's rows."""

import ctypes
from typing import Any

import pypdfium2.raw as pdfium

from recommendations.parsing.readers.pdf_rows import Rule

THICKEST, SHORTEST = 3.0, 30.0  # points
MOST_OBJECTS = 20_000  # a map is no table


def rules_of(sheet: Any, left: float, top: float) -> list[Rule]:
    """Thin lines, and the upper and lower edges of filled boxes; ``left`` and ``top`` are the page's corner in the file."""
    edges = tuple(ctypes.c_float() for _edge in range(4))
    out: list[Rule] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(sheet.raw), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(sheet.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if not pdfium.FPDFPageObj_GetBounds(drawn, *edges):
            continue
        x, bottom, right, upper = (edge.value for edge in edges)
        if right - x >= SHORTEST:
            heights = (upper,) if upper - bottom <= THICKEST else (upper, bottom)
            out += [Rule(top - height, x - left, right - left) for height in heights]
    return out
