"""Why each of many recommendations is not pursued: radios for each row, written by one function."""

import re
from collections.abc import Iterable
from itertools import groupby

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import BULK_REASONS
from recommendations.forms.bulk import MOVED_ON, VALUE, label, value
from recommendations.forms.fields import ChoiceField, Key
from recommendations.models import FollowUp

NAME = re.compile(rf"reason-({VALUE.pattern})")
CHOICES: tuple[tuple[str, str | Promise], ...] = (
    ("", gettext_lazy("Leave it in my tasks")),
    *((each.value, each.label) for each in BULK_REASONS),
)


def name_of(row: FollowUp) -> str:
    """The field of a row: its id and that of its newest update stand in the name."""
    return f"reason-{value(row)}"


def ids_named(names: Iterable[str]) -> list[int]:
    """The rows that the fields of a post speak of; what is none is left out."""
    return [int(found[2]) for each in names if (found := NAME.fullmatch(each))]


class ReasonsForm(forms.Form):
    """`rows`: the follow-ups that may take the step, with `newest`; `reason`: what is chosen for all at first."""

    form_key = Key()

    def __init__(self, *args, rows: Iterable[FollowUp], reason: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_name = {name_of(row): row for row in rows}
        reason = reason if reason in BULK_REASONS else ""
        for name, row in self.by_name.items():
            self.fields[name] = ChoiceField(
                label=row.recommendation.reference, choices=CHOICES, required=False, initial=reason,
                widget=forms.RadioSelect,
            )  # fmt: skip

    @property
    def has_moved_on(self) -> bool:
        """Whether a reason was chosen for a row that is not what it was."""
        named = (each for each in self.data if NAME.fullmatch(each) and self.data[each])
        return any(each not in self.by_name for each in named)

    def clean(self) -> dict:
        typed = super().clean() or {}
        if self.has_moved_on:
            self.add_error(None, MOVED_ON)
        elif not self.errors and not self.chosen():
            self.add_error(None, _("Choose a reason for at least one recommendation."))
        return typed

    def chosen(self) -> list[tuple[FollowUp, str]]:
        """The rows for which a reason is chosen, with it."""
        return [(row, reason) for name, row in self.by_name.items() if (reason := self.cleaned_data.get(name))]

    def each(self) -> SafeString:
        """The rows under their main themes."""
        by_theme = groupby(self.by_name.items(), key=lambda one: one[1].theme_name)
        parts = ((theme or _("No theme yet"), self._rows(found)) for theme, found in by_theme)
        return format_html_join("", '<h2 class="govuk-heading-s">{}</h2>{}', parts)

    def _rows(self, found: Iterable[tuple[str, FollowUp]]) -> SafeString:
        return format_html_join("", "{}", ((self._row(name, row),) for name, row in found))

    def _row(self, name: str, row: FollowUp) -> SafeString:
        now, start = str(self[name].value() or ""), self[name].auto_id
        radios = (
            (f"{start}_{at}", name, each, SafeString(" checked") if each == now else "", words)
            for at, (each, words) in enumerate(CHOICES)
        )
        wrong = " ".join(self[name].errors)
        error = format_html(_ERROR, start, _("Error:"), wrong) if wrong else ""
        described = format_html(' aria-describedby="{}_error"', start) if wrong else ""
        return format_html(_ROW, described, label(row, whole=True), error, format_html_join("", _RADIO, radios))


_ROW = (
    '<fieldset class="govuk-fieldset app-choice"{}><legend class="govuk-fieldset__legend">{}</legend>{}'
    '<div class="govuk-radios govuk-radios--small govuk-radios--inline">{}</div></fieldset>\n'
)
_RADIO = (
    '<div class="govuk-radios__item"><input class="govuk-radios__input" type="radio" id="{0}" name="{1}"'
    ' value="{2}"{3}><label class="govuk-label govuk-radios__label" for="{0}">{4}</label></div>'
)
_ERROR = '<p class="govuk-error-message" id="{}_error"><span class="govuk-visually-hidden">{}</span> {}</p>'
