"""Deciding on links: many suggestions at once, one pair, a text added by hand, what became of a proposal."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations import text
from recommendations.choices import LinkKind
from recommendations.forms.fields import ChoiceField, Key, OwnField, OwnFields, Seen, line, passage
from recommendations.forms.widgets import HintedRadios
from recommendations.models import Link, Recommendation

NOT_IN_LIST = gettext_lazy("Choose from the list.")
HOW = gettext_lazy("What the later text does with the earlier one")
HINTS = {
    LinkKind.REPEATS: gettext_lazy("It asks for the same again, though in other words."),
    LinkKind.UPDATES: gettext_lazy("It asks for the same, and changes or widens it."),
    LinkKind.TAKES_UP: gettext_lazy("The forum adopted what was proposed to it."),
    LinkKind.RELATED: gettext_lazy("It asks for something else that belongs to it; neither answers the other."),
}
LEAST = (("", gettext_lazy("Any score")), *((str(at), f"{at} %") for at in (90, 70, 50, 40, 30)))


class ManyForm(forms.Form):
    """The pairs that are ticked on a page; each has its kind in a field of its own, `kind_` and the link's key."""

    form_key = Key()
    links = OwnFields(
        queryset=Link.objects.none(),
        required=False,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_pk_value", "invalid_list"), NOT_IN_LIST),
    )

    def __init__(self, *args, among, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["links"].queryset = among

    def kinds(self) -> dict[int, str]:
        return {link.pk: self.data.get(f"kind_{link.pk}", "") for link in self.cleaned_data["links"]}


class WhichForm(forms.Form):
    """Which links the list shows; a value that is not among them shows all."""

    document = ChoiceField(label=gettext_lazy("Document"), required=False)
    theme = ChoiceField(label=gettext_lazy("Main theme"), required=False)
    least = ChoiceField(label=gettext_lazy("Score of at least"), required=False, choices=LEAST)

    def __init__(self, *args, documents: Iterable[str], themes: Iterable[tuple[str, str]], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = [("", _("All documents")), *((each, each) for each in documents)]
        self.fields["theme"].choices = [("", _("All themes")), *themes]


class OneForm(forms.Form):
    """How one pair is tied; `seen`: its state on the page."""

    form_key = Key()
    seen = Seen()
    kind = ChoiceField(
        label=HOW, widget=HintedRadios(hints=HINTS), error_messages={"required": gettext_lazy("Say how they are tied.")}
    )

    def __init__(self, *args, kinds: Iterable[LinkKind], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]


class AddForm(forms.Form):
    """Another text, by its reference, and how the two are tied."""

    form_key = Key()
    other = line(
        gettext_lazy("The other recommendation"),
        longest=60,
        required=True,
        help_text=gettext_lazy("Its reference, for example AFML13-VN-S2-09."),
    )
    kind = ChoiceField(
        label=HOW,
        choices=LinkKind.choices,
        widget=HintedRadios(hints=HINTS),
        error_messages={"required": gettext_lazy("Say how they are tied.")},
        help_text=gettext_lazy("Which of the two is the later one follows from their meetings."),
    )

    def clean_other(self) -> Recommendation:
        reference = text.clean(self.cleaned_data["other"]).upper()
        found = Recommendation.objects.filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError(_("There is no recommendation %(reference)s.") % {"reference": reference})
        return found


class FateForm(forms.Form):
    """What the forum made of a proposal: the adopted text that it became, or a note on why there is none."""

    form_key = Key()
    adopted = OwnField(
        label=gettext_lazy("The adopted text that it became"),
        queryset=Recommendation.objects.none(),
        required=False,
        empty_label=gettext_lazy("Choose an adopted text"),
        error_messages={"invalid_choice": NOT_IN_LIST},
        help_text=gettext_lazy("Texts under the same main theme stand first."),
    )
    note = passage(
        gettext_lazy("If it was not taken up: a note"),
        rows=3,
        help_text=gettext_lazy("For example where the forum decided against it. May stay empty."),
    )

    def __init__(self, *args, among, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["adopted"].queryset = among
        self.fields["adopted"].label_from_instance = lambda each: f"{each.reference}: {each.first_line}"[:120]
