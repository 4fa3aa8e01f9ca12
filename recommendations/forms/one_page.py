"""Whose page, and what stands on it, as its address says."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.forms.report_scope import Named
from recommendations.models import Party
from recommendations.queries.one_page import Picked

THREE = 3
NUMBER = re.compile(r"[0-9]{1,15}")
REFERENCE = re.compile(r"[A-Za-z0-9-]{1,60}")


class OnePageForm(forms.Form):
    """Keys that stand for nothing (any more) are passed over: an address may be older than its data."""

    country = Named(
        Party,
        "code",
        missing=_("There is no country or body with the code “%(value)s”."),
        label=_("Country"),
        empty_label=_("Choose a country"),
    )

    def clean(self) -> dict[str, Any]:
        chosen = super().clean() or {}
        if any(len(self._keys(name)) > THREE for name in ("done", "open", "said")):
            raise ValidationError(_("Choose three of each at most, so that all of it stands on one page."))
        return chosen

    @property
    def picked(self) -> Picked:
        """What was ticked; only after is_valid()."""
        return Picked(
            done=tuple(int(key) for key in self._keys("done") if NUMBER.fullmatch(key)),
            open=tuple(key for key in self._keys("open") if REFERENCE.fullmatch(key)),
            said=tuple(int(key) for key in self._keys("said") if NUMBER.fullmatch(key)),
        )

    def _keys(self, name: str) -> list[str]:
        return list(dict.fromkeys(self.data.getlist(name))) if hasattr(self.data, "getlist") else []
