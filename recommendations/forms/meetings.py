"""What a meeting is called, what is taken to it, and what the room says."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, DayField, Key, OwnFields, line, passage
from recommendations.forms.ticks import Ticks
from recommendations.models import FollowUp

NOT_IN_LIST = dict.fromkeys(
    ("invalid_choice", "invalid_pk_value", "invalid_list"), _("Choose from the list. Your role reaches only these.")
)


class MeetingForm(forms.Form):
    form_key = Key()
    name = line(_("Name"), longest=150, required=True, help_text=_("For example: Technical meeting, Vientiane."))
    held_on = DayField(label=_("Held on"), error_messages={"required": _("Choose a day.")})
    rows = OwnFields(
        label=_("Recommendations"),
        queryset=FollowUp.objects.none(),
        widget=Ticks,
        error_messages=NOT_IN_LIST | {"required": _("Tick at least one recommendation.")},
    )

    def __init__(self, *args: Any, rows: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rows"]
        field.queryset = rows
        field.template_name = "recommendations/ticks.html"
        field.label_from_instance = _label


def _label(row: FollowUp) -> str:
    return f"{row.recommendation.reference} · {row.party.name} · {row.recommendation.headline}"


class RemarkForm(forms.Form):
    form_key = Key()
    seen_version = Count()
    remark = passage(_("Remark of the room"), rows=4, help_text=_("What is said here. It stands in the minutes."))
