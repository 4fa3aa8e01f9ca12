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
    """The browser's own calendar; typed values stay ISO, which is what it sends."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs, format="%Y-%m-%d")
