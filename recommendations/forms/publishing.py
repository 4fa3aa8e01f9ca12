"""Publishing an import, taking it back, withdrawing a document, mending a text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, Key, OwnFields, passage
from recommendations.models import Party

NOT_IN_LIST = _("Choose from the list.")


class ConfirmForm(forms.Form):
    """One button, and nothing to type."""

    form_key = Key()


class PublishForm(forms.Form):
    """Who is asked."""

    form_key = Key()
    asked = OwnFields(
        label=_("Who is asked"),
        queryset=Party.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), NOT_IN_LIST),
    )

    def __init__(self, *args, offered, why: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["asked"].queryset = offered
        self.fields["asked"].help_text = why


class WithdrawForm(forms.Form):
    """Why a document is withdrawn."""

    form_key = Key()
    reason = passage(
        _("Why is it withdrawn?"),
        rows=3,
        required=True,
        help_text=_("Everybody who opens the document reads this."),
    )


class CorrectForm(forms.Form):
    """The text as it should have been from the beginning."""

    form_key = Key()
    seen_wording = Count()
    text = passage(
        _("The text, as printed"),
        rows=10,
        required=True,
        help_text=_("A blank line parts paragraphs; a line that begins with “- ” is a point of a list."),
    )
    note = passage(
        _("What was mended?"),
        rows=2,
        required=True,
        help_text=_("For example: “dekc” was read for “desk”. Everybody reads this."),
    )
