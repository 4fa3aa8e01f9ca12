"""Words in a row, some of which lead somewhere: sentences whose figures lead to the rows that were counted."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse


@dataclass(frozen=True)
class Run:
    """Words in one manner. `url` leads to rows, to a record, or off the site; in a file it begins with the site's name.

    `status`: a Status or Answering, whose mark a page draws before the words. `lang`: where not the paper's own.
    """

    text: str
    bold: bool = False
    quiet: bool = False
    url: str = ""
    status: str = ""
    lang: str = ""

    @property
    def leads_off(self) -> bool:
        return self.url.startswith(("http://", "https://"))

    @property
    def whole_url(self) -> str:
        """Where it leads from a file; "" for a place in the paper itself."""
        if self.url.startswith("#"):
            return ""
        return self.url if self.leads_off or not self.url else f"{settings.SITE_URL}{self.url}"


Line = tuple[Run, ...]
Filters = tuple[tuple[str, str], ...]
# Stands in for a piece while the sentence is put together; no text holds it (recommendations.text.CONTROL).
MARK = "\1"


def plain(text: str) -> Line:
    return (Run(text),)


def words(line: Line) -> str:
    """What it says, without where it leads."""
    return "".join(run.text for run in line)


def fill(form: str, **pieces: Run | Line | str) -> Line:
    """A sentence, translated, with a piece at each of its places: "%(answered)s of %(asked)s"."""
    parts = (form % {name: f"{MARK}{name}{MARK}" for name in pieces}).split(MARK)
    line: list[Run] = []
    for at, part in enumerate(parts):
        piece = pieces[part] if at % 2 else part
        line += [Run(piece)] if isinstance(piece, str) else [piece] if isinstance(piece, Run) else piece
    return tuple(run for run in line if run.text)


def joined(parts: list[Line], between: str = " ") -> Line:
    """Lines one after the other."""
    found: list[Run] = []
    for part in filter(None, parts):
        found += [Run(between), *part] if found else part
    return tuple(found)


def figure(number: int, query: str, page: str = "") -> Run:
    """A number that leads to its rows, where it has any: of all follow-ups, or those of `page`."""
    return Run(str(number), url=f"{page or reverse('recommendation_list')}?{query}" if number and query else "")


def listed(number: int, filters: Filters) -> Run:
    """A number that leads to the list of all follow-ups with these filters."""
    return figure(number, urlencode(filters))
