"""What the cells of a filled Excel file mean, or why they are refused."""

import datetime
import re
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.formats import date_format

from recommendations.choices import EvidenceKind, Visibility
from recommendations.errors import Refused
from recommendations.models import Evidence, EvidenceVersion, Organization, Party, Recommendation, User
from recommendations.permissions import readable_evidence
from recommendations.queries.responsibilities import unknown_to
from recommendations.queries.sheet_lines import Lines
from recommendations.queries.sheet_words import Agencies, meaning
from recommendations.queries.sheets import StoredActivity
from recommendations.sheets.reading import is_clear
from recommendations.text import gettext_noop

LONGEST, LONGEST_NAME, LONGEST_LINK = 10_000, 250, 500
NOT_IN_LIST = gettext_noop("“%(typed)s” is not in the list. Choose one from the drop-down.")
NO_AGENCY = gettext_noop(
    "“%(typed)s” is not in the country’s list of agencies. Choose one from the drop-down; a new one is named on the "
    "site."
)
NO_SUCH = gettext_noop("There is no recommendation with the reference %(typed)s.")
TOO_LONG = gettext_noop("This text has %(letters)d characters. Shorten it to %(most)d.")
NO_DAY = gettext_noop("Write the date as day/month/year, for example 30/09/2026.")
WRONG_YEAR = gettext_noop("The year must lie between 1950 and 2100.")
NO_TEXT = gettext_noop("Say what was done.")
BACKWARDS = gettext_noop("The activity ends before it begins.")
NO_TITLE = gettext_noop("Give the evidence a title.")
NO_LINK = gettext_noop("Write the whole address, for example https://www.example.org/report.pdf.")
DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
SERIAL = re.compile(r"\d{5}", re.ASCII)
is_link = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True)
class NewActivity:
    text: str
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    @classmethod
    def of(cls, there: StoredActivity) -> "NewActivity":
        return cls(there.text, there.starts_on, there.ends_on)

    def says(self, there: StoredActivity) -> bool:
        return self == self.of(there)

    def __str__(self) -> str:
        days = " – ".join(date_format(day) for day in (self.starts_on, self.ends_on) if day)
        return f"{self.text} ({days})" if days else self.text


@dataclass(frozen=True)
class NewEvidence:
    """A link. `known` is the id of the country's piece that it leads to already, 0 for a new one."""

    title: str
    link: str
    kind: str
    visibility: str
    dated_on: datetime.date | None
    publisher: str
    known: int = 0

    def __str__(self) -> str:
        return f"{self.title} ({self.link})"


class Cells:
    """Knows the lists that cells are looked up in; all are read at once."""

    def __init__(self, party: Party, user: User, lines: Lines) -> None:
        self.agencies = Agencies(party)
        unknown = unknown_to(user, party) if self.agencies.has_unchecked else Organization.objects.none()
        self.unknown = set(unknown.values_list("pk", flat=True))
        cells = [cell for _place, line in lines for cell in line.cells]
        wanted = {said.upper() for name, said in cells if name == "replaced_by"}
        found = Recommendation.objects.filter(reference__in=wanted) if wanted else Recommendation.objects.none()
        self.references = set(found.values_list("reference", flat=True))
        links = {said for name, said in cells if name == "link"}
        self.known = self._known(party, user, links) if links else {}

    def _known(self, party: Party, user: User, links: set[str]) -> dict[str, int]:
        """The country's links that this person may open, so that no piece is made twice."""
        pieces = Evidence.objects.filter(party=party, pk__in=readable_evidence(user).values("pk"))
        rows = EvidenceVersion.objects.filter(evidence__in=pieces, link__in=links).order_by("-evidence", "number")
        return dict(rows.values_list("link", "evidence"))

    def value(self, name: str, typed: str, named: Collection[int]) -> str | int:
        """What a cell of the first sheet stands for; an agency is its id, 0 for none. `named`: the agencies that the
        answer names by now. Raises Refused."""
        if is_clear(typed):
            return 0 if name == "lead" else ""
        if name == "lead":
            return self._agency(typed, named)
        if name in ("status", "not_pursued_reason"):
            return chosen(name, typed)
        if name == "replaced_by":
            return self._reference(typed)
        return fitting(typed, LONGEST)

    def _agency(self, typed: str, named: Collection[int]) -> int:
        pk = self.agencies.find(typed, named)
        if pk is None or (pk in self.unknown and pk not in named):
            raise Refused(NO_AGENCY, typed=typed[:200])
        return pk

    def _reference(self, typed: str) -> str:
        if typed.upper() not in self.references:
            raise Refused(NO_SUCH, typed=typed[:60])
        return typed.upper()

    def activity(self, cells: dict[str, str], there: StoredActivity | None) -> NewActivity:
        """An activity as typed; what is blank stays as it is. Raises Refused."""
        before = NewActivity.of(there) if there else NewActivity("")
        words = cells.get("activity", "")
        made = NewActivity(
            fitting(words, LONGEST, "activity") if words and not is_clear(words) else before.text,
            day(cells, "starts_on", before.starts_on),
            day(cells, "ends_on", before.ends_on),
        )
        if not made.text:
            raise Refused(NO_TEXT, field="activity")
        if made.starts_on and made.ends_on and made.ends_on < made.starts_on:
            raise Refused(BACKWARDS, field="ends_on")
        return made

    def evidence(self, cells: dict[str, str]) -> NewEvidence:
        """A link as typed. Raises Refused."""
        link, title = cells.get("link", ""), cells.get("title", "")
        if not title:
            raise Refused(NO_TITLE, field="title")
        try:
            is_link(fitting(link, LONGEST_LINK, "link"))
        except ValidationError:
            raise Refused(NO_LINK, field="link") from None
        return NewEvidence(
            title=fitting(title, LONGEST_NAME, "title"),
            link=link,
            kind=chosen("kind", cells.get("kind", EvidenceKind.OTHER)),
            visibility=chosen("visibility", cells.get("visibility", Visibility.PARTY_AND_REVIEWERS)),
            dated_on=day(cells, "dated_on", None),
            publisher=fitting(cells.get("publisher", ""), LONGEST_NAME, "publisher"),
            known=self.known.get(link, 0),
        )


def chosen(name: str, typed: str) -> str:
    code = meaning(name, typed)
    if code is None:
        raise Refused(NOT_IN_LIST, field=name, typed=typed[:200])
    return code


def fitting(typed: str, most: int, name: str | None = None) -> str:
    if len(typed) > most:
        raise Refused(TOO_LONG, field=name, letters=len(typed), most=most)
    return typed


def day(cells: dict[str, str], name: str, before: datetime.date | None) -> datetime.date | None:
    """A day as Excel keeps it, or as people write it; `before` where the cell is blank."""
    typed = cells.get(name, "")
    if not typed or is_clear(typed):
        return None if typed else before
    try:
        read = _read_day(typed)
    except ValueError:
        raise Refused(NO_DAY, field=name) from None
    if not 1950 <= read.year <= 2100:
        raise Refused(WRONG_YEAR, field=name)
    return read


def _read_day(typed: str) -> datetime.date:
    """30/09/2026, 2026-09-30, or what Excel shows of a day in a cell that lost its format: 46295."""
    if found := DAY.fullmatch(typed):
        return datetime.date(*map(int, reversed(found.groups())))
    if SERIAL.fullmatch(typed):
        return datetime.date(1899, 12, 30) + datetime.timedelta(days=int(typed))
    return datetime.date.fromisoformat(typed)
