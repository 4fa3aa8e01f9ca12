"""What a person says of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.choices import MailKind
from recommendations.forms.fields import ChoiceField, line
from recommendations.models import User
from recommendations.permissions import zone_of_country

# Where the people of this site live; other zones stay where somebody has one already.
TIME_ZONES = (
    "Asia/Bangkok", "Asia/Brunei", "Asia/Dili", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Kuala_Lumpur",
    "Asia/Manila", "Asia/Phnom_Penh", "Asia/Singapore", "Asia/Vientiane", "Asia/Yangon", "Europe/Zurich",
)  # fmt: skip
OF_THE_SITE = _("UTC (Coordinated Universal Time)")
NOT_IN_LIST = _("Choose from the list.")


class ProfileForm(forms.ModelForm):
    name = line(
        _("Your name"),
        longest=150,
        help_text=_("Others see it beside what you write. Without it they see your e-mail address."),
    )
    language = ChoiceField(
        label=_("Language"), choices=settings.LANGUAGES, error_messages={"required": _("Choose a language.")}
    )
    time_zone = ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Dates and times on this site are shown in it.")
    )

    mails = forms.MultipleChoiceField(
        label=_("Mails you get"),
        choices=MailKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=dict.fromkeys(("invalid_choice", "invalid_list"), NOT_IN_LIST),
        help_text=_("You can always see the same on your task list. Mails about your sign-in come in any case."),
    )

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted({*TIME_ZONES, self.instance.time_zone} - {""})
        own = zone_of_country(self.instance)
        unset = _("As in your country: %(zone)s") % {"zone": _named(own)} if own else OF_THE_SITE
        self.fields["time_zone"].choices = [("", unset), *((zone, _named(zone)) for zone in zones)]
        self.fields["mails"].initial = [kind for kind in MailKind.values if kind not in self.instance.mail_off]
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def said(self) -> dict[str, Any]:
        """What was typed, under the names of `people.save_profile`; a mail that is not ticked is not wanted."""
        typed = dict(self.cleaned_data)
        wanted = typed.pop("mails")
        return typed | {"mail_off": [kind for kind in MailKind.values if kind not in wanted]}


def _named(zone: str) -> str:
    return zone.replace("_", " ")
