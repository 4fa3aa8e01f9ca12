"""What the process of a long report does: the same as its page, for the person who asked."""

from collections.abc import Callable

from django.http import QueryDict
from django.utils import timezone

from recommendations.actions import report_files
from recommendations.actions.report_files import READ, Made
from recommendations.errors import Refused
from recommendations.forms.report_scope import ScopeForm
from recommendations.models import Job, User
from recommendations.queries.progress import sight_of
from recommendations.reports.formats import formats_of, printed
from recommendations.text import gettext_noop

GONE = gettext_noop("This report cannot be made any more: what it was about has changed. Choose it again.")


def run(job: Job) -> None:
    report_files.run(job, make)


def make(user: User, query: str, fmt: str, tell: Callable[[int], None]) -> Made:
    form = ScopeForm(QueryDict(query))
    chosen = formats_of(form.scope).get(fmt) if form.is_valid() else None
    if chosen is None:
        raise Refused(GONE)
    report = printed(form.scope, sight=sight_of(user), today=timezone.localdate())
    tell(READ)
    return Made(chosen.layout(report), f"{report.name}.{fmt}")
