"""What the pages of one text, of all texts and of a missed one share."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.actions.extracts import Typed
from recommendations.actions.placed import Chosen
from recommendations.forms.imports import TextForm
from recommendations.models import DocumentImport
from recommendations.queries.imports import next_open
from recommendations.views.import_steps import extract_url

LISTS = (
    ("", gettext_lazy("All")),
    ("open", gettext_lazy("Not looked at")),
    ("doubts", gettext_lazy("With doubts")),
    ("left-out", gettext_lazy("Left out")),
)


def shown_list(request: HttpRequest) -> str:
    typed = request.GET.get("show", "")
    return typed if typed in dict(LISTS) else ""


def number(typed: str) -> int:
    return int(typed) if typed.isdecimal() and len(typed) < 15 else 0


def typed_in(form: TextForm) -> Typed:
    typed = Typed(**{name: form.cleaned_data[name] for name in ("text", "label", "sub_theme", "editor_note")})
    placing = getattr(form, "placing", None)
    return replace(typed, chosen=Chosen(**placing.chosen())) if placing and placing.is_bound else typed


def next_text(request: HttpRequest, found: DocumentImport, position: int) -> str:
    """The next text that nobody has looked at (of the list it was opened from), or what follows after the last."""
    show = shown_list(request)
    if show == "doubts" and (place := next_open(found, position, doubtful=True)) is not None:
        return extract_url(found, place, show)
    if (place := next_open(found, position)) is not None:
        return extract_url(found, place)
    messages.success(request, _("Every text has been looked at."))
    return reverse("import_check", args=[found.pk])
