"""A piece of evidence as a person gives it: a file or a link, or one of the country's earlier pieces."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from recommendations.choices import EvidenceKind, Language, Visibility
from recommendations.forms.fields import ChoiceField, DayField, Key, Link, OwnField, Seen, Upload, line, passage
from recommendations.models import Evidence
from recommendations.queries.evidence import FACTS, Room, fingerprint

SHOWN_AT_MOST = 50  # of the earlier pieces in one list; words narrow it


class FactsForm(forms.Form):
    """What a piece is: everything but its file."""

    form_key = Key()
    title = line(_("Title"), longest=250, required=True, help_text=_("As it stands on the document."))
    kind = ChoiceField(label=_("Kind"), choices=EvidenceKind.choices, initial=EvidenceKind.REPORT)
    dated_on = DayField(
        label=_("Its own date"),
        required=False,
        help_text=_("The day it was issued, for example 30/09/2026. Leave it empty if it bears none."),
    )
    publisher = line(_("Publisher"), longest=250, help_text=_("Leave it empty if none is named."))
    language = ChoiceField(label=_("Its language"), choices=Language.choices, initial="en", required=False)
    visibility = ChoiceField(
        label=_("Who may see it once the answer is accepted?"),
        choices=Visibility.choices,
        initial=Visibility.PARTY_AND_REVIEWERS,
        widget=forms.RadioSelect,
    )

    def clean_language(self) -> str:
        return self.cleaned_data["language"] or "en"

    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FACTS}


class ChangeForm(FactsForm):
    """The facts as they are, to be changed."""

    seen = Seen()

    @staticmethod
    def start(evidence: Evidence) -> dict[str, object]:
        return {name: getattr(evidence, name) for name in FACTS} | {"seen": fingerprint(evidence)}


class FileForm(forms.Form):
    """A file or a link, with what may be sent told before."""

    form_key = Key()
    file = Upload(label=_("File"))
    link = Link(label=_("Or a link"), required=False, help_text=_("The address of a page or document on the web."))

    def __init__(self, *args, room: Room | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        most = {"most": settings.EVIDENCE_MAX_BYTES // 2**20}
        told = [_("PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV; at most %(most)s MB.") % most]
        if room:
            sizes = {"used": filesizeformat(room.used), "limit": filesizeformat(room.limit)}
            told.append(_("Your country’s files take %(used)s of %(limit)s.") % sizes)
        self.fields["file"].help_text = " ".join(told)

    def clean(self) -> dict:
        typed = super().clean()
        if not typed.get("file") and not typed.get("link") and not self.errors.keys() & {"file", "link"}:
            self.add_error("file", _("Choose a file or give a link."))
        return typed


class EvidenceForm(FileForm, FactsForm):
    """A new piece."""

    field_order = ("form_key", "title", "kind", "file", "link", "dated_on", "publisher", "language", "visibility")


class EarlierEvidenceForm(forms.Form):
    """One of the party's own pieces that this person may open, to be used again."""

    form_key = Key()
    evidence = OwnField(
        label=_("Evidence your country has given before"),
        queryset=Evidence.objects.none(),
        empty_label=_("Choose a piece"),
        error_messages={"required": _("Choose a piece of evidence.")},
    )

    def __init__(self, *args, pieces: QuerySet[Evidence], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].queryset = pieces


class WithdrawForm(forms.Form):
    form_key = Key()
    reason = passage(
        _("Why is it withdrawn?"),
        rows=3,
        required=True,
        help_text=_("For example: the wrong file, or names in it that should not be seen. Your country reads this."),
    )
