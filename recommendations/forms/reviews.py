"""What a reviewer decides on one answer or on many, what goes with a sending, and why an answer is asked anew."""

from collections.abc import Mapping

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Assessment, Decision, ReviewField
from recommendations.forms.approvals import Marks
from recommendations.forms.fields import ChoiceField, Count, Key, Seen, Words, passage
from recommendations.forms.widgets import HintedRadios
from recommendations.queries.sendings import LONGEST_NOTE

HINTS = {
    Assessment.CONFIRMED: _("The evidence shows what the country reports."),
    Assessment.CONFIRMED_IN_PART: _("The evidence shows some of it."),
    Assessment.NEEDS_EVIDENCE: _("The evidence does not show it yet."),
    Assessment.NOT_ASSESSED: _("You take the answer as it is, without a judgement."),
}
ACCEPTING = [(each.value, format_lazy(_("Accept: {assessment}"), assessment=each.label)) for each in HINTS]
SEND_BACK = (Decision.SEND_BACK.value, _("Send back"))


def name_of(field: str) -> str:
    return f"note_{str(field).replace('-', '_')}"


class ReviewForm(forms.Form):
    """One choice says both: accept with which assessment, or send back."""

    form_key = Key()
    seen_update = Count(required=False)
    seen_version = Count()
    seen_decision = Seen()
    decision = ChoiceField(
        label=_("Your decision"),
        choices=[*ACCEPTING, SEND_BACK],
        widget=HintedRadios(
            hints={**HINTS, SEND_BACK[0]: _("The country changes it and sends it again. Write a note below.")}
        ),
        help_text=_("Nobody but the reviewers sees it until you send it."),
        error_messages={"required": _("Choose: accept, or send back.")},
    )
    note = passage(_("Note to the country"), rows=3)
    note_status = passage(ReviewField.STATUS.label, rows=2)
    note_activities = passage(ReviewField.ACTIVITIES.label, rows=2)
    note_agencies = passage(ReviewField.AGENCIES.label, rows=2)
    note_challenges = passage(ReviewField.CHALLENGES.label, rows=2)
    note_next_steps = passage(ReviewField.NEXT_STEPS.label, rows=2)
    note_evidence = passage(ReviewField.EVIDENCE.label, rows=2)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.only_looks:
            self.fields["decision"].required = False

    @property
    def only_looks(self) -> bool:
        """Whether the person only notes that they looked, and decides later."""
        return self.data.get("then") == "looked"

    @property
    def on_fields(self) -> list[forms.BoundField]:
        return [self[name_of(each)] for each in ReviewField]

    @property
    def has_field_notes(self) -> bool:
        return any(field.value() for field in self.on_fields)

    @property
    def verdict(self) -> dict:
        """What `actions.reviews.Verdict` is made of; only after is_valid()."""
        typed, chosen = self.cleaned_data, self.cleaned_data["decision"]
        notes = {each.value: typed[name_of(each)] for each in ReviewField if typed[name_of(each)]}
        sent_back = chosen == SEND_BACK[0]
        return {
            "decision": Decision.SEND_BACK if sent_back else Decision.ACCEPT,
            "assessment": "" if sent_back else chosen,
            "note": typed["note"],
            "notes": notes,
        }

    def clean(self) -> dict:
        typed = super().clean() or {}
        written = [name for name in ("note", *map(name_of, ReviewField)) if typed.get(name)]
        if self.only_looks and set(written) & set(self.changed_data):
            self.add_error("note", _("You wrote a note: choose a decision, so that it is kept."))
        if typed.get("decision") == SEND_BACK[0] and not written and "note" not in self.errors:
            self.add_error("note", _("Write what should change before you send it back."))
        return typed


class TakeBackForm(forms.Form):
    form_key = Key()
    review = Count()


class RowsForm(forms.Form):
    """Rows of the queue that are ticked."""

    form_key = Key()
    rows = Marks(required=True)


class ManyForm(RowsForm):
    """One assessment for all of them."""

    assessment = ChoiceField(
        label=_("ILO assessment for all of them"),
        choices=[(each.value, each.label) for each in HINTS],
        widget=HintedRadios(hints=HINTS),
        error_messages={"required": _("Choose an assessment.")},
    )
    note = passage(_("Note to the country"), rows=2)


class SendingForm(forms.Form):
    """`rows`: the decisions that go, each by its mark: what was decided anew since is another one."""

    form_key = Key()
    rows = forms.MultipleChoiceField(
        label=_("Decisions"),
        error_messages={
            "required": _("Tick at least one decision."),
            "invalid_choice": _(
                "A decision in this list was sent or changed after you opened the page. Nothing was sent just now."
            ),
        },
    )
    note = Words(
        label=_("Covering note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It stands at the top of the mail. Name no answer in it: mail may be read by others."),
    )

    def __init__(self, *args, reviews: Mapping[str, int], **kwargs) -> None:
        """`reviews`: mark → id."""
        super().__init__(*args, **kwargs)
        self.reviews = reviews
        self.fields["rows"].choices = [(mark, "") for mark in reviews]
        self.initial.setdefault("rows", list(reviews))

    @property
    def chosen(self) -> list[int]:
        """The ids of the decisions that go; only after is_valid()."""
        return [self.reviews[mark] for mark in self.cleaned_data["rows"]]


class ReopenForm(forms.Form):
    form_key = Key()
    seen_answer = Count()
    reason = passage(_("Why do you ask again?"), rows=4)

    def clean_reason(self) -> str:
        if not self.cleaned_data["reason"]:
            raise forms.ValidationError(_("Say why the country is asked again."))
        return self.cleaned_data["reason"]
