"""Uploading filled Excel files, and saying what is done with them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Key
from recommendations.forms.replies import SourceForm


class Files(forms.ClearableFileInput):
    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class FilesField(forms.FileField):
    """One or several files."""

    widget = Files
    default_error_messages = dict.fromkeys(
        ("required", "invalid", "missing"), _("Choose the Excel file that you filled in.")
    )

    def clean(self, data, initial=None):
        given = data if isinstance(data, (list, tuple)) else [data]
        return [super(FilesField, self).clean(each, initial) for each in given]


class UploadForm(forms.Form):
    form_key = Key()
    files = FilesField(  # type: ignore[assignment] # a field, no attribute
        label=_("Filled Excel file"),
        allow_empty_file=True,
        max_length=500,
        help_text=_(
            "The file that you downloaded here and filled in (.xlsx, at most 10 MB). "
            "You may choose several: those of your agencies are put together."
        ),
    )


class ReplySheetForm(SourceForm):
    """What a country answered in Excel, with the letter that it came in."""

    form_key = Key()
    files = FilesField(  # type: ignore[assignment] # a field, no attribute
        label=_("Filled Excel file"),
        allow_empty_file=True,
        max_length=500,
        help_text=_("The file that was downloaded here and filled in (.xlsx, at most 10 MB). You may choose several."),
    )
    field_order = ["files"]


class ConfirmForm(forms.Form):
    """`seen` stands for what the page showed; the disputes' radios are read by their keys."""

    form_key = Key()
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    then = forms.CharField(required=False, max_length=20)
