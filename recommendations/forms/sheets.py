"""Uploading filled Excel files, and saying what is done with them."""

import datetime
from collections.abc import Sequence

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import DayField, Key
from recommendations.forms.replies import SourceForm
from recommendations.models import Organization


class Files(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several filled Excel files."""

    widget = Files
    default_error_messages = dict.fromkeys(
        ("required", "invalid", "missing"), _("Choose the Excel file that you filled in.")
    )

    def __init__(self, help_text: Promise) -> None:
        super().__init__(label=_("Filled Excel file"), allow_empty_file=True, max_length=500, help_text=help_text)

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given]


class UploadForm(forms.Form):
    form_key = Key()
    filled = FilesField(
        _(
            "The file that you downloaded here and filled in (.xlsx, at most 10 MB). "
            "You may choose several: those of your agencies are put together."
        )
    )


class ReplySheetForm(SourceForm):
    """What a country answered in Excel, with the letter that it came in."""

    form_key = Key()
    filled = FilesField(
        _("The file that was downloaded here and filled in (.xlsx, at most 10 MB). You may choose several.")
    )
    field_order = ["filled"]


class AgenciesForm(forms.Form):
    """Agencies filled in files: whether the answers say so of each, and the day of its letter."""

    def __init__(self, *args, agencies: Sequence[Organization], **kwargs) -> None:
        super().__init__(*args, prefix="agency", **kwargs)
        self.agencies = agencies
        for each in agencies:
            told, day = _("Information from %(agency)s"), _("Day of the letter of %(agency)s")
            self.fields[f"told_{each.pk}"] = forms.BooleanField(
                label=told % {"agency": each}, required=False, initial=True
            )
            self.fields[f"day_{each.pk}"] = DayField(label=day % {"agency": each}, required=False)

    @property
    def letters(self) -> dict[int, datetime.date | None]:
        """The agencies that are told, each with the day of its letter."""
        told, keys = self.cleaned_data, (each.pk for each in self.agencies)
        return {pk: told[f"day_{pk}"] for pk in keys if told[f"told_{pk}"]}


class ConfirmForm(forms.Form):
    """`seen` stands for what the page showed; the disputes' radios are read by their keys."""

    form_key = Key()
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    then = forms.CharField(required=False, max_length=20)
