"""Many tick boxes, written by one function: fifty of them through templates cost more than their page's queries."""

from django.forms import CheckboxSelectMultiple
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class Ticks(CheckboxSelectMultiple):
    """Small tick boxes with their labels; the field's own template brings the legend and the error."""

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        ticked = {str(each) for each in value or ()}
        start = (attrs or {}).get("id") or f"id_{name}"
        rows = (
            (f"{start}_{at}", name, each, SafeString(" checked") if str(each) in ticked else "", label)
            for at, (each, label) in enumerate(self.choices)
        )
        return format_html(
            '<div class="govuk-checkboxes govuk-checkboxes--small">{}</div>', format_html_join("", _TICK, rows)
        )


_TICK = (
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{0}" name="{1}"'
    ' value="{2}"{3}><label class="govuk-label govuk-checkboxes__label" for="{0}">{4}</label></div>'
)
