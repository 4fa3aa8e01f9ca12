"""Choices with a line of explanation under each: `hints` maps a choice's value to its sentence."""

from django.forms import CheckboxSelectMultiple, DateInput, RadioSelect


class HintedRadios(RadioSelect):
    def __init__(self, *, hints=None, attrs=None, choices=()):
        super().__init__(attrs=attrs, choices=choices)
        self.hints = hints or {}


class HintedCheckboxes(CheckboxSelectMultiple):
    def __init__(self, *, hints=None, attrs=None, choices=()):
        super().__init__(attrs=attrs, choices=choices)
        self.hints = hints or {}


class Day(DateInput):
    """A date is typed: browsers' calendars drop what they do not understand, and write 09/30 on an American machine."""

    def __init__(self, attrs=None):
        super().__init__(attrs={"size": 18, "autocomplete": "off"} | (attrs or {}), format="%d/%m/%Y")
