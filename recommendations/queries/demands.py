"""The same recommendation again as a round’s picture has it: sealed with the round, so that reports stay the same."""

import re
from collections import defaultdict

from recommendations.choices import LinkKind
from recommendations.queries.links import (
    NOT_COMPARED,
    SAME,
    SETTLED,
    AskedFor,
    Became,
    Fate,
    Said,
    reached,
    settled_since,
)
from recommendations.queries.picture_value import Picture

# AFML13-VN-S1-04: the forum, the document, and the text in it.
REFERENCE = re.compile(r"(?P<document>AFML(?P<forum>\d+)-.+)-S\d+-\d+$")


def demands(picture: Picture) -> dict[str, AskedFor]:
    """For each text of the picture that was asked for more than once, by its reference, the whole demand.

    Of a demand that reaches beyond the picture it is not known what is open.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for tie in picture.ties:
        if tie.kind in SAME:
            near[tie.earlier].append(tie.later)
            near[tie.later].append(tie.earlier)
    years = {text.reference: text.document.year for text in picture.texts}
    waiting = _waiting(picture)
    return {text.reference: _demand(reached(text.reference, near), years, waiting) for text in picture.texts
            if text.reference in near}  # fmt: skip


def _demand(references: set[str], years: dict[str, int], waiting: dict[str, int]) -> AskedFor:
    texts = tuple(sorted((_said(each, years) for each in references), key=lambda said: (said.forum, said.reference)))
    whole = references <= years.keys()
    return AskedFor(texts, settled_since(texts, waiting) if whole else None, whole=whole)


def _said(reference: str, years: dict[str, int]) -> Said:
    found = REFERENCE.match(reference)
    document, forum = (found["document"], int(found["forum"])) if found else (reference, 0)
    adopted = document.startswith(f"AFML{forum}-FORUM")
    return Said(reference, reference, forum, years.get(reference, 0), document, adopted)


def _waiting(picture: Picture) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in picture.rows:
        counts[row.text.reference] += row.status not in SETTLED
    return counts


def became(picture: Picture) -> dict[str, Fate]:
    """What became of the proposals of the picture of which a person has said so, by reference."""
    found = dict.fromkeys(picture.not_taken_up, Fate(Became.NOT_TAKEN_UP))
    for tie in picture.ties:
        if tie.kind == LinkKind.TAKES_UP:
            before = found.get(tie.earlier, NOT_COMPARED)
            found[tie.earlier] = Fate(Became.TAKEN_UP, references=(*before.references, tie.later))
    return found
