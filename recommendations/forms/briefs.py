"""What a brief is about, as its address says it."""

import datetime
import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import DayField
from recommendations.forms.ticks import Ticks
from recommendations.queries.brief import BriefScope
from recommendations.queries.vocabulary import Offer, vocabulary

YEAR = re.compile(r"\s*(\d{4})\s*")
SINCE = _("A day or a year. For example 2020, or 30/09/2020.")


class DayOrYear(DayField):
    """A year alone is its first day, or its last."""

    def __init__(self, *, last: bool, **options: Any) -> None:
        self.last = last
        super().__init__(help_text=SINCE, required=False, **options)

    def to_python(self, value: Any) -> datetime.date | None:
        typed = YEAR.fullmatch(value) if isinstance(value, str) else None
        if typed and int(typed[1]):
            day = datetime.date(int(typed[1]), *((12, 31) if self.last else (1, 1)))
            value = day.isoformat()
        return super().to_python(value)


class Several(forms.MultipleChoiceField):
    """Ticks with the names that stand in addresses."""

    widget = Ticks
    default_error_messages = dict.fromkeys(
        ("invalid_choice",), _("“%(value)s” is not in this list. Choose from the list, or nothing.")
    )

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, required=False)
        self.template_name = "recommendations/ticks.html"


class BriefForm(forms.Form):
    """All of it stands in the address, which can be kept."""

    theme = Several(_("Themes"))
    since = DayOrYear(label=_("Something was done since"), last=False)
    until = DayOrYear(label=_("Something was done until"), last=True)
    country = Several(_("Countries"))
    suggested = forms.BooleanField(
        label=_("Also texts that stand under a theme by a suggestion"),
        help_text=_("Nobody has confirmed these yet. They are marked."),
        required=False,
    )

    undated = forms.BooleanField(
        label=_("Only activities without a day"),
        help_text=_("Whatever days are chosen above."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offers: dict[str, tuple[Offer, ...]] = vocabulary()
        for name in ("theme", "country"):
            self.fields[name].choices = [(offer.value, offer.label) for offer in self.offers[name]]

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day comes before the first. Choose a later one."))
        return chosen

    @property
    def scope(self) -> BriefScope:
        """What was chosen; only after is_valid()."""
        given = self.cleaned_data
        days = {} if given["undated"] else {"since": given["since"], "until": given["until"]}
        return BriefScope(
            themes=self._offers("theme"),
            countries=self._offers("country"),
            **days,
            suggested=given["suggested"],
            undated=given["undated"],
        )

    @property
    def query(self) -> str:
        return self.scope.query

    def _offers(self, name: str) -> tuple[Offer, ...]:
        return tuple(offer for offer in self.offers[name] if offer.value in self.cleaned_data[name])
