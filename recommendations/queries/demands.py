"""The same recommendation again as a report says it, from rows and ties alone: of a sealed round it stays the same."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from recommendations.choices import LinkKind, Standing
from recommendations.queries import links
from recommendations.queries.again import Again
from recommendations.queries.picture_value import Row, Text, Tie

# AFML13-VN-S1-04: the forum, the document, and the text in it.
REFERENCE = re.compile(r"(?P<document>AFML(?P<forum>\d+)-.+)-S\d+-\d+$")


def again(texts: Iterable[Text], rows: Iterable[Row], ties: Iterable[Tie], refused: Iterable[str]) -> dict[str, Again]:
    """For each text, by its reference: where the same was asked for, and what became of it. `refused`: the references
    of what was not taken up."""
    known, ties = tuple(texts), tuple(ties)
    asked, fates = demands(known, rows, ties), became(ties, refused)
    return {
        each.reference: Again(
            asked.get(each.reference),
            fates.get(each.reference, links.NOT_COMPARED) if each.document.standing == Standing.PROPOSED else None,
        )
        for each in known
    }


def demands(texts: Iterable[Text], rows: Iterable[Row], ties: Iterable[Tie]) -> dict[str, links.AskedFor]:
    """For each text that was asked for more than once, by its reference, the whole demand.

    Since when it is open is told of what the report covers; where a demand reaches beyond that, or nothing of it is
    open here, nothing is said about it.
    """
    near: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        if tie.kind in links.SAME:
            near[tie.earlier].append(tie.later)
            near[tie.later].append(tie.earlier)
    years = {text.reference: text.document.year for text in texts}
    waiting = _waiting(rows)
    return {
        reference: _demand(links.reached(reference, near), years, waiting) for reference in years if reference in near
    }


def _demand(references: set[str], years: dict[str, int], waiting: dict[str, int]) -> links.AskedFor:
    texts = tuple(sorted((_said(each, years) for each in references), key=lambda said: (said.forum, said.reference)))
    since = links.settled_since(texts, waiting) if references <= years.keys() else None
    return links.AskedFor(texts, since, whole=since is not None)


def _said(reference: str, years: dict[str, int]) -> links.Said:
    found = REFERENCE.match(reference)
    document, forum = (found["document"], int(found["forum"])) if found else (reference, 0)
    adopted = document.startswith(f"AFML{forum}-FORUM")
    return links.Said(reference, reference, forum, years.get(reference, 0), document, adopted)


def _waiting(rows: Iterable[Row]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for row in rows:
        counts[row.text.reference] += row.status not in links.SETTLED
    return counts


def became(ties: Iterable[Tie], refused: Iterable[str]) -> dict[str, links.Fate]:
    """What became of the proposals of which a person has said so, by reference."""
    found = dict.fromkeys(refused, links.Fate(links.Became.NOT_TAKEN_UP))
    for tie in ties:
        if tie.kind == LinkKind.TAKES_UP:
            before = found.get(tie.earlier, links.NOT_COMPARED)
            found[tie.earlier] = replace(
                before, became=links.Became.TAKEN_UP, references=(*before.references, tie.later)
            )
    return found
