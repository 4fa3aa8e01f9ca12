"""Which report a person wants made as a file while they wait elsewhere."""

from django import forms

from recommendations.forms.fields import Key

# The format of a long paper of a round; what it is about says `forms.paper_taking`.
PAPER = "paper.xlsx"


class ReportFileForm(forms.Form):
    """`query` is the address of the report; what it may hold says `forms.report_scope`."""

    form_key = Key()
    fmt = forms.CharField(max_length=10, widget=forms.HiddenInput)
    query = forms.CharField(max_length=2_000, required=False, widget=forms.HiddenInput)
