"""What a person typed when their session had ended is offered back to them, and to nobody else."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import kept, tokens
from recommendations.forms.kept import told
from recommendations.models import KeptText
from recommendations.views.access import keep, member

# Pages that fill in their own form again from what was kept.
REFILLED = ("update_edit",)


@member
@require_GET
def kept_list(request: HttpRequest) -> HttpResponse:
    """After signing in again: what had not arrived."""
    found = list(KeptText.objects.fresh().filter(user=request.user))
    return render(request, "kept/list.html", {"rows": [(each, _name(each)) for each in found]})


@member
@require_http_methods(["GET", "POST"])
def kept_text(request: HttpRequest, pk: int) -> HttpResponse:
    """One of them in its form; a POST throws it away. Nothing is ever sent on by itself."""
    found = get_object_or_404(KeptText.objects.fresh(), pk=pk, user=request.user)
    if request.method == "POST":
        kept.discard(kept=found, by=request.user)
        messages.success(request, _("It was thrown away."))
        return redirect("kept_texts")
    if _route(found) in REFILLED:
        return redirect(f"{found.path}?kept={found.pk}")
    hidden = [(name, value) for name, values in found.body.items() for value in values if name != "form_key"]
    context = {
        "kept": found,
        "name": _name(found),
        "texts": told(_route(found), found.body),
        "hidden": hidden,
        "form_key": tokens.new_key(request.user),
    }
    return render(request, "kept/detail.html", context)


def refill(request: HttpRequest) -> QueryDict | None:
    """What was kept for this very page and person, as it was posted; None where the page does not ask for any."""
    if request.method != "GET" or "kept" not in request.GET:
        return None
    number = request.GET["kept"]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    found = get_object_or_404(KeptText.objects.fresh(), pk=int(number), user=request.user, path=request.path)
    data = QueryDict(mutable=True)
    for name, values in found.body.items():
        data.setlist(name, values)
    return data


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's cookie and its token do not fit: what was typed is kept, and nothing is done."""
    kept_url = reverse("kept_texts") if request.resolver_match and keep(request) else ""
    return render(request, "403_csrf.html", {"kept_url": kept_url}, status=403)


def _route(found: KeptText) -> str:
    try:
        return resolve(found.path).view_name
    except Resolver404:
        return ""


def _name(found: KeptText) -> str:
    """What the page is about, as far as its address says it: the reference of a recommendation."""
    try:
        return str(resolve(found.path).kwargs.get("reference") or found.path)
    except Resolver404:
        return found.path
