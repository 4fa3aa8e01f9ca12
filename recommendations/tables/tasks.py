"""The rows of the task list, written by one function: fifty of them through templates cost more than their query."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from recommendations.models import FollowUp
from recommendations.queries.said import NO_NOTE, Note
from recommendations.queries.tasks import NOT_BEGUN, Group, Section
from recommendations.templatetags.layout import day
from recommendations.templatetags.marks import before_change, status_tag
from recommendations.text import shortened

# The groups whose rows may be ticked; whole themes of those that are not begun.
TICKABLE = ("overdue", "to-do", "confirm", "draft", "together", "accepted")
BY_THEME = ("overdue", "to-do", "accepted")
# Whoever writes goes on in the form; other rows are read first.
OPENS_FORM = ("returned", "overdue", "to-do", "draft")
NOTE, NOTE_ON_FIELD = 300, 100


def html_sections(
    sections: Iterable[Section], *, notes: dict[int, Note], ticks: bool, named: bool = False
) -> SafeString:
    """Groups with their headings; inside them a heading for each main theme. `ticks`: for those who write; `named`:
    with the country's name."""
    found = list(sections)
    return format_html_join("", "{}", ((_section(each, notes, ticks=ticks, named=named),) for each in found))


def _section(section: Section, notes: dict[int, Note], *, ticks: bool, named: bool) -> SafeString:
    group = section.group
    themes = (
        (_theme(group, theme, rows, ticks=ticks), _list(group, rows, notes, ticks=ticks, named=named))
        for theme, rows in section.themes
    )
    return format_html(
        '<h2 id="{}">{} <span class="app-count">{}</span></h2>\n{}',
        group.key, group.heading, section.count, format_html_join("", "{}{}", themes),
    )  # fmt: skip


def _theme(group: Group, theme: str, rows: tuple[FollowUp, ...], *, ticks: bool) -> SafeString:
    name = theme or _("No theme yet")
    if not ticks or group.key not in BY_THEME or len(rows) < 2:
        return format_html('<h3 class="app-task-theme">{}</h3>', name)
    value = f"{group.key}:{rows[0].theme_slug or ''}"
    return format_html(
        '<h3 class="app-task-theme">{}</h3><div class="app-task-all">'
        '<div class="govuk-checkboxes govuk-checkboxes--small">'
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" type="checkbox" id="all_{}"'
        ' name="themes" value="{}"><label class="govuk-label govuk-checkboxes__label" for="all_{}">{}'
        '<span class="govuk-visually-hidden">: {}</span></label></div></div>{}</div>',
        name, value.replace(":", "_"), value, value.replace(":", "_"), _("All of this theme"), name,
        _together(group, name, rows),
    )  # fmt: skip


def _together(group: Group, name: str, rows: tuple[FollowUp, ...]) -> SafeString | str:
    """The way to one answer for all of a theme that have none yet."""
    bare = [row for row in rows if row.theme_slug and not row.status]
    if group.key not in NOT_BEGUN or len(bare) < 2:
        return ""
    where = reverse("update_edit", args=bare[0].address)
    words = _("Write one answer for all of them")
    return format_html(
        '<a href="{}?together=1">{}<span class="govuk-visually-hidden">: {}</span></a>', where, words, name
    )


def _list(group: Group, rows: Iterable[FollowUp], notes: dict[int, Note], *, ticks: bool, named: bool) -> SafeString:
    items = ((_item(group, row, _asked(group, row, notes), ticks=ticks, named=named),) for row in rows)
    return format_html('<ul class="govuk-task-list">{}</ul>\n', format_html_join("\n", "{}", items))


def _item(group: Group, row: FollowUp, note: Note, *, ticks: bool, named: bool) -> SafeString:
    recommendation = row.recommendation
    label = f"{recommendation.reference} · {row.party.name}" if named else recommendation.reference
    return format_html(
        '<li class="govuk-task-list__item govuk-task-list__item--with-link app-task{}">{}'
        '<div class="govuk-task-list__name-and-hint"><a class="govuk-task-list__link" href="{}"'
        ' aria-describedby="state_{}">{}</a><div class="govuk-task-list__hint" lang="{}">{}</div>{}{}</div>'
        '<div class="govuk-task-list__status" id="state_{}">{}</div></li>',
        "" if group.is_turn else " govuk-task-list__item--done",
        _tick(row) if ticks and group.key in TICKABLE else "", address(group, row), row.pk, label,
        recommendation.document.language, recommendation.headline, _note(note), _last(row),
        row.pk, _state(group, row),
    )  # fmt: skip


def _asked(group: Group, row: FollowUp, notes: dict[int, Note]) -> Note:
    """What should change: of an update that came back, or of an answer that a reviewer asks for again."""
    return (notes.get(row.update_id) or Note(row.asked_again or "")) if group.key == "returned" else NO_NOTE


def address(group: Group, row: FollowUp) -> str:
    """Where a row leads."""
    if group.key == "confirm":
        return reverse("wording_confirm", args=row.address)
    if group.key == "together":
        return reverse("answered_under", args=row.address)
    return reverse("update_edit" if group.key in OPENS_FORM else "follow_up", args=row.address)


def _tick(row: FollowUp) -> SafeString:
    return format_html(
        '<div class="govuk-checkboxes govuk-checkboxes--small app-task__tick"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" type="checkbox" id="row_{0}" name="rows" value="{0}">'
        '<label class="govuk-label govuk-checkboxes__label" for="row_{0}"><span class="govuk-visually-hidden">'
        "{1}</span></label></div></div>",
        row.pk, _("Tick %(reference)s") % {"reference": row.recommendation.reference},
    )  # fmt: skip


def _note(note: Note) -> SafeString:
    if not note:
        return SafeString("")
    whole = shortened(note.whole, NOTE)
    on_fields = ((label, shortened(text, NOTE_ON_FIELD)) for label, text in note.labelled)
    return format_html(
        '<div class="app-task__note"><strong>{}</strong> {}{}</div>',
        _("To change:"), whole, format_html_join("", "<br><strong>{}:</strong> {}", on_fields),
    )  # fmt: skip


def _last(row: FollowUp) -> SafeString:
    """“Last answer: In progress, 3 March 2026”; of a text that was reworded since, that too."""
    if not row.status or row.answered_at is None:
        return SafeString("")
    changed = before_change(row.changed_at) if row.is_before_change else ""
    return format_html(
        '<div class="app-task__last">{} {} {} {}</div>',
        _("Last answer:"), status_tag(row.status, row.not_pursued_reason),
        day(localdate(row.answered_at, row.party.zone)), changed,
    )  # fmt: skip


def _state(group: Group, row: FollowUp) -> SafeString | str:
    if group.key == "together" and row.answered_under:
        return format_html("{} {}", group.words, row.answered_under.recommendation.reference)
    if not group.is_turn:
        return format_html("{}", group.words)
    words = _("Draft: nothing has changed") if group.key == "draft" and row.update_unchanged else group.words
    if group.key == "overdue":
        return format_html('<span class="app-overdue">{}</span>', words)
    return format_html('<span class="app-tag app-tag--submitted">{}</span>', words)
