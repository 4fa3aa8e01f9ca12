"""What the team adds to a round's paper: its own texts, boxes of good practice, and the Word file it is written on."""

import hashlib

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from recommendations.actions import audit, files
from recommendations.actions.locking import locked
from recommendations.choices import PaperSection
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import FollowUp, GoodPractice, PaperText, Round, Theme, User, WordBase
from recommendations.parsing.word_base import check
from recommendations.permissions import manages_every_round, manages_round
from recommendations.queries.came_in import asked_in
from recommendations.text import clean, gettext_noop

MOST_BYTES = 5 * 2**20


@transaction.atomic
def write(
    *, target: Round, section: PaperSection, theme: Theme | None = None, text: str, seen_version: int, by: User
) -> PaperText:
    """Save what the team says in a section, made from version `seen_version` (0: there was nothing yet).

    Errors: NotAllowed, Conflict (somebody saved since), Refused (a chapter without a theme).
    """
    _check_may(target, by)
    if (section == PaperSection.CHAPTER) != (theme is not None):
        raise Refused(gettext_noop("A note belongs to one chapter."))
    list(locked(Round.objects).filter(pk=target.pk))
    found = PaperText.objects.filter(round=target, section=section, theme=theme).first()
    if (found.version if found else 0) != seen_version:
        raise Conflict(
            gettext_noop("Somebody else saved this text after you opened the page. It is shown above; yours is kept.")
        )
    before = found.text if found else ""
    if found and before == clean(text):
        return found
    found = found or PaperText(round=target, section=section, theme=theme, version=0)
    found.text, found.saved_by, found.version = text, by, found.version + 1
    found.save()
    audit.record("paper.write", found, by=by, before={"text": before}, after={"text": found.text})
    return found


@transaction.atomic
def mark_practice(*, target: Round, follow_up: FollowUp, title: str, text: str, by: User) -> GoodPractice:
    """Set an answer into a box of the paper; said of it before, it is said anew.

    Errors: NotAllowed, Refused (not answered, not in the round, nothing said).
    """
    _check_may(target, by)
    for field, value in (("title", title), ("text", text)):
        if not clean(value):
            raise Refused(gettext_noop("Fill in this field."), field=field)
    if not asked_in(target).filter(pk=follow_up.pk).exclude(status="").exists():
        raise Refused(gettext_noop("Only an accepted answer of this round can stand in its paper as good practice."))
    before = GoodPractice.objects.filter(round=target, follow_up=follow_up).first()
    practice, _new = GoodPractice.objects.update_or_create(
        round=target, follow_up=follow_up, defaults={"title": title, "text": text, "marked_by": by}
    )
    audit.record(
        "paper.mark_practice", practice, by=by, party=follow_up.party, before=_told(before), after=_told(practice)
    )
    return practice


@transaction.atomic
def drop_practice(*, practice: GoodPractice, by: User) -> None:
    """Take a box out of the paper again. Errors: NotAllowed."""
    _check_may(practice.round, by)
    found = GoodPractice.objects.filter(pk=practice.pk).select_related("follow_up__party").first()
    if found is None:
        return
    audit.record("paper.drop_practice", found, by=by, party=found.follow_up.party, before=_told(found))
    found.delete()


@files.unless_it_fails()
@transaction.atomic
def put_base(*, content: bytes, file_name: str, by: User) -> WordBase:
    """Use this Word file for every paper from now on. Errors: NotAllowed, Refused (no Word file, too large)."""
    _check_base(by)
    if len(content) > MOST_BYTES:
        raise Refused(
            gettext_noop("This file is larger than %(limit)d MB. Leave pictures out, or make them smaller."),
            field="file",
            limit=MOST_BYTES // 2**20,
        )
    check(content)
    _retire()
    base = WordBase(file_name=clean(file_name)[-200:], sha256=hashlib.sha256(content).hexdigest(), uploaded_by=by)
    base.file.save(file_name, ContentFile(content), save=False)
    files.stored(base.file)
    base.save()
    audit.record("paper.put_base", base, by=by, after={"file": base.file_name, "sha256": base.sha256})
    return base


@transaction.atomic
def drop_base(*, by: User) -> None:
    """Write papers on our own file again. Errors: NotAllowed."""
    _check_base(by)
    if found := WordBase.objects.filter(retired_at=None).first():
        _retire()
        audit.record("paper.drop_base", found, by=by, before={"file": found.file_name})


def _retire() -> None:
    WordBase.objects.filter(retired_at=None).update(retired_at=timezone.now())


def _check_may(target: Round, by: User) -> None:
    if not manages_round(by, target):
        raise NotAllowed(gettext_noop("Your role does not reach all countries of this round."))


def _check_base(by: User) -> None:
    if not manages_every_round(by):
        raise NotAllowed(gettext_noop("Only reviewers of all countries put a Word file in place: all papers use it."))


def _told(practice: GoodPractice | None) -> dict[str, str] | None:
    return {"title": practice.title, "text": practice.text} if practice else None
