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
from recommendations.text import shortened
from recommendations.views.access import keep, member

# Pages that fill in their own form again from what was kept.
REFILLED = ("update_edit",)
# How much of a text names it.
NAME = 80


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
    """By what a person knows it again: the reference in its address, or else the beginning of what they typed."""
    try:
        reference = resolve(found.path).kwargs.get("reference")
    except Resolver404:
        reference = None
    typed = max((str(text) for _label, text in told(_route(found), found.body)), key=len, default="")
    return reference or shortened(typed, NAME) or found.path
