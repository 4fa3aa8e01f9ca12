"""Dates, passages of text and notifications, the same on every page."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django import template
from django.contrib.messages import constants
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.text import shortened

register = template.Library()

DAY = "j F Y"

# How Django's message levels look: class, role, title.
BANNERS = {
    constants.SUCCESS: ("govuk-notification-banner--success", "alert", gettext_lazy("Done")),
    constants.ERROR: ("app-banner--error", "alert", gettext_lazy("There is a problem")),
}
PLAIN_BANNER = ("", "status", gettext_lazy("Note"))


@register.filter
def words(line: Iterable) -> str:
    """What a line (queries.lines) says, without where it leads."""
    return "".join(run.text for run in line)


register.filter("shortened", shortened)


@register.simple_tag
def day(value: date | datetime | None) -> SafeString:
    """`<time>` for a day, or for that of an instant in the reader's time zone: 30 September 2026; nothing for None."""
    if value is None:
        return SafeString("")
    if isinstance(value, datetime):
        value = timezone.localdate(value)
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), date_format(value, DAY))


@register.simple_tag
def instant(value: datetime | None) -> SafeString:
    """`<time>` for an instant, in the reader's time zone: 30 September 2026, 14:02; nothing for None."""
    if value is None:
        return SafeString("")
    local = timezone.localtime(value)
    words = date_format(local, f"{DAY}, H:i")
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), words)


@register.simple_tag
def deadline(value: date, zone: ZoneInfo) -> str:
    """The end of a day on a country's own clock: 30 September 2026, 23:59 Vientiane time."""
    city = zone.key.rpartition("/")[2].replace("_", " ")
    return _("%(day)s, 23:59 %(city)s time") % {"day": date_format(value, DAY), "city": city}


@register.simple_tag
def passage(text: str, lang: str = "") -> SafeString:
    """A text as printed: paragraphs parted by a blank line, lines that begin with "- " as a list.

    `lang` is the language of the text (BCP 47), where it is not the page's own.
    """
    normal = text.replace("\r\n", "\n").strip()
    blocks = [block.split("\n") for block in normal.split("\n\n") if block.strip()]
    body = mark_safe("".join(_block(lines) for lines in blocks))
    language = format_html(' lang="{}"', lang) if lang else ""
    return format_html('<div class="app-passage"{}>{}</div>', language, body)


@register.filter
def folded(events: Iterable) -> list[tuple]:
    """The first of each run of events alike (.what, .who, .note, .changes), and how many there are in the run."""
    runs = groupby(events, key=lambda event: (event.what, event.who, event.note, getattr(event, "changes", ())))
    return [(next(run), 1 + sum(1 for _other in run)) for _alike, run in runs]


@register.inclusion_tag("components/notification.html")
def notification(message, number: int) -> dict:
    """One of Django's messages as a banner; `number` makes its id unique on the page."""
    tone, role, title = BANNERS.get(message.level, PLAIN_BANNER)
    return {"text": message.message, "tone": tone, "role": role, "title": title, "number": number}


def _block(lines: list[str]) -> str:
    parts = groupby(lines, key=lambda line: line.lstrip().startswith("- "))
    return "".join(_points(group) if nested else _paragraph(group) for nested, group in parts)


def _points(lines) -> SafeString:
    points = ((line.lstrip()[2:],) for line in lines)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", points))


def _paragraph(lines) -> SafeString:
    return format_html("<p>{}</p>", mark_safe("<br>".join(conditional_escape(line) for line in lines)))
