"""Adding evidence to an answer, and the files themselves, given only to those who may see them."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import evidence, previews, tokens
from recommendations.actions.evidence_files import Proof
from recommendations.errors import Refused, TooLate
from recommendations.forms.evidence import SHOWN_AT_MOST, EarlierEvidenceForm, EvidenceForm
from recommendations.models import EvidenceVersion, FollowUp, User
from recommendations.parsing.file_names import name_of
from recommendations.parsing.media import check_size
from recommendations.permissions import readable_evidence, readable_versions
from recommendations.queries.evidence import earlier, room
from recommendations.queries.writing import draft_to_write
from recommendations.reading.places import Busy
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.writing import once, repeatable, say, show_refusal, show_too_late

# From more earlier pieces on, words narrow the list.
FEW = 12


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
        return show_too_late(request, found, error, EvidenceForm(request.POST, room=room(request.user, found.party)))
    messages.error(request, say(error))
    return redirect(found)


def _add(request: HttpRequest, found: FollowUp, form, key: str, *, again: bool) -> str:
    typed = form.cleaned_data
    if again:
        evidence.attach(follow_up=found, evidence=typed["evidence"], by=request.user, form_key=key)
    else:
        evidence.add(follow_up=found, proof=proof_of(typed), by=request.user, form_key=key)
    if "another" in request.POST:
        return reverse("evidence_add", args=found.address)
    return reverse("update_edit", args=found.address) + "#evidence"


def proof_of(typed: dict) -> Proof:
    """What the cleaned fields of a form with a file or a link give."""
    file = typed["file"]
    typed = {name: value for name, value in typed.items() if name not in ("form_key", "file")}
    if file is None:
        return Proof(**typed)
    check_size(file.size, settings.EVIDENCE_MAX_BYTES)  # before it is read into memory
    return Proof(**typed, content=file.read(), file_name=file.name)


def _forms(request: HttpRequest, found: FollowUp, *, again: bool = False):
    data = request.POST if request.method == "POST" else None
    start = {"form_key": tokens.new_key(request.user)}
    files = None if again else request.FILES or None
    form = EvidenceForm(None if again else data, files, initial=start, room=room(request.user, found.party))
    words = "" if again else request.GET.get("q", "")
    pieces = earlier(request.user, found.party, words)
    return form, EarlierEvidenceForm(data if again else None, initial=start, pieces=pieces, auto_id="id_earlier_%s")


def _page(request: HttpRequest, found: FollowUp, form: EvidenceForm, again: EarlierEvidenceForm) -> HttpResponse:
    pieces = again.fields["evidence"].queryset
    total = pieces.count()
    if not again.is_bound:
        again.fields["evidence"].queryset = pieces[:SHOWN_AT_MOST]
    words = request.GET.get("q", "")
    context = {
        "follow_up": found,
        "crumbs": trails.from_answer(found),
        "form": form,
        "earlier": again,
        "words": words,
        "total": total,
        "shown": min(total, SHOWN_AT_MOST),
        "offers_search": bool(words) or total > FEW,
    }
    return render(request, "evidence/add.html", context)


def open_version(user: User, key) -> EvidenceVersion:
    """The version with a file at this address, for whoever may open its piece; 404 for everybody else.

    Who is not of the party opens what an answer that they read rests on, not what came before or after it.
    """
    found = EvidenceVersion.objects.exclude(file="").filter(key=key, evidence__in=readable_evidence(user))
    return get_object_or_404(found.filter(readable_versions(user)))


@member
@require_GET
def file(request: HttpRequest, key) -> HttpResponse:
    """The file as an attachment, never shown by the browser itself."""
    version = open_version(request.user, key)
    name = name_of(version.file_name, version.media_type, otherwise="evidence")
    response = FileResponse(version.file.open("rb"), as_attachment=True, filename=name, content_type=version.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@member
@require_GET
def picture(request: HttpRequest, key) -> HttpResponse:
    """The first page of a file as a picture made here: nothing of the file itself reaches the browser."""
    try:
        drawn = previews.picture_of(open_version(request.user, key))
    except Busy as error:
        return HttpResponse(say(error), status=503, headers={"Retry-After": 10}, content_type="text/plain")
    if drawn is None:
        raise Http404
    response = FileResponse(drawn, content_type="image/png")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
