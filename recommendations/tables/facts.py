"""Names and values about one recommendation (components/summary_list.html)."""

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.queries.recommendations import Label, TextPage


def facts(page: TextPage) -> list[dict[str, str]]:
    """Where it stands in print, its themes, who and whom it speaks of; rows without a value are left out."""
    text = page.recommendation
    rows = (
        (_("Sub-theme"), text.sub_theme.heading),
        (_("Label as printed"), text.label),
        (_("Themes"), _links(page.themes, "theme")),
        (_("Addressed to"), _links(page.addressees, "addressed")),
        (_("People it names"), _links(page.target_groups, "")),
    )
    return [{"label": label, "value": value, "url": "", "action": ""} for label, value in rows if value]


def _links(labels: list[Label], name: str) -> SafeString:
    return format_html_join("", "{}", ((_label(label, name),) for label in labels))


def _address(label: Label, name: str) -> str:
    """A theme has its page; others lead to their list."""
    if name == "theme":
        return reverse("theme", args=[label.value])
    return f"{reverse('recommendation_list')}?{name}={label.value}"


def _label(label: Label, name: str) -> SafeString:
    """A suggestion says so in words, and its mark is open; one that a person confirmed stands plain."""
    words = _("%(name)s (main)") % {"name": label.name} if label.is_main else label.name
    shown = format_html('<a href="{}">{}</a>', _address(label, name), words)
    if label.confirmed:
        return format_html('<div class="app-placing">{}</div>', shown if name else words)
    hint = _("suggested, not yet confirmed")
    return format_html(
        '<div class="app-placing app-placing--suggested">{} <span class="app-quiet">{}</span></div>',
        shown if name else words,
        hint,
    )
