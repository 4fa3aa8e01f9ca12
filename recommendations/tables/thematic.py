"""The columns of the thematic list; rows come from queries.thematic.

Of the Sustainable Development Goals it tells those that a text names itself: nobody has said which others it serves.
"""

from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Placing
from recommendations.matching.goals import named_goals
from recommendations.models import FollowUp
from recommendations.queries.naming import document_name
from recommendations.tables.columns import Column
from recommendations.tables.follow_ups import (
    ANSWERED,
    COUNTRY,
    ITS_PAGE,
    REFERENCE,
    STATUS,
    head_cell,
    main_theme,
    other_themes,
    reason,
    source,
)


def _several(placings: list[Any], name: str) -> str:
    return "; ".join(_marked(each, str(getattr(each, name))) for each in placings)


def _marked(placing: Any, words: str) -> str:
    """A suggestion says so: nobody has confirmed it."""
    return _("%(words)s (suggested)") % {"words": words} if placing.placing == Placing.SUGGESTED else words


def groups(row: FollowUp) -> str:
    return _several(row.recommendation.standing_groups, "target_group")


def addressed_to(row: FollowUp) -> str:
    placings = row.recommendation.standing_addressees
    return "; ".join(_marked(each, str(each.get_addressee_display())) for each in placings)


def goals(row: FollowUp) -> str:
    return "; ".join(named_goals(row.recommendation.text))


def not_placed(row: FollowUp) -> str:
    """The theme whose chapter it stands in."""
    return main_theme(row) or str(_("Not yet placed"))


STANDING = Column(
    gettext_lazy("Standing"), lambda row: str(row.recommendation.document.standing.label), width=12
)  # fmt: skip
THEME = Column(gettext_lazy("Main theme"), not_placed, width=26)
OTHERS = Column(gettext_lazy("Other themes"), other_themes, width=26)
GROUPS = Column(gettext_lazy("People it names"), groups, width=26)


def asked_cell(row: FollowUp) -> SafeString:
    """The text, and below it where the same was asked for and what became of it."""
    lines = ((line,) for line in row.again.lines)
    return format_html(
        "{}{}", head_cell(row), format_html_join("", '<span class="app-line app-quiet">{}</span>', lines)
    )


def themes_cell(row: FollowUp) -> SafeString:
    """The main theme, and below it the others: in columns of their own they would break within words."""
    others = other_themes(row)
    below = format_html('<span class="app-line app-quiet">{}</span>', others) if others else SafeString("")
    return format_html("{}{}", not_placed(row), below)


PAGE = (
    Column(gettext_lazy("Recommendation"), source("reference"), cell=asked_cell),
    Column(gettext_lazy("Themes, the main one first"), not_placed, cell=themes_cell),
    GROUPS,
    Column(gettext_lazy("Country"), lambda row: row.party.name),
    Column(gettext_lazy("Position of the country"), STATUS.value, cell=STATUS.cell),
)
FILE = (
    REFERENCE,
    COUNTRY,
    Column(gettext_lazy("Text"), source("text"), width=70),
    STANDING,
    Column(gettext_lazy("Position of the country"), STATUS.value, width=24),
    Column(gettext_lazy("Reason, where not pursued"), reason, width=24),
    ANSWERED,
    THEME,
    OTHERS,
    GROUPS,
    Column(gettext_lazy("Asked for"), lambda row: row.again.asked, width=30),
    Column(gettext_lazy("What became of it"), lambda row: row.again.became, width=24),
    Column(gettext_lazy("SDGs that it names"), goals, width=14),
    Column(gettext_lazy("Addressed to"), addressed_to, width=30),
    Column(gettext_lazy("Document"), lambda row: document_name(row.recommendation.document), width=30),
    ITS_PAGE,
)
