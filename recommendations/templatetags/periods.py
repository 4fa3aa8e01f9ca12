"""The days of an activity, the same on every page and (`reports.sentences.period`) in every paper."""

from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from recommendations.templatetags.layout import day

register = template.Library()


@register.simple_tag
def period(starts_on: date | None, ends_on: date | None) -> SafeString:
    """From when until when; what has no end is going on; nothing where no day is known."""
    if starts_on and ends_on and starts_on != ends_on:
        return format_html(_("{first} to {last}"), first=day(starts_on), last=day(ends_on))
    if starts_on and ends_on:
        return day(starts_on)
    if starts_on:
        return format_html(_("From {first}"), first=day(starts_on))
    return format_html(_("Until {last}"), last=day(ends_on)) if ends_on else SafeString("")
