"""What a person says of themselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from recommendations.models import User

# Where the people of this site live; other zones stay where somebody has one already.
TIME_ZONES = (
    "Asia/Bangkok", "Asia/Brunei", "Asia/Dili", "Asia/Ho_Chi_Minh", "Asia/Jakarta", "Asia/Kuala_Lumpur",
    "Asia/Manila", "Asia/Phnom_Penh", "Asia/Singapore", "Asia/Vientiane", "Asia/Yangon", "Europe/Zurich",
)  # fmt: skip
AS_THE_SITE = ("", _("UTC (Coordinated Universal Time)"))


class ProfileForm(forms.ModelForm):
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Dates and times on this site are shown in it.")
    )

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
        labels = {"name": _("Your name")}
        help_texts = {"name": _("Others see it beside what you write. Without it they see your e-mail address.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zones = sorted({*TIME_ZONES, self.instance.time_zone} - {""})
        self.fields["time_zone"].choices = [AS_THE_SITE, *((zone, zone.replace("_", " ")) for zone in zones)]
        self.fields["name"].widget.attrs["autocomplete"] = "name"
