"""The invented answers: updates with their versions, activities, evidence, reviews and trail."""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from recommendations.actions.audit import digest
from recommendations.choices import Assessment, NotPursuedReason, Part, Status, UpdateState
from recommendations.management.dataset import words
from recommendations.management.dataset.batches import in_batches
from recommendations.models import (
    Activity,
    AuditEvent,
    Evidence,
    EvidenceVersion,
    FollowUp,
    Organization,
    Review,
    Update,
    UpdateVersion,
    User,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
)

# How many follow-ups of a hundred have an update in this state; the others have none.
SHARES = {UpdateState.ACCEPTED: 40, UpdateState.SUBMITTED: 3, UpdateState.RETURNED: 2, UpdateState.DRAFT: 5}
WITH_EVIDENCE = 0.3
START = datetime.datetime(2023, 1, 1, tzinfo=datetime.UTC)


@dataclass
class Row:
    """One answer on its way through the tables."""

    party: int
    reporter: User
    reviewer: User
    at: datetime.datetime
    update: Update
    version: UpdateVersion | None = None

    @property
    def sent(self) -> bool:
        return self.update.state != UpdateState.DRAFT

    @property
    def decided(self) -> bool:
        return self.update.state in (UpdateState.ACCEPTED, UpdateState.RETURNED)


def make(cast: dict[str, User], chance: random.Random) -> None:
    rows = list(_rows(cast, chance))
    in_batches(Update, (row.update for row in rows))
    for row in rows:
        row.version = _version(row, chance)
    in_batches(UpdateVersion, [row.version for row in rows if row.version])
    in_batches(VersionAgency, _agencies(rows))
    _activities(rows, chance)
    _evidence([row for row in rows if chance.random() < WITH_EVIDENCE])
    decided = [row for row in rows if row.decided]
    in_batches(Review, (_review(row, chance) for row in decided))
    in_batches(AuditEvent, _trail(decided))


def _rows(cast: dict[str, User], chance: random.Random) -> Iterator[Row]:
    states, weights = [*SHARES, None], [*SHARES.values(), 100 - sum(SHARES.values())]
    asked = FollowUp.objects.order_by("pk").values_list("pk", "party", "party__code")
    for follow_up, party, code in list(asked):
        state = chance.choices(states, weights)[0]
        if state is None:
            continue
        reporter, at = cast[f"reporter.{code.lower()}"], START + datetime.timedelta(minutes=chance.randrange(1_500_000))
        sent = {} if state == UpdateState.DRAFT else {"submitted_at": at, "submitted_by": reporter}
        update = Update(follow_up_id=follow_up, state=state, version=1, created_by=reporter, **sent)
        yield Row(party, reporter, cast["reviewer"], at, update)


def _version(row: Row, chance: random.Random) -> UpdateVersion:
    status = chance.choice(Status.values)
    reasons = [reason for reason in NotPursuedReason.values if reason != NotPursuedReason.REPLACED]
    return UpdateVersion(
        update=row.update,
        number=1,
        status=status,
        not_pursued_reason=chance.choice(reasons) if status == Status.NOT_PURSUED else "",
        challenges=words.sentence(chance, 2),
        next_steps=words.sentence(chance, 1),
        saved_by=row.reporter,
        frozen_at=row.at if row.sent else None,
    )


def _agencies(rows: list[Row]) -> Iterator[VersionAgency]:
    leads: dict[int, Organization] = {}
    for organization in Organization.objects.filter(ended_on=None).order_by("-pk"):
        leads[organization.party_id] = organization
    for row in rows:
        if lead := leads.get(row.party):
            yield VersionAgency(version=row.version, organization=lead, part=Part.LEAD, name=str(lead))


def _activities(rows: list[Row], chance: random.Random) -> None:
    made = in_batches(
        Activity,
        (
            Activity(
                party_id=row.party,
                text=words.sentence(chance, 1),
                starts_on=row.at.date() - datetime.timedelta(days=chance.randrange(700)),
                created_by=row.reporter,
            )
            for row in rows
        ),
    )
    in_batches(
        VersionActivity,
        (
            VersionActivity(version=row.version, activity=each, text=each.text, starts_on=each.starts_on)
            for row, each in zip(rows, made, strict=True)
        ),
    )


def _evidence(rows: list[Row]) -> None:
    named = enumerate(rows, 1)
    made = in_batches(
        Evidence,
        (
            Evidence(
                party_id=row.party,
                title=f"{words.MARK}: report {number}",
                dated_on=row.at.date(),
                visibility="everybody",
                created_by=row.reporter,
            )
            for number, row in named
        ),
    )
    links = in_batches(
        EvidenceVersion,
        (
            EvidenceVersion(evidence=each, link=f"https://example.org/invented/{n}", created_by_id=each.created_by_id)
            for n, each in enumerate(made, 1)
        ),
    )
    in_batches(
        VersionEvidence,
        (
            VersionEvidence(version=row.version, evidence=each, evidence_version=link, title=each.title)
            for row, each, link in zip(rows, made, links, strict=True)
        ),
    )


def _review(row: Row, chance: random.Random) -> Review:
    accepted = row.update.state == UpdateState.ACCEPTED
    return Review(
        update=row.update,
        version=row.version,
        decision="accept" if accepted else "send-back",
        assessment=chance.choice(Assessment.values) if accepted else "",
        note="" if accepted else words.sentence(chance, 1),
        decided_at=row.at + datetime.timedelta(days=7),
        decided_by=row.reviewer,
        sent_at=row.at + datetime.timedelta(days=7),
    )


def _trail(rows: list[Row]) -> Iterator[AuditEvent]:
    """One event for each decision, hung on the events that are there."""
    last = AuditEvent.objects.order_by("-sequence").first()
    first, previous = (last.sequence + 1, last.hash) if last else (1, "")
    for sequence, row in enumerate(rows, first):
        event = AuditEvent(
            sequence=sequence,
            at=row.at + datetime.timedelta(days=7),
            by=row.reviewer,
            action="review.accept" if row.update.state == UpdateState.ACCEPTED else "review.send_back",
            target_type="update",
            target=str(row.update.pk),
            party_id=row.party,
            before={"state": UpdateState.SUBMITTED.value},
            after={"state": str(row.update.state)},
            previous_hash=previous,
        )
        event.hash = previous = digest(event)
        yield event
