"""Tracked changes: which of them are read, and how many there are by how many people."""

from collections import Counter

from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.readers.docx.names import Element, find, w

FINAL, ORIGINAL = "final", "original"
CAME, WENT = frozenset({w("ins"), w("moveTo")}), frozenset({w("del"), w("moveFrom")})
KINDS = CAME | WENT
LEFT_OUT = {FINAL: WENT, ORIGINAL: CAME}
ROW_KINDS = frozenset({w("ins"), w("del")})
CELL_KINDS = {w("cellIns"): w("ins"), w("cellDel"): w("del")}


class Revisions:
    """Decides for each change whether its text is read, and counts: what one person did in one stretch is one change."""

    def __init__(self, mode: str) -> None:
        self.left_out = LEFT_OUT[mode]
        self.mode = mode
        self.counts: Counter[str] = Counter()
        self.people: set[str] = set()
        self.last: tuple[str, str] | None = None

    def reads(self, change: Element, kind: str | None = None) -> bool:
        """Counts a change; whether what it holds is read."""
        kind = kind or change.tag
        self._note(kind, change)
        if kind not in self.left_out:
            return True
        for nested in change.iterdescendants(*KINDS):
            self._note(nested.tag, nested)
        return False

    def _note(self, kind: str, change: Element) -> None:
        key = (kind, change.get(w("author")) or "")
        if key != self.last:
            self.counts[kind] += 1
            self.people.add(key[1])
        self.last = key

    def unchanged(self) -> None:
        """Text that nobody touched was passed."""
        self.last = None

    def reads_all(self, properties: Element, kinds: frozenset[str] = KINDS) -> tuple[bool, bool]:
        """For the mark of a paragraph or row: (whether it stays, whether it is changed)."""
        changes = [child for child in properties if child.tag in kinds] if properties is not None else []
        stay = [self.reads(change) for change in changes]  # all are counted
        return all(stay), bool(changes)

    def properties(self, paragraph: Element) -> Element:
        """A paragraph's properties as they are, or as they were before a tracked change of them."""
        own = find(paragraph, "pPr")
        former = find(own, "pPrChange", "pPr") if self.mode == ORIGINAL else None
        return own if former is None else former

    @property
    def total(self) -> int:
        moves = max(self.counts[w("moveFrom")], self.counts[w("moveTo")])
        return self.counts[w("ins")] + self.counts[w("del")] + moves

    def doubts(self) -> tuple[Doubt, ...]:
        if not self.total:
            return ()
        mode = doubt("changes-accepted" if self.mode == FINAL else "changes-rejected")
        if self.total == 1:
            return doubt("one-change"), mode
        if len(self.people) == 1:
            return doubt("changes-of-one", changes=self.total), mode
        return doubt("changes", changes=self.total, people=len(self.people)), mode
