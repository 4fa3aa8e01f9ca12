"""The columns of a list of follow-ups, for page, CSV and Excel; rows come from queries.follow_ups."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Answering, Assessment, NotPursuedReason, Part
from recommendations.models import FollowUp, RecommendationTheme
from recommendations.queries import naming
from recommendations.tables.columns import Column
from recommendations.templatetags.layout import day
from recommendations.templatetags.marks import before_change, status_label, status_tag, withdrawn_tag
from recommendations.text import shortened

# A first line may be a whole paragraph.
LINE = 170
# How many agencies a page names in one row; a file names them all.
NAMED = 3


def head_cell(row: FollowUp) -> SafeString:
    """The reference, which leads to the follow-up, over the beginning of the text."""
    url = reverse("follow_up", args=row.address)
    line = shortened(row.recommendation.first_line, LINE)
    return format_html(
        '<a class="app-reference" href="{}">{}</a> {}<span class="app-line">{}</span>',
        url, row.recommendation.reference, withdrawn_tag(row.recommendation.withdrawn_at), line,
    )  # fmt: skip


def status_cell(row: FollowUp) -> SafeString:
    if row.recommendation.withdrawn_at and not row.status:
        return SafeString("")  # nobody waits for an answer any more
    since = row.asked_on if row.shown_status == Answering.NO_INFORMATION else None
    tag = status_tag(row.shown_status, reason=row.not_pursued_reason, since=since) + before_change(row.changed_at)
    if not other_reference(row):
        return tag
    words = _("answered under %(reference)s") % {"reference": other_reference(row)}
    return tag + format_html('<span class="app-status__more">{}</span>', words)


def other_reference(row: FollowUp) -> str:
    """What it is answered under. Until that is accepted the tie is the country's own affair."""
    return row.answered_under.recommendation.reference if row.status and row.answered_under else ""


def agencies(row: FollowUp, part: Part | None = None) -> str:
    """Short names, the lead agency first."""
    return ", ".join(each.organization.short for each in row.agencies if part in (None, each.part))


def agencies_cell(row: FollowUp) -> str:
    """The first few, and how many more there are."""
    named = [each.organization.short for each in row.agencies]
    if len(named) <= NAMED + 1:
        return ", ".join(named)
    more = len(named) - NAMED
    return _("%(named)s and %(more)d more") % {"named": ", ".join(named[:NAMED]), "more": more}


def agencies_in_full(row: FollowUp, part: Part) -> str:
    return "; ".join(each.organization.name for each in row.agencies if each.part == part)


def answered_on(row: FollowUp) -> datetime.date | None:
    """The day of the last answer where the reader is."""
    return timezone.localdate(row.answered_at) if row.answered_at else None


def changed_on(row: FollowUp) -> datetime.date | None:
    """The day on which the text was reworded, where the answer was given before and is not confirmed."""
    return timezone.localdate(row.changed_at) if row.changed_at else None


def main_theme(row: FollowUp) -> str:
    return themes(row, is_main=True)


def other_themes(row: FollowUp) -> str:
    return themes(row, is_main=False)


def themes(row: FollowUp, *, is_main: bool) -> str:
    placings = row.recommendation.standing_themes
    return "; ".join(_theme(placing) for placing in placings if placing.is_main == is_main)


def _theme(placing: RecommendationTheme) -> str:
    """A suggestion says so: nobody has confirmed it."""
    return _("%(theme)s (suggested)") % {"theme": placing.theme} if placing.is_suggested else str(placing.theme)


def assessment(row: FollowUp) -> str:
    return str(Assessment(row.visible_assessment).label) if row.visible_assessment else ""


def reason(row: FollowUp) -> str:
    return str(NotPursuedReason(row.not_pursued_reason).label) if row.not_pursued_reason else ""


def source(name: str):
    """Of the recommendation itself."""
    return lambda row: getattr(row.recommendation, name)


def withdrawn_on(row: FollowUp) -> datetime.date | None:
    at = row.recommendation.withdrawn_at
    return timezone.localtime(at).date() if at else None


def said(name: str):
    """Of the accepted answer, as it was frozen."""
    return lambda row: getattr(row.current_version, name) if row.current_version else ""


def entered(row: FollowUp) -> str:
    """That a reviewer entered the answer, and from what."""
    reply = row.current_version.entered if row.current_version else None
    return naming.entered(reply.source, reply.dated_on) if reply else ""


REFERENCE = Column(gettext_lazy("Reference"), source("reference"), width=20)
COUNTRY = Column(gettext_lazy("Country"), lambda row: row.party.name, order="country", width=14)
STATUS = Column(
    gettext_lazy("Status"),
    lambda row: str(status_label(row.shown_status)),
    cell=status_cell,
    order="status",
    width=24,
)
ANSWERED = Column(gettext_lazy("Last answer"), answered_on, "day", lambda row: day(answered_on(row)), "answered", 14)
EVIDENCE = Column(gettext_lazy("Evidence"), lambda row: row.evidence_count, "number", width=10)

PAGE = (
    Column(gettext_lazy("Recommendation"), source("reference"), cell=head_cell, order="reference"),
    COUNTRY,
    STATUS,
    Column(gettext_lazy("Agencies"), agencies, cell=agencies_cell),
    ANSWERED,
    EVIDENCE,
)

# From a row of a file to its page, with the answer and its evidence.
ITS_PAGE = Column(
    gettext_lazy("Its page"), lambda row: f"{settings.SITE_URL}{row.get_absolute_url()}", "link", width=40
)  # fmt: skip

FILE = (
    REFERENCE,
    COUNTRY,
    Column(gettext_lazy("Text"), source("text"), width=70),
    STATUS,
    Column(gettext_lazy("Reason, where not pursued"), reason, width=24),
    ANSWERED,
    Column(gettext_lazy("Entered by the ILO"), entered, width=24),
    Column(gettext_lazy("Answered before the change of"), changed_on, "day", width=14),
    Column(gettext_lazy("Answered under"), other_reference, width=20),
    Column(gettext_lazy("ILO assessment, where you may see it"), assessment, width=20),
    Column(gettext_lazy("Lead agency"), lambda row: agencies_in_full(row, Part.LEAD), width=30),
    Column(
        gettext_lazy("Contributing agencies"),
        lambda row: agencies_in_full(row, Part.CONTRIBUTING),
        width=30,
    ),
    EVIDENCE,
    Column(gettext_lazy("Challenges"), said("challenges"), width=40),
    Column(gettext_lazy("Next steps"), said("next_steps"), width=40),
    Column(gettext_lazy("Asked on"), lambda row: row.asked_on, "day", width=14),
    Column(gettext_lazy("Target date"), lambda row: row.target_date, "day", width=14),
    Column(gettext_lazy("Main theme"), main_theme, width=24),
    Column(gettext_lazy("Other themes"), other_themes, width=24),
    Column(
        gettext_lazy("Forum"), lambda row: row.recommendation.document.forum.number, "number", width=8
    ),
    Column(gettext_lazy("Document"), lambda row: naming.document_name(row.recommendation.document), width=30),
    Column(
        gettext_lazy("Standing"), lambda row: str(row.recommendation.document.standing.label), width=12
    ),
    Column(gettext_lazy("Sub-theme"), lambda row: row.recommendation.sub_theme.title, width=40),
    Column(gettext_lazy("Label as printed"), source("label"), width=10),
    Column(gettext_lazy("Withdrawn on"), withdrawn_on, "day", width=14),
    ITS_PAGE,
)  # fmt: skip
