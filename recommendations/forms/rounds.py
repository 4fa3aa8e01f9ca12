"""What a reviewer says about a round."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import INCOMPLETE, DayField, Key, OwnFields, Seen, line, passage
from recommendations.forms.ticks import Ticks
from recommendations.models import Document, Party

NOT_IN_LIST = dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), _("Choose from the list."))
DUE = _("The end of this day on each country’s own clock. For example 30/09/2026.")


class RoundFields(forms.Form):
    """Name, day, documents and countries."""

    form_key = Key()
    name = line(_("Name"), longest=150, required=True, help_text=_("For example: Before the 19th forum."))
    due_on = DayField(label=_("Answers due on"), help_text=DUE, error_messages={"required": _("Choose a day.")})
    documents = OwnFields(
        label=_("Documents"), queryset=Document.objects.none(), widget=Ticks,
        error_messages=NOT_IN_LIST | {"required": _("Tick at least one document.")},
    )  # fmt: skip
    parties = OwnFields(
        label=_("Countries"), queryset=Party.objects.none(), widget=Ticks,
        error_messages=NOT_IN_LIST | {"required": _("Tick at least one country.")},
    )  # fmt: skip

    def __init__(self, *args, documents, parties, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["documents"].queryset = documents
        self.fields["documents"].label_from_instance = lambda each: f"{each.code} · {each.meeting}"
        self.fields["parties"].queryset = parties


class RoundForm(RoundFields):
    """A new round."""

    opens_on = DayField(label=_("Opens on"), error_messages={"required": _("Choose a day.")})
    is_over = forms.BooleanField(
        label=_("It is a round of the past"),
        required=False,
        help_text=_("Tick it to bring in what countries answered before. Nobody is asked again, and no mail goes out."),
    )
    field_order = ("form_key", "name", "opens_on", "due_on", "is_over", "documents", "parties")


class RoundChangeForm(RoundFields):
    """A round that is open: who and what is in it stays in it."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, label in (("documents", _("Further documents")), ("parties", _("Countries that join"))):
            field = self.fields[name]
            field.required = False
            field.label = label
            if not field.queryset.exists():
                del self.fields[name]


class RoundCloseForm(forms.Form):
    form_key = Key()
    seen = Seen()


class RoundReopenForm(forms.Form):
    form_key = Key()
    reason = passage(
        _("Why is it opened again?"), rows=3, required=True, help_text=_("Everybody who reads this round reads it.")
    )
    due_on = DayField(label=_("Answers due on"), help_text=DUE, error_messages={"required": _("Choose a day.")})


class RoundAssessmentsForm(forms.Form):
    form_key = Key()
    ready = forms.BooleanField(
        label=_("These assessments may be read by everybody with a role on this site, and go into reports"),
        error_messages={"required": _("Tick this if the assessments are ready. Publishing cannot be undone.")},
    )
