"""Small marks for the axes: a status, an assessment, the state of an update, a standing.

Words always stand beside the mark. These are plain functions too: a table row written in Python calls them.
"""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from recommendations.choices import Answering, Assessment, NotPursuedReason, Standing, Status, UpdateState
from recommendations.templatetags.layout import day

register = template.Library()

# Each mark on a square of 16; strokes and fills take the colour of the words beside them.
SHAPES = {
    Status.IMPLEMENTED: '<circle cx="8" cy="8" r="7" fill="currentColor"/>',
    Status.IN_PLACE: '<path d="M13.8 8.5a5.9 5.9 0 1 1-2-5M12.5.5v3.7H8.8"/>',
    Status.PARTLY_IMPLEMENTED: ('<circle cx="8" cy="8" r="6"/><path d="M8 2a6 6 0 0 1 0 12z" fill="currentColor"/>'),
    Status.IN_PROGRESS: '<circle cx="8" cy="8" r="6"/><path d="M8 2v12"/>',
    Status.PLANNED: '<circle cx="8" cy="8" r="6" stroke-dasharray="2 1.77"/>',
    Status.NOT_STARTED: '<circle cx="8" cy="8" r="6"/>',
    Status.NOT_PURSUED: '<path d="M2 8h12" stroke-width="3"/>',
    Answering.NO_INFORMATION: ('<path d="M1 6 6 1M1 11 11 1M2 15 15 2M7 15l8-8M12 15l3-3" stroke-width="1.3"/>'),
    Answering.NOT_YET_DUE: '<g stroke-width="1.5"><circle cx="8" cy="8" r="6.5"/><path d="M8 4v4.2l2.8 1.8"/></g>',
}

SIGNS = {Assessment.CONFIRMED: "✓", Assessment.CONFIRMED_IN_PART: "½", Assessment.NEEDS_EVIDENCE: "?"}

# What an overview calls a follow-up that has no status yet.
UNANSWERED = (Answering.NO_INFORMATION, Answering.NOT_YET_DUE, Answering.NOT_ASKED)


@register.simple_tag
def status_tag(value: str, reason: str = "", since: date | None = None) -> SafeString:
    """A Status, or an Answering where there is none, with its mark and its tone.

    `reason` (a NotPursuedReason) stands under "Not pursued"; `since`: the day from which no information came.
    """
    words = mark(value) + escape(status_label(value))
    tag = format_html('<span class="app-status app-status--{}">{}</span>', value, words)
    return tag + _more(reason, since)


@register.simple_tag
def placing_mark(name: str, *, is_main: bool = False, is_suggested: bool = False) -> SafeString:
    """A theme, target group or addressee; a suggestion says in words that nobody has confirmed it."""
    words = _("%(name)s (main)") % {"name": name} if is_main else name
    if not is_suggested:
        return escape(words)
    return format_html('{} <span class="app-tag app-tag--suggested">{}</span>', words, _("suggested"))


@register.simple_tag
def assessment_mark(value: str) -> SafeString:
    """The ILO's assessment: a sign and its words, never a colour."""
    label = Assessment(value).label
    if value not in SIGNS:
        return format_html('<span class="app-assessment app-quiet">{}</span>', label)
    return format_html(
        '<span class="app-assessment"><span class="app-assessment__sign" aria-hidden="true">{}</span>{}</span>',
        SIGNS[Assessment(value)],
        label,
    )


@register.simple_tag
def state_tag(value: str) -> SafeString:
    """Where an update stands on its way (UpdateState)."""
    return _plain_tag(value, UpdateState(value).label)


@register.simple_tag
def standing_tag(value: str) -> SafeString:
    """Whether the forum adopted a text or somebody proposed it (Standing)."""
    return _plain_tag(value, Standing(value).label)


@register.simple_tag
def withdrawn_tag(at: datetime | None) -> SafeString:
    """Says of a document or recommendation that it was withdrawn; nothing where it is in force."""
    return _plain_tag("withdrawn", _("Withdrawn")) if at else SafeString("")


@register.simple_tag
def before_change(at: datetime | None) -> SafeString:
    """Says of an answer that its text was reworded at this instant and nobody confirmed it since; nothing for None."""
    if at is None:
        return SafeString("")
    words = _("Answered before the change of")
    return format_html('<span class="app-changed">{} {}</span>', words, day(timezone.localdate(at)))


@register.simple_tag
def came_mark(update, party) -> SafeString:
    """Says of a sent update (read with its `round` and `reply`) that it came after the round's day, on the party's own
    clock, or outside a round; nothing where it came in time (docs/decisions/lateness.md)."""
    if update.submitted_at is None:
        return SafeString("")
    if update.round is None:
        return format_html('<span class="app-quiet">{}</span>', _("It came outside a round."))
    sent = getattr(update, "came_at", None) or update.submitted_at
    due_on = update.round.due_on
    if timezone.localdate(sent, party.zone) <= due_on or (update.entered and update.entered.dated_on <= due_on):
        return SafeString("")
    words = _("It came after the round’s day,")
    return format_html('<span class="app-overdue">{} {}.</span>', words, day(update.round.due_on))


def status_label(value: str) -> str:
    """The words for a Status or an unanswered Answering."""
    return Answering(value).label if value in UNANSWERED else Status(value).label


def mark(value: str) -> SafeString:
    """The mark alone, hidden from readers of the words beside it; nothing for "not asked"."""
    if value not in SHAPES:
        return SafeString("")
    return format_html(
        '<svg class="app-mark" width="16" height="16" viewBox="0 0 16 16"'
        ' fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">{}</svg>',
        mark_safe(SHAPES[value]),
    )


def _more(reason: str, since: date | None) -> SafeString:
    if reason:
        return format_html('<span class="app-status__more">{}</span>', NotPursuedReason(reason).label)
    if since:
        return format_html('<span class="app-status__more">{} {}</span>', _("since"), day(since))
    return SafeString("")


def _plain_tag(value: str, label: str) -> SafeString:
    return format_html('<span class="app-tag app-tag--{}">{}</span>', value, label)
