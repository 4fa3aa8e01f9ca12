"""What every view that writes shares: once per form, a refusal beside its field, and nothing typed is lost."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, Textarea, TextInput, URLInput
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from recommendations.actions import tokens
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms import refusals
from recommendations.models import FollowUp
from recommendations.views import trails

View = Callable[..., HttpResponse]
say = refusals.say


def once(request: HttpRequest, form: BaseForm, act: Callable[[str], str]) -> str:
    """Do `act` (given the form's key, it returns where to go) once for this very post; the same post again
    gets the same answer. Errors: those of `act`, and Refused for a form that is not this person's.
    """
    try:
        key = tokens.read_key(request.user, form.cleaned_data["form_key"])
    except Refused:
        renew(form, form_key=tokens.new_key(request.user))
        raise
    return tokens.once(user=request.user, key=key, body_digest=_digest(request), act=lambda: act(key))


def repeatable(view: View) -> View:
    """A post that went through before gets the same answer, though it would be refused by now."""

    @wraps(view)
    def answered(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except (Http404, PermissionDenied):
            if where := _led_to(request):
                return redirect(where)
            raise
        return redirect(where) if response.status_code != 302 and (where := _led_to(request)) else response

    return answered


def _led_to(request: HttpRequest) -> str | None:
    if request.method != "POST":
        return None
    try:
        key = tokens.read_key(request.user, request.POST.get("form_key", ""))
    except Refused:
        return None
    return tokens.earlier(user=request.user, key=key, body_digest=_digest(request))


def _digest(request: HttpRequest) -> str:
    body = {name: request.POST.getlist(name) for name in request.POST}
    files = ((name, file.chunks()) for name in request.FILES for file in request.FILES.getlist(name))
    digest = tokens.digest(body | {"": [request.path]}, files)
    for name in request.FILES:
        for file in request.FILES.getlist(name):
            file.seek(0)
    return digest


def renew(form: BaseForm, **values: object) -> None:
    """Let a bound form go on from these hidden values: the page around it shows what they stand for."""
    form.data = form.data.copy()
    for name, value in values.items():
        form.data[form.add_prefix(name)] = str(value)


def show_refusal(form: BaseForm, error: Refused) -> None:
    """Put the refusal beside the field it belongs to, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, say(error))


def status_of(error: Refused) -> int:
    """409 where the world has moved on since the page was opened; else the page comes again as a page."""
    return 409 if isinstance(error, (Conflict, TooLate)) else 200


def show_too_late(request: HttpRequest, follow_up: FollowUp, error: Refused, *forms: BaseForm) -> HttpResponse:
    """It can no longer be saved here. What was typed is shown, to be copied."""
    crumbs = [trails.alone(follow_up)]
    context = {"follow_up": follow_up, "reason": say(error), "typed": _typed(forms), "crumbs": crumbs}
    return render(request, "updates/too_late.html", context, status=409)


def _typed(forms: tuple[BaseForm, ...]) -> list[tuple[str, str]]:
    fields = [field for form in forms for field in form.visible_fields()]
    free = [field for field in fields if isinstance(field.field.widget, (Textarea, TextInput, URLInput))]
    return [(field.label, field.value()) for field in free if field.value()]
