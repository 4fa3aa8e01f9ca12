"""Recommendations inside a sentence: "The Forum recommends to: (1) extend …; (2) recognise …; and (3) report …"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from recommendations.parsing.demands import orders
from recommendations.parsing.markers import read_label
from recommendations.parsing.pieces import Piece

ANNOUNCES = re.compile(r"\b(?:recommend|propos|suggest|call(?:s|ed)? (?:on|upon)|urge|agree)\w*\b[^.;]*$", re.I | re.S)
LABEL = re.compile(
    r"(?:(?<=\s)|(?<=^))(?P<label>\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|(?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s+(?=\w)"
)
FEWEST = 2


def unrolled(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces with such a sentence parted into its items, where nothing else in the document is marked as one."""
    if any(piece.marker for piece in pieces):
        return list(pieces)
    return [part for piece in pieces for part in _parts(piece)]


def _parts(piece: Piece) -> Iterator[Piece]:
    labels = _counted(list(LABEL.finditer(piece.text)))
    edges = [*(match.start() for match in labels), len(piece.text)]
    lead = piece.text[: edges[0]].strip()
    texts = [piece.text[match.end() : end].strip() for match, end in zip(labels, edges[1:], strict=True)]
    if len(texts) < FEWEST or not ANNOUNCES.search(lead) or not all(map(orders, texts)):
        yield piece
        return
    yield replace(piece, text=lead)
    for match, text in zip(labels, texts, strict=True):
        yield replace(piece, text=text, marker=read_label(match["label"]), gap=0)


def _counted(labels: list[re.Match[str]]) -> list[re.Match[str]]:
    """The labels that count from the first on: (1), (2), (3). Not "(No. 4)", nor "(b)" before any "(a)"."""
    out: list[re.Match[str]] = []
    for match in labels:
        marker = read_label(match["label"], len(out))
        if marker and marker.value == len(out) + 1:
            out.append(match)
    return out
