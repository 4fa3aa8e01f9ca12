"""What a coordinator sends: ticked rows and what to set on them; who hands over to whom."""

import re
from datetime import date

from django import forms
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.forms.agencies import agency_label
from recommendations.forms.fields import INCOMPLETE, DayField, Key, OwnField, passage
from recommendations.models import Organization, User

MARK = re.compile(r"[1-9]\d{0,8}\.[0-9a-f]{12}", re.ASCII)


class RowMarks(forms.MultipleChoiceField):
    """Rows as the page showed them (queries.responsibilities.mark)."""

    widget = forms.MultipleHiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def validate(self, value) -> None:
        if not all(MARK.fullmatch(each) for each in value):
            raise ValidationError(INCOMPLETE)


def _agency(label: str, empty: str) -> OwnField:
    return OwnField(label=label, queryset=Organization.objects.none(), required=False, empty_label=empty)


class AssignForm(forms.Form):
    """`rows` are ticked; `shown` are all of the page, meant where `all` is ticked."""

    form_key = Key()
    rows = RowMarks()
    shown = RowMarks()
    all = forms.BooleanField(required=False)
    lead = _agency(_("Lead agency"), _("Leave as it is"))
    no_lead = forms.BooleanField(label=_("Take the lead agency away"), required=False)
    add = _agency(_("Add a contributing agency"), _("None"))
    remove = _agency(_("Remove a contributing agency"), _("None"))
    target_date = DayField(
        label=_("Target date"), required=False, help_text=_("Leave it empty to keep the dates as they are.")
    )
    no_target_date = forms.BooleanField(label=_("Take the target date away"), required=False)
    reason = passage(
        _("Reason, where a date is postponed"),
        rows=2,
        help_text=_("Your country and the reviewers read it. That a date was postponed, and how often, all can see."),
    )

    def __init__(self, *args, agencies, with_part, today: date, **kwargs) -> None:
        """`agencies`: those in office; `with_part`: those that have a part by now, ended or not."""
        super().__init__(*args, **kwargs)
        self.in_office, self.with_part = list(agencies), list(with_part)
        for name, queryset, rows in (
            ("lead", agencies, self.in_office), ("add", agencies, self.in_office), ("remove", with_part, self.with_part)
        ):  # fmt: skip
            field = self.fields[name]
            field.queryset = queryset
            field.choices = [("", field.empty_label), *((each.pk, agency_label(each, today)) for each in rows)]

    def chosen(self) -> list[str]:
        return self.cleaned_data["shown" if self.cleaned_data["all"] else "rows"]

    def ids(self) -> list[int]:
        return [int(each.partition(".")[0]) for each in self.chosen()]

    def what(self) -> dict[str, object]:
        """What to set, by the names of actions.responsibilities.Change."""
        names = ("lead", "no_lead", "add", "remove", "target_date", "no_target_date", "reason")
        return {name: self.cleaned_data[name] for name in names}

    def clean(self) -> dict:
        typed = super().clean()
        if self.errors:
            return typed
        if not self.chosen():
            raise ValidationError(_("Tick the rows that you mean, or tick all."))
        if not any(value for name, value in self.what().items() if name != "reason"):
            raise ValidationError(_("Say what to set: an agency, or a date."))
        if typed["lead"] and typed["no_lead"]:
            self.add_error("lead", _("Choose a lead agency or take it away, not both."))
        if typed["target_date"] and typed["no_target_date"]:
            self.add_error("target_date", _("Give a date or take it away, not both."))
        return typed


class HandOverForm(forms.Form):
    """From whom, to whom, and whether the roles go too."""

    form_key = Key()
    leaver = OwnField(
        label=_("Who leaves?"),
        queryset=User.objects.none(),
        empty_label=_("Choose a person"),
        error_messages={"required": _("Choose who leaves.")},
    )
    successor = OwnField(
        label=_("Who takes over?"),
        queryset=User.objects.none(),
        empty_label=_("Choose a person"),
        error_messages={"required": _("Choose who takes over.")},
    )
    end_roles = forms.BooleanField(
        label=_("End the roles of the person who leaves"),
        required=False,
        initial=True,
        help_text=_("Untick it where the person stays and only hands over the work."),
    )

    def __init__(self, *args, leavers, successors, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaver"].queryset = leavers
        self.fields["successor"].queryset = successors
        self.fields["leaver"].label_from_instance = _with_work

    def clean(self) -> dict:
        typed = super().clean()
        if not self.errors and typed["leaver"] == typed["successor"]:
            self.add_error("successor", _("Choose another person than the one who leaves."))
        return typed


def _with_work(user: User) -> str:
    return _("%(name)s, open answers: %(n)d") % {"name": user, "n": user.open_answers}
