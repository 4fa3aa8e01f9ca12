"""Form fields that clean what was typed and say in plain words what is wrong."""

import re

from django import forms
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations import text
from recommendations.forms.widgets import Day

LONGEST = 10_000
# A whole number that both databases take.
HIGHEST = 2**31 - 1
INCOMPLETE = _("This form did not arrive whole. Open the page again; what was saved is still there.")


class Key(forms.CharField):
    """The hidden key of a form. Nobody types it, so every fault of it has one sentence."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(("required", "max_length", "null_characters_not_allowed"), INCOMPLETE)

    def __init__(self) -> None:
        super().__init__(max_length=300)


class Count(forms.IntegerField):
    """A hidden number that says what the page showed: a version, or an update's id."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), INCOMPLETE)

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(min_value=0, max_value=HIGHEST, required=required)


class Words(forms.CharField):
    """Typed text as it is stored; only-invisible text is empty."""

    default_error_messages = {
        "required": _("Fill in this field."),
        "max_length": _("This text has %(show_value)s characters. Shorten it to %(limit_value)s."),
    }

    def to_python(self, value):
        return text.clean(super().to_python(value))

    def widget_attrs(self, widget):
        """Without a limit in the browser: it would cut what is pasted, and say nothing."""
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class OneLine(Words):
    """A line is one line, whatever a program sends: it stands in mails and headings, which it must not break."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split("\n"))


def passage(label: str, *, rows: int = 4, required: bool = False, help_text: str = "") -> Words:
    """A field for several lines of text."""
    return Words(
        label=label,
        required=required,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def line(label: str, *, longest: int, required: bool = False, help_text: str = "") -> Words:
    """A field for one line of text."""
    return OneLine(label=label, required=required, max_length=longest, help_text=help_text)


class DayField(forms.DateField):
    default_error_messages = {"invalid": _("Write the date as day/month/year, for example 30/09/2026.")}
    widget = Day

    def __init__(self, **kwargs):
        super().__init__(**{"help_text": _("For example 30/09/2026.")} | kwargs)

    def to_python(self, value):
        day = super().to_python(_cleaned(value))
        if day and not 1950 <= day.year <= 2100:
            raise ValidationError(_("The year must lie between 1950 and 2100."))
        return day


class Link(forms.URLField):
    default_error_messages = {
        "invalid": _("Write the whole address, for example https://www.example.org/report.pdf."),
        "null_characters_not_allowed": _("Write the whole address, for example https://www.example.org/report.pdf."),
        "max_length": _("This address has %(show_value)s characters. Shorten it to %(limit_value)s."),
    }

    def __init__(self, **options) -> None:
        super().__init__(max_length=500, assume_scheme="https", **options)

    def to_python(self, value):
        return super().to_python(_cleaned(value))


class Upload(forms.FileField):
    """A file that may be left out; whether one that came is of use, its action says."""

    widget = forms.FileInput
    default_error_messages = dict.fromkeys(("invalid", "missing"), _("The file did not arrive. Choose it again."))

    def __init__(self, **options) -> None:
        super().__init__(required=False, allow_empty_file=True, **options)


class Seen(forms.CharField):
    """A hidden mark of what the page showed; empty where there was nothing yet."""

    widget = forms.HiddenInput
    default_error_messages = dict.fromkeys(("max_length", "null_characters_not_allowed"), INCOMPLETE)

    def __init__(self) -> None:
        super().__init__(max_length=100, required=False)


class ChoiceField(forms.ChoiceField):
    default_error_messages = {"invalid_choice": _("Choose one of the answers in the list.")}


class OwnField(forms.ModelChoiceField):
    """One of the party's own rows; whatever belongs to another party is not in the list."""

    default_error_messages = {"invalid_choice": _("Choose one from your country’s list.")}

    def validate_no_null_characters(self, value):
        """Left to the look-up, whose sentence is ours."""


class OwnFields(forms.ModelMultipleChoiceField):
    default_error_messages = dict.fromkeys(
        ("invalid_choice", "invalid_pk_value", "invalid_list"),
        _("Choose from your country’s list."),
    )

    def _check_values(self, value):
        # Django asks the database `id IN (…)`, and a number beyond 64 bits is an error there, not an answer.
        if not all(re.fullmatch(r"[0-9]{1,18}", str(each)) for each in value):
            raise ValidationError(self.error_messages["invalid_pk_value"])
        return super()._check_values(value)


def _cleaned(value):
    return text.clean(value) if isinstance(value, str) else value
