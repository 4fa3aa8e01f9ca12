"""What a reviewer asks to be changed in one field, beside that field: in the form, and where the answer is read."""

from typing import Protocol

from django import template
from django.forms import BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.templatetags.layout import passage

register = template.Library()


class Note(Protocol):
    """queries.said.Note."""

    def on(self, name: str) -> str: ...


@register.filter
def on(note: Note, name: str) -> str:
    """What is asked of one field (a ReviewField)."""
    return note.on(name)


@register.simple_tag
def asks(note: Note, name: str) -> SafeString:
    """The same as a block that the field's aria-describedby can name: "asks_next-steps"; nothing where nothing is."""
    return _block(name, note.on(name))


@register.simple_tag
def asks_beside(field: BoundField) -> SafeString:
    """The block of a form's field (forms.asking.AskingField)."""
    return _block(getattr(field, "asks_name", ""), getattr(field, "asks_beside", ""))


def _block(name: str, text: str) -> SafeString:
    if not text:
        return SafeString("")
    return format_html(
        '<div class="app-asks" id="asks_{}"><strong>{}</strong> {}</div>',
        name, _("The reviewers asked:"), passage(text),
    )  # fmt: skip
