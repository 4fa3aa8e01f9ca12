"""django-allauth's forms in our words: one word for an address, no capitals in a label, one sentence for a fault."""

from collections.abc import Callable, Iterable

from allauth.account import forms
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm as ActivateTOTP
from django.core.exceptions import ValidationError
from django.forms import EmailField, Field
from django.utils.translation import gettext_lazy as _

LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "oldpassword": _("Your password until now"),
    "password1": _("New password"),
    "password2": _("New password once more"),
}
SENTENCES = {
    "required": _("Fill in this field."),
    "null_characters_not_allowed": _("Type this again: it holds a sign that no keyboard has."),
}
ADDRESS = _("Write the whole e-mail address, for example name@example.org.")


class InOurWords:
    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            speak(field)


def speak(field: Field) -> None:
    """Whatever is wrong with an address is told in one sentence, not once for each rule that it breaks."""
    field.error_messages |= SENTENCES
    if isinstance(field, EmailField):
        field.validators = [whole(field.validators)]


def whole(rules: Iterable[Callable[[str], None]]) -> Callable[[str], None]:
    def check(value: str) -> None:
        try:
            for rule in rules:
                rule(value)
        except ValidationError as error:
            raise ValidationError(ADDRESS) from error

    return check


class LoginForm(InOurWords, forms.LoginForm):
    pass


class ReauthenticateForm(InOurWords, forms.ReauthenticateForm):
    pass


class AddEmailForm(InOurWords, forms.AddEmailForm):
    pass


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):
    pass


class SetPasswordForm(InOurWords, forms.SetPasswordForm):
    pass


class ResetPasswordForm(InOurWords, forms.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(InOurWords, forms.ResetPasswordKeyForm):
    pass


class AuthenticateForm(InOurWords, codes.AuthenticateForm):
    pass


class ReauthenticateByCodeForm(InOurWords, codes.ReauthenticateForm):
    pass


class ActivateTOTPForm(InOurWords, ActivateTOTP):
    pass
