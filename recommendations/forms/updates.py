"""What a person types as the answer to one follow-up. Everything may be empty: drafts are tolerant."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from django import forms
from django.db.models import QuerySet
from django.forms import ValidationError
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from recommendations.choices import STATUS_HELP, NotPursuedReason, Status
from recommendations.forms.activities import in_one_line, with_days
from recommendations.forms.agencies import agency_label
from recommendations.forms.asking import AskingField
from recommendations.forms.bulk import MOVED_ON, label, value
from recommendations.forms.fields import (
    ChoiceField,
    Count,
    Key,
    OwnField,
    OwnFields,
    line,
    passage,
)
from recommendations.forms.ticks import Ticks
from recommendations.forms.widgets import HintedCheckboxes, HintedRadios
from recommendations.models import Activity, Evidence, FollowUp, Organization, Party, Recommendation
from recommendations.queries.said import NO_NOTE, Note
from recommendations.text import shortened

# Fields that are not part of the answer as it is stored.
NOT_SAID = (
    "form_key", "opened_update", "opened_version", "other_agency", "other_leads", "again", "served", "serves",
    "together",
)  # fmt: skip


@dataclass(frozen=True)
class Alike:
    """The follow-ups that this answer serves for or may serve for besides (`queries.subject.served`). Those that are
    answered `under` it by now stand ticked at first; where they are answered `together`, all."""

    rows: tuple[FollowUp, ...] = ()
    under: int = 0
    together: bool = False


class Turned(NamedTuple):
    """A follow-up to be answered here, or no longer. `as_shown`: what holds now is what the page showed."""

    row: FollowUp
    ticked: bool
    as_shown: bool


class UpdateForm(forms.Form):
    """Status, agencies, challenges, next steps and the evidence that stays attached."""

    bound_field_class = AskingField
    form_key = Key()
    opened_update = Count(required=False)
    opened_version = Count()
    together = forms.BooleanField(required=False, widget=forms.HiddenInput)
    served = forms.Field(required=False, widget=forms.MultipleHiddenInput)
    serves = forms.MultipleChoiceField(
        label=_("What you write here is also the answer to these"),
        required=False,
        widget=Ticks,
        help_text=_("Untick what needs an answer of its own: it stays in your tasks."),
        error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), MOVED_ON),
    )
    status = ChoiceField(
        label=_("Where does it stand?"),
        choices=Status.choices,
        required=False,
        widget=HintedRadios(hints=STATUS_HELP),
    )
    not_pursued_reason = ChoiceField(
        label=_("If it is not pursued: why?"),
        choices=[("", _("Choose a reason")), *NotPursuedReason.choices],
        required=False,
    )
    replaced_by = line(
        _("If it is replaced: by which recommendation?"),
        longest=60,
        help_text=_("Its reference, for example AFML15-LA-S2-11."),
    )
    lead = OwnField(
        label=_("Lead agency"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("Not decided yet"),
        help_text=_("The one agency that answers for it."),
    )
    contributing = OwnFields(
        label=_("Contributing agencies"),
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    other_agency = line(
        _("Another agency that is not in the list"),
        longest=250,
        help_text=_("Write its full name. The secretariat checks it; you can go on at once."),
    )
    other_leads = forms.BooleanField(label=_("It is the lead agency"), required=False)
    challenges = passage(_("Challenges"), help_text=_("What made it difficult?"))
    next_steps = passage(_("Next steps"), help_text=_("What will be done, by whom, and by when?"))
    again = OwnFields(
        label=_("Use an earlier activity again"),
        queryset=Activity.objects.none(),
        required=False,
        widget=Ticks,
        help_text=_("It stays one activity: a change of its words shows wherever it is used."),
    )
    evidence = OwnFields(
        label=_("Attached to this answer"),
        queryset=Evidence.objects.none(),
        required=False,
        widget=HintedCheckboxes,
        help_text=_("Untick a piece to take it off this answer."),
    )

    def __init__(
        self,
        *args,
        party: Party,
        agencies: QuerySet[Organization],
        attached: list[int],
        earlier: tuple[Activity, ...] = (),
        usable: QuerySet[Activity] | None = None,
        alike: Alike = Alike(),
        asks: Note = NO_NOTE,
        **kwargs,
    ) -> None:
        """`agencies`: those that it may name. `attached`: the ids of the evidence that may stand in it. `earlier`: the
        activities that are offered for use again, of those that are `usable`. `alike`: the other follow-ups that it may
        answer. `asks`: what a reviewer asks to be changed.
        """
        super().__init__(*args, **kwargs)
        self.asks = asks
        self._offer(alike)
        if usable is None or not (earlier or self.is_bound):
            del self.fields["again"]
        else:
            self.fields["again"].queryset = usable
            self.fields["again"].choices = _offered(self, earlier, usable)
        today = timezone.localdate(timezone=party.zone)
        self.agencies = [(each.pk, agency_label(each, today)) for each in agencies]  # read once for all that offer them
        self.fields["lead"].queryset = self.fields["contributing"].queryset = agencies
        self.fields["lead"].choices = [("", self.fields["lead"].empty_label), *self.agencies]
        self.fields["contributing"].choices = self.agencies
        if not attached:
            del self.fields["evidence"]
            return
        field = self.fields["evidence"]
        field.queryset = Evidence.objects.standing().filter(party=party, pk__in=attached)
        pieces = list(field.queryset)  # read once for both
        field.choices, field.widget.hints = [(each.pk, str(each)) for each in pieces], _links(pieces)

    def _offer(self, alike: Alike) -> None:
        self.untied = 0  # by the save
        self.by_value = {value(row): row for row in alike.rows}
        self.tied = {each for each, row in self.by_value.items() if row.answered_under_id == alike.under}
        if not alike.rows:
            del self.fields["serves"], self.fields["served"]
            return
        if not alike.together:
            self.fields["serves"].help_text = _(
                "Tick those. You need not write for them again. What you untick is answered on its own again."
            )
        self.fields["serves"].choices = [
            (each, label(row, whole=alike.together)) for each, row in self.by_value.items()
        ]
        self.initial["served"] = [each for each in self.by_value if each in self.tied]
        self.initial["serves"] = list(self.by_value) if alike.together else self.initial["served"]

    @property
    def others(self) -> list[FollowUp]:
        """The other follow-ups that are ticked, each with `newest`."""
        return [self.by_value[each] for each in dict.fromkeys(self.cleaned_data.get("serves") or ())]

    @property
    def turned(self) -> list[Turned]:
        """Those of which the tick says something else than holds now."""
        ticked, shown = set(map(value, self.others)), self.cleaned_data.get("served") or ()
        return [
            Turned(row, each in ticked, (each in shown) == (each in self.tied))
            for each, row in self.by_value.items()
            if (each in ticked) != (each in self.tied)
        ]

    def show_served(self) -> None:
        """Let the page that comes again go on from what is answered here by now; what came to it stands ticked."""
        shown, ticked = self.data.getlist("served"), self.data.getlist("serves")
        tied = [each for each in self.by_value if each in self.tied]
        self.data = self.data.copy()
        self.data.setlist("serves", list(dict.fromkeys([*ticked, *(each for each in tied if each not in shown)])))
        self.data.setlist("served", tied)

    def clean_replaced_by(self) -> str:
        reference = self.cleaned_data["replaced_by"].upper()
        if reference and not Recommendation.objects.filter(reference=reference).exists():
            raise ValidationError(_("There is no recommendation with this reference. Check it in the list."))
        return reference

    def clean(self) -> dict:
        typed = super().clean()
        if typed.get("status") != Status.NOT_PURSUED:
            typed["not_pursued_reason"] = typed["replaced_by"] = ""
        elif typed.get("not_pursued_reason") != NotPursuedReason.REPLACED:
            typed["replaced_by"] = ""
        return typed

    def answer(self) -> dict[str, object]:
        """The cleaned fields under the names that an answer has."""
        typed = {name: self.cleaned_data.get(name) for name in self.fields}
        for name in NOT_SAID:
            typed.pop(name, None)
        lead = typed["lead"]
        others = tuple(each for each in typed["contributing"] if each != lead)
        return typed | {"contributing": others, "evidence": tuple(typed.get("evidence") or ())}


def _offered(form: UpdateForm, earlier: tuple[Activity, ...], usable: QuerySet[Activity]) -> list[tuple[int, str]]:
    """What is offered, and what was ticked on a page that offered more."""
    ticked = (
        {int(each) for each in form.data.getlist("again") if re.fullmatch(r"\d{1,18}", each)}
        if form.is_bound
        else set()
    )
    missing = ticked - {each.pk for each in earlier}
    more = tuple(usable.filter(pk__in=missing)) if missing else ()
    return [(each.pk, with_days(each, shortened(in_one_line(each), 110))) for each in (*earlier, *more)]


def _links(pieces: list[Evidence]) -> dict[int, SafeString]:
    """A link to the page of each piece, in a window of its own: what is typed here stays."""
    link = '<a href="{}" target="_blank">{}<span class="govuk-visually-hidden">: {}</span></a>'
    words = _("Open in a new window")
    return {each.pk: format_html(link, each.get_absolute_url(), words, each.title) for each in pieces}
