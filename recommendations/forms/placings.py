"""Where a text belongs: ticks by axis, each suggestion with the words that led to it, and the one main theme."""

from collections.abc import Iterable

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import Placing, PlacingAxis
from recommendations.forms.fields import INCOMPLETE, ChoiceField, Key, OwnFields
from recommendations.forms.ticks import Ticks
from recommendations.models import Recommendation
from recommendations.queries.placings import Fact, Placed, Vocabulary, because, fingerprint, in_words

NOT_IN_LIST = gettext_lazy("Choose from the list.")
FIELDS = {
    "themes": (PlacingAxis.THEME, gettext_lazy("Themes")),
    "groups": (PlacingAxis.TARGET_GROUP, gettext_lazy("People it names")),
    "addressees": (PlacingAxis.ADDRESSEE, gettext_lazy("Addressed to")),
}


class PlacedTicks(Ticks):
    """What is suggested or decided stands first, with why; `folded` puts the rest behind one line."""

    def __init__(self, *, folded: bool) -> None:
        super().__init__()
        self.folded = folded
        self.hints: dict[str, str] = {}

    def render(self, name, value, attrs=None, renderer=None) -> SafeString:
        ticked = {str(each) for each in value or ()}
        start = (attrs or {}).get("id") or f"id_{name}"
        items = [(each, self._item(start, name, each, label, each in ticked)) for each, label in self.choices]
        first = [item for each, item in items if each in ticked or each in self.hints or not self.folded]
        rest = [item for each, item in items if not (each in ticked or each in self.hints or not self.folded)]
        more = _("Others: %(number)s") % {"number": len(rest)}
        shown = _boxes(first) if first else format_html('<p class="app-quiet">{}</p>', _("Nothing is suggested."))
        if not rest:
            return shown
        return shown + format_html('<details class="app-fold"><summary>{}</summary>{}</details>', more, _boxes(rest))

    def _item(self, start: str, name: str, value: str, label: str, ticked: bool) -> SafeString:
        key, hint = f"{start}_{value}", self.hints.get(value, "")
        described = format_html(' aria-describedby="{}_hint"', key) if hint else ""
        return format_html(_TICK, key, name, value, SafeString(" checked") if ticked else "", described, label) + (
            format_html('<div class="govuk-hint govuk-checkboxes__hint" id="{}_hint">{}</div></div>', key, hint)
            if hint
            else SafeString("</div>")
        )


_TICK = (
    '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="{0}" name="{1}"'
    ' value="{2}"{3}{4}><label class="govuk-label govuk-checkboxes__label" for="{0}">{5}</label>'
)


def _boxes(items: Iterable[SafeString]) -> SafeString:
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small">{}</div>',
        format_html_join("", "{}", ((item,) for item in items)),
    )


class PlacingFields(forms.Form):
    """The ticks of one text. `seen` tells what the page showed."""

    folded = False
    main_widget: type[forms.Widget] = forms.RadioSelect

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput, error_messages={"required": INCOMPLETE})

    def __init__(self, *args, facts: list[Fact], names: Vocabulary, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.facts, self.names = facts, names
        self.initial["seen"] = fingerprint(facts)
        for name, (axis, label) in FIELDS.items():
            self.fields[name] = _ticks(label, axis, facts, names, folded=self.folded)
            self.initial[name] = [each["value"] for each in _of(facts, axis) if each["placing"] != Placing.REFUSED]
        themes = names.names[PlacingAxis.THEME]
        self.fields["main"] = ChoiceField(
            label=_("Main theme"),
            choices=[("", _("Not yet placed")), *themes.items()],
            required=False,
            widget=self.main_widget,
            help_text=_("It decides the chapter of a report."),
        )
        self.initial["main"] = next((each["value"] for each in facts if each["is_main"]), "")

    @property
    def placed(self) -> list[Placed]:
        """What stands, in words."""
        return in_words(self.facts, self.names)

    def chosen(self) -> dict[str, object]:
        """What was ticked, by the names of actions.placed.Chosen."""
        typed = self.cleaned_data
        values = frozenset((axis.value, value) for name, (axis, _label) in FIELDS.items() for value in typed[name])
        return {"values": values, "main": typed["main"], "looked": typed.get("looked", True)}


def _ticks(
    label, axis: PlacingAxis, facts: list[Fact], names: Vocabulary, *, folded: bool
) -> forms.MultipleChoiceField:
    widget = PlacedTicks(folded=folded)
    field = forms.MultipleChoiceField(
        label=label,
        choices=list(names.names[axis].items()),
        required=False,
        widget=widget,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), NOT_IN_LIST),
    )
    field.widget.hints = {each["value"]: _hint(each) for each in _of(facts, axis)}
    return field


def _of(facts: list[Fact], axis: PlacingAxis) -> list[Fact]:
    return [each for each in facts if each["axis"] == axis]


def _hint(fact: Fact) -> str:
    """“Suggested, because of: health care”; what a person decided says so."""
    state = {
        Placing.SUGGESTED: _("Suggested"),
        Placing.CONFIRMED: _("Confirmed"),
        Placing.REFUSED: _("Refused"),
    }[Placing(fact["placing"])]
    why = because(fact["words"])
    return f"{state}, {why}" if why else state


class PlacingForm(PlacingFields):
    """The page of one text: saving decides everything on it."""

    form_key = Key()


class ExtractPlacing(PlacingFields):
    """Beside the source: what is ticked or unticked is decided; the rest only where the person says so."""

    folded = True
    main_widget = forms.Select

    looked = forms.BooleanField(label=gettext_lazy("This is right: confirm all of it"), required=False)


class ManyForm(forms.Form):
    """Many texts at once: those that are ticked."""

    form_key = Key()
    texts = OwnFields(
        queryset=Recommendation.objects.none(),
        required=False,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), NOT_IN_LIST),
    )

    def __init__(self, *args, among, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["texts"].queryset = among


class WhichForm(forms.Form):
    """Which texts the list shows; a value that is not among them shows all."""

    document = ChoiceField(label=gettext_lazy("Document"), required=False)
    theme = ChoiceField(label=gettext_lazy("Theme"), required=False)

    def __init__(self, *args, documents: Iterable[str], themes: dict[str, str], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", _("All documents")), *((each, each) for each in documents)]
        self.fields["theme"].choices = [("", _("All themes")), *themes.items()]
