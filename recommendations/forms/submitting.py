"""What is ticked on the check page: many answers, each with the version that was read."""

from django import forms

from recommendations.forms.approvals import Marks
from recommendations.forms.fields import INCOMPLETE, Key


class SendForm(forms.Form):
    form_key = Key()
    move = forms.ChoiceField(
        choices=[("ask_approval", ""), ("submit", "")],
        error_messages=dict.fromkeys(("required", "invalid_choice"), INCOMPLETE),
        widget=forms.HiddenInput,
    )
    rows = Marks(required=True)
