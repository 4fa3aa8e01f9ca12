"""Two texts side by side: the words that only one has, or the words that both share."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

ONLY_HERE = "only"


@register.simple_tag
def marked(pieces, language: str) -> SafeString:
    """A text in pieces (each .kind and .text): "only" stands in no other, "shared" in both."""
    hidden = format_html('<span class="govuk-visually-hidden">{} </span>', _("only here:"))
    words = ((_piece(piece, hidden),) for piece in pieces)
    return format_html(
        '<div class="app-passage app-changes" lang="{}"><p>{}</p></div>', language, format_html_join("", "{}", words)
    )


def _piece(piece, hidden: SafeString) -> SafeString | str:
    if piece.kind == "shared":
        return format_html("<strong>{}</strong>", piece.text)
    lines = format_html_join(SafeString("<br>"), "{}", ((each,) for each in piece.text.split("\n")))
    return format_html("<ins>{}{}</ins>", hidden, lines) if piece.kind == ONLY_HERE else lines
