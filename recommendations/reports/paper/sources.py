"""The numbered sources of a paper: each version of a piece of evidence once, in the order of its first naming."""

from recommendations.choices import EvidenceKind, Language
from recommendations.queries.picture_value import Country, Proof, Row
from recommendations.reports.value import Source


class Sources:
    """Gives each piece that may be named its number; `of` leaves the others out, title included."""

    def __init__(self, allowed: frozenset[int]) -> None:
        self._allowed = allowed
        self._found: dict[int, Source] = {}

    def of(self, row: Row) -> tuple[int, ...]:
        return tuple(self._number(proof, row.country) for proof in row.proofs if proof.key in self._allowed)

    def _number(self, proof: Proof, country: Country) -> int:
        if proof.version not in self._found:
            self._found[proof.version] = _source(len(self._found) + 1, proof, country)
        return self._found[proof.version].number

    def all(self) -> tuple[Source, ...]:
        return tuple(self._found.values())


def _source(number: int, proof: Proof, country: Country) -> Source:
    return Source(
        number=number,
        title=proof.title,
        kind=_label(EvidenceKind, proof.kind),
        publisher=proof.publisher,
        dated_on=proof.dated_on,
        country=country.name,
        language=_label(Language, proof.language),
        address=proof.address,
        file_name=proof.file_name,
    )


def _label(words: type[EvidenceKind] | type[Language], value: str) -> str:
    return str(words(value).label) if value in words.values else value
