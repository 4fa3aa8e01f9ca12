"""One step for many rows of the task list: the rows stand ticked, each with what the page knew of it."""

import re
from collections.abc import Iterable

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.forms.fields import ChoiceField, Key
from recommendations.forms.ticks import Ticks
from recommendations.models import FollowUp

NONE = gettext_lazy("Tick at least one recommendation.")
MOVED_ON = gettext_lazy("Something in this list was changed after you opened the page. Look at it again.")
VALUE = re.compile(r"([0-9]{1,18})\.([0-9]{1,18})")


def value(row: FollowUp) -> str:
    """What stands for a row in a form: its id, and that of its newest update."""
    return f"{row.pk}.{row.newest}"


def label(row: FollowUp, *, whole: bool = False) -> str:
    """Its reference and the beginning of its text, or the `whole` of it in one paragraph."""
    recommendation = row.recommendation
    return format_html(
        '<span class="app-reference">{}</span> <span lang="{}">{}</span>',
        recommendation.reference, recommendation.document.language,
        " ".join(recommendation.text.split()) if whole else recommendation.headline,
    )  # fmt: skip


def ids_of(values: Iterable[str]) -> list[int]:
    """The rows that a post names; what is none is left out."""
    return [int(found[1]) for each in values if (found := VALUE.fullmatch(each))]


class ManyForm(forms.Form):
    """`rows`: the follow-ups that may take the step, with `newest`."""

    form_key = Key()
    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Recommendations"),
        widget=Ticks,
        error_messages={"required": NONE, "invalid_choice": MOVED_ON, "invalid_list": MOVED_ON},
    )

    def __init__(self, *args, rows: Iterable[FollowUp], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by_value = {value(row): row for row in rows}
        self.fields["rows"].choices = [(each, label(row)) for each, row in self.by_value.items()]
        self.initial["rows"] = list(self.by_value)

    @property
    def has_moved_on(self) -> bool:
        """Whether a row of the page is not what it was."""
        return any(error.code == "invalid_choice" for error in self.errors.as_data().get("rows", ()))

    def chosen(self, *names: str) -> list[FollowUp]:
        """The follow-ups that are ticked."""
        ticked = [each for name in names or ("rows",) for each in self.cleaned_data[name]]
        return [self.by_value[each] for each in dict.fromkeys(ticked)]


class TogetherForm(ManyForm):
    """`under`: the one that is answered; `more`: similar ones, offered."""

    under = ChoiceField(
        label=gettext_lazy("Which one do you write the answer for?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose the recommendation that you write the answer for.")},
    )
    more = forms.MultipleChoiceField(
        label=gettext_lazy("Similar ones: does the answer serve for these too?"),
        required=False,
        widget=Ticks,
        error_messages={"invalid_choice": MOVED_ON, "invalid_list": MOVED_ON},
    )

    def __init__(self, *args, rows: Iterable[FollowUp], similar: Iterable[FollowUp], **kwargs) -> None:
        rows, similar = list(rows), list(similar)
        super().__init__(*args, rows=rows, **kwargs)
        self.fields["under"].choices = [(str(row.pk), label(row)) for row in rows]
        begun = [row for row in rows if row.update_id or row.status]
        self.initial["under"] = str((begun or rows)[0].pk) if rows else ""
        self.by_value |= {value(row): row for row in similar}
        self.fields["more"].choices = [(value(row), label(row)) for row in similar]
        if not similar:
            del self.fields["more"]

    def clean(self) -> dict:
        typed = super().clean() or {}
        if "rows" in typed and len([*typed["rows"], *typed.get("more", ())]) < 2:
            self.add_error("rows", _("Tick at least two recommendations to answer them together."))
        return typed
