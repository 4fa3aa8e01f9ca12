"""Long work as a page of its own: it may be left, and goes on by reload without script."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from recommendations.actions import jobs, report_files, tokens
from recommendations.choices import ImportState, JobKind, JobState
from recommendations.errors import Refused
from recommendations.forms.imports import SeenForm
from recommendations.models import Job
from recommendations.permissions import can
from recommendations.queries.doubts import stored_sentence
from recommendations.roles import Permission
from recommendations.views import import_steps
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.writing import once, repeatable, say

# Seconds until the page asks again: often at first, then more rarely.
OFTEN, RARELY, PATIENCE = 2, 5, 30
TEMPLATES: dict[str, str] = {JobKind.REPORT.value: "reports/made.html"}


@require_http_methods(["GET", "POST"])
@member
@repeatable
def job(request: HttpRequest, key) -> HttpResponse:
    """Step, percent, time; the import itself once it is done. POST starts lost work again."""
    found = _job_or_404(request, key)
    if request.method == "POST":
        return _write(request, found, jobs.start_again)
    if found.filled_sheet:
        return redirect(found.filled_sheet)  # its page tells how far it is
    if found.state == JobState.DONE and found.document_import:
        return redirect(found.document_import)
    seconds = int(((found.ended_at or timezone.now()) - found.created_at).total_seconds())
    if found.kind == JobKind.REPORT:
        request.area = "report_list"
    context = {
        "job": found,
        "import": found.document_import,
        "elapsed": elapsed(seconds),
        "why": stored_sentence(found.message),
        "form_key": tokens.new_key(request.user),
        "runs": not found.is_over and not found.is_lost,
        "again": found.is_lost or (found.state == JobState.FAILED and _still_wanted(found)),
        "crumbs": _above(found),
        "file": _file_for(found, request.user),
    }
    response = render(request, TEMPLATES.get(found.kind, "imports/job.html"), context)
    if context["runs"]:
        response.headers["Refresh"] = str(OFTEN if seconds < PATIENCE else RARELY)
    return response


@require_POST
@member
@repeatable
def cancel(request: HttpRequest, key) -> HttpResponse:
    """Ask the work to stop."""
    return _write(request, _job_or_404(request, key), jobs.cancel)


def _write(request: HttpRequest, found: Job, act) -> HttpResponse:
    form = SeenForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["form_key"]))
        return redirect(found)
    try:
        where = once(request, form, lambda _key: act(job=found, by=request.user).get_absolute_url())
    except Refused as error:
        messages.error(request, say(error))
        return redirect(found)
    return redirect(where)


def _job_or_404(request: HttpRequest, key) -> Job:
    """One's own, or the secretariat's; whatever else there is, nobody learns of it."""
    rows = Job.objects.select_related("document_import", "filled_sheet", "created_by").defer("filled_sheet__content")
    found = rows.filter(key=key).first()
    if found and jobs.may_handle(request.user, found):
        return found
    if not can(request.user, Permission.MANAGE_SITE):
        raise PermissionDenied(_("Only the secretariat opens this page."))
    raise Http404


def _still_wanted(found: Job) -> bool:
    if found.kind == JobKind.REPORT:
        return True
    return bool(found.document_import) and found.document_import.state == ImportState.READING


def _above(found: Job) -> list[Link]:
    return [Link(_("Reports"), reverse("report_list"))] if found.kind == JobKind.REPORT else import_steps.above()


def _file_for(found: Job, user) -> str:
    """The name of the file that was made, "" where there is none (any more) for this person as they are today."""
    wanted = found.wanted or {}
    mine = found.kind == JobKind.REPORT and bool(found.file) and wanted.get("roles") == report_files.reach(user)
    return wanted.get("name", "") if mine else ""


@require_GET
@member
def file(request: HttpRequest, key) -> FileResponse:
    """What the work made, for whoever asked for it."""
    found = _job_or_404(request, key)
    name = _file_for(found, request.user)
    if not name:
        raise Http404
    return FileResponse(found.file.open("rb"), as_attachment=True, filename=name)


def elapsed(seconds: int) -> str:
    if seconds < 60:
        return ngettext("%(n)s second", "%(n)s seconds", seconds) % {"n": seconds}
    minutes = seconds // 60
    return ngettext("%(n)s minute", "%(n)s minutes", minutes) % {"n": minutes}
