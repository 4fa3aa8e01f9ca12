"""What an organization's people type as its own view, and what the secretariat says when it hides one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Language
from recommendations.forms.fields import ChoiceField, Key, OwnField, passage


class StatementForm(forms.Form):
    """The statement, whose it is, and of which country or the region."""

    form_key = Key()
    organization = OwnField(
        label=_("Organization"),
        queryset=None,
        empty_label=None,
        error_messages={
            "required": _("Choose the organization that says it."),
            "invalid_choice": _("Choose your own."),
        },
    )
    party = OwnField(
        label=_("It speaks of"),
        queryset=None,
        required=False,
        empty_label=_("The region"),
        error_messages={"invalid_choice": _("Choose a country from the list.")},
    )
    text = passage(
        _("Statement"),
        rows=8,
        required=True,
        help_text=_(
            "What your organization sees: what has changed, what has not, and for whom. Everybody here reads it."
        ),
    )
    language = ChoiceField(label=_("Written in"), choices=Language.choices, initial="en")

    def __init__(self, *args, organizations, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = organizations
        self.fields["party"].queryset = places


class HideForm(forms.Form):
    """Why a statement is hidden."""

    form_key = Key()
    reason = passage(
        _("Why is it hidden?"),
        rows=3,
        required=True,
        help_text=_("The organization that wrote it reads this. Nobody else sees the statement any more."),
    )


class SureForm(forms.Form):
    """One button, and nothing to type."""

    form_key = Key()
