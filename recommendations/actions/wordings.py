"""The wording of a published text: mended or replaced with a trace, never in silence."""

import datetime

from django.db import transaction
from django.utils import timezone

from recommendations.actions import asking, audit
from recommendations.actions.locking import locked
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.models import Edition, FormerWording, Recommendation, User
from recommendations.text import clean, gettext_noop


@transaction.atomic
def correct(*, recommendation: Recommendation, text: str, note: str, seen_wording: int, by: User) -> Recommendation:
    """Mend a typing error: `note` says what was mended. Answers to the text as it read before stand as they are.

    `seen_wording` is the wording the person started from. Errors: NotAllowed, TooLate, Conflict, Refused.
    """
    asking.check_may_publish(by)
    now = locked(Recommendation.objects).filter(pk=recommendation.pk).first()
    if now is None:
        raise TooLate(gettext_noop("This text is no longer here: its import was undone."))
    if now.wording != seen_wording:
        raise Conflict(gettext_noop("This text was corrected after you opened it. Compare it with yours."))
    before, text, note = now.text, clean(text), clean(note)
    if not text:
        raise Refused(gettext_noop("The recommendation has no text."), field="text")
    if text == before:
        raise Refused(gettext_noop("The text is as it was. Change what is wrong in it."), field="text")
    if not note:
        raise Refused(gettext_noop("Say what was mended."), field="note")
    reword(now, label=now.label, text=text, note=note, asks_again=False, at=timezone.now(), by=by)
    audit.record(
        "recommendation.correct", now, by=by, party=now.document.party,
        before={"text": before, "wording": seen_wording},
        after={"text": now.text, "wording": now.wording, "note": note},
    )  # fmt: skip
    return now


def reword(
    recommendation: Recommendation,
    *,
    label: str,
    text: str,
    note: str,
    asks_again: bool,
    at: datetime.datetime,
    by: User | None,
    edition: Edition | None = None,
) -> None:
    """Keep the present wording as a former one and set the new, for an action that locked the row.

    `asks_again`: the sense changed, so answers to earlier wordings must be confirmed. `edition` is the one that
    brings the new wording.
    """
    FormerWording.objects.create(
        recommendation=recommendation,
        number=recommendation.wording,
        label=recommendation.label,
        text=recommendation.text,
        edition=edition,
        note=note,
        asks_again=asks_again,
        replaced_at=at,
        replaced_by=by,
    )
    recommendation.label, recommendation.text = label, text
    recommendation.wording += 1
    if asks_again:
        recommendation.reworded = recommendation.wording
    recommendation.fold()
    recommendation.save(update_fields=["label", "text", "wording", "reworded", "search_text"])
