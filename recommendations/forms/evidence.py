"""A piece of evidence as a person gives it: a file or a link, or one of the country's earlier pieces."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.choices import EvidenceKind, Visibility
from recommendations.forms.fields import ChoiceField, DayField, Key, Link, OwnField, line
from recommendations.models import Evidence, Party, User
from recommendations.permissions import readable_evidence


class EvidenceForm(forms.Form):
    form_key = Key()
    title = line(_("Title"), longest=250, required=True, help_text=_("As it stands on the document."))
    kind = ChoiceField(label=_("Kind"), choices=EvidenceKind.choices, initial=EvidenceKind.REPORT)
    file = forms.FileField(
        label=_("File"),
        required=False,
        allow_empty_file=True,
        error_messages=dict.fromkeys(("invalid", "missing"), _("The file did not arrive. Choose it again.")),
    )
    link = Link(label=_("Or a link"), required=False, help_text=_("The address of a page or document on the web."))
    dated_on = DayField(
        label=_("Its own date"),
        required=False,
        help_text=_("The day it was issued, for example 30/09/2026. Leave it empty if it bears none."),
    )
    publisher = line(_("Publisher"), longest=250, help_text=_("Leave it empty if none is named."))
    visibility = ChoiceField(
        label=_("Who may see it once the answer is accepted?"),
        choices=Visibility.choices,
        initial=Visibility.PARTY_AND_REVIEWERS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limits = _("PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV; at most %(limit)s MB.")
        self.fields["file"].help_text = limits % {"limit": settings.EVIDENCE_MAX_BYTES // 2**20}

    def clean(self) -> dict:
        typed = super().clean()
        if not typed.get("file") and not typed.get("link") and not self.errors.keys() & {"file", "link"}:
            self.add_error("file", _("Choose a file or give a link."))
        return typed


class EarlierEvidenceForm(forms.Form):
    """One of the party's own pieces that this person may open, to be used again."""

    form_key = Key()
    evidence = OwnField(
        label=_("Evidence your country has given before"),
        queryset=Evidence.objects.none(),
        empty_label=_("Choose a piece"),
        error_messages={"required": _("Choose a piece of evidence.")},
    )

    def __init__(self, *args, party: Party, user: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = readable_evidence(user).filter(party=party)
