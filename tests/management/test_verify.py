"""Each check sees the row that breaks it. Rows are broken below the actions, as a hand in the database would."""

import contextlib
import datetime
import hashlib
import io

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection

from recommendations.actions import audit, people
from recommendations.choices import Status
from recommendations.management.invariants import INVARIANTS
from recommendations.models import (
    AuditEvent,
    EvidenceVersion,
    FollowUp,
    Membership,
    OrganizationName,
    Recommendation,
    Review,
    Update,
    UpdateVersion,
    VersionActivity,
    VersionAgency,
    triggers,
)
from recommendations.roles import Role
from tests import factories as f
from tests.cast import cambodia, lao, person

pytestmark = pytest.mark.django_db
THEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


def verify():
    out = io.StringIO()
    try:
        call_command("verify", stdout=out)
    except CommandError as error:
        closing = str(error)
    else:
        assert out.getvalue().startswith("Everything holds")
        return out.getvalue()
    assert closing == f"Breaches: {len(out.getvalue().splitlines())}."
    return out.getvalue()


def document():
    return f.DocumentFactory(forum__number=14, code="AFML14-LA", party=lao())


def answered(status=Status.IN_PROGRESS):
    """A follow-up with an accepted answer, as the actions leave it."""
    own = f.FollowUpFactory(recommendation__document=document())
    update = f.UpdateFactory(
        follow_up=own, state="accepted", version=1, submitted_at=THEN, submitted_by=f.UserFactory()
    )
    version = f.UpdateVersionFactory(update=update, status=status)
    f.VersionAgencyFactory(version=version, organization__party=own.party)
    f.VersionActivityFactory(version=version, activity__party=own.party)
    UpdateVersion.objects.filter(pk=version.pk).update(frozen_at=THEN)
    f.ReviewFactory(version=version, assessment="confirmed")
    FollowUp.objects.filter(pk=own.pk).update(
        status=status, assessment="confirmed", answered_at=THEN, current_version=version
    )
    return own


@contextlib.contextmanager
def unguarded(*statements):
    """The database without one of its own guards, for the rest of the test (its transaction is undone)."""
    triggers.drop()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or a table with rows of this test is not altered
        for statement in statements:
            cursor.execute(statement)
    yield
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def drop_check(table, name):
    """SQLite takes no single check away; `unguarded` puts all of them to sleep."""
    if connection.vendor == "postgresql":
        return f"ALTER TABLE recommendations_{table} DROP CONSTRAINT {name}"
    return "SELECT 1"


def test_an_empty_database_holds():
    assert verify() == f"Everything holds: {len(INVARIANTS)} checks over 0 rows.\n"


def test_what_actions_and_factories_make_holds():
    answered()
    people.invite(email="khamla@example.org", role=Role.REPORTER, party=lao(), by=person("secretariat"))
    assert verify().startswith(f"Everything holds: {len(INVARIANTS)} checks over ")


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("status", "planned"),
        ("assessment", "needs-evidence"),
        ("answered_at", THEN + datetime.timedelta(days=1)),
    ],
)
def test_a_follow_up_that_shows_another_answer(column, value):
    own = answered()
    FollowUp.objects.filter(pk=own.pk).update(**{column: value})
    out = verify()
    assert f"{own.recommendation.reference} LA: {column} is {value!r}, its accepted update says" in out
    assert len(out.splitlines()) == 1


def test_a_follow_up_that_shows_another_reason():
    own = answered()
    FollowUp.objects.filter(pk=own.pk).update(status="not-pursued", not_pursued_reason="for-others")
    assert "not_pursued_reason is 'for-others'" in verify()


def test_a_follow_up_that_shows_an_old_version():
    own = answered()
    other = f.UpdateVersionFactory(update=own.updates.get(), number=2)
    FollowUp.objects.filter(pk=own.pk).update(current_version=other)
    assert "current_version is" in verify()


def test_a_follow_up_without_the_answer_it_is_answered_under():
    own = answered()
    tied = f.FollowUpFactory(recommendation__document=own.recommendation.document, answered_under=own)
    assert f"{tied.recommendation.reference} LA: status is '', its accepted update says 'in-progress'" in verify()


def test_a_follow_up_that_shows_an_answer_it_never_had():
    answered()
    Review.objects.all().delete()
    assert "status is 'in-progress', its accepted update says ''" in verify()


def test_answered_under_another_countrys():
    own = f.FollowUpFactory(recommendation__document=document())
    other = f.FollowUpFactory(recommendation=own.recommendation, party=cambodia(), answered_under=own)
    assert f"{other.recommendation.reference} KH: answered under another country's follow-up" in verify()


def test_answered_under_two_levels():
    first = f.FollowUpFactory(recommendation__document=document())
    second = f.FollowUpFactory(recommendation__document=first.recommendation.document, answered_under=first)
    third = f.FollowUpFactory(recommendation__document=first.recommendation.document, answered_under=second)
    assert f"{third.recommendation.reference} LA: answered under a follow-up that is itself" in verify()


def test_a_main_theme_that_was_refused():
    placed = f.RecommendationThemeFactory(recommendation__document=document(), placing="refused")
    assert f"{placed.recommendation.reference}: its main theme {placed.theme.slug} was refused" in verify()


def test_two_leads_of_a_follow_up_and_of_a_version():
    own = answered()
    version = own.updates.get().versions.get()
    f.ResponsibilityFactory(follow_up=own)
    with unguarded("DROP INDEX responsibility_one_lead", "DROP INDEX version_one_lead"):
        f.ResponsibilityFactory(follow_up=own)
        f.VersionAgencyFactory(version=version, organization__party=own.party)
        out = verify()
    assert f"follow-up {own.pk}: 2 lead agencies" in out
    assert f"version {version.pk}: 2 lead agencies" in out


@pytest.mark.parametrize("head", [0, 2])
def test_a_head_that_points_beside_its_latest_version(head):
    update = answered().updates.get()
    Update.objects.filter(pk=update.pk).update(version=head)
    assert f"update {update.pk}: its head says version {head}, its latest version is 1" in verify()


def test_a_head_without_any_version():
    update = f.UpdateFactory(follow_up__recommendation__document=document())
    assert f"update {update.pk}: its head says version 0, its latest version is 0" in verify()


@pytest.mark.parametrize("state", ["submitted", "returned", "accepted", "superseded"])
def test_a_sent_update_without_a_frozen_version(state):
    sent = {"submitted_at": THEN, "submitted_by": f.UserFactory(), "version": 1}
    update = f.UpdateFactory(follow_up__recommendation__document=document(), state=state, **sent)
    f.UpdateVersionFactory(update=update)
    assert f"update {update.pk}: it is {state} without a frozen version" in verify()


def test_a_review_of_another_updates_version():
    own = answered()
    other = f.FollowUpFactory(recommendation__document=own.recommendation.document)
    stray = f.UpdateFactory(follow_up=other, version=1)
    version = f.UpdateVersionFactory(update=stray)
    Review.objects.update(version=version)
    assert f"review {Review.objects.get().pk}: its version is not frozen or of another update" in verify()


def test_a_frozen_version_without_its_status():
    update = answered().updates.get()
    with unguarded(drop_check("updateversion", "update_version_frozen_has_status")):
        UpdateVersion.objects.update(status="")
        out = verify()
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in out


@pytest.mark.parametrize(("model", "column"), [(VersionAgency, "name"), (VersionActivity, "text")])
def test_a_frozen_version_with_an_empty_part(model, column):
    update = answered().updates.get()
    model.objects.update(**{column: ""})
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in verify()


def test_a_frozen_version_replaced_by_nothing():
    update = answered().updates.get()
    with unguarded():
        UpdateVersion.objects.update(not_pursued_reason="replaced")
        out = verify()
    assert f"update {update.pk} version 1: frozen without all that belongs to it" in out


def test_a_version_with_another_countrys_things():
    version = answered().updates.get().versions.get()
    kh = cambodia()
    agency = f.VersionAgencyFactory(version=version, part="contributing", organization__party=kh)
    activity = f.VersionActivityFactory(version=version, activity__party=kh)
    evidence = f.VersionEvidenceFactory(version=version, evidence_version__evidence__party=kh)
    out = verify()
    for what, row in (("agency", agency), ("activity", activity), ("evidence", evidence)):
        assert f"{what} {row.pk} of a version belongs elsewhere" in out


def test_a_follow_up_in_two_open_rounds():
    own = f.FollowUpFactory(recommendation__document=document())
    rounds = f.RoundFactory.create_batch(2)
    for each in rounds:
        each.documents.add(own.recommendation.document)
        each.parties.add(own.party)
    assert f"{own.recommendation.reference} LA: in two open rounds" in verify()
    rounds[0].parties.set([cambodia()])
    assert verify().startswith("Everything holds")


@pytest.mark.parametrize("reference", ["AFML14-LA-S1-1", "AFML14-LA-1-01", "LA-S1-01", "AFML14-KH-S1-01"])
def test_a_reference_of_another_shape(reference):
    recommendation = f.RecommendationFactory(document=document())
    recommendation.reference = reference
    recommendation.save()
    assert f"{reference}: not a reference of the document AFML14-LA" in verify()


def test_a_document_of_another_countrys_code():
    f.DocumentFactory(forum__number=14, code="AFML14-KH", party=lao())
    f.DocumentFactory(forum__number=13, code="AFML14-VN", party__code="VN")
    out = verify()
    assert "AFML14-KH: it is national, of Lao PDR" in out
    assert "AFML14-VN: it is national, of" in out


def test_a_national_document_without_a_country():
    made = document()
    with unguarded(drop_check("document", "document_national_has_country")):
        type(made).objects.update(party=None)
        out = verify()
    assert "AFML14-LA: it is national, of no country" in out


def test_a_recommendation_under_another_documents_heading():
    recommendation = f.RecommendationFactory(document=document())
    other = f.DocumentFactory(forum__number=15, code="AFML15-X1", party__code="X1")
    Recommendation.objects.update(sub_theme=f.SubThemeFactory(document=other))
    assert f"{recommendation.reference}: its sub-theme is of another document" in verify()


def test_a_searched_text_that_is_not_the_printed_one():
    recommendation = f.RecommendationFactory(document=document())
    Recommendation.objects.update(text="Changed by hand.")
    assert f"{recommendation.reference}: what is searched is not what is printed" in verify()


def test_a_source_that_was_changed_or_is_gone():
    made = document()
    f.EditionFactory(document=made, source_text="As received")
    f.EditionFactory(document=made, number=2, source_text="x", file="editions/gone")
    made.editions.filter(number=1).update(source_text="Changed")
    out = verify()
    assert "AFML14-LA 1: its source is not what was received" in out
    assert "AFML14-LA 2: its source file is missing" in out


def test_a_source_on_its_way_in_that_was_changed_or_is_gone():
    changed, gone = f.DocumentImportFactory(file_name="A.txt"), f.DocumentImportFactory(file="imports/gone")
    f.DocumentImportFactory(state="refused", file="imports/deleted")
    type(changed).objects.filter(pk=changed.pk).update(source_text="Changed")
    assert verify().splitlines() == [
        f"So is that of a document on its way in: Import {gone.pk} (Pasted text): its source file is missing",
        f"So is that of a document on its way in: Import {changed.pk} (A.txt): its source is not what was received",
    ]


def test_texts_on_their_way_in():
    made = f.DocumentImportFactory()
    heading = f.ExtractedSubThemeFactory(document_import=made)
    same = {"document_import": made, "sub_theme": heading}
    one = f.ExtractFactory(position=1, state="merged", decided_at=THEN, **same)
    two = f.ExtractFactory(position=2, **same)
    foreign = f.ExtractedSubThemeFactory()
    type(two).objects.filter(pk=two.pk).update(sub_theme=foreign, position=3)
    assert verify().splitlines() == [
        f"The texts of an import have each a place: Import {made.pk}: 2 texts at 2 places, the last 3",
        f"They stand under its own headings: Import {made.pk}, text 3: its sub-theme is of another import",
        f"A merged text has a whole: Import {made.pk}, text 1: merged, but nothing stands before it",
    ]
    type(two).objects.filter(pk=two.pk).update(sub_theme=heading, position=2)
    type(one).objects.filter(pk=one.pk).update(state="accepted")
    assert verify().startswith("Everything holds")


def file_version():
    version = f.EvidenceVersionFactory.build(evidence=f.EvidenceFactory(), link="", file_name="law.pdf")
    version.file.save("law.pdf", ContentFile(b"The law."), save=False)
    version.size, version.sha256 = 8, hashlib.sha256(b"The law.").hexdigest()
    version.save()
    return version


def test_a_whole_file_holds():
    file_version()
    assert verify().startswith("Everything holds")


@pytest.mark.parametrize("change", [{"size": 9}, {"sha256": "0" * 64}])
def test_a_file_that_was_changed(change):
    version = file_version()
    EvidenceVersion.objects.update(**change)
    assert f"evidence {version.evidence_id} version 1: its file was changed" in verify()


def test_a_file_that_is_gone():
    version = file_version()
    version.file.storage.delete(version.file.name)
    assert f"evidence {version.evidence_id} version 1: its file is missing" in verify()


@pytest.mark.parametrize("change", [{"link": "https://example.org/"}, {"file": ""}])
def test_evidence_that_is_both_or_neither(change):
    version = file_version()
    with unguarded(drop_check("evidenceversion", "evidence_file_or_link")):
        EvidenceVersion.objects.update(**change)
        out = verify()
    assert f"evidence {version.evidence_id} version 1: it is not either a file or a link" in out


def test_evidence_without_a_version():
    evidence = f.EvidenceFactory()
    assert f"evidence {evidence.pk}: it has neither file nor link" in verify()


# --- The trail ---------------------------------------------------------------------------------------------


def three_events():
    user = person("secretariat")
    return [audit.record("test.made", user, by=user, after={"n": n}) for n in range(3)]


def test_an_event_that_was_changed():
    three_events()
    with unguarded():
        AuditEvent.objects.filter(sequence=2).update(after={"n": 99})
        triggers.make()
        assert verify() == (
            "The audit trail has no gap and its chain holds: audit event 2: it was changed after it was written\n"
        )


def test_an_event_that_was_changed_with_its_hash():
    three_events()
    with unguarded():
        event = AuditEvent.objects.get(sequence=2)
        event.after = {"n": 99}
        event.hash = audit.digest(event)
        event.save()
        assert "audit event 3: it does not hang on the event before it" in verify()


def test_an_event_that_was_taken_out():
    three_events()
    with unguarded():
        AuditEvent.objects.filter(sequence=2).delete()
        assert "audit event 3: it follows on 1" in verify()


def test_a_trigger_that_is_missing():
    with unguarded():
        out = verify()
    assert len(out.splitlines()) == len(triggers.names())
    assert "recommendations_auditevent_no_delete: the trigger is missing" in out


# --- People ------------------------------------------------------------------------------------------------


def test_a_role_in_another_countrys_organization():
    held = f.MembershipFactory(role=Role.REPORTER, party=lao(), organization=f.OrganizationFactory(party=cambodia()))
    assert f"role {held.pk}: " in verify()


def test_a_role_that_nobody_knows():
    held = f.MembershipFactory()
    with unguarded(
        drop_check("membership", "membership_of_party_or_region"),
        drop_check("membership", "membership_organization_where_it_fits"),
    ):
        Membership.objects.update(role="king")
        out = verify()
    assert f"role {held.pk}: 'king' is not a valid Role" in out


@pytest.mark.parametrize("change", [{"verified": False}, {"primary": False}, {"email": "other@example.org"}])
def test_a_person_without_a_verified_address(change):
    user = f.UserFactory()
    EmailAddress.objects.update(**change)
    assert f"person {user.pk}: their address is not verified" in verify()


def test_a_nameless_person_with_an_address_and_a_role():
    user = f.UserFactory()
    people.make_nameless(user=user, by=person("secretariat"))
    EmailAddress.objects.create(user=user, email="kept@example.org")
    f.MembershipFactory(user=user)
    out = verify()
    assert f"person {user.pk}: made nameless, and an address is kept" in out
    assert f"person {user.pk}: made nameless, and a role is held" in out


def test_an_organization_whose_present_name_is_not_listed():
    organization = f.OrganizationFactory(slug="ministry")
    f.OrganizationNameFactory(organization=organization)
    assert "ministry: its present name is not among its names" in verify()
    OrganizationName.objects.update(name=organization.name)
    assert verify().startswith("Everything holds")
