"""Whether an edition that was applied can be taken back: as long as nobody has gone on from it."""

from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from recommendations.errors import Refused, TooLate
from recommendations.models import (
    Document,
    FollowUp,
    MeetingItem,
    Recommendation,
    Responsibility,
    Statement,
    Update,
    UpdateVersion,
)
from recommendations.queries.edition_news import Applied
from recommendations.text import gettext_noop

# What a text must not have become otherwise since.
SAME = ("text", "wording", "reworded", "withdrawn_reason", "position")


def undo_refused(told: Applied) -> Refused | None:
    """Why the edition cannot be taken back; None where it can."""
    document, event = told.edition.document, told.event
    checks = (
        (
            document.editions.filter(number__gt=told.edition.number).exists(),
            gettext_noop("It cannot be taken back any more: a later edition came after it."),
        ),
        (
            bool(document.withdrawn_at),
            gettext_noop("It cannot be taken back: the document is withdrawn."),
        ),
        (
            document.rounds.filter(closed_at__gt=event.at).exists(),
            gettext_noop("It cannot be taken back any more: a round with this document was closed since."),
        ),
        (
            _changed(document, event.after["texts"]),
            gettext_noop("It cannot be taken back any more: one of its texts was corrected since."),
        ),
        (
            Statement.objects.filter(recommendation__reference__in=_new(told)).exists(),
            gettext_noop("It cannot be taken back any more: an organization has stated its view on a new text."),
        ),
        (
            MeetingItem.objects.filter(follow_up__in=FollowUp.objects.filter(asked_anew(told.after))).exists(),
            gettext_noop("It cannot be taken back any more: what it asks anew stands on the list of a meeting."),
        ),
    )
    for holds, sentence in checks:
        if holds:
            return TooLate(sentence)
    if begun := sorted(set(_begun(told).values_list("recommendation__reference", flat=True))):
        return TooLate(
            gettext_noop("It cannot be taken back any more: countries have gone on with %(references)s."),
            references=", ".join(begun),
        )
    return None


def _new(told: Applied) -> list[str]:
    return new_texts(told.before, told.after)


def new_texts(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The references that the edition brought."""
    return [reference for reference in after["texts"] if reference not in before["texts"]]


def asked_anew(after: dict[str, Any]) -> Q:
    """The follow-ups that the edition opened."""
    found = Q(pk__in=[])
    for reference, codes in after["asked"].items():
        found |= Q(recommendation__reference=reference, party__code__in=codes)
    return found


def _changed(document: Document, after: dict[str, Any]) -> bool:
    rows = Recommendation.objects.filter(document=document).values("reference", *SAME)
    now = {row["reference"]: row for row in rows}
    return any(now.get(key) is None or any(now[key][name] != row[name] for name in SAME) for key, row in after.items())


def _begun(told: Applied) -> QuerySet[FollowUp]:
    """Follow-ups of what was reworded, withdrawn or is new, on which anybody has done anything since."""
    before, after = told.before["texts"], told.after["texts"]
    sense = [key for key, row in after.items() if key not in before or any(before[key][n] != row[n] for n in SAME[:4])]
    reworded = [key for key, row in after.items() if key in before and before[key]["wording"] != row["wording"]]
    found = FollowUp.objects.filter(recommendation__reference__in=sense)
    # Whoever confirms or ties answers the new wording.
    newer = Q(recommendation__reference__in=reworded, answered_wording=F("recommendation__wording"))
    return found.filter(_gone_on(told.event.at) | newer | (asked_anew(told.after) & _touched())).distinct()


def _gone_on(at: datetime) -> Q:
    """Something was saved or decided since."""
    saved = UpdateVersion.objects.filter(update__follow_up=OuterRef("pk"), saved_at__gt=at)
    decided = Update.objects.filter(follow_up=OuterRef("pk"), decided_at__gt=at)
    return Q(Exists(saved)) | Q(Exists(decided))


def _touched() -> Q:
    own = (Update, Responsibility)
    found = Q(answered_under__isnull=False) | Q(answers_also__isnull=False) | Q(target_date__isnull=False)
    for model in own:
        found |= Q(Exists(model._default_manager.filter(follow_up=OuterRef("pk"))))
    return found
