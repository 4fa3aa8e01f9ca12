"""How a country's answer came that a reviewer enters."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.choices import ReplySource
from recommendations.forms.fields import ChoiceField, Count, DayField, Upload, line


class SourceForm(forms.Form):
    """The source, the sender, the date, and the letter as a file."""

    source = ChoiceField(
        label=_("How did it come?"),
        choices=ReplySource.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the answer came.")},
    )
    sender = line(
        _("From whom?"),
        longest=200,
        required=True,
        help_text=_("Name and office, as it stands on the letter. Only this country and the reviewers see it."),
    )
    dated_on = DayField(
        label=_("Its date"), error_messages={"required": _("Give the date of the letter, e-mail or meeting.")}
    )
    file = Upload(label=_("The letter"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limits = _(
            "PDF, Word, Excel, PowerPoint, PNG, JPEG or CSV; at most %(limit)s MB. Print an e-mail as PDF. "
            "Only this country and the reviewers open it."
        )
        self.fields["file"].help_text = limits % {"limit": settings.EVIDENCE_MAX_BYTES // 2**20}


class LetterForm(SourceForm):
    """The same of one answer; what it says stands in the form of an answer."""

    seen_answer = Count()
