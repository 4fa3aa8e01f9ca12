"""The fields of filters: several values at once, plain sentences where a value is wrong."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from recommendations import text
from recommendations.forms.fields import DayField
from recommendations.forms.ticks import Ticks


class Several(Filter):
    """Any of the ticked values."""

    class field_class(forms.MultipleChoiceField):  # noqa: N801 (django-filter's name)
        widget = Ticks
        default_error_messages = {
            "invalid_choice": _("“%(value)s” is not in this list. Choose from the list, or nothing."),
        }

        def __init__(self, **options):
            super().__init__(**options)
            self.template_name = "recommendations/ticks.html"


class OnDay(Filter):
    field_class = DayField


class Words(Filter):
    """All of the words, in any order and any script."""

    class field_class(forms.CharField):  # noqa: N801 (django-filter's name)
        widget = forms.TextInput(attrs={"type": "search", "autocomplete": "off"})

        def __init__(self, **options):
            super().__init__(max_length=200, **options)
            self.error_messages["max_length"] = _("Use fewer words: at most 200 characters.")

        def to_python(self, value):
            """Without what no Word or Excel file may hold: the words stand in each download."""
            return text.clean(super().to_python(value))


class FilterForm(forms.Form):
    """What the fields say together."""

    def clean(self) -> dict:
        chosen = super().clean()
        since, until = chosen.get("since"), chosen.get("until")
        if since and until and since > until:
            self.add_error("until", _("This day comes before the first. Choose a later one."))
        return chosen
