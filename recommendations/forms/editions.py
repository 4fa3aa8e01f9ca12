"""A corrected edition: which published text a new one is, and its application."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import ChoiceField, Count, Key, Seen
from recommendations.forms.imports import NOT_IN_LIST
from recommendations.queries.editions import Comparison, Row
from recommendations.text import shortened

# How much of a text a choice shows.
LETTERS = 80


def as_choice(code: str, reference: str, label: str, text: str) -> str:
    """ "S1-02 · 2. Reduce recruitment costs by …"."""
    return f"{reference.removeprefix(f'{code}-')} · {label} {shortened(text, LETTERS)}"


class MatchForm(forms.Form):
    """What a text of the new edition is to the published ones. `row`: the one the form is about."""

    form_key = Key()
    seen = Seen()
    extract = Count()
    source = ChoiceField(label=_("It comes from"), required=False, error_messages={"invalid_choice": NOT_IN_LIST})
    joined = forms.MultipleChoiceField(
        label=_("And these went into it too"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": NOT_IN_LIST},
    )
    asks_again = forms.BooleanField(
        label=_("The sense has changed: who has answered is asked to confirm"), required=False
    )

    def __init__(self, *args, found: Comparison, row: Row, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.published = row, {str(each.pk): each for each in found.published}
        code = found.document.code
        choices = [
            (key, as_choice(code, each.reference, each.label, each.text)) for key, each in self.published.items()
        ]
        self.fields["source"].choices = [("", _("None of them: it is new")), *choices]
        parts = {str(each.pk) for each in row.joined}
        self.fields["joined"].choices = [choice for choice in choices if choice[0] in parts]
        if not parts:
            del self.fields["joined"]

    def match(self) -> dict:
        """What was chosen, by the names of actions.edition_matches.match."""
        typed = self.cleaned_data
        source = self.published.get(typed["source"])
        same = source is not None and self.row.old == source
        return {
            "source": source,
            "joined": [self.published[key] for key in typed.get("joined", ())] if same else [],
            "asks_again": typed["asks_again"],
            "seen": typed["seen"],
        }


def start_of(row: Row) -> dict[str, object]:
    """What the form of a row starts from."""
    return {
        "extract": row.extract.pk,
        "source": str(row.old.pk) if row.old else "",
        "joined": [str(each.pk) for each in row.joined],
        "asks_again": row.asks_again or not row.is_reworded,
    }


class JoinForm(forms.Form):
    """What became of a published text that seems to be gone."""

    form_key = Key()
    seen = Seen()
    recommendation = Count()
    extract = ChoiceField(
        label=_("It went into"),
        error_messages={"required": _("Choose the text of the new edition."), "invalid_choice": NOT_IN_LIST},
    )

    def __init__(self, *args, found: Comparison, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.texts = {str(row.extract.pk): row.extract for row in found.texts if row.keeps or row.old is None}
        shown = [(key, f"{each.label} {shortened(each.text, LETTERS)}".strip()) for key, each in self.texts.items()]
        self.fields["extract"].choices = [("", _("Choose")), *shown]


class ApplyForm(forms.Form):
    """The comparison as it was seen."""

    form_key = Key()
    seen = Seen()
    sure = forms.BooleanField(
        label=_("I have looked at every change above."),
        error_messages={"required": _("Look at the changes, then tick this.")},
    )
