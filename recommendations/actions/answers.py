"""The party's current answer: the columns of a follow-up, set here and nowhere else."""

from typing import Any

from django.db.models import Q

from recommendations.choices import Assessment, Part, UpdateState
from recommendations.models import FollowUp, Organization, Responsibility, Review, Update, UpdateVersion


def settle(follow_up: FollowUp) -> None:
    """Set the follow-up's answer, and that of all answered under it, to its latest accepted update's.

    Call it inside the transaction that accepts, ties or unties; it locks nothing itself.
    """
    source = follow_up.answered_under or follow_up
    columns = current_answer(source)
    showing = Q(pk=follow_up.pk) if source != follow_up else Q(pk=source.pk) | Q(answered_under=source)
    # By condition, not by a list read before: a row untied in between keeps its own answer.
    FollowUp.objects.filter(showing).update(**columns)
    _note_wording(source, columns["current_version"])
    for row in FollowUp.objects.filter(showing):
        _pass_on_agencies(row, columns["current_version"])


def current_answer(follow_up: FollowUp) -> dict[str, Any]:
    """What the answer columns of `follow_up` must be, worked out from its accepted update."""
    update = Update.objects.filter(follow_up=follow_up, state=UpdateState.ACCEPTED).select_related("round").first()
    if update is None:
        return {
            "status": "",
            "not_pursued_reason": "",
            "assessment": Assessment.NOT_ASSESSED,
            "assessment_published": False,
            "answered_at": None,
            "current_version": None,
        }
    review = Review.objects.sent().select_related("version").get(update=update, decision="accept")
    return {
        "status": review.version.status,
        "not_pursued_reason": review.version.not_pursued_reason,
        "assessment": review.assessment,
        "assessment_published": _is_published(update, review),
        "answered_at": update.submitted_at,
        "current_version": review.version,
    }


def _is_published(update: Update, review: Review) -> bool:
    """Whether its round's assessments were published since; what is assessed later waits for the next time."""
    published_at = update.round.assessments_published_at if update.round else None
    assessed = review.assessment != Assessment.NOT_ASSESSED
    return bool(assessed and published_at and update.decided_at and update.decided_at <= published_at)


def _note_wording(follow_up: FollowUp, version: UpdateVersion | None) -> None:
    """The answer was given to the wording its version was saved under, unless a later one was confirmed since.

    What is answered under it has texts of its own, whose wordings are counted apart.
    """
    if version:
        earlier = FollowUp.objects.filter(pk=follow_up.pk, answered_wording__lt=version.wording)
        earlier.update(answered_wording=version.wording)


def _pass_on_agencies(follow_up: FollowUp, version: UpdateVersion | None) -> None:
    """The agencies an accepted answer names become the follow-up's responsible agencies; for one that has ended, its
    successor."""
    named = version.agencies.select_related("organization__successor") if version else ()
    agencies: dict[Organization, str] = {}
    for each in sorted(named, key=lambda agency: agency.part == Part.LEAD):  # the lead last, which then counts
        agencies[each.organization.heir] = each.part
    if not agencies:
        return
    Responsibility.objects.filter(follow_up=follow_up).delete()
    Responsibility.objects.bulk_create(
        Responsibility(follow_up=follow_up, organization=organization, part=part)
        for organization, part in agencies.items()
    )
