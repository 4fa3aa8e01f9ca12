"""What a reader sees beyond the accepted answers themselves, of live data and of what a seal keeps."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import Q, QuerySet

from recommendations.choices import Visibility
from recommendations.models import Evidence, FollowUp, Party, Round, User
from recommendations.permissions import PartySet, can, follow_ups_where, parties_where, readable_evidence
from recommendations.queries.follow_ups import assessment_visible
from recommendations.queries.picture_value import Proof, Row
from recommendations.roles import Permission as P

PUBLISHED = Q(assessment_published=True)
NO_ROW = Q(pk__in=[])
NOWHERE = PartySet(everywhere=False, ids=frozenset())
EVERYWHERE = PartySet(everywhere=True, ids=frozenset())
SHARED = (Visibility.EVERYBODY, Visibility.PUBLIC)


@dataclass(frozen=True)
class Sight:
    """What a reader sees beyond the accepted answers themselves.

    `assessments` is a condition on follow-ups: where the ILO's assessment may be read. `evidence` holds the
    pieces of evidence that may be named. `inside` says whether that is more than every member sees. For what a seal
    keeps: `assessors` is that condition without what is published today, and `parties` are those whose evidence is
    read though it is not shared.
    """

    assessments: Q
    evidence: QuerySet[Evidence]
    inside: bool
    assessors: Q = NO_ROW
    parties: PartySet = NOWHERE


def sight_of(user: User) -> Sight:
    """What this person sees, by their roles."""
    inside = can(user, P.READ_ASSESSMENTS) or can(user, P.READ_DRAFTS)
    places = [parties_where(user, permission) for permission in (P.READ_SUBMITTED, P.READ_DRAFTS)]
    everywhere = any(place.everywhere for place in places)
    parties = PartySet(everywhere=everywhere, ids=frozenset().union(*(place.ids for place in places)))
    assessors = follow_ups_where(user, P.READ_ASSESSMENTS)
    return Sight(assessment_visible(user), readable_evidence(user), inside, assessors, parties)


def sight_of_members() -> Sight:
    """What everybody with a role sees: published assessments, evidence shared with everybody."""
    return Sight(PUBLISHED, Evidence.objects.standing().filter(visibility__in=SHARED), inside=False)


def sight_of_the_ilo() -> Sight:
    """What the ILO sees: every assessment, all evidence of accepted answers."""
    every = Q(pk__isnull=False)
    return Sight(every, Evidence.objects.standing(), inside=True, assessors=every, parties=EVERYWHERE)


def rows_seen(rows: Iterable[Row], found_round: Round, sight: Sight, *, published: bool) -> tuple[Row, ...]:
    """Rows of a seal of the round as this reader may see them today.

    Assessments: those published when it was sealed, or since with what it keeps (`published`: queries.picture), and
    those of the reader's own reach.
    Evidence: which pieces are referred to was settled with the seal, by how they were shared then; a piece that was
    withdrawn or closed since keeps its place without a word of it (`Proof.title` is "").
    """
    found = FollowUp.objects.filter(party__rounds=found_round).filter(sight.assessors)
    assessors = frozenset(found.values_list("pk", flat=True))
    pieces = sight.evidence.filter(party__rounds=found_round)
    named = frozenset(pieces.values_list("pk", flat=True))
    insiders = frozenset(Party.objects.filter(sight.parties.q("pk")).values_list("code", flat=True))

    def seen(row: Row) -> Row:
        sees = row.assessment_published or (published and row.in_round) or row.key in assessors
        listed = (proof for proof in row.proofs if proof.visibility in SHARED or row.country.code in insiders)
        proofs = tuple(proof if proof.key in named else closed(proof) for proof in listed)
        if sees and proofs == row.proofs:
            return row
        return replace(row, assessment=row.assessment if sees else "", proofs=proofs)

    return tuple(seen(row) if row.status else row for row in rows)


def closed(proof: Proof) -> Proof:
    """Its place alone."""
    return Proof(key=proof.key, version=proof.version, title="", kind="", visibility="")
