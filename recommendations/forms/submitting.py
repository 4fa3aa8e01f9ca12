"""What is ticked on the check page: many answers, each with the version that was read."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.approvals import Marks
from recommendations.forms.fields import INCOMPLETE, Key


class SendForm(forms.Form):
    form_key = Key()
    move = forms.ChoiceField(
        choices=[("ask_approval", ""), ("submit", "")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), INCOMPLETE),
        widget=forms.HiddenInput,
    )
    rows = Marks()

    def clean_rows(self) -> list[tuple[int, int]]:
        if not self.cleaned_data["rows"]:
            raise forms.ValidationError(_("Tick at least one answer."))
        return self.cleaned_data["rows"]
