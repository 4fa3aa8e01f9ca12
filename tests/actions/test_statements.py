"""What organizations say themselves: who may, that it sets no status, and that nothing of it vanishes without trace."""

import pytest
from django.utils import timezone

from recommendations.actions import statements
from recommendations.actions.statements import View
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.models import AuditEvent, FollowUp, Statement
from recommendations.queries.statements import readable_statements, voices
from tests.cast import person
from tests.factories import MembershipFactory, OrganizationFactory, UserFactory

pytestmark = pytest.mark.django_db


def union(desk):
    return desk["partner"].memberships.get().organization


def publish(desk, text="The help desk is open two days a week.", *, by="partner", party=None):
    return statements.publish(
        recommendation=desk.follow_up.recommendation,
        organization=union(desk),
        view=View(text, party),
        by=desk[by],
    )


def seen(desk, role, party=None):
    return [each.statement.text for each in voices(desk.follow_up.recommendation, desk[role], party).shown]


def test_a_published_statement_is_read_by_everybody_and_sets_no_status(desk):
    before = FollowUp.objects.values().get(pk=desk.follow_up.pk)
    said = publish(desk, party=desk.party)
    assert (said.organization_name, said.published_by) == (str(union(desk)), desk["partner"])
    assert FollowUp.objects.values().get(pk=desk.follow_up.pk) == before
    for role in ("reporter", "viewer", "reviewer", "foreigner", "secretariat", "partner"):
        assert seen(desk, role) == [said.text]
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.party, event.after["text"]) == ("statement.publish", desk.party, said.text)


@pytest.mark.parametrize("role", ["reporter", "coordinator", "reviewer", "secretariat", "viewer", "foreigner"])
def test_nobody_else_publishes_for_an_organization(desk, role):
    with pytest.raises(NotAllowed):
        publish(desk, by=role)
    assert not Statement.objects.exists()


@pytest.mark.parametrize(("kind", "may"), [
    ("employers", True), ("workers", True), ("civil-society", True),
    ("ministry", False), ("recruitment", False), ("un", False), ("asean", False),
])  # fmt: skip
def test_which_organizations_speak(desk, kind, may):
    organization = OrganizationFactory(party=desk.party, kind=kind)
    user = MembershipFactory(user=UserFactory(), role="partner", party=desk.party, organization=organization).user
    given = {"recommendation": desk.follow_up.recommendation, "organization": organization, "by": user}
    if may:
        assert statements.publish(view=View("Ours."), **given).organization == organization
    else:
        with pytest.raises(NotAllowed):
            statements.publish(view=View("Ours."), **given)


def test_a_partner_speaks_for_no_other_organization(desk):
    other = OrganizationFactory(party=desk.party, kind="workers")
    with pytest.raises(NotAllowed):
        statements.publish(
            recommendation=desk.follow_up.recommendation, organization=other, view=View("x"), by=desk["partner"]
        )


def test_a_country_page_shows_what_is_said_of_it_and_of_the_region(desk):
    publish(desk, "Of Lao PDR.", party=desk.party)
    publish(desk, "Of the region.")
    elsewhere = desk["foreigner"].memberships.get().party
    publish(desk, "Of Cambodia.", party=elsewhere)
    assert seen(desk, "viewer", desk.party) == ["Of the region.", "Of Lao PDR."]
    assert seen(desk, "viewer") == ["Of the region.", "Of Cambodia.", "Of Lao PDR."]


def test_an_organization_says_one_thing_in_one_place(desk):
    publish(desk, party=desk.party)
    with pytest.raises(Refused, match="already"):
        publish(desk, "Another.", party=desk.party)


def test_changing_withdraws_and_publishes_anew(desk):
    first = publish(desk, party=desk.party)
    second = statements.change(statement=first, view=View("Now five days.", desk.party), by=desk["partner"])
    first.refresh_from_db()
    assert (first.text, first.withdrawn_by) == ("The help desk is open two days a week.", desk["partner"])
    assert second.pk != first.pk
    assert seen(desk, "viewer") == ["Now five days."]
    shown = voices(desk.follow_up.recommendation, desk["viewer"]).shown[0]
    assert shown.earlier == (first,)
    event = AuditEvent.objects.latest("sequence")
    assert (event.action, event.before["text"], event.after["text"]) == ("statement.change", first.text, second.text)


def test_changing_nothing_changes_nothing(desk):
    first = publish(desk)
    again = statements.change(statement=first, view=View(f" {first.text} "), by=desk["partner"])
    assert again == first
    assert Statement.objects.get().withdrawn_at is None


def test_changing_what_somebody_changed_before_is_too_late(desk):
    first = publish(desk)
    statements.change(statement=first, view=View("Second."), by=desk["partner"])
    with pytest.raises(TooLate):
        statements.change(statement=first, view=View("Third."), by=desk["partner"])
    assert seen(desk, "viewer") == ["Second."]


def test_a_hidden_statement_is_left_to_its_author_and_the_secretariat(desk):
    said = publish(desk)
    statements.hide(statement=said, reason="It names a private person.", by=desk["secretariat"])
    for role in ("reporter", "viewer", "reviewer", "foreigner"):
        assert seen(desk, role) == []
        assert not readable_statements(desk[role]).exists()
    for role in ("partner", "secretariat"):
        shown = voices(desk.follow_up.recommendation, desk[role]).shown[0]
        assert (shown.hidden, shown.statement.hidden_reason) == (True, "It names a private person.")
    with pytest.raises(TooLate):
        statements.change(statement=said, view=View("Evaded."), by=desk["partner"])
    statements.show(statement=said, by=desk["secretariat"])
    assert seen(desk, "viewer") == [said.text]


def test_hiding_needs_a_reason_and_the_secretariat(desk):
    said = publish(desk)
    with pytest.raises(Refused, match="Say why"):
        statements.hide(statement=said, reason="\u200b", by=desk["secretariat"])
    for role in ("reviewer", "partner", "coordinator"):
        with pytest.raises(NotAllowed):
            statements.hide(statement=said, reason="I do not like it.", by=desk[role])
    assert seen(desk, "viewer") == [said.text]


def test_what_was_hidden_is_no_trace_to_be_read(desk):
    said = publish(desk, "Abuse.")
    statements.hide(statement=said, reason="Abuse.", by=desk["secretariat"])
    statements.withdraw(statement=said, by=desk["partner"])
    publish(desk, "Civil.")
    (shown,) = voices(desk.follow_up.recommendation, desk["viewer"]).shown
    assert (shown.statement.text, shown.earlier) == ("Civil.", ())


def test_a_withdrawn_recommendation_takes_no_statement(desk):
    recommendation = desk.follow_up.recommendation
    recommendation.withdrawn_at, recommendation.withdrawn_reason = timezone.now(), "Replaced."
    recommendation.save()
    with pytest.raises(TooLate):
        publish(desk)
    assert not voices(recommendation, desk["partner"]).may_publish


def test_the_words_of_what_was_withdrawn_are_for_the_organization(desk, client):
    first = publish(desk, "First words.")
    statements.change(statement=first, view=View("Second words."), by=desk["partner"])
    for role, reads in (("viewer", False), ("partner", True), ("secretariat", True)):
        client.force_login(desk[role])
        page = client.get(desk.follow_up.recommendation.get_absolute_url()).content.decode()
        assert "Second words." in page
        assert ("First words." in page) is reads


def test_a_partner_of_elsewhere_reads_and_writes_their_own(desk):
    other = person("partner", desk["foreigner"].memberships.get().party)
    organization = other.memberships.get().organization
    said = statements.publish(
        recommendation=desk.follow_up.recommendation, organization=organization, view=View("Ours too."), by=other
    )
    with pytest.raises(NotAllowed):
        statements.withdraw(statement=said, by=desk["partner"])
    assert seen(desk, "partner") == ["Ours too."]
