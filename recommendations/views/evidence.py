"""Adding evidence to an answer, and the files themselves, given only to those who may see them."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import evidence, tokens
from recommendations.errors import Refused, TooLate
from recommendations.forms.evidence import EarlierEvidenceForm, EvidenceForm
from recommendations.models import EvidenceVersion, FollowUp
from recommendations.parsing.media import ENDINGS, check_size
from recommendations.permissions import readable_evidence
from recommendations.queries.writing import draft_to_write
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.writing import once, repeatable, say, show_refusal, show_too_late


@member
@require_http_methods(["GET", "POST"])
@repeatable
def add(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """A reporter adds a file or a link to the draft, or uses an earlier piece again."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.DRAFT_UPDATE, found)
    if closed := draft_to_write(found, request.user).closed:
        return _closed(request, found, closed)
    if request.method == "GET":
        return _page(request, found, *_forms(request, found))
    again = "again" in request.POST
    form, earlier = _forms(request, found, again=again)
    posted = earlier if again else form
    if not posted.is_valid():
        return _page(request, found, form, earlier)
    try:
        where = once(request, posted, lambda key: _add(request, found, posted, key, again=again))
    except TooLate as error:
        return _closed(request, found, error)
    except Refused as error:
        show_refusal(posted, error)
        return _page(request, found, form, earlier)
    messages.success(request, _("The evidence was added."))
    return redirect(where)


def _closed(request: HttpRequest, found: FollowUp, error: Refused) -> HttpResponse:
    if request.method == "POST":
        return show_too_late(request, found, error, EvidenceForm(request.POST))
    messages.error(request, say(error))
    return redirect(found)


def _add(request: HttpRequest, found: FollowUp, form, key: str, *, again: bool) -> str:
    typed = form.cleaned_data
    if again:
        evidence.attach(follow_up=found, evidence=typed["evidence"], by=request.user, form_key=key)
    else:
        evidence.add(follow_up=found, proof=_proof(typed), by=request.user, form_key=key)
    if "another" in request.POST:
        return reverse("evidence_add", args=found.address)
    return reverse("update_edit", args=found.address) + "#evidence"


def _proof(typed: dict) -> evidence.Proof:
    file = typed["file"]
    typed = {name: value for name, value in typed.items() if name not in ("form_key", "file")}
    if file is None:
        return evidence.Proof(**typed)
    check_size(file.size, settings.EVIDENCE_MAX_BYTES)  # before it is read into memory
    return evidence.Proof(**typed, content=file.read(), file_name=file.name)


def _forms(request: HttpRequest, found: FollowUp, *, again: bool = False):
    data = request.POST if request.method == "POST" else None
    start = {"form_key": tokens.new_key(request.user)}
    form = EvidenceForm(None if again else data, None if again else request.FILES or None, initial=start)
    earlier = EarlierEvidenceForm(
        data if again else None, initial=start, party=found.party, user=request.user, auto_id="id_earlier_%s"
    )
    return form, earlier


def _page(request: HttpRequest, found: FollowUp, form: EvidenceForm, earlier: EarlierEvidenceForm) -> HttpResponse:
    has_earlier = earlier.fields["evidence"].queryset.exists()
    context = {
        "follow_up": found,
        "crumbs": trails.from_answer(found),
        "form": form,
        "earlier": earlier,
        "has_earlier": has_earlier,
    }
    return render(request, "evidence/add.html", context)


@member
@require_GET
def file(request: HttpRequest, key) -> HttpResponse:
    """The file as an attachment, never shown by the browser itself."""
    version = get_object_or_404(
        EvidenceVersion.objects.exclude(file=""), key=key, evidence__in=readable_evidence(request.user)
    )
    name = version.file_name or f"evidence.{ENDINGS[version.media_type]}"
    response = FileResponse(version.file.open("rb"), as_attachment=True, filename=name, content_type=version.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
