"""Answered follow-ups as they look after the actions, for tests of what reads them (lists, reports)."""

import datetime

from django.utils import timezone

from recommendations.choices import Assessment, NotPursuedReason, Part, Status, UpdateState, Visibility
from recommendations.models import FollowUp, Organization, UpdateVersion
from tests.factories import (
    ActivityFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    OrganizationFactory,
    UpdateFactory,
    UpdateVersionFactory,
    UserFactory,
    VersionActivityFactory,
    VersionAgencyFactory,
    VersionEvidenceFactory,
)

ANSWERED_AT = datetime.datetime(2023, 3, 15, 9, 0, tzinfo=datetime.UTC)


def accepted_answer(
    follow_up: FollowUp,
    status: str = Status.IN_PROGRESS,
    *,
    reason: str = "",
    activities: tuple = (),
    evidence: tuple = (),
    lead: str = "",
    contributing: tuple = (),
    assessment: str = Assessment.NOT_ASSESSED,
    published: bool = False,
    answered_at: datetime.datetime = ANSWERED_AT,
    is_example: bool = False,
    **texts,
) -> UpdateVersion:
    """Give `follow_up` an accepted answer; its columns are set too. Gives back the frozen version.

    `activities`: texts, or (text, from, until). `evidence`: titles (shared with everybody), or
    (title, visibility). `lead` and `contributing`: names of agencies. `texts`: challenges, next_steps,
    replaced_by.
    """
    reason = reason or (NotPursuedReason.FOR_OTHERS if status == Status.NOT_PURSUED else "")
    person = UserFactory()
    update = UpdateFactory(
        follow_up=follow_up, created_by=person, state=UpdateState.ACCEPTED, version=1,
        submitted_at=answered_at, submitted_by=person, decided_at=answered_at, is_example=is_example,
    )  # fmt: skip
    version = UpdateVersionFactory(
        update=update, status=status, not_pursued_reason=reason, frozen_at=timezone.now(), **texts
    )
    for position, told in enumerate(activities):
        text, starts_on, ends_on = (told, None, None) if isinstance(told, str) else told
        activity = ActivityFactory(party=follow_up.party, text=text, starts_on=starts_on, ends_on=ends_on)
        VersionActivityFactory(version=version, activity=activity, position=position, ends_on=ends_on)
    for shown in evidence:
        title, visibility = (shown, Visibility.EVERYBODY) if isinstance(shown, str) else shown
        piece = EvidenceFactory(party=follow_up.party, title=title, visibility=visibility)
        VersionEvidenceFactory(version=version, evidence_version=EvidenceVersionFactory(evidence=piece))
    for name, part in [(lead, Part.LEAD), *((name, Part.CONTRIBUTING) for name in contributing)]:
        if name:
            known = Organization.objects.filter(party=follow_up.party, name=name).first()
            organization = known or OrganizationFactory(party=follow_up.party, name=name)
            VersionAgencyFactory(version=version, organization=organization, part=part)
    FollowUp.objects.filter(pk=follow_up.pk).update(
        status=status, not_pursued_reason=reason, assessment=assessment, assessment_published=published,
        answered_at=answered_at, current_version=version,
    )  # fmt: skip
    follow_up.refresh_from_db()
    return version


def answer_under(follow_up: FollowUp, other: FollowUp) -> None:
    """Say that `follow_up` is answered under `other`: it shows that one's answer."""
    FollowUp.objects.filter(pk=follow_up.pk).update(
        answered_under=other, status=other.status, not_pursued_reason=other.not_pursued_reason,
        assessment=other.assessment, assessment_published=other.assessment_published,
        answered_at=other.answered_at, current_version=other.current_version,
    )  # fmt: skip
    follow_up.refresh_from_db()
