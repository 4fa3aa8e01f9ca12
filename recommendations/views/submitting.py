"""One page with all that can be sent on now: a last look, and one press for many."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import submitting, tokens
from recommendations.actions.many import Seen
from recommendations.errors import Refused
from recommendations.forms.submitting import SendForm
from recommendations.permissions import can
from recommendations.queries.receipts import own_receipts
from recommendations.queries.submitting import NEEDED, Batch, batches
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.approvals import tell
from recommendations.views.writing import once, repeatable, show_refusal, status_of


@member
@require_http_methods(["GET", "POST"])
@repeatable
def check(request: HttpRequest) -> HttpResponse:
    """Whoever writes or submits looks over what is ready, and sends the ticked rows in one transaction."""
    if not any(can(request.user, permission) for permission in NEEDED):
        raise PermissionDenied(_("Only those who write answers open this page."))
    if request.method == "GET":
        return _page(request, SendForm(initial={"form_key": tokens.new_key(request.user)}))
    form = SendForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    try:
        return redirect(once(request, form, lambda key: SEND[form.cleaned_data["move"]](request, form)))
    except Refused as error:
        show_refusal(form, error)
        return _page(request, form, status=status_of(error))


def _submit(request: HttpRequest, form: SendForm) -> str:
    receipt, outcome = submitting.submit(rows=_rows(form), by=request.user)
    tell(request, outcome, _("The reviewers have it. Keep the reference below.") if receipt else "")
    return receipt.get_absolute_url() if receipt else reverse("update_check")


def _ask_approval(request: HttpRequest, form: SendForm) -> str:
    outcome = submitting.ask_approval(rows=_rows(form), by=request.user)
    n = len(outcome.done)
    tell(request, outcome, ngettext("%(n)d answer sent for approval.", "%(n)d answers sent for approval.", n))
    return reverse("task_list" if n else "update_check")


SEND = {"submit": _submit, "ask_approval": _ask_approval}


def _rows(form: SendForm) -> list[Seen]:
    return [Seen(*each) for each in form.cleaned_data["rows"]]


def _page(request: HttpRequest, form: SendForm, *, status: int = 200) -> HttpResponse:
    ticked = set(form.data.getlist("rows")) if form.is_bound else None
    context = {
        "batches": [(batch, _ticked(batch, ticked)) for batch in batches(request.user)],
        "form": form,
        "receipts": own_receipts(request.user),
        "empty": {
            "heading": _("Nothing is ready to be sent"),
            "why": _("What you save as a draft appears here, to be looked over and sent together."),
            "next": _("Go to my tasks"),
            "url": reverse("task_list"),
        },
        "crumbs": [Link(_("My tasks"), reverse("task_list"))],
    }
    return render(request, "updates/check.html", context, status=status)


def _ticked(batch: Batch, ticked: set[str] | None) -> set[str]:
    """Everything at first, but for what was sent back and not changed since; then what the person ticked."""
    if ticked is not None:
        return {row.mark for row in batch.rows} & ticked
    return {row.mark for row in batch.rows if not row.is_returned_as_it_was}
