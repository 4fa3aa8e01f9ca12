"""What a meeting is called, what is taken to it, and what the room says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, DayField, Key, OwnFields, Seen, line, passage
from recommendations.forms.ticks import Ticks
from recommendations.models import FollowUp, MeetingItem

NOT_IN_LIST = dict.fromkeys(
    ("invalid_choice", "invalid_pk_value", "invalid_list"), _("Choose from the list. Your role reaches only these.")
)


class Rows(forms.Form):
    """What is taken to a meeting that is there."""

    form_key = Key()
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


class About(forms.Form):
    """What a meeting is called, and its day."""

    form_key = Key()
    name = line(_("Name"), longest=150, required=True, help_text=_("For example: Technical meeting, Vientiane."))
    held_on = DayField(label=_("Held on"), error_messages={"required": _("Choose a day.")})


class MeetingForm(About, Rows):
    """A new meeting."""

    field_order = ("form_key", "name", "held_on", "rows")


@dataclass(frozen=True)
class Place:
    """A line of the list that is changed: the number that is typed, and whether the item is taken off."""

    item: MeetingItem
    number: str
    off: bool


class ChangeForm(About):
    """A meeting that is there: each item has a number, `place_` and its key, and may be taken off, `off_` and its key.

    An item stands where its number says. Of two with one number the one that was moved up comes first, and the one
    that was moved down comes last, so that each lands on the number that was typed.
    """

    seen = Seen()
    with_remarks = forms.BooleanField(
        label=_("What the room said of those that are taken off may go too"), required=False
    )

    def __init__(self, *args: Any, items: Sequence[MeetingItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items

    @property
    def asks_for_remarks(self) -> bool:
        """Whether the tick is shown: once it is asked for."""
        return "with_remarks" in self.errors or bool(self["with_remarks"].value())

    @property
    def places(self) -> list[Place]:
        return [
            Place(
                item,
                self.data.get(f"place_{item.pk}", str(item.position)),
                self.is_bound and f"off_{item.pk}" in self.data,
            )
            for item in self.items
        ]

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        kept = [place for place in self.places if not place.off]
        wrong = [str(place.item.position) for place in kept if not _number(place.number)]
        if wrong:
            raise forms.ValidationError(
                _("Write a whole number for the new place of number %(numbers)s."), params={"numbers": ", ".join(wrong)}
            )
        typed["order"] = [place.item.pk for place in sorted(kept, key=_wanted)]
        return typed


_number = re.compile(r"\s*[0-9]{1,4}\s*", re.ASCII).fullmatch


def _wanted(place: Place) -> tuple[int, int, int]:
    number, now = int(place.number), place.item.position
    return number, (number > now) - (number < now), now


class DeleteForm(forms.Form):
    form_key = Key()
    seen = Seen()


def _label(row: FollowUp) -> str:
    return f"{row.recommendation.reference} · {row.party.name} · {row.recommendation.headline}"


class RemarkForm(forms.Form):
    """`item`: the key of what the page showed, for numbers change."""

    form_key = Key()
    item = Count()
    seen_version = Count()
    remark = passage(_("Remark of the room"), rows=4, help_text=_("What is said here. It stands in the minutes."))
