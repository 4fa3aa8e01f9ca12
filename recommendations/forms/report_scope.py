"""What a progress report is to be about, as chosen on the page or given to the command."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import DayField
from recommendations.models import Forum, Party, Round, Theme
from recommendations.queries.picture import seal_of
from recommendations.queries.progress import Scope

# A seal's number, as both databases take it.
_FITS_A_SEAL = re.compile(r"[0-9]{1,4}", re.ASCII).fullmatch


class Named(forms.ModelChoiceField):
    """A row by its name in addresses: LA, 13, access-to-justice."""

    def __init__(self, model: Any, name: str, *, missing: str, **options: Any) -> None:
        messages = {"invalid_choice": missing}
        super().__init__(model.objects.all(), to_field_name=name, required=False, error_messages=messages, **options)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str) and "\0" in value:
            raise ValidationError(self.error_messages["invalid_choice"], params={"value": "?"})
        return super().to_python(value)


class ScopeForm(forms.Form):
    country = Named(
        Party,
        "code",
        missing=_("There is no country or body with the code “%(value)s”."),
        label=_("Country"),
        empty_label=_("All countries"),
    )
    forum = Named(
        Forum,
        "number",
        missing=_("There is no forum with the number “%(value)s”."),
        label=_("Forum"),
        empty_label=_("All forums"),
    )
    theme = Named(
        Theme,
        "slug",
        missing=_("There is no theme with the short name “%(value)s”."),
        label=_("Theme"),
        empty_label=_("All themes"),
    )
    since = DayField(label=_("Something was done since"), required=False)
    until = DayField(label=_("Something was done until"), required=False)
    round = Named(
        Round,
        "pk",
        missing=_("There is no round with the number “%(value)s”."),
        label=_("Round"),
        empty_label=_("In and outside rounds"),
    )
    # Of a round that was opened again: one of its seals, chosen on the round's page.
    seal = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        chosen["seal"] = self._seal(chosen)
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and since > until:
            raise ValidationError(_("The last day comes before the first. Choose a later one."))
        return chosen

    def _seal(self, chosen: dict[str, Any]) -> int | None:
        number, found = chosen.get("seal"), chosen.get("round")
        if not number:
            return None
        if not found or not _FITS_A_SEAL(number) or seal_of(found, int(number)) is None:
            raise ValidationError(_("There is no such seal of this round."))
        return int(number)

    @property
    def scope(self) -> Scope:
        """What was chosen; only after is_valid()."""
        return Scope(**{name: value or None for name, value in self.cleaned_data.items()})

    @property
    def query(self) -> str:
        """The same choice as a query, nothing empty in it."""
        chosen = {name: self.data.get(name) for name, value in self.cleaned_data.items() if value}
        return urlencode(chosen)

    @property
    def refusal(self) -> str:
        """All that is wrong, in one line, for whoever has no page to show it on."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)
