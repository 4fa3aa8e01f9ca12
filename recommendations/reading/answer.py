"""What comes back from a reading."""

from dataclasses import dataclass, field

from recommendations.parsing import Found, Source


@dataclass(frozen=True)
class Answer:
    """What the child tells in JSON: the lines, what was found in them, and what they are."""

    source: Source
    found: Found
    is_scan: bool = False
    machine_read: bool = False
    page_count: int = 0


@dataclass(frozen=True)
class Reading:
    """A document that was read.

    ``is_scan``: it has no text of its own; ``machine_read``: the lines were recognised in its pictures.
    ``pictures`` are PNGs by page number; ``page_count`` is 0 where the format has no pages.
    ``seconds`` and ``peak_bytes`` are what the child took.
    """

    source: Source
    found: Found
    is_scan: bool = False
    machine_read: bool = False
    page_count: int = 0
    pictures: dict[int, bytes] = field(default_factory=dict)
    seconds: float = 0.0
    peak_bytes: int = 0
