"""One tick: the answer stands."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, Key


class ConfirmWordingForm(forms.Form):
    form_key = Key()
    seen_wording = Count()
    stands = forms.BooleanField(
        label=_("I have read the new text, and our answer is right for it too."),
        error_messages={"required": _("Tick this if your answer stands. If it does not, write a new update.")},
    )
