"""One question in two forms: may this person do this here (`can`), and where may they (`parties_where`).

The table behind both is `roles.GRANTS`. Holdings are read once a request and kept on the user object.
"""

from dataclasses import dataclass

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from recommendations.choices import SPEAKING, UpdateState, Visibility
from recommendations.errors import NotAllowed, TooLate
from recommendations.models import (
    AuditEvent,
    Evidence,
    FollowUp,
    Membership,
    Party,
    Reply,
    Responsibility,
    Round,
    Update,
    UpdateVersion,
    User,
    VersionEvidence,
)
from recommendations.roles import COORDINATOR_GIVES, GRANTS, Permission, Role
from recommendations.text import gettext_noop
from recommendations.workflow import EDITABLE, Move, moves_from

OWN_WORK = gettext_noop("You had a hand in this update. Another reviewer must decide on it.")

P = Permission


@dataclass(frozen=True)
class Holding:
    """One membership, as far as permissions ask: which role, where, in an organization of what kind. `place` is its
    name, for people to read, `zone` the name of the time zone there ("" for the region)."""

    role: Role
    party_id: int | None
    organization_id: int | None
    place: str = ""
    kind: str = ""
    zone: str = ""

    def gives(self, permission: Permission) -> bool:
        """Whether this holding gives `permission` for its whole party (or region)."""
        grant = GRANTS[self.role]
        held = grant.there - (grant.not_for_region if self.party_id is None else frozenset())
        if permission == P.PUBLISH_STATEMENT and self.kind not in SPEAKING:
            return False
        return permission in held and not (self.organization_id and permission in grant.bound)

    def gives_bound(self, permission: Permission) -> bool:
        """Whether it gives `permission` only where its organization is responsible."""
        return bool(self.organization_id) and permission in GRANTS[self.role].bound


def holdings(user: User) -> tuple[Holding, ...]:
    """The roles that `user` holds today, none for a stranger."""
    if not user.is_authenticated or not user.is_active:
        return ()
    if user.held is None:
        rows = Membership.objects.on(timezone.localdate()).filter(user=user).select_related("party", "organization")
        user.held = tuple(_holding(row) for row in rows)
    return user.held


def _holding(row: Membership) -> Holding:
    kind = row.organization.kind if row.organization else ""
    zone = row.party.time_zone if row.party else ""
    return Holding(Role(row.role), row.party_id, row.organization_id, row.place, kind, zone)


def zone_of_country(user: User) -> str:
    """The name of the time zone that `user` has where they chose none: their country's, "" for the region alone."""
    return next((held.zone for held in holdings(user) if held.zone), "")


@dataclass(frozen=True)
class PartySet:
    """The parties where something holds: all of them, or these."""

    everywhere: bool
    ids: frozenset[int]

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.ids)

    def __contains__(self, party: Party | int) -> bool:
        return self.everywhere or (party if isinstance(party, int) else party.pk) in self.ids

    def q(self, path: str = "party") -> Q:
        """The condition that `path` (a field that leads to a party) lies within."""
        return Q(**{f"{path}__isnull": False}) if self.everywhere else Q(**{f"{path}__in": self.ids})


def parties_where(user: User, permission: Permission) -> PartySet:
    """The parties for which `user` may do `permission` as a whole (not only within an organization)."""
    held = holdings(user)
    if permission == P.READ_ACCEPTED:
        return PartySet(everywhere=bool(held), ids=frozenset())
    places = [holding.party_id for holding in held if holding.gives(permission)]
    return PartySet(everywhere=None in places, ids=frozenset(place for place in places if place))


def can(user: User, permission: Permission, subject: Party | FollowUp | None = None) -> bool:
    """May `user` do `permission` for this party or follow-up (None: anywhere at all)?"""
    where = parties_where(user, permission)
    bound = [holding for holding in holdings(user) if holding.gives_bound(permission)]
    if subject is None:
        return bool(where) or bool(bound)
    if isinstance(subject, Party):
        return subject in where
    return subject.party_id in where or any(_is_responsible(subject, held) for held in bound)


def belongs(user: User, party: Party) -> bool:
    """Whether `user` is one of the party's own people: a role there, other than a reviewer's."""
    return any(held.party_id == party.pk and held.role != Role.REVIEWER for held in holdings(user))


def follow_ups_where(user: User, permission: Permission) -> Q:
    """The follow-ups for which `user` may do `permission`, those of a membership in an organization included."""
    where = parties_where(user, permission)
    within = where.q()
    for held in holdings(user):
        if held.gives_bound(permission):
            within |= Q(Exists(_responsible(OuterRef("pk"), held)))
    return within


def speaks_for(user: User) -> frozenset[int]:
    """The ids of the organizations whose statements `user` publishes."""
    held = [each for each in holdings(user) if each.gives(P.PUBLISH_STATEMENT)]
    return frozenset(each.organization_id for each in held if each.organization_id)


def _is_responsible(follow_up: FollowUp, held: Holding) -> bool:
    """Read once for a follow-up that is at hand: a page asks for many permissions."""
    if follow_up.parts is None:
        follow_up.parts = set(follow_up.responsibilities.order_by().values_list("organization", "part"))
    return any((held.organization_id, part) in follow_up.parts for part in GRANTS[held.role].bound_parts)


def _responsible(follow_up: OuterRef, held: Holding) -> QuerySet[Responsibility]:
    return Responsibility.objects.filter(
        follow_up=follow_up, organization=held.organization_id, part__in=GRANTS[held.role].bound_parts
    )


# --- What of an update and its evidence may be read ----------------------------------------------------------

DRAFT_STATES = (UpdateState.DRAFT, UpdateState.FOR_APPROVAL, UpdateState.APPROVED)
SENT_STATES = (UpdateState.SUBMITTED, UpdateState.RETURNED)
ANSWER_STATES = (UpdateState.ACCEPTED, UpdateState.SUPERSEDED)


def readable_updates(user: User) -> QuerySet[Update]:
    """The updates that `user` may know of: another party's only once they are accepted."""
    if not holdings(user):
        return Update.objects.none()

    def where(permission: Permission) -> Q:
        found = FollowUp.objects.filter(follow_ups_where(user, permission), pk=OuterRef("follow_up"))
        return Q(Exists(found))

    return Update.objects.filter(
        Q(state__in=ANSWER_STATES)
        | (Q(state__in=SENT_STATES) & where(P.READ_SUBMITTED))
        | (Q(state__in=DRAFT_STATES + SENT_STATES) & where(P.READ_DRAFTS))
    )


def readable_evidence(user: User, *, whole: bool = False) -> QuerySet[Evidence]:
    """The evidence that `user` may open, withdrawn evidence left out.

    Who reads a party's drafts sees all of it; a partner, what the follow-ups of their organization rest on.
    Who reads what was submitted sees what that rests on. Everybody with a role sees what an accepted version
    rests on, where its visibility says so: what was sent back and then taken off is not part of an answer.

    `whole`: for a condition on a whole table. Then what may be read is worked out once, as a list; without it, each
    piece is asked for itself, which serves a page's pieces best and takes PostgreSQL seconds over all of them.
    """
    return known_evidence(user, whole=whole).filter(withdrawn_at=None)


def known_evidence(user: User, *, whole: bool = False) -> QuerySet[Evidence]:
    """The same with what was withdrawn since: that it was, and when, is said where it stood."""
    if not holdings(user):
        return Evidence.objects.none()
    shared = Q(visibility__in=[Visibility.EVERYBODY, Visibility.PUBLIC])
    return Evidence.objects.filter(
        _of_own_party(user, whole=whole)
        | (parties_where(user, P.READ_SUBMITTED).q() & _used(_frozen_uses(SENT_STATES + ANSWER_STATES), whole=whole))
        | (shared & _used(_accepted_uses(), whole=whole))
    )


def own_evidence(user: User) -> QuerySet[Evidence]:
    """The evidence of the party for which `user` reads drafts; the trace of what was withdrawn is in it."""
    return Evidence.objects.filter(_of_own_party(user)) if holdings(user) else Evidence.objects.none()


def traced_evidence(user: User) -> QuerySet[Evidence]:
    """What `user` may know of: what they may open, and of their own party what was withdrawn."""
    return Evidence.objects.filter(
        Q(pk__in=own_evidence(user).values("pk")) | Q(pk__in=readable_evidence(user).values("pk"))
    )


def changeable_evidence(user: User) -> QuerySet[Evidence]:
    """The evidence that `user` may change, while it stands: of the party for which they write; in an agency, what
    they gave."""
    bound = [held.party_id for held in holdings(user) if held.gives_bound(P.DRAFT_UPDATE)]
    mine = Q(created_by=user, party__in=bound)
    return Evidence.objects.filter(parties_where(user, P.DRAFT_UPDATE).q() | mine)


def shown_uses(user: User) -> QuerySet[VersionEvidence]:
    """Where evidence is used, as far as `user` may know: drafts for their party, else what was sent or accepted."""
    frozen = Q(version__frozen_at__isnull=False)
    latest = Q(version__number=F("version__update__version"))
    of_answers = Q(version__update__state__in=ANSWER_STATES)

    def where(permission: Permission) -> Q:
        return Q(version__update__follow_up__in=FollowUp.objects.filter(follow_ups_where(user, permission)))

    return VersionEvidence.objects.filter(version__update__in=readable_updates(user)).filter(
        ((frozen | latest) & where(P.READ_DRAFTS)) | (frozen & where(P.READ_SUBMITTED)) | (frozen & latest & of_answers)
    )


def readable_versions(user: User) -> Q:
    """Of the versions of readable evidence those that `user` may open: for others than the party, what they read
    rests on, and neither what came before nor what came after it."""
    used = shown_uses(user).filter(evidence_version=OuterRef("pk"))
    return Q(evidence__in=own_evidence(user)) | Q(Exists(used))


def reads_all_evidence(user: User, update: Update, follow_up: FollowUp) -> bool:
    """Whether nothing that a version of `update` rests on is kept from `user` (`readable_evidence`, said of one)."""
    sent = update.state in SENT_STATES + ANSWER_STATES
    return can(user, P.READ_DRAFTS, follow_up) or (sent and can(user, P.READ_SUBMITTED, follow_up))


def _of_own_party(user: User, *, whole: bool = False) -> Q:
    """With what they gave, where a role in an agency is theirs still: who left the country reads it no more."""
    bound = [held.party_id for held in holdings(user) if held.gives_bound(P.READ_DRAFTS)]
    mine = Q(created_by=user, party__in=bound)
    return parties_where(user, P.READ_DRAFTS).q() | mine | _bound_uses(user, whole=whole)


def _bound_uses(user: User, *, whole: bool) -> Q:
    """What the follow-ups rest on whose drafts `user` reads by a membership in an organization."""
    if not any(held.gives_bound(P.READ_DRAFTS) for held in holdings(user)):
        return Q(pk__in=[])
    follow_ups = FollowUp.objects.filter(follow_ups_where(user, P.READ_DRAFTS))
    return _used(VersionEvidence.objects.filter(version__update__follow_up__in=follow_ups), whole=whole)


def _used(uses: QuerySet[VersionEvidence], *, whole: bool) -> Q:
    """The evidence of these uses, as a list worked out once or asked piece by piece."""
    if whole:
        return Q(pk__in=uses.order_by().values("evidence"))
    return Q(Exists(uses.filter(evidence=OuterRef("pk"))))


def _frozen_uses(states: tuple[UpdateState, ...]) -> QuerySet[VersionEvidence]:
    return VersionEvidence.objects.filter(version__frozen_at__isnull=False, version__update__state__in=states)


def _accepted_uses() -> QuerySet[VersionEvidence]:
    """What was taken off again before its update was accepted stays unshared, though it was sent once."""
    return _frozen_uses(ANSWER_STATES).filter(version__number=F("version__update__version"))


def readable_replies(user: User) -> QuerySet[Reply]:
    """The letters that `user` may open: for the party and the reviewers, as far as they know of what was entered."""
    found = FollowUp.objects.filter(follow_ups_where(user, P.READ_SUBMITTED), pk=OuterRef("update__follow_up"))
    return Reply.objects.filter(Exists(found), update__in=readable_updates(user))


def sees_assessment(user: User, follow_up: FollowUp) -> bool:
    """The ILO's assessment is for the ILO and the party until it is published for a round."""
    return follow_up.assessment_published or can(user, P.READ_ASSESSMENTS, follow_up)


# --- Which moves may be made: the check that raises, and the question that draws the button -------------------


def check_in_force(follow_up: FollowUp) -> None:
    """Raise TooLate where the recommendation was withdrawn: its answers are read, and no more written."""
    if follow_up.recommendation.withdrawn_at:
        raise TooLate(
            gettext_noop("%(reference)s was withdrawn. It can be read, but not answered any more."),
            reference=follow_up.recommendation.reference,
        )


def check_move(user: User, update: Update, move: Move) -> None:
    """Raise unless `user` may make `move` on `update` now.

    Errors: NotAllowed where the role does not reach or the work is their own, TooLate where the update's state
    has moved on or the recommendation was withdrawn.
    """
    follow_up = update.follow_up
    if not can(user, move.permission, follow_up):
        raise NotAllowed(gettext_noop("Your role does not allow this step."))
    check_in_force(follow_up)
    if move not in moves_from(update.state, approval_required=follow_up.party.approval_required):
        raise TooLate(
            gettext_noop("This update is now “%(state)s”, so this step is no longer possible."),
            state=update.get_state_display(),
        )
    if not move.own_work and had_a_hand(user, update):
        raise NotAllowed(OWN_WORK)


def moves_for(user: User, update: Update, *, own_work: bool | None = None) -> tuple[Move, ...]:
    """The moves that `user` may make on `update` now: what the page draws as buttons.

    `own_work`: whether they had a hand in it, where the caller knows already.
    """
    if update.follow_up.recommendation.withdrawn_at:
        return ()
    possible = moves_from(update.state, approval_required=update.follow_up.party.approval_required)
    allowed = [move for move in possible if can(user, move.permission, update.follow_up)]
    if own_work is None and not all(move.own_work for move in allowed):
        own_work = had_a_hand(user, update)
    return tuple(move for move in allowed if move.own_work or not own_work)


def check_edit(user: User, follow_up: FollowUp, update: Update | None) -> None:
    """Raise unless `user` may write the answer to `follow_up` now (`update`: the open one, if there is one).

    Errors: NotAllowed, TooLate.
    """
    if not can(user, P.DRAFT_UPDATE, follow_up):
        raise NotAllowed(gettext_noop("Your role does not allow you to write this answer."))
    check_in_force(follow_up)
    if update and update.state not in EDITABLE:
        raise TooLate(
            gettext_noop("This update is “%(state)s” and cannot be changed now."),
            state=update.get_state_display(),
        )


def had_a_hand(user: User, update: Update) -> bool:
    """Whether `user` wrote, approved or submitted any of it."""
    return Update.objects.filter(worked_on_by(user), pk=update.pk).exists()


def worked_on_by(user: User) -> Q:
    """The updates in which `user` had a hand."""
    named = Q(created_by=user) | Q(approved_by=user) | Q(submitted_by=user)
    written = UpdateVersion.objects.filter(update=OuterRef("pk"), saved_by=user)
    # An approval that a later edit cleared, or a submission taken back, stands in the audit trail only.
    moved = AuditEvent.objects.filter(
        target_type=Update._meta.model_name,
        target=Cast(OuterRef("pk"), CharField()),
        by=user,
        action__startswith="update.",
    )
    return named | Q(Exists(written)) | Q(Exists(moved))


def manages_round(user: User, found: Round) -> bool:
    """May `user` change and close this round? Where their role reaches every country in it."""
    where = parties_where(user, P.MANAGE_ROUNDS)
    return bool(where) and not found.parties.exclude(where.q("pk")).exists()


def manages_every_round(user: User) -> bool:
    """May `user` do what is the same for the rounds of all countries, as the Word file of their papers?"""
    return parties_where(user, P.MANAGE_ROUNDS).everywhere


def may_give(user: User, role: Role, party: Party | None) -> bool:
    """May `user` give `role` for `party`? The secretariat any; a coordinator some, in the own party."""
    if can(user, P.MANAGE_SITE):
        return True
    return party is not None and role in COORDINATOR_GIVES and can(user, P.MANAGE_PARTY_PEOPLE, party)
