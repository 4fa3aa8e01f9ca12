"""The activities of an answer, a row each."""

from django import forms
from django.forms import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import INCOMPLETE, DayField, OwnField, Seen, passage
from recommendations.forms.rows import counted, is_counted
from recommendations.models import Activity, Party


def in_one_line(activity: Activity) -> str:
    return " ".join(activity.text.split())


def with_days(activity: Activity, words: str) -> str:
    days = " – ".join(date_format(day, "j M Y") for day in (activity.starts_on, activity.ends_on) if day)
    return f"{words} ({days})" if days else words


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
        if not self.initial.get("text") and not self.is_bound:
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
        self.add_error("text", f"{told % {'words': with_days(now, in_one_line(now))}} {again}")
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = now.mark


class BaseActivityFormSet(forms.BaseFormSet):
    noun = _("Activity")
    fold = _("More activities")
    default_error_messages = {
        "missing_management_form": INCOMPLETE,
        "too_many_forms": _("One answer takes %(num)d activities at most. Put some of them together."),
    }

    def __init__(self, data=None, *args, **kwargs) -> None:
        self.was_whole = data is None or is_counted(data, kwargs["prefix"])
        super().__init__(data if self.was_whole else counted(data, kwargs["prefix"]), *args, **kwargs)

    def rows(self) -> list[dict[str, object]]:
        """The activities typed, under the names that an answer has; empty and removed ones left out."""
        kept = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [
            {name: row.get(name) for name in ("activity", "text", "starts_on", "ends_on", "seen")}
            for row in kept
            if not row.get("remove")
        ]

    def folds(self, *, after: int) -> None:
        """Let the rows `after` this many lie folded, unless something was typed there."""
        self.folded_from = after + 1
        self.unfolded = self.is_bound and any(form.has_changed() for form in self.forms[after:])

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


ActivityFormSet = forms.formset_factory(
    ActivityForm, formset=BaseActivityFormSet, extra=1, max_num=50, validate_max=True, absolute_max=200
)
