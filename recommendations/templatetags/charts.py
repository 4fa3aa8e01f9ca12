"""Stacked bars as SVG: no script, no style attribute, no ids (several may stand on one page).

A bar is as wide as its place and scales without shrinking its figures: only percentages, no viewBox.
Each segment is a nested <svg>, which clips its rectangle's outline and its hatching.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recommendations.choices import STATUS_ORDER, Answering
from recommendations.templatetags.marks import status_label

register = template.Library()

# key, how many, in words
Figure = tuple[str, str, int]

ORDER = (*STATUS_ORDER, Answering.NO_INFORMATION, Answering.NOT_YET_DUE, Answering.NOT_ASKED)

# fill, outline, colour of the figure inside
TONES = {
    "implemented": ("#8ce164", "#25691b", "#11330a"),
    "in-place": ("#fff", "#25691b", "#25691b"),
    "partly-implemented": ("#1e2dbe", "#1e2dbe", "#fff"),
    "in-progress": ("#fff", "#1e2dbe", "#1e2dbe"),
    "planned": ("#cdd3f8", "#8f99e6", "#230050"),
    "not-started": ("#fff", "#6d6d6d", "#4a4a4a"),
    "not-pursued": ("#6d6d6d", "#6d6d6d", "#fff"),
    "no-information": ("#fff", "#6d6d6d", "#1d1a26"),
    "not-yet-due": ("#fff", "#d3d2dc", "#565463"),
    "not-asked": ("#fff", "#fff", "#565463"),
}
HATCH = mark_safe('<path d="M-28 14h4000" stroke-width="28" stroke-dasharray="1.5 5" transform="skewX(-45)"/>')


@register.simple_tag
def status_bar(figures: Iterable[Figure], caption: str) -> SafeString:
    """One stacked bar of (key, label, count), keys being Status and Answering values; zeros are left out.

    Caption and figures in words are its text alternative; the caller puts a table of the same figures beside it.
    """
    shown = _in_order(figures)
    total = sum(count for _key, _label, count in shown)
    words = ", ".join(f"{label} {count}" for _key, label, count in shown) or _("Nothing was asked.")
    return format_html(
        '<svg class="app-bar" role="img" width="100%" height="28"'
        ' font-size="14" text-anchor="middle" stroke-width="4">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        caption,
        words,
        _segments(shown, total),
    )


def small_bar(figures: Iterable[Figure]) -> SafeString:
    """The same for the cell of a matrix, in as few bytes as it takes: no figures inside, its words as its title.

    Each segment begins at the left and lies over the longer one before it, so that only its end needs to be said.
    """
    shown = _in_order(figures)
    total, end, at, parts = sum(count for _key, _label, count in shown), 0, 0, []
    for key, _label, count in shown:
        at += count
        end = max(round(100 * at / total), end + 1)
        parts.append(_SMALL[key] % end)
    words = ", ".join(f"{label} {count}" for _key, label, count in shown)
    return format_html(
        '<svg class="app-bar" role="img" width="100%" height="12" stroke-width="2"><title>{}</title>{}</svg>',
        words, mark_safe("".join(reversed(parts))),
    )  # fmt: skip


@register.simple_tag
def linked_key(figures: Iterable, url: str) -> SafeString:
    """The same as status_key, each figure leading to its rows: figures have .key, .label, .count, .query."""
    found = sorted((each for each in figures if each.count), key=lambda each: ORDER.index(each.key))
    items = ((_swatch(each.key), each.label, url, each.query, each.count) for each in found)
    told = format_html_join("", '<li>{} {} <b><a href="{}?{}">{}</a></b></li>', items)
    return format_html('<ul class="app-key">{}</ul>', told)


@register.simple_tag
def status_key(figures: Iterable[Figure]) -> SafeString:
    """What the colours and patterns of a bar mean, with its figures, in the bar's order."""
    items = ((_swatch(key), label, count) for key, label, count in _in_order(figures))
    return format_html('<ul class="app-key">{}</ul>', format_html_join("", "<li>{} {} <b>{}</b></li>", items))


@register.simple_tag
def status_legend() -> SafeString:
    """Every colour and pattern with its words and no figures: once, above a table with a bar in each row."""
    items = ((_swatch(key), status_label(key)) for key in ORDER if key != Answering.NOT_ASKED)
    return format_html('<ul class="app-key">{}</ul>', format_html_join("", "<li>{} {}</li>", items))


def _in_order(figures: Iterable[Figure]) -> list[Figure]:
    return sorted((figure for figure in figures if figure[2]), key=lambda figure: ORDER.index(figure[0]))


def _segments(figures: list[Figure], total: int) -> SafeString:
    if not total:
        return mark_safe('<rect width="100%" height="28" fill="#fff" stroke="#d3d2dc"/>')
    parts, start = [], 0
    for key, _label, count in figures:
        parts.append(_segment(key, count, 100 * start / total, 100 * count / total))
        start += count
    return mark_safe("".join(parts))


def _segment(key: str, count: int, start: float, width: float) -> SafeString:
    inside = _area(key) + _number(key, count, width)
    return format_html('<svg x="{}%" width="{}%" height="28">{}</svg>', f"{start:.4g}", f"{width:.4g}", inside)


def _area(key: str) -> SafeString:
    fill, outline, _ink = TONES[key]
    hatch = HATCH if key == Answering.NO_INFORMATION else ""
    return format_html('<g fill="{}" stroke="{}"><rect width="100%" height="100%"/>{}</g>', fill, outline, hatch)


def _number(key: str, count: int, width: float) -> SafeString:
    """The figure inside its segment, where it fits on a phone; outlined in white over hatching."""
    if width < 3 + 2 * len(str(count)):
        return SafeString("")
    halo = mark_safe(' stroke="#fff" paint-order="stroke"') if key == Answering.NO_INFORMATION else ""
    return format_html('<text x="50%" y="19" fill="{}"{}>{}</text>', TONES[key][2], halo, count)


def _small_segment(key: str) -> str:
    """Only the hatching needs a frame that clips it."""
    fill, outline, _ink = TONES[key]
    if key != Answering.NO_INFORMATION:
        return f'<rect width="%d%%" height="12" fill="{fill}" stroke="{outline}"/>'
    return f'<svg width="%d%%" height="12">{_area(key).replace("%", "%%")}</svg>'


_SMALL = {key: _small_segment(key) for key in TONES}


def _swatch(key: str) -> SafeString:
    return format_html('<svg width="22" height="14" stroke-width="4" aria-hidden="true">{}</svg>', _area(key))


@register.simple_tag
def share_links(line, url: str) -> SafeString:
    """ "2 of 4" of a report's line: what is answered, and all that was asked, each with the list of its rows."""
    told = _("%(answered)s of %(asked)s") % {"answered": "{answered}", "asked": "{asked}"}
    return format_html(told, answered=_figure(line.answered, url), asked=_figure(line.asked, url))


@register.simple_tag
def asked_links(share, url: str) -> SafeString:
    """ "2 of 4 asked" of a share (queries.shares.Share), each number with the list of its rows."""
    told = _("%(answered)s of %(asked)s asked") % {"answered": "{answered}", "asked": "{asked}"}
    answered = _number_link(share.answered, url, share.answered_query)
    return format_html(told, answered=answered, asked=_number_link(share.asked, url, share.query))


def _figure(figure, url: str) -> SafeString | str:
    return _number_link(figure.number, url, figure.query)


def _number_link(number: int, url: str, query: str) -> SafeString | str:
    return format_html('<a href="{}?{}">{}</a>', url, query, number) if number else "0"
