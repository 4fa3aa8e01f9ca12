"""What is being learnt about a document, and which pieces told it."""

import datetime
from dataclasses import dataclass, field

from recommendations.parsing.dates import Dates
from recommendations.parsing.doubts import Doubt

LONGEST_TITLE = 300  # characters; some scripts do not part their words


@dataclass
class About:
    """What was found, the pieces that told it (by id), and doubts."""

    forum_number: int | None = None
    meeting: str | None = None
    kind: str = "forum"
    country: str | None = None
    dates: Dates | None = None
    dates_printed: str = ""
    place: str | None = None
    online: bool | None = None
    theme: str | None = None
    used: set[int] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def date(self) -> datetime.date | None:
        return self.dates.first if self.dates else None

    @property
    def date_end(self) -> datetime.date | None:
        return self.dates.last if self.dates else None


def is_prose(text: str) -> bool:
    count = len(text.split())
    return count > 45 or len(text) > LONGEST_TITLE or (count >= 8 and text.endswith((".", ";", ":")))
