"""Who may do what where: the table of grants, asked in its two forms, and they agree."""

import datetime

import pytest
from django.utils import timezone

from recommendations.models import FollowUp
from recommendations.permissions import can, follow_ups_where, holdings, may_give, parties_where, readable_updates
from recommendations.roles import Permission as P
from recommendations.roles import Role
from tests.cast import cambodia, person
from tests.desk import ROLES, WAY, Desk
from tests.factories import MembershipFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


READS = {P.READ_ACCEPTED, P.READ_SUBMITTED, P.READ_DRAFTS, P.READ_ASSESSMENTS}
WRITES = {P.DRAFT_UPDATE, P.SUBMIT_UPDATE}
MAY = {
    "reporter": READS | WRITES,
    "approver": READS | {P.APPROVE_UPDATE},
    "coordinator": READS | WRITES | {P.RECORD_APPROVAL, P.ASSIGN_RESPONSIBILITY, P.MANAGE_PARTY_PEOPLE},
    "partner": {P.READ_ACCEPTED, P.READ_SUBMITTED, P.READ_DRAFTS, P.DRAFT_UPDATE, P.PUBLISH_STATEMENT},
    "reviewer": {P.READ_ACCEPTED, P.READ_SUBMITTED, P.READ_ASSESSMENTS, P.REVIEW_UPDATE, P.MANAGE_ROUNDS},
    "secretariat": {P.READ_ACCEPTED, P.MANAGE_SITE},
    "viewer": {P.READ_ACCEPTED, P.READ_SUBMITTED},
    "stranger": set(),
    "foreigner": {P.READ_ACCEPTED},
}


@pytest.mark.parametrize("role", ROLES)
def test_on_a_follow_up_of_lao_pdr(desk, role):
    assert {permission for permission in P if can(desk[role], permission, desk.follow_up)} == MAY[role]


@pytest.mark.parametrize("role", ROLES)
def test_on_a_follow_up_where_the_partners_organization_has_no_part(desk, role):
    other = desk.another()
    expected = {P.READ_ACCEPTED, P.PUBLISH_STATEMENT} if role == "partner" else MAY[role]
    assert {permission for permission in P if can(desk[role], permission, other)} == expected


@pytest.mark.parametrize("role", ROLES)
def test_both_forms_of_the_question_agree(desk, role):
    desk.another()
    desk.another(cambodia())
    for permission in P:
        found = set(FollowUp.objects.filter(follow_ups_where(desk[role], permission)))
        assert found == {row for row in FollowUp.objects.all() if can(desk[role], permission, row)}, permission
        assert bool(found) <= can(desk[role], permission)


def test_a_viewer_of_the_region_reads_nothing_that_is_only_submitted(desk):
    viewer = person("stranger", cambodia())
    MembershipFactory(user=viewer, role=Role.VIEWER, party=None)
    viewer.held = None
    assert not can(viewer, P.READ_SUBMITTED, desk.follow_up)
    assert can(viewer, P.READ_ACCEPTED, desk.follow_up)


@pytest.mark.parametrize(("starts", "ends", "holds"), [
    (None, None, True), (0, 0, True), (-5, 5, True), (1, None, False), (None, -1, False),
])  # fmt: skip
def test_a_role_holds_on_its_days_only(desk, starts, ends, holds):
    today = timezone.localdate()
    days = {
        name: None if offset is None else today + datetime.timedelta(offset)
        for name, offset in (("starts_on", starts), ("ends_on", ends))
    }
    desk["viewer"].memberships.update(**days)
    assert bool(holdings(desk["viewer"])) is holds


def test_who_may_not_sign_in_holds_nothing(desk):
    desk["reporter"].is_active = False
    assert holdings(desk["reporter"]) == ()
    assert not parties_where(desk["reporter"], P.DRAFT_UPDATE)


# State → who may know of an update in it.
OWN = {"reporter", "approver", "coordinator", "partner"}
KNOWN = {
    **dict.fromkeys(("draft", "for-approval", "approved"), OWN),
    **dict.fromkeys(("submitted", "returned"), OWN | {"viewer", "reviewer"}),
    **dict.fromkeys(("accepted", "superseded"), OWN | {"viewer", "reviewer", "secretariat", "foreigner"}),
}


@pytest.mark.parametrize("state", [*WAY, "superseded"])
def test_who_knows_of_an_update(state):
    desk = Desk(approval=True)
    update = desk.to(state)
    assert {role for role in ROLES if update in readable_updates(desk[role])} == KNOWN[state]


def test_a_reporter_of_one_organization_reads_the_countrys_drafts_and_writes_only_its_own(desk):
    user = person("stranger", cambodia())
    MembershipFactory(
        user=user, role=Role.REPORTER, party=desk.party, organization=OrganizationFactory(party=desk.party)
    )
    user.held = None
    assert {permission for permission in P if can(user, permission, desk.follow_up)} == READS


def test_who_gives_which_role(desk):
    theirs = cambodia()
    given = {
        role: {(each, here) for each in Role for here in ("own", "other", "region")
               if may_give(desk[role], each, {"own": desk.party, "other": theirs, "region": None}[here])}
        for role in ROLES
    }  # fmt: skip
    everything = {(each, here) for each in Role for here in ("own", "other", "region")}
    own = {(Role(each), "own") for each in ("reporter", "approver", "viewer", "coordinator")}
    assert given == {
        **{role: set() for role in ROLES},
        "secretariat": everything,
        "coordinator": own,
        "foreigner": {(role, "other") for role, _ in own},
    }
