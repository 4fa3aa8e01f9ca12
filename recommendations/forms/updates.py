"""What a person types as the answer to one follow-up. Everything may be empty: drafts are tolerant."""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django import forms
from django.db.models import QuerySet
from django.forms import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from recommendations.choices import STATUS_HELP, NotPursuedReason, Status
from recommendations.forms.agencies import agency_label
from recommendations.forms.asking import AskingField
from recommendations.forms.bulk import MOVED_ON, label, value
from recommendations.forms.fields import (
    INCOMPLETE,
    ChoiceField,
    Count,
    DayField,
    Key,
    OwnField,
    OwnFields,
    Seen,
    line,
    passage,
)
from recommendations.forms.ticks import Ticks
from recommendations.forms.widgets import HintedCheckboxes, HintedRadios
from recommendations.models import Activity, Evidence, FollowUp, Organization, Party, Recommendation
from recommendations.queries.said import NO_NOTE, Note

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
        self.fields["evidence"].queryset = Evidence.objects.standing().filter(party=party, pk__in=attached)
        if attached:
            self.fields["evidence"].widget.hints = _links(self.fields["evidence"].queryset)
        else:
            del self.fields["evidence"]

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
    return [(each.pk, with_days(each, Truncator(_line(each)).chars(110))) for each in (*earlier, *more)]


def _line(activity: Activity) -> str:
    return " ".join(activity.text.split())


def with_days(activity: Activity, words: str) -> str:
    days = " – ".join(date_format(day, "j M Y") for day in (activity.starts_on, activity.ends_on) if day)
    return f"{words} ({days})" if days else words


def _links(pieces: QuerySet[Evidence]) -> dict[int, SafeString]:
    """A link to the page of each piece, in a window of its own: what is typed here stays."""
    link = '<a href="{}" target="_blank">{}<span class="govuk-visually-hidden">: {}</span></a>'
    words = _("Open in a new window")
    return {each.pk: format_html(link, each.get_absolute_url(), words, each.title) for each in pieces}


class ActivityForm(forms.Form):
    """One activity: what was done, from when until when."""

    activity = OwnField(queryset=Activity.objects.none(), required=False, widget=forms.HiddenInput)
    seen = Seen()
    text = passage(_("What was done, is being done, or is planned?"), rows=3)
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False, help_text=_("Leave it empty if it is still going on."))
    remove = forms.BooleanField(label=_("Take this activity off this answer"), required=False)

    def __init__(self, *args, party: Party, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["activity"].queryset = Activity.objects.filter(party=party)
        if not self.initial.get("activity") and not self.is_bound:
            del self.fields["remove"]

    def clean(self) -> dict:
        typed = super().clean()
        first, last = typed.get("starts_on"), typed.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The activity ends before it begins."))
        if (first or last) and not typed.get("text") and not typed.get("remove") and "text" not in self.errors:
            self.add_error("text", _("Say what was done in this time."))
        return typed

    def show_changed(self, now: Activity) -> None:
        """Beside the words: how they read by now elsewhere. Saved again, what was typed takes their place."""
        told = _("This was changed in another answer after you opened the page. There it reads: “%(words)s”.")
        again = _("Save again to put your words in its place.")
        self.add_error("text", f"{told % {'words': with_days(now, _line(now))}} {again}")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = now.mark


# What a formset's hidden fields count: all rows, and those that were there before.
COUNTS = ("TOTAL_FORMS", "INITIAL_FORMS")


class BaseActivityFormSet(forms.BaseFormSet):
    noun = _("Activity")
    default_error_messages = {
        "missing_management_form": INCOMPLETE,
        "too_many_forms": _("One answer takes %(num)d activities at most. Put some of them together."),
    }

    def __init__(self, data=None, *args, **kwargs) -> None:
        self.was_whole = data is None or _is_counted(data, kwargs["prefix"])
        super().__init__(data if self.was_whole else _counted(data, kwargs["prefix"]), *args, **kwargs)

    def rows(self) -> list[dict[str, object]]:
        """The activities typed, under the names that an answer has; empty and removed ones left out."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [
            {name: row.get(name) for name in ("activity", "text", "starts_on", "ends_on", "seen")}
            for row in kept
            if not row.get("remove")
        ]

    def show_changed(self, now: Activity) -> None:
        """Tell beside its row that an activity was changed elsewhere."""
        for form in self.forms:
            if form.cleaned_data.get("activity") == now:
                form.show_changed(now)

    def clean(self) -> None:
        if not self.was_whole:
            raise ValidationError(INCOMPLETE)
        chosen = [form.cleaned_data.get("activity") for form in self.forms if form.is_valid()]
        chosen = [each for each in chosen if each]
        if len(chosen) != len(set(chosen)):
            raise ValidationError(_("One activity stands in this form twice. Open the page again."))


def _is_counted(data, prefix: str) -> bool:
    return all(re.fullmatch(r"\d{1,9}", data.get(f"{prefix}-{name}", ""), re.ASCII) for name in COUNTS)


def _counted(data, prefix: str):
    """`data` with the number of its rows, where that was lost: so that what was typed in them is still shown."""
    rows = [int(found[1]) + 1 for name in data if (found := re.match(rf"{prefix}-(\d{{1,3}})-", name))]
    data = data.copy()
    for name, count in zip(COUNTS, (max(rows, default=0), 0), strict=True):
        data[f"{prefix}-{name}"] = str(count)
    return data


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
        self.is_asked = data is None or _is_counted(data, kwargs["prefix"])
        super().__init__(data if self.is_asked else _counted(data, kwargs["prefix"]), *args, **kwargs)

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
ActivityFormSet = forms.formset_factory(
    ActivityForm, formset=BaseActivityFormSet, extra=1, max_num=50, validate_max=True, absolute_max=200
)
