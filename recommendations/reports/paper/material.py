"""What a paper is made of besides the round's picture, and who may be told what of it."""

from dataclasses import dataclass, field
from datetime import date

from recommendations.choices import PaperSection
from recommendations.queries.chapters import suggested_for, theme_of
from recommendations.queries.picture_value import Picture, Row, Text, Theme


@dataclass(frozen=True)
class Practice:
    """A box of good practice on the answer to `reference` by the country `code`."""

    reference: str
    code: str
    title: str
    text: str


@dataclass(frozen=True)
class Material:
    """`evidence` holds the keys of the pieces that this edition may name; the others are left out, title included.

    `assessments` says whether the ILO's assessments were published for this round. `texts` holds what the team wrote:
    (section, slug of the theme or "") → text. `before` is the picture of the last round, where there is one.
    `hidden`: the keys of statements that were taken back, or hidden for abuse, since the seal; nothing tells them.
    `address` begins the link to a record. With `suggested`, main themes that nobody has confirmed count too, and are
    marked; else such texts are not yet placed. `earlier`: that it is told from a seal which was not the round's last
    word, in words.
    """

    picture: Picture
    evidence: frozenset[int]
    assessments: bool
    today: date
    address: str
    template: int = 1
    public: bool = True
    suggested: bool = False
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    practices: tuple[Practice, ...] = ()
    before: Picture | None = None
    hidden: frozenset[int] = frozenset()
    earlier: str = ""

    def written(self, section: PaperSection, theme: str = "") -> str:
        return self.texts.get((section.value, theme), "")

    def theme(self, text: Text) -> Theme | None:
        """The theme whose chapter tells it, None where it is not yet placed."""
        return theme_of(text) or (suggested_for(text) if self.suggested else None)

    def shows_assessment(self, row: Row) -> bool:
        """Published before, or with this round."""
        return row.assessment_published or (self.assessments and row.in_round)

    @property
    def is_final(self) -> bool:
        """Made from a seal; a round that still runs gives a draft."""
        return self.picture.seal is not None
