"""A typing error in a published text is mended, with a trace."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import tokens, wordings
from recommendations.errors import Conflict, Refused
from recommendations.forms.publishing import CorrectForm
from recommendations.models import Recommendation
from recommendations.views.access import secretariat
from recommendations.views.addresses import Link
from recommendations.views.trails import above_document
from recommendations.views.writing import once, renew, repeatable, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@secretariat
@repeatable
def correct(request: HttpRequest, reference: str) -> HttpResponse:
    """The secretariat mends what was typed or read wrongly; the sense stays."""
    found = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
    if request.method == "GET":
        return _page(request, found, CorrectForm(initial={"text": found.text} | _seen(request, found)))
    form = CorrectForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    try:
        where = once(request, form, lambda key: _correct(request, found, form))
    except Refused as error:
        show_refusal(form, error)
        now = get_object_or_404(Recommendation.objects.with_source(), reference=reference)
        if isinstance(error, Conflict):
            renew(form, **_seen(request, now))
        return _page(request, now, form, status=status_of(error))
    return redirect(where)


def _seen(request: HttpRequest, found: Recommendation) -> dict[str, object]:
    return {"form_key": tokens.new_key(request.user), "seen_wording": found.wording}


def _correct(request: HttpRequest, found: Recommendation, form: CorrectForm) -> str:
    typed = {name: form.cleaned_data[name] for name in ("text", "note", "seen_wording")}
    wordings.correct(recommendation=found, by=request.user, **typed)
    messages.success(request, _("The text is corrected. How it read before is kept."))
    return found.get_absolute_url()


def _page(request: HttpRequest, found: Recommendation, form: CorrectForm, *, status: int = 200) -> HttpResponse:
    crumbs = [*above_document(found.document), Link(found.reference, found.get_absolute_url())]
    context = {"text": found, "form": form, "crumbs": crumbs}
    return render(request, "publishing/correct.html", context, status=status)
