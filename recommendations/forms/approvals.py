"""What an approver or a coordinator sends: which rows, a note; what stands on a signed paper."""

import re

from django import forms
from django.conf import settings
from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import INCOMPLETE, DayField, Key, Upload, line, passage

MARK = re.compile(r"([1-9]\d{0,8})\.([1-9]\d{0,8})", re.ASCII)


class Marks(forms.Field):
    """Rows that were ticked: each the id of an update and the version that the page showed, "17.3"."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {"required": _("Tick at least one answer.")}

    def __init__(self, *, required: bool = False) -> None:
        super().__init__(required=required)

    def to_python(self, value) -> list[tuple[int, int]]:
        found = [MARK.fullmatch(str(each)) for each in value or ()]
        if not all(found):
            raise ValidationError(INCOMPLETE)
        return [(int(each[1]), int(each[2])) for each in found]


class ApprovalsForm(forms.Form):
    """`rows` are ticked; `shown` are all of the page, meant where `all` is ticked."""

    form_key = Key()
    rows = Marks()
    shown = Marks()
    all = forms.BooleanField(required=False)
    note = passage(
        _("Note to the reporter"), rows=3, help_text=_("Only for what you send back: say what should change.")
    )

    def chosen(self) -> list[tuple[int, int]]:
        return self.cleaned_data["shown" if self.cleaned_data["all"] else "rows"]

    def clean(self) -> dict:
        typed = super().clean()
        if not self.errors and not self.chosen():
            raise ValidationError(_("Tick the answers that you mean, or tick all."))
        return typed


class PaperForm(forms.Form):
    """What stands on the signed paper."""

    form_key = Key()
    name = line(_("Who signed?"), longest=150, required=True, help_text=_("The name as it stands on the paper."))
    title = line(_("Title"), longest=150, help_text=_("For example: Director-General, Department of Employment."))
    signed_on = DayField(
        label=_("Signed on"), error_messages={"required": _("Give the day on which the paper was signed.")}
    )
    letter_number = line(_("Letter number"), longest=100)
    scan = Upload(label=_("Scan of the signed paper"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        limits = _("PDF, PNG or JPEG; at most %(limit)s MB. Only your country’s own people can open it.")
        self.fields["scan"].help_text = limits % {"limit": settings.EVIDENCE_MAX_BYTES // 2**20}
