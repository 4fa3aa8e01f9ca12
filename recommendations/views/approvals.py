"""The approver's one page, and papers for signature: made, taken as files, recorded when they are signed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import approvals, tokens
from recommendations.actions.many import Outcome, Seen
from recommendations.errors import NotAllowed, Refused
from recommendations.forms.approvals import ApprovalsForm, PaperForm
from recommendations.models import PaperApproval, Party, SignatureSheet
from recommendations.parsing.file_names import name_of
from recommendations.permissions import belongs, can
from recommendations.queries import approvals as queries
from recommendations.reports import signature, signature_pdf, signature_word
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import Link, address
from recommendations.views.follow_ups import show_not_allowed
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of

FORMATS = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", signature_word.layout),
    "pdf": ("application/pdf", signature_pdf.layout),
}


@member
@require_http_methods(["GET", "POST"])
@repeatable
def approval_list(request: HttpRequest) -> HttpResponse:
    """The chief reads every draft that waits, and approves or sends back some or all of them."""
    parties = queries.parties(request.user)
    if not parties:
        raise PermissionDenied(_("Only those who approve a country’s answers open this page."))
    party = _chosen(request, parties)
    if request.method == "GET":
        return _list(request, parties, party, ApprovalsForm(initial=_key(request)))
    form = ApprovalsForm(request.POST)
    if not form.is_valid():
        return _list(request, parties, party, form)
    try:
        where = once(request, form, lambda key: ACTS[_do(request)](request, party, form))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except Refused as error:
        show_refusal(form, error)
        return _list(request, parties, party, form, status=status_of(error))
    return redirect(where)


def _key(request: HttpRequest) -> dict[str, str]:
    return {"form_key": tokens.new_key(request.user)}


def _chosen(request: HttpRequest, parties: list[Party]) -> Party:
    code = request.GET.get("country")
    return next((each for each in parties if each.code == code), parties[0])


def _do(request: HttpRequest) -> str:
    return request.POST.get("do") if request.POST.get("do") in ACTS else "approve"


def _list(
    request: HttpRequest, parties: list[Party], party: Party, form: ApprovalsForm, *, status: int = 200
) -> HttpResponse:
    rows = queries.waiting(party, request.user)
    ticked = set(request.POST.getlist("rows"))
    context = {
        "form": form,
        "party": party,
        "parties": [Link(each.name, address(request, country=each.code), each == party) for each in parties],
        "rows": [(row, row.mark in ticked) for row in rows],
        "all_ticked": "all" in request.POST,
        "full": len(rows) == queries.MOST,
        "dues": queries.dues(rows, party),
        "may_approve": can(request.user, P.APPROVE_UPDATE, party),
        "may_record": can(request.user, P.RECORD_APPROVAL, party),
        "papers": queries.papers(party),
    }
    return render(request, "approvals/list.html", context, status=status)


# --- What the buttons do: each gives back where to go ---------------------------------------------------------


def _rows(form: ApprovalsForm) -> list[Seen]:
    return [Seen(*each) for each in form.chosen()]


def _approve(request: HttpRequest, party: Party, form: ApprovalsForm) -> str:
    _check(request, party, P.APPROVE_UPDATE)
    outcome = approvals.approve(rows=_rows(form), by=request.user)
    n = len(outcome.done)
    tell(request, outcome, ngettext("%(n)d answer approved.", "%(n)d answers approved.", n))
    return _here(request)


def _send_back(request: HttpRequest, party: Party, form: ApprovalsForm) -> str:
    _check(request, party, P.APPROVE_UPDATE)
    outcome = approvals.send_back(rows=_rows(form), note=form.cleaned_data["note"], by=request.user)
    n = len(outcome.done)
    told = ngettext("%(n)d answer sent back with your note.", "%(n)d answers sent back with your note.", n)
    tell(request, outcome, told)
    return _here(request)


def _print(request: HttpRequest, party: Party, form: ApprovalsForm) -> str:
    sheet = approvals.make_sheet(party=party, rows=_rows(form), by=request.user)
    return reverse("paper_approval", args=[sheet.code])


ACTS = {"approve": _approve, "send-back": _send_back, "paper": _print}


def _check(request: HttpRequest, party: Party, permission: P) -> None:
    if not can(request.user, permission, party):
        raise PermissionDenied(_("Your role does not allow this step."))


def _here(request: HttpRequest) -> str:
    return address(request)


def tell(request: HttpRequest, outcome: Outcome, told: str) -> None:
    """What was done, and of each row that was left, why. Rows that are gone have no name: of all it is said once."""
    if outcome.done:
        messages.success(request, told % {"n": len(outcome.done)})
    left = ((refusal.reference, say(refusal.error)) for refusal in outcome.refused)
    for sentence in dict.fromkeys(f"{reference}: {why}" if reference else why for reference, why in left):
        messages.error(request, sentence)


# --- Papers -------------------------------------------------------------------------------------------------


def _sheet(request: HttpRequest, code: str) -> SignatureSheet:
    """The paper of this code: 404 for whoever stands outside the country, 403 for a role too small."""
    sheet = get_object_or_404(SignatureSheet.objects.select_related("party", "made_by"), code=code)
    _inside(request, sheet.party)
    if not approvals.may_print(request.user, sheet.party):
        raise PermissionDenied(_("Your role does not allow this step."))
    return sheet


def _inside(request: HttpRequest, party: Party) -> None:
    if not belongs(request.user, party):
        raise Http404


@member
@require_http_methods(["GET", "POST"])
@repeatable
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """A paper for signature as files; when it is signed, the coordinator records that here."""
    sheet = _sheet(request, code)
    if request.method == "GET":
        return _paper_page(request, sheet, PaperForm(initial=_key(request)))
    _check(request, sheet.party, P.RECORD_APPROVAL)
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        return _paper_page(request, sheet, form)
    try:
        where = once(request, form, lambda key: _record(request, sheet, form))
    except Refused as error:
        show_refusal(form, error)
        return _paper_page(request, sheet, form, status=status_of(error))
    return redirect(where)


def _record(request: HttpRequest, sheet: SignatureSheet, form: PaperForm) -> str:
    typed = {name: value for name, value in form.cleaned_data.items() if name not in ("form_key", "scan")}
    if scan := form.cleaned_data["scan"]:
        approvals.check_scan_size(scan.size)  # before it is read into memory
        typed |= {"content": scan.read(), "file_name": scan.name}
    _made, outcome = approvals.record(sheet=sheet, signature=approvals.Signature(**typed), by=request.user)
    n = len(outcome.done)
    tell(request, outcome, ngettext("%(n)d answer approved.", "%(n)d answers approved.", n))
    return reverse("paper_approval", args=[sheet.code])


def _paper_page(request: HttpRequest, sheet: SignatureSheet, form: PaperForm, *, status: int = 200) -> HttpResponse:
    rows = queries.printed(sheet, request.user)
    context = {
        "sheet": sheet,
        "rows": rows,
        "waiting": sum(row.waits for row in rows),
        "recorded": queries.approvals(sheet),
        "form": form,
        "may_record": can(request.user, P.RECORD_APPROVAL, sheet.party),
        "downloads": [
            Link(_("Word"), reverse("signature_sheet", args=[sheet.code, "docx"])),
            Link(_("PDF"), reverse("signature_sheet", args=[sheet.code, "pdf"])),
        ],
        "crumbs": [Link(_("Approvals"), reverse("approval_list"))],
    }
    return render(request, "approvals/paper.html", context, status=status)


@member
@require_GET
def paper_file(request: HttpRequest, code: str, fmt: str) -> HttpResponse:
    """The paper for signature as Word or PDF: always what was printed first, under the same code."""
    sheet = _sheet(request, code)
    if fmt not in FORMATS:
        raise Http404
    media_type, layout = FORMATS[fmt]
    content = layout(signature.build(sheet, queries.printed(sheet, request.user)))
    disposition = content_disposition_header(as_attachment=True, filename=f"{sheet.code}.{fmt}")
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": disposition})


@member
@require_GET
def scan(request: HttpRequest, key) -> HttpResponse:
    """The scan of a signed paper, which stays inside the country."""
    found = get_object_or_404(PaperApproval.objects.select_related("sheet__party").exclude(scan=""), key=key)
    _inside(request, found.sheet.party)
    _check(request, found.sheet.party, P.READ_DRAFTS)
    name = name_of(found.scan_name, found.media_type, otherwise=found.sheet.code)
    response = FileResponse(found.scan.open("rb"), as_attachment=True, filename=name, content_type=found.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
