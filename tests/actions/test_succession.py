"""A ministry merges: what is open passes on to its successor, and old records keep the old name."""

import datetime

import pytest

from recommendations.actions import organizations, succession
from recommendations.choices import Part
from recommendations.errors import NotAllowed, Refused
from recommendations.models import AuditEvent, FollowUp, Organization, OutboxMail, Responsibility, VersionAgency
from recommendations.permissions import holdings
from recommendations.queries.history import history
from tests import factories as f
from tests.admin.test_writing import save
from tests.cast import cambodia
from tests.desk import Desk, dump

pytestmark = pytest.mark.django_db
DAY = datetime.date(2025, 3, 1)


@pytest.fixture
def desk():
    desk = Desk()
    desk.old = f.OrganizationFactory(party=desk.party, name="Ministry of Labour")
    desk.new = f.OrganizationFactory(party=desk.party, name="Ministry of Home Affairs")
    return desk


def pass_on(desk, *, old=None, new=None, by="secretariat", **given):
    row = Organization.objects.get(pk=(old or desk.old).pk)
    row.ended_on, row.successor = given.get("ended_on", DAY), new or desk.new
    return succession.pass_on(row=row, by=desk[by])


def asked_of(desk, *parts, **answer):
    """A follow-up in which these organizations have a part."""
    follow_up = desk.another()
    for organization, part in parts:
        Responsibility.objects.create(follow_up=follow_up, organization=organization, part=part)
    return follow_up


def parts(follow_up):
    return {row.organization.name: row.part for row in follow_up.responsibilities.all()}


@pytest.mark.parametrize(("old", "new", "after"), [
    ("lead", None, {"Ministry of Home Affairs": "lead"}),
    ("contributing", None, {"Ministry of Home Affairs": "contributing"}),
    ("contributing", "lead", {"Ministry of Home Affairs": "lead"}),
    ("lead", "contributing", {"Ministry of Home Affairs": "lead"}),
])  # fmt: skip
def test_its_part_passes_on(desk, old, new, after):
    other = f.OrganizationFactory(party=desk.party, name="Police")
    beside = "contributing" if "lead" in (old, new) else "lead"
    follow_up = asked_of(desk, (desk.old, old), (other, beside), *([(desk.new, new)] if new else []))
    assert pass_on(desk).follow_ups == (follow_up,)
    assert parts(follow_up) == after | {"Police": beside}


def test_the_organization_says_so_and_the_trail_tells_it_last(desk):
    asked_of(desk, (desk.old, Part.LEAD))
    pass_on(desk)
    now = Organization.objects.get(pk=desk.old.pk)
    assert (now.ended_on, now.successor, now.heir, desk.new.heir) == (DAY, desk.new, desk.new, desk.new)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.target, event.by) == ("organization.pass_on", str(desk.old.pk), desk["secretariat"])
    assert event.after == {"to": desk.new.slug, "ended_on": "2025-03-01", "follow_ups": 1, "roles": 0, "stayed": 0}


def test_it_stands_in_the_history_of_each(desk):
    follow_up = asked_of(desk, (desk.old, Part.LEAD))
    pass_on(desk)
    for role in ("reporter", "viewer", "foreigner"):
        (event,) = history(follow_up, desk[role])
        assert str(event.what) == "An agency ended: its successor took over"
        (change,) = event.changes
        assert "Home Affairs" in "".join(piece.text for piece in change.pieces)
    assert (history(follow_up, desk["reporter"])[0].who, history(follow_up, desk["foreigner"])[0].who) == (
        str(desk["secretariat"]), "",
    )  # fmt: skip


@pytest.mark.parametrize("status", ["implemented", "in-place"])
def test_what_is_settled_stays_with_the_old_name_until_it_is_asked_again(desk, status):
    desk.follow_up = desk.another()
    desk.to("accepted", status=status, lead=desk.old)
    settled = desk.follow_up
    pass_on(desk)
    assert parts(settled) == {"Ministry of Labour": "lead"}


def test_what_is_settled_and_asked_again_passes_on(desk):
    desk.follow_up = desk.another()
    desk.to("accepted", status="implemented", lead=desk.old)
    found = f.RoundFactory(opens_on=datetime.date(2020, 1, 1), due_on=datetime.date(2099, 1, 1))
    found.documents.add(desk.follow_up.recommendation.document)
    found.parties.add(desk.party)
    assert desk.follow_up in pass_on(desk).follow_ups
    assert parts(desk.follow_up) == {"Ministry of Home Affairs": "lead"}


def test_what_was_said_keeps_the_old_name_and_the_accepted_answer_leads_to_the_successor(desk):
    desk.follow_up = desk.another()
    update = desk.to("submitted", lead=desk.old, contributing=(desk.new,))
    pass_on(desk)
    desk.move("accept", update)
    assert set(VersionAgency.objects.values_list("name", "part")) == {
        ("Ministry of Labour", "lead"), ("Ministry of Home Affairs", "contributing"),
    }  # fmt: skip
    assert parts(FollowUp.objects.get(pk=desk.follow_up.pk)) == {"Ministry of Home Affairs": "lead"}


def test_the_people_go_with_it(desk):
    reporter = f.MembershipFactory(user=f.UserFactory(), role="reporter", party=desk.party, organization=desk.old).user
    follow_up = asked_of(desk, (desk.old, Part.LEAD))
    (role,) = pass_on(desk).roles
    assert (role.user, role.organization) == (reporter, desk.new)
    assert [held.organization_id for held in holdings(reporter)] == [desk.new.pk]
    desk.people["bound"] = reporter
    assert desk.save("bound", follow_up=follow_up).version == 1
    assert OutboxMail.objects.filter(recipient=reporter).count() == 1


def test_a_partner_of_what_publishes_no_statements_stays(desk):
    union = desk["partner"].memberships.get().organization
    passed = pass_on(desk, old=union)
    assert (passed.roles, [each.user for each in passed.stayed]) == ((), [desk["partner"]])
    assert parts(desk.follow_up) == {"Ministry of Home Affairs": "lead"}


def test_two_mergers_lead_to_the_last(desk):
    last = f.OrganizationFactory(party=desk.party, name="Ministry of All")
    follow_up = asked_of(desk, (desk.old, Part.LEAD))
    pass_on(desk, old=desk.new, new=last)
    pass_on(desk)
    assert parts(follow_up) == {"Ministry of All": "lead"}
    by_old_name = organizations.named(follow_up=follow_up, name="ministry of labour", by=desk["reporter"])
    assert by_old_name == last


@pytest.mark.parametrize(("given", "sentence"), [
    (lambda desk: {"new": f.OrganizationFactory(party=cambodia())}, "The successor belongs to another country."),
    (lambda desk: {"ended_on": None}, "Give the day on which the organization ended."),
    (
        lambda desk: {"ended_on": datetime.date(2099, 1, 1)},
        "This day has not come yet: what is open passes on at once.",
    ),
    (lambda desk: pass_on(desk, old=desk.new, new=desk.old) and {}, "Each of the two would take over from the other."),
    (
        lambda desk: pass_on(desk) and {"new": f.OrganizationFactory(party=desk.party)},
        "Ministry of Home Affairs took over already. Say of that one who takes over from it.",
    ),
])  # fmt: skip
def test_refusals(desk, given, sentence):
    given = given(desk)
    before = dump()
    with pytest.raises(Refused) as refusal:
        pass_on(desk, **given)
    assert str(refusal.value) == sentence
    assert dump() == before


@pytest.mark.parametrize("role", ["coordinator", "reviewer", "partner", "stranger"])
def test_only_the_secretariat_says_so(desk, role):
    with pytest.raises(NotAllowed):
        pass_on(desk, by=role)


def test_in_the_admin(desk, client):
    follow_up = asked_of(desk, (desk.old, Part.LEAD))
    client.force_login(desk["secretariat"])
    url = f"/admin/recommendations/organization/{desk.old.pk}/change/"
    refused = save(client, url, successor=desk.new.pk, ended_on="2099-01-01")
    assert refused.context["adminform"].errors == {
        "ended_on": ["This day has not come yet: what is open passes on at once."]
    }
    assert save(client, url, successor=desk.new.pk, ended_on="2025-03-01").status_code == 302
    page = client.get(url).content.decode()
    assert "Passed on to Ministry of Home Affairs: open follow-ups: 1; roles of people: 0." in page
    assert parts(follow_up) == {"Ministry of Home Affairs": "lead"}
    # It passed on: neither day nor successor is asked for again.
    assert 'name="successor"' not in page
    client.force_login(desk["reporter"])
    page = client.get(f"/agencies/{desk.old.slug}/").content.decode()
    assert "It ended on 1 March 2025. What was open passed on to Ministry of Home Affairs." in page
