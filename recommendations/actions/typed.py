"""What a person typed for one follow-up, cleaned, on its way into a version."""

from dataclasses import dataclass, field
from datetime import date

from recommendations.models import Activity, Evidence, FollowUp, Organization


@dataclass(frozen=True)
class ActivityText:
    """An activity as typed: `activity` is the party's row it changes, None for a new one.

    `seen` is the mark of what the page showed of it (`Activity.mark`), "" where that is not known. `only_here`: the
    words are this version's, and the party's activity stays as it is.
    """

    text: str
    starts_on: date | None = None
    ends_on: date | None = None
    activity: Activity | None = None
    seen: str = ""
    only_here: bool = False


@dataclass(frozen=True)
class Informant:
    """An agency that gave the information, perhaps without an account here, and the day of its letter."""

    organization: Organization
    dated_on: date | None = None


@dataclass(frozen=True)
class Answer:
    """What a person typed for one follow-up. Everything may be empty in a draft.

    `informants`: None where it was not asked: those of the draft stay.
    """

    status: str = ""
    not_pursued_reason: str = ""
    replaced_by: str = ""
    challenges: str = ""
    next_steps: str = ""
    lead: Organization | None = None
    contributing: tuple[Organization, ...] = ()
    activities: tuple[ActivityText, ...] = ()
    evidence: tuple[Evidence, ...] = field(default=())
    informants: tuple[Informant, ...] | None = None


@dataclass(frozen=True)
class Typed:
    """An answer with what it was made from: as `updates.save` takes them."""

    follow_up: FollowUp
    answer: Answer
    opened_version: int
    opened_update: int | None = None
