"""A name for the filters of a page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.choices import SavedPage
from recommendations.forms.fields import INCOMPLETE, Key, line

HIDDEN = dict.fromkeys(("required", "invalid_choice", "max_length", "null_characters_not_allowed"), INCOMPLETE)


class SaveViewForm(forms.Form):
    form_key = Key()
    page = forms.ChoiceField(choices=SavedPage.choices, widget=forms.HiddenInput, error_messages=HIDDEN)
    query = forms.CharField(max_length=1000, required=False, widget=forms.HiddenInput, error_messages=HIDDEN)
    name = line(
        _("Name"), longest=100, required=True, help_text=_("For example: Cambodia, waiting for more than 30 days.")
    )


class DeleteViewForm(forms.Form):
    form_key = Key()
