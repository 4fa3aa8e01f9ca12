"""The picture of a round as plain values: what was asked of whom, and what each had answered at one instant.

No database object in it, so that a seal keeps it and a report of years later is made from it alone. It holds
everything; what a reader may see of it (assessments, evidence) is decided where it is laid out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from recommendations.choices import DocumentKind, Placing, Standing
from recommendations.models import document
from recommendations.queries import naming

# Rises when what is stored changes so that `picture_data` must read older seals in another way.
SCHEMA = 1


@dataclass(frozen=True)
class Country:
    code: str
    name: str
    full_name: str = ""
    kind: str = ""
    time_zone: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Forum:
    number: int
    year: int
    theme: str = ""

    def __str__(self) -> str:
        return naming.forum_name(self.number)


@dataclass(frozen=True)
class Document:
    """A meeting's recommendations; `party` is the country whose workshop it was."""

    code: str
    forum: Forum
    kind: str
    meeting: str
    year: int
    party: Country | None = None
    theme: str = ""
    language: str = "en"
    held_on: date | None = None
    held_until: date | None = None
    place: str = ""

    @property
    def standing(self) -> Standing:
        return Standing.ADOPTED if self.kind == DocumentKind.FORUM else Standing.PROPOSED


@dataclass(frozen=True)
class SubTheme:
    key: int
    document: Document
    position: int
    number: int | None = None
    title: str = ""
    introduction: str = ""

    @property
    def heading(self) -> str:
        return document.heading(self.number, self.title)


@dataclass(frozen=True)
class Theme:
    key: int
    slug: str
    name: str
    guiding_questions: str = ""
    position: int = 0

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Placed:
    """A text under a theme; `placing` is `confirmed` or `suggested`, what was refused is not here."""

    theme: Theme
    is_main: bool = False
    placing: str = Placing.CONFIRMED.value

    @property
    def is_suggested(self) -> bool:
        return self.placing == Placing.SUGGESTED


@dataclass(frozen=True)
class Text:
    """A recommendation as printed. `addressees` and `groups` are (key, placing)."""

    reference: str
    sub_theme: SubTheme
    position: int
    text: str
    label: str = ""
    wording: int = 1
    editor_note: str = ""
    themes: tuple[Placed, ...] = ()
    addressees: tuple[tuple[str, str], ...] = ()
    groups: tuple[tuple[str, str], ...] = ()

    @property
    def document(self) -> Document:
        return self.sub_theme.document

    @property
    def main(self) -> Placed | None:
        """Its main theme, confirmed or only suggested; `queries.chapters` says what that means for a report."""
        return next((placed for placed in self.themes if placed.is_main), None)

    @property
    def others(self) -> tuple[Placed, ...]:
        return tuple(placed for placed in self.themes if not placed.is_main)


@dataclass(frozen=True)
class Organization:
    slug: str
    name: str
    acronym: str = ""
    kind: str = ""
    party: str = ""


@dataclass(frozen=True)
class Activity:
    """`key` is the activity's own: the same one tells several answers, and a paper prints it once."""

    key: int
    text: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class Agency:
    """An agency under the name that it then had."""

    organization: Organization
    name: str


@dataclass(frozen=True)
class Informant:
    """Information from an organization, by a letter of a day."""

    organization: Organization
    name: str
    dated_on: date | None = None


@dataclass(frozen=True)
class Proof:
    """A piece of evidence (`key`) in the version (`version`) on which an answer rests; it is of the row's country.

    `file` is the key in a file's address, `address` a link; `visibility` is that of the instant.
    """

    key: int
    version: int
    title: str
    kind: str
    visibility: str
    publisher: str = ""
    dated_on: date | None = None
    language: str = "en"
    address: str = ""
    file: str = ""
    file_name: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Letter:
    """From where a reviewer entered the answer: a letter, an e-mail or a meeting (`source`)."""

    source: str
    sender: str
    dated_on: date


@dataclass(frozen=True)
class Row:
    """One recommendation asked of one country (`key` is the follow-up's), and its accepted answer.

    Without an answer `status` is "" and all that follows is empty. `answering`: an Answering. `in_round`: the answer
    was given in this round; `late`: after the round's day there. `days` are those of the country's own clock.
    `update` and `version`: where the answer is found again.
    """

    key: int
    text: Text
    country: Country
    asked_on: date
    answering: str
    status: str = ""
    reason: str = ""
    replaced_by: str = ""
    under: str = ""
    answered_on: date | None = None
    in_round: bool = False
    late: bool = False
    unchanged: bool = False
    changed_on: date | None = None
    assessment: str = ""
    assessment_published: bool = False
    activities: tuple[Activity, ...] = ()
    lead: Agency | None = None
    contributing: tuple[Agency, ...] = ()
    informants: tuple[Informant, ...] = ()
    challenges: str = ""
    next_steps: str = ""
    proofs: tuple[Proof, ...] = ()
    letter: Letter | None = None
    example: bool = False
    update: int | None = None
    version: int | None = None
    receipts: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        return self.text.reference

    @property
    def place(self) -> tuple[str, str]:
        """What finds the same row in another round's picture."""
        return (self.text.reference, self.country.code)

    @property
    def standing(self) -> str:
        return self.text.document.standing.value

    @property
    def shown_status(self) -> str:
        """The Status, or the Answering where there is none."""
        return self.status or self.answering


@dataclass(frozen=True)
class Statement:
    """An organization's own view; without a country it is for the region."""

    key: int
    text: Text
    organization: Organization
    name: str
    said: str
    published_on: date
    country: Country | None = None
    language: str = "en"


@dataclass(frozen=True)
class Tie:
    """Two recommendations, by reference, that a person tied: what the later one does with the earlier (LinkKind)."""

    earlier: str
    later: str
    kind: str


@dataclass(frozen=True)
class Joined:
    """A country that was not asked from the beginning of the round."""

    country: Country
    joined_on: date


@dataclass(frozen=True)
class EarlierRound:
    key: int
    name: str
    due_on: date
    closed_on: date | None = None
    seal: int | None = None


@dataclass(frozen=True)
class RoundFacts:
    key: int
    name: str
    opens_on: date
    due_on: date
    closed_on: date | None = None
    joined: tuple[Joined, ...] = ()


@dataclass(frozen=True)
class Picture:
    """A round on the day `taken_on`. `rows` stand by document, place in it, and country.

    `countries` are those of the round, in the order of their names; `themes` are all there are, in their order.
    `seal` is the number of the seal that it was read from, None for a picture of live data.
    """

    round: RoundFacts
    taken_on: date
    countries: tuple[Country, ...]
    documents: tuple[Document, ...]
    sub_themes: tuple[SubTheme, ...]
    themes: tuple[Theme, ...]
    texts: tuple[Text, ...]
    organizations: tuple[Organization, ...]
    rows: tuple[Row, ...]
    statements: tuple[Statement, ...] = ()
    ties: tuple[Tie, ...] = ()
    not_taken_up: tuple[str, ...] = ()
    earlier: tuple[EarlierRound, ...] = ()
    seal: int | None = None

    @cached_property
    def by_place(self) -> dict[tuple[str, str], Row]:
        return {row.place: row for row in self.rows}

    def of(self, country: Country) -> Iterator[Row]:
        return (row for row in self.rows if row.country.code == country.code)
