"""What the team writes into a round's paper, and the Word file it puts in place."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, Key, line, passage


class PaperTextForm(forms.Form):
    form_key = Key()
    seen_version = Count()
    text = passage(
        _("Text"),
        rows=14,
        help_text=_("Each line is a paragraph. The figures and answers are added below it."),
    )


class PracticeForm(forms.Form):
    form_key = Key()
    title = line(_("Title"), longest=150, required=True, help_text=_("For example: A help desk at the border."))
    text = passage(_("Why it is good practice"), rows=6, required=True)


class PracticeDropForm(forms.Form):
    form_key = Key()


class WordBaseForm(forms.Form):
    """A file, or the wish to go back to our own."""

    form_key = Key()
    file = forms.FileField(
        label=_("Word file (.docx)"),
        required=False,
        widget=forms.FileInput,
        help_text=_("Its fonts, its header and footer, its logo are used. Whatever stands on its pages is left out."),
        error_messages={"empty": _("This file is empty."), "max_length": _("Give the file a shorter name.")},
    )
