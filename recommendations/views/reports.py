"""Progress reports: choosing one, reading it, taking it as a file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from recommendations.actions import report_files, tokens
from recommendations.errors import Refused
from recommendations.forms.paper_taking import TakingForm
from recommendations.forms.report_files import PAPER, ReportFileForm
from recommendations.forms.report_scope import ScopeForm
from recommendations.models import User
from recommendations.permissions import manages_round
from recommendations.queries import report_list as choices
from recommendations.queries.meetings import may_meet
from recommendations.queries.progress import Scope, asked, sight_of
from recommendations.reports import progress
from recommendations.reports.formats import Format, formats_of, printed
from recommendations.views import saved
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.writing import once, repeatable, say

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Where more was asked than this, the rows are read in a file, or country by country.
ROWS_ON_A_PAGE = 500


@member
@require_GET
def report_list(request: HttpRequest) -> HttpResponse:
    return _choose(request, ScopeForm())


@member
@require_GET
def progress_report(request: HttpRequest) -> HttpResponse:
    form = ScopeForm(request.GET)
    if not form.is_valid():
        return _choose(request, form, status=400)
    report = progress.build(
        form.scope, sight=sight_of(request.user), today=timezone.localdate(), page_of=ROWS_ON_A_PAGE
    )
    context = {
        "report": report,
        "crumbs": [Link(_("Reports"), reverse("report_list"))],
        "downloads": _downloads(form),
        "saved": saved.offered(request, "report", lists=False),
    }
    return render(request, "reports/progress.html", context)


@member
@require_GET
def progress_report_download(request: HttpRequest, fmt: str) -> HttpResponse:
    form = ScopeForm(request.GET)
    valid = form.is_valid()
    chosen = formats_of(form.scope if valid else Scope()).get(fmt)
    if chosen is None or not chosen.offered:
        raise Http404
    if not valid or _is_too_long(form, chosen):
        return _choose(request, form, status=400)
    if is_long(form, chosen):
        rows = asked(form.scope)
        return later(request, fmt=chosen.name, query=form.query, rows=rows, label=chosen.label)
    report = printed(form.scope, sight=sight_of(request.user), today=timezone.localdate())
    disposition = content_disposition_header(as_attachment=True, filename=f"{report.name}.{fmt}")
    headers = {"Content-Disposition": disposition}
    return HttpResponse(chosen.layout(report), content_type=chosen.media_type, headers=headers)


def is_long(form: ScopeForm, chosen: Format) -> bool:
    """Whether a process of its own makes it: the page would wait too long."""
    return chosen.most_rows is None and asked(form.scope) > report_files.MOST_AT_ONCE


def later(request: HttpRequest, *, fmt: str, query: str, rows: int, label: StrOrPromise) -> HttpResponse:
    """How long the report is, and the button for a process that makes it."""
    start = {"form_key": tokens.new_key(request.user), "fmt": fmt, "query": query}
    context = {
        "form": ReportFileForm(initial=start),
        "rows": rows,
        "format": label,
        "crumbs": [Link(_("Reports"), reverse("report_list"))],
    }
    return render(request, "reports/long.html", context)


@require_POST
@member
@repeatable
def make(request: HttpRequest) -> HttpResponse:
    """A long report is made while its reader waits on a page that tells how far it is."""
    wish = ReportFileForm(request.POST)
    if not wish.is_valid():
        return _choose(request, ScopeForm(), status=400)
    fmt, about = wish.cleaned_data["fmt"], QueryDict(wish.cleaned_data["query"])
    form = TakingForm(about) if fmt == PAPER else ScopeForm(about)
    if not form.is_valid():
        return _choose(request, ScopeForm(about), status=400)
    if not (_may_take(request.user, form) if isinstance(form, TakingForm) else _is_offered(form, fmt)):
        raise Http404
    ask = partial(report_files.ask, fmt=fmt, query=form.query, by=request.user)
    try:
        return redirect(once(request, wish, lambda _key: ask().get_absolute_url()))
    except Refused as error:
        messages.error(request, say(error))
        return redirect("report_list")


def _is_offered(form: ScopeForm, fmt: str) -> bool:
    chosen = formats_of(form.scope).get(fmt)
    return chosen is not None and chosen.offered and not chosen.most_rows


def _may_take(user: User, form: TakingForm) -> bool:
    return manages_round(user, form.taking.round)


def _is_too_long(form: ScopeForm, chosen: Format) -> bool:
    """Whether the report has more rows than such a file is made of; the form then says so."""
    rows = asked(form.scope) if chosen.most_rows else 0
    if rows <= (chosen.most_rows or 0):
        return False
    sentence = _(
        "This report has %(rows)d rows, too many for %(format)s. Choose one country or forum, or take Excel or CSV."
    )
    form.add_error(None, sentence % {"rows": rows, "format": chosen.label})
    return True


def _choose(request: HttpRequest, form: ScopeForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "groups": choices.groups(timezone.localdate()), "may_meet": may_meet(request.user)}
    return render(request, "reports/list.html", context, status=status)


def _downloads(form: ScopeForm) -> list[Link]:
    query = f"?{form.query}" if form.query else ""
    return [
        Link(str(each.label), reverse("progress_report_download", args=[each.name]) + query)
        for each in formats_of(form.scope).values()
        if each.offered
    ]
