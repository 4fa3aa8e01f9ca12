"""Where parsing drew the line between two recommendations wrongly: merge, split, add what was missed."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import F

from recommendations.actions import audit
from recommendations.actions.extracts import Typed, decide, number_of, one_before, place, told, write
from recommendations.actions.import_review import check_text, opened, opened_extract
from recommendations.choices import ExtractState
from recommendations.errors import Refused
from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, SourcePage, User
from recommendations.parsing import Line
from recommendations.parsing.markers import read_marker
from recommendations.text import gettext_noop

# A line of dashes, alone: here a new recommendation begins.
CUT = re.compile(r"^[ \t]*-{3,}[ \t]*$", re.M)
ENDS = (".", ":", ";", "!", "?", "។", "။", "”", '"')


@transaction.atomic
def merge(*, extract: Extract, typed: Typed, seen_version: int, by: User) -> Extract:
    """Join the text to the one before, which is then to be looked at again; gives back that one.

    Errors: NotAllowed, TooLate, Conflict, Refused (nothing stands before it).
    """
    found = opened_extract(extract, seen_version, by)
    whole = one_before(found)
    if whole is None or found.state == ExtractState.MERGED:
        raise Refused(gettext_noop("There is no text before this one to merge it with."))
    before = [told(whole), told(found)]
    write(found, typed)
    whole.text = _joined(whole.text, found.text)
    decide(found, ExtractState.MERGED, by)
    decide(whole, ExtractState.PROPOSED, None)
    audit.record("extract.merge", found, by=by, before=before, after=[told(whole), told(found)])
    return whole


def _joined(one: str, other: str) -> str:
    """One paragraph where a sentence runs on, two where it had ended; a point stays a line of its own."""
    if other.startswith("- "):
        return f"{one}\n{other}"
    runs_on = other[:1].islower() or not one.endswith(ENDS)
    return f"{one}{' ' if runs_on else chr(10) * 2}{other}"


@transaction.atomic
def split(*, extract: Extract, typed: Typed, seen_version: int, by: User) -> list[Extract]:
    """Part the typed text at its lines of dashes; each part is to be looked at. Gives back the parts.

    Errors: NotAllowed, TooLate, Conflict, Refused (there is no such line).
    """
    found = opened_extract(extract, seen_version, by)
    parts = [part.strip() for part in CUT.split(typed.text) if part.strip()]
    if len(parts) < 2 or found.state == ExtractState.MERGED:
        raise Refused(
            gettext_noop(
                "Say where the second recommendation begins: choose its first words below, or put a line of three "
                "dashes (---) before it."
            ),
            field="text",
        )
    before = told(found)
    lines = _lines_of(found)
    write(found, replace(typed, text=parts[0]))
    _make_room(found.document_import_id, after=found.position, places=len(parts) - 1)
    new = [_part(found, text, found.position + place) for place, text in enumerate(parts[1:], 1)]
    _share_lines([found, *new], lines)
    decide(found, ExtractState.PROPOSED, None)
    for each in new:
        place(each)
        each.save()
    audit.record("extract.split", found, by=by, before=before, after=[told(each) for each in (found, *new)])
    return [found, *new]


def _part(extract: Extract, text: str, position: int) -> Extract:
    first = text.split("\n", 1)[0]
    marker = read_marker(Line(first, 1))
    body = text[len(first) - len(marker.rest) :] if marker else text
    return Extract(
        document_import_id=extract.document_import_id,
        sub_theme=extract.sub_theme,
        position=position,
        label=(marker.label or "") if marker and not marker.is_bullet else "",
        number=marker.value if marker else None,
        text=body,
        found_text=body,
        page=extract.page,
        line_from=extract.line_from,
        line_to=extract.line_to,
        machine_read=extract.machine_read,
        changed=extract.changed,
    )


def _lines_of(extract: Extract) -> list[tuple[int, int, str]]:
    """(page, number, text without spaces) of each line of the source that the extract covers."""
    if not extract.line_from or not extract.line_to:
        return []
    pages = SourcePage.objects.filter(document_import=extract.document_import_id).values_list("number", "lines")
    return [
        (page, line["number"], _squeezed(line["text"]))
        for page, lines in pages
        for line in lines
        if extract.line_from <= line["number"] <= extract.line_to
    ]


def _share_lines(parts: Sequence[Extract], lines: list[tuple[int, int, str]]) -> None:
    """Each part gets the lines from its own beginning to the next part's; all of them where that is not seen."""
    found = (next((line for line in lines if _begins(part.text, line[2])), None) for part in parts[1:])
    starts = [line for line in found if line]
    if not lines or len(starts) < len(parts) - 1:
        return
    for part, start in zip(parts[1:], starts, strict=True):
        part.page, part.line_from = start[0], start[1]
    for part, following in itertools.pairwise(parts):
        part.line_to = max(part.line_from or 0, (following.line_from or 1) - 1)


def _begins(text: str, line: str) -> bool:
    return bool(line) and _squeezed(text)[:20] in line


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@transaction.atomic
def add(
    *,
    document_import: DocumentImport,
    typed: Typed,
    after: int,
    by: User,
    page: int | None = None,
    lines: tuple[int, int] | None = None,
) -> Extract:
    """A text that parsing missed, as a person reads it in the source; accepted, since a person wrote it.

    `after`: the position it follows, 0 for the first. `lines`: where it stands in the source. Errors: NotAllowed,
    TooLate, Refused (no text, no such place, a sub-theme of another document).
    """
    found = opened(document_import, by)
    check_text(typed.text)
    sub_theme = typed.sub_theme or _bare(found)
    if sub_theme.document_import_id != found.pk:
        raise Refused(gettext_noop("This sub-theme belongs to another document."), field="sub_theme")
    place = min(after, Extract.objects.filter(document_import=found).count())
    _make_room(found.pk, after=place, places=1)
    extract = Extract(
        document_import=found,
        sub_theme=sub_theme,
        position=place + 1,
        label=typed.label,
        number=number_of(typed.label),
        text=typed.text,
        editor_note=typed.editor_note,
        page=page,
        line_from=lines[0] if lines else None,
        line_to=lines[1] if lines else None,
        version=0,
    )
    decide(extract, ExtractState.ACCEPTED, by)
    audit.record("extract.add", extract, by=by, after=told(extract))
    return extract


def _bare(document_import: DocumentImport) -> ExtractedSubTheme:
    """The last heading, or one without words where the document has none."""
    found = document_import.sub_themes.order_by("-position").first()
    return found or ExtractedSubTheme.objects.create(document_import=document_import, position=0)


def _make_room(document_import: int, *, after: int, places: int) -> None:
    later = Extract.objects.filter(document_import=document_import, position__gt=after)
    later.update(position=F("position") + places)


def cut_before(text: str, beginning: str) -> str:
    """`text` with a line of dashes before `beginning`; as it is where that does not stand in it just once."""
    at = text.find(beginning)
    if at <= 0 or text.find(beginning, at + 1) >= 0:
        return text
    return f"{text[:at].rstrip()}\n---\n{text[at:]}"


def beginnings(text: str) -> list[str]:
    """The sentences and paragraphs after the first: where a second recommendation may begin."""
    starts = [found.end() for found in re.finditer(r"(?<=[.;:!?។။])\s+|\n+", text)]
    return [text[at : at + 90].split("\n", 1)[0].strip() for at in starts if text[at:].strip()]
