"""What every view that writes shares: once per form, and a refusal said beside its field."""

from collections.abc import Callable

from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext

from recommendations.actions import tokens
from recommendations.errors import Refused


def once(request: HttpRequest, form: BaseForm, act: Callable[[str], str]) -> str:
    """Do `act` (given the form's key, it returns where to go) once for this very post; the same post again
    gets the same answer. Errors: those of `act`, and Refused for a form that is not this person's.
    """
    key = tokens.read_key(request.user, form.cleaned_data["form_key"])
    body = {name: request.POST.getlist(name) for name in request.POST}
    files = [(name, _content(file)) for name, file in request.FILES.items()]
    digest = tokens.digest(body | {"": [request.path]}, files)
    return tokens.once(user=request.user, key=key, body_digest=digest, act=lambda: act(key))


def _content(file) -> bytes:
    content = file.read()
    file.seek(0)
    return content


def say(error: Refused) -> str:
    """The refusal in the reader's language."""
    sentence = gettext(error.sentence)
    return sentence % error.params if error.params else sentence


def show_refusal(form: BaseForm, error: Refused) -> None:
    """Put the refusal beside the field it belongs to, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, say(error))
