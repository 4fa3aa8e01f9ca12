"""What the process of a long report does: the same as its page, for the person who asked."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils import timezone

from recommendations.actions import report_files
from recommendations.actions.report_files import READ, Made
from recommendations.errors import Refused
from recommendations.forms.paper_taking import TakingForm
from recommendations.forms.report_files import PAPER
from recommendations.forms.report_scope import ScopeForm
from recommendations.models import Job, User
from recommendations.permissions import manages_round
from recommendations.queries.picture import template
from recommendations.queries.progress import sight_of
from recommendations.reports.formats import formats_of, printed
from recommendations.reports.paper import formats
from recommendations.reports.paper.taking import taken
from recommendations.text import gettext_noop

GONE = gettext_noop("This report cannot be made any more: what it was about has changed. Choose it again.")


def run(job: Job) -> None:
    report_files.run(job, make)


def make(user: User, query: str, fmt: str, tell: Callable[[int], None]) -> Made:
    if fmt == PAPER:
        return _paper(user, query, tell)
    form = ScopeForm(QueryDict(query))
    chosen = formats_of(form.scope).get(fmt) if form.is_valid() else None
    if chosen is None:
        raise Refused(GONE)
    report = printed(form.scope, sight=sight_of(user), today=timezone.localdate())
    tell(READ)
    return Made(chosen.layout(report), f"{report.name}.{fmt}")


def _paper(user: User, query: str, tell: Callable[[int], None]) -> Made:
    """The annexes of a round's paper, for who works on it."""
    form = TakingForm(QueryDict(query))
    taking = form.taking if form.is_valid() and manages_round(user, form.taking.round) else None
    chosen = formats.of_template(template(taking.round, taking.number)).get("xlsx") if taking else None
    if taking is None or chosen is None:
        raise Refused(GONE)
    made = taken(taking, user, timezone.localdate())
    tell(READ)
    return Made(chosen.layout(made, None), f"{made.name}.xlsx")
