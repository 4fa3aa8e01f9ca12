"""What every short paper tells of an answer: its evidence by number, its claim, its text's place."""

from typing import Any
from unicodedata import category
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Answering, Assessment
from recommendations.models import VersionEvidence
from recommendations.reports import sentences
from recommendations.reports.short import Cited, Line, Run, of

# What an answer claims is the country's; whether it holds is the ILO's.
CONFIRMED = {
    Assessment.CONFIRMED: gettext_lazy("confirmed by the ILO"),
    Assessment.CONFIRMED_IN_PART: gettext_lazy("confirmed in part by the ILO"),
    Assessment.NEEDS_EVIDENCE: gettext_lazy("the ILO asks for more evidence"),
    Assessment.NOT_ASSESSED: gettext_lazy("not assessed by the ILO"),
}


class Citations:
    """Numbers each version of a piece of evidence once, in the order in which the paper first names it."""

    def __init__(self) -> None:
        self._found: dict[int, Cited] = {}

    def number(self, use: VersionEvidence) -> int:
        if use.evidence_version_id not in self._found:
            self._found[use.evidence_version_id] = _cited(len(self._found) + 1, use)
        return self._found[use.evidence_version_id].number

    def all(self) -> tuple[Cited, ...]:
        return tuple(self._found.values())


def _cited(number: int, use: VersionEvidence) -> Cited:
    evidence, version = use.evidence, use.evidence_version
    day = sentences.day(evidence.dated_on) if evidence.dated_on else ""
    about = ", ".join(filter(None, (evidence.party.name, str(evidence.get_kind_display()), evidence.publisher, day)))
    return Cited(number, use.title, f"{about}.", version.link or version.file_name, evidence.get_absolute_url())


def numbers(found: list[int] | tuple[int, ...]) -> Line:
    """ "[1] [4]", each leading to its place in the list of evidence."""
    return tuple(run for number in found for run in (Run(" "), Run(f"[{number}]", url=f"#evidence-{number}")))


def claim(row: Any) -> str:
    """ "Claimed by the country: In progress; confirmed in part by the ILO" of an answered follow-up."""
    told = _("Claimed by the country: %(status)s") % {"status": status(row)}
    if row.sees_assessment and row.assessment:
        return f"{told}; {CONFIRMED[Assessment(row.assessment)]}"
    return told


def status(row: Any) -> str:
    """The status in words, with the reason where it is not pursued."""
    reason = str(row.get_not_pursued_reason_display())
    return f"{row.get_status_display()} ({reason})" if reason else str(row.get_status_display())


def agencies(version: Any) -> str:
    """The lead agency first, then those that contribute."""
    lead = [version.lead.name] if version.lead else []
    return "; ".join([*lead, *(each.name for each in version.contributing)])


def one_line(text: str) -> str:
    """A text of several lines in one, each nested point behind a dot as it stands before it on its page."""
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return " ".join(f"• {line[2:]}" if line.startswith("- ") else line for line in lines if line)


def cut(text: str, longest: int) -> str:
    """One line of at most so many letters, cut between words; where these are long, as in Lao, between letters."""
    whole = one_line(text)
    if len(whole) <= longest:
        return whole
    kept = whole[:longest].rpartition(" ")[0]
    if len(kept) < longest // 2:
        kept = whole[: next(at for at in range(longest, 0, -1) if not category(whole[at]).startswith("M"))]
    return f"{kept} …"


def number(counted: int, **filters: Any) -> Run:
    """A figure, which leads to the list of follow-ups with these filters where it has any."""
    return Run(str(counted), url=to_list(**filters) if counted else "")


def share(answered: int, asked: int, **filters: Any) -> Line:
    """ "2 of 4": the first number leads to what is answered, the second to all that was asked with these filters."""
    return of(number(answered, **filters, answer=Answering.ANSWERED.value), number(asked, **filters))


def to_list(**filters: Any) -> str:
    """The address of the list of follow-ups with these filters."""
    return f"{reverse('recommendation_list')}?{urlencode(filters, doseq=True)}"


def text_of(row: Any) -> tuple[int, str]:
    """What `queries.again.again` is asked about."""
    return row.recommendation_id, row.recommendation.document.kind


def to_follow_up(row: Any) -> str:
    return reverse("follow_up", args=row.address)
