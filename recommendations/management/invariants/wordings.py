"""Wordings of recommendations, and which of them was answered; documents that were withdrawn; imports."""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q

from recommendations.choices import ImportState
from recommendations.models import DocumentImport, FollowUp, Recommendation, UpdateVersion


def former_wordings_are_kept() -> Iterator[str]:
    """A text at its third wording has the first and the second beside it."""
    kept = Recommendation.objects.order_by().annotate(
        kept=Count("former_wordings"), last=Max("former_wordings__number", default=0)
    )
    wrong = kept.exclude(kept=F("wording") - 1, last=F("wording") - 1)
    for reference, wording, number in wrong.values_list("reference", "wording", "kept"):
        yield f"{reference}: at wording {wording}, {number} former ones are kept"


def versions_answer_a_wording() -> Iterator[str]:
    now = F("update__follow_up__recommendation__wording")
    wrong = UpdateVersion.objects.filter(Q(wording__lt=1) | Q(wording__gt=now)).order_by()
    for update, number, wording in wrong.values_list("update", "number", "wording"):
        yield f"update {update} version {number}: it answers wording {wording}, which its text never had"


def answered_wordings_fit() -> Iterator[str]:
    """At least that of the answer that counts (a later one may have been confirmed), at most the present one."""
    never = Q(answered_wording__lt=1) | Q(answered_wording__gt=F("recommendation__wording"))
    behind = Q(answered_under__isnull=True, answered_wording__lt=F("current_version__wording"))
    wrong = FollowUp.objects.filter(never | behind).order_by()
    for reference, party, wording in wrong.values_list("recommendation__reference", "party__code", "answered_wording"):
        yield f"{reference} {party}: it says that wording {wording} was answered"


def withdrawn_with_their_document() -> Iterator[str]:
    wrong = Recommendation.objects.filter(document__withdrawn_at__isnull=False, withdrawn_at__isnull=True).order_by()
    for reference in wrong.values_list("reference", flat=True):
        yield f"{reference}: in force, though its document was withdrawn"


def imports_lead_to_their_document() -> Iterator[str]:
    published = Q(state=ImportState.PUBLISHED)
    wrong = DocumentImport.objects.filter(published, Q(document__isnull=True) | Q(edition__isnull=True))
    wrong |= DocumentImport.objects.filter(~published, Q(document__isnull=False) | Q(edition__isnull=False))
    for pk, state in wrong.order_by("pk").values_list("pk", "state"):
        yield f"import {pk}: it is {state}, and its document does not fit that"
