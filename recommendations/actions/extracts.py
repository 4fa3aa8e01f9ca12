"""What a person decides about one text that was found: accept it, leave it out, or take the decision back."""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations.actions import audit, placed
from recommendations.actions.import_review import check_text, opened, opened_extract
from recommendations.choices import ExtractState
from recommendations.errors import Refused
from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, User
from recommendations.parsing.markers import read_label
from recommendations.queries.placings import rules
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class Typed:
    """A text as a person wants it. `sub_theme` None: where it stands; `chosen` None: its placing was not asked."""

    text: str
    label: str = ""
    sub_theme: ExtractedSubTheme | None = None
    editor_note: str = ""
    chosen: placed.Chosen | None = None


@transaction.atomic
def accept(*, extract: Extract, typed: Typed, seen_version: int, by: User) -> Extract:
    """Take the text as it is typed. Errors: NotAllowed, TooLate, Conflict, Refused."""
    check_text(typed.text)
    return _decide(extract, typed, seen_version, ExtractState.ACCEPTED, "extract.accept", by)


@transaction.atomic
def leave_out(*, extract: Extract, typed: Typed, seen_version: int, by: User) -> Extract:
    """It is no recommendation. The text stays, so that the decision can be taken back. Errors: as `accept`."""
    return _decide(extract, typed, seen_version, ExtractState.REJECTED, "extract.leave_out", by)


@transaction.atomic
def reopen(*, extract: Extract, seen_version: int, by: User) -> Extract:
    """Not looked at again. A text that was merged comes back out of the one before it.

    Errors: NotAllowed, TooLate, Conflict, Refused (what it was merged into has been changed).
    """
    found = opened_extract(extract, seen_version, by)
    before = told(found)
    if found.state == ExtractState.MERGED:
        _take_out(found)
    decide(found, ExtractState.PROPOSED, None)
    audit.record("extract.reopen", found, by=by, before=before, after=told(found))
    return found


@transaction.atomic
def keep(*, extract: Extract, typed: Typed, seen_version: int, by: User) -> Extract:
    """Keep what was typed without deciding; nothing happens where nothing was. Errors: as `accept`."""
    found = opened_extract(extract, seen_version, by)
    before = told(found)
    write(found, typed)
    place(found)
    after = told(found)
    if before != after:
        found.version += 1
        found.save()
        audit.record("extract.keep", found, by=by, before=before, after=after)
    return found


@transaction.atomic
def accept_plain(*, document_import: DocumentImport, by: User) -> int:
    """Accept every text that nobody has looked at and that raises no doubt; gives back how many.

    Errors: NotAllowed, TooLate.
    """
    found = opened(document_import, by)
    plain = list(Extract.objects.filter(document_import=found).plain().values_list("position", flat=True))
    Extract.objects.filter(document_import=found, position__in=plain).plain().update(
        state=ExtractState.ACCEPTED, decided_at=timezone.now(), decided_by=by, version=F("version") + 1
    )
    audit.record("extract.accept_plain", found, by=by, after={"positions": plain})
    return len(plain)


def _decide(extract: Extract, typed: Typed, seen_version: int, state: str, action: str, by: User) -> Extract:
    found = opened_extract(extract, seen_version, by)
    if found.state == ExtractState.MERGED:
        raise Refused(gettext_noop("This text is part of the one before. Take it back out first."))
    before = told(found)
    write(found, typed)
    decide(found, state, by)
    audit.record(action, found, by=by, before=before, after=told(found))
    return found


def write(extract: Extract, typed: Typed) -> None:
    """Put what was typed into an extract, for an action that then saves it."""
    if typed.sub_theme and typed.sub_theme.document_import_id != extract.document_import_id:
        raise Refused(gettext_noop("This sub-theme belongs to another document."), field="sub_theme")
    extract.text = typed.text or extract.text
    extract.editor_note = typed.editor_note
    if typed.sub_theme:
        extract.sub_theme = typed.sub_theme
    if extract.label != typed.label:
        extract.label, extract.number = typed.label, number_of(typed.label)
    if typed.chosen:
        extract.placings = placed.decide(extract.placings, typed.chosen)


def place(extract: Extract) -> None:
    """Suggest where the text belongs, as it reads now; what a person decided stays."""
    heading, theme = extract.sub_theme.title, extract.document_import.theme
    extract.placings = placed.again(
        extract.placings, placed.suggested(rules(), extract.text, heading=heading, theme=theme)
    )


def decide(extract: Extract, state: str, by: User | None) -> None:
    """Save an extract in its new state: by whom and when, or by nobody where it is not looked at any more."""
    place(extract)
    extract.state = state
    extract.decided_by = by
    extract.decided_at = timezone.now() if by else None
    extract.version += 1
    extract.save()


def number_of(label: str) -> int | None:
    """ "14." is 14, "(b)" is 2; None for a bullet or for words."""
    found = read_label(label) if label else None
    return found.value if found else None


def told(extract: Extract) -> dict[str, object]:
    """What the trail keeps of an extract."""
    return {
        "import": extract.document_import_id,
        "position": extract.position,
        "state": extract.state,
        "label": extract.label,
        "sub_theme": extract.sub_theme_id,
        "text": extract.text,
        "placings": extract.placings,
    }


# --- Merging, seen from behind -----------------------------------------------------------------------------


def one_before(extract: Extract) -> Extract | None:
    """The text that this one would be, or was, merged with: the nearest before it that stands for itself."""
    standing = (ExtractState.PROPOSED, ExtractState.ACCEPTED)
    found = Extract.objects.filter(document_import=extract.document_import_id, position__lt=extract.position)
    return found.filter(state__in=standing).order_by("-position").first()


def _take_out(extract: Extract) -> None:
    whole = one_before(extract)
    if whole is None or not whole.text.endswith(extract.text) or whole.text == extract.text:
        raise Refused(
            gettext_noop("The text it was merged into has been changed since. Split it there instead, at its place.")
        )
    whole.text = whole.text.removesuffix(extract.text).rstrip()
    decide(whole, ExtractState.PROPOSED, None)
