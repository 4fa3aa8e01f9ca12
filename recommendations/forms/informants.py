"""The agencies that gave the information of an answer, with their letters."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import DayField, OwnField
from recommendations.forms.rows import counted, is_counted
from recommendations.models import Organization


class InformantForm(forms.Form):
    """An agency that gave the information, and its letter."""

    organization = OwnField(
        label=_("Information from"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Nobody"),
    )
    dated_on = DayField(label=_("Letter of"), required=False)

    def __init__(self, *args, agencies: QuerySet[Organization], choices: list[tuple[int, str]], **kwargs) -> None:
        """`agencies`: those that it may name; `choices`: the same, read before."""
        super().__init__(*args, **kwargs)
        field = self.fields["organization"]
        field.queryset = agencies
        field.choices = [("", field.empty_label), *choices]

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("dated_on") and not typed.get("organization") and "organization" not in self.errors:
            self.add_error("organization", _("Choose the agency whose letter this is."))
        return typed


class BaseInformantFormSet(forms.BaseFormSet):
    noun = _("Agency that gave information")
    default_error_messages = {"too_many_forms": _("One answer takes %(num)d such agencies at most.")}

    def __init__(self, data=None, *args, **kwargs) -> None:
        """A post that does not speak of them at all leaves them as they are."""
        self.is_asked = data is None or is_counted(data, kwargs["prefix"])
        super().__init__(data if self.is_asked else counted(data, kwargs["prefix"]), *args, **kwargs)

    @property
    def is_filled(self) -> bool:
        """Whether there is anything to see in it."""
        return any(form.errors or form.has_changed() or form.initial for form in self.forms)

    def told(self) -> list[tuple[Organization, date | None]]:
        """The agencies chosen, each with the day of its letter."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("organization")]
        return [(row["organization"], row.get("dated_on")) for row in rows]

    def clean(self) -> None:
        chosen = [form.cleaned_data.get("organization") for form in self.forms if form.is_valid()]
        chosen = [each for each in chosen if each]
        if len(chosen) != len(set(chosen)):
            raise ValidationError(_("One agency stands here twice. Leave it once."))


InformantFormSet = forms.formset_factory(
    InformantForm, formset=BaseInformantFormSet, extra=1, max_num=10, validate_max=True, absolute_max=50
)
