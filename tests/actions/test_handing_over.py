"""A leaver's open answers and roles pass on in one step."""

import pytest

from recommendations.actions import handing_over
from recommendations.errors import NotAllowed, Refused
from recommendations.models import AuditEvent, Update
from recommendations.permissions import holdings
from recommendations.roles import Role
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk(approval=True)


def hand_over(desk, *, by="coordinator", leaver="reporter", successor="viewer", end_roles=True):
    return handing_over.hand_over(
        party=desk.party, leaver=desk[leaver], successor=desk[successor], end_roles=end_roles, by=desk[by]
    )


def roles(user):
    user.held = None
    return [held.role for held in holdings(user)]


def test_open_answers_and_roles_pass_on_and_what_was_decided_keeps_its_name(desk):
    accepted = desk.to("accepted")
    draft = desk.to("draft", follow_up=desk.another())
    sent = desk.to("submitted", follow_up=desk.another())
    found = hand_over(desk)
    assert set(found.answers) == {draft, sent}
    begun = {row.pk: row.created_by for row in Update.objects.select_related("created_by")}
    assert begun == {accepted.pk: desk["reporter"], draft.pk: desk["viewer"], sent.pk: desk["viewer"]}
    assert Update.objects.get(pk=sent.pk).submitted_by == desk["reporter"]
    assert draft.versions.get().saved_by == desk["reporter"]
    assert set(roles(desk["viewer"])) == {Role.VIEWER, Role.REPORTER}
    assert roles(desk["reporter"]) == []
    assert AuditEvent.objects.latest("sequence") == AuditEvent.objects.get(action="person.hand_over")


def test_the_successor_goes_on_with_the_draft(desk):
    draft = desk.to("draft")
    hand_over(desk)
    desk["viewer"].held = None
    assert desk.save("viewer", challenges="I went on.") == draft


def test_roles_stay_where_the_person_stays(desk):
    draft = desk.to("draft")
    found = hand_over(desk, end_roles=False)
    assert (found.answers, found.ended) == ((draft,), ())
    assert roles(desk["reporter"]) == [Role.REPORTER]


@pytest.mark.parametrize(("given", "sentence"), [
    ({"successor": "reporter"}, "Choose another person than the one who leaves."),
    ({"successor": "foreigner"}, "Who takes over must have a role in this country: invite them."),
    ({"leaver": "coordinator"}, "Ask another coordinator to hand over what is yours."),
])  # fmt: skip
def test_what_is_not_handed_over(desk, given, sentence):
    desk.to("draft")
    before = dump()
    with pytest.raises(Refused) as error:
        hand_over(desk, **given)
    assert str(error.value) == sentence
    assert dump() == before


@pytest.mark.parametrize("role", ["reporter", "approver", "viewer", "partner", "reviewer", "foreigner"])
def test_who_may_not_hand_over(desk, role):
    before = dump()
    with pytest.raises(NotAllowed):
        hand_over(desk, by=role, leaver="approver", successor="coordinator")
    assert dump() == before
