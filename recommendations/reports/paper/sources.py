"""The numbered sources of a paper: each version of a piece of evidence once, in the order of its first naming."""

from recommendations.queries.picture_value import Country, Proof, Row
from recommendations.reports.rows import source
from recommendations.reports.value import Source


class Sources:
    """Gives each piece that may be named its number; `of` leaves the others out, title included."""

    def __init__(self, allowed: frozenset[int]) -> None:
        self._allowed = allowed
        self._found: dict[int, Source] = {}

    def of(self, row: Row) -> tuple[Source, ...]:
        return tuple(self._source(proof, row.country) for proof in row.proofs if proof.key in self._allowed)

    def _source(self, proof: Proof, country: Country) -> Source:
        if proof.version not in self._found:
            self._found[proof.version] = source(len(self._found) + 1, proof, country)
        return self._found[proof.version]

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())
