"""The versions of an update: what a copy keeps, what a frozen one refuses."""

import pytest
from django.db import DatabaseError, connection, transaction

from recommendations.actions import versions
from recommendations.actions.typed import ActivityText
from recommendations.models import UpdateVersion
from tests.factories import EvidenceVersionFactory, OrganizationFactory

pytestmark = pytest.mark.django_db


def full_answer(desk):
    return {
        "status": "implemented",
        "challenges": "Money.",
        "next_steps": "More.",
        "lead": OrganizationFactory(party=desk.party),
        "contributing": (OrganizationFactory(party=desk.party),),
        "activities": (ActivityText("A guide."), ActivityText("A course.")),
        "evidence": (EvidenceVersionFactory(evidence__party=desk.party).evidence,),
    }


def content(version):
    """All that a version says, its own number and times left out."""
    plain = [getattr(version, name) for name in versions.PLAIN_FIELDS]
    parts = (version.agencies, version.activities, version.evidence)
    rows = [
        [{name: value for name, value in row.items() if name not in ("id", "version_id")} for row in part.values()]
        for part in parts
    ]
    return plain, rows


def test_a_copy_says_the_same_under_the_next_number(desk):
    update = desk.to("submitted", **full_answer(desk))
    copied = versions.copy(update, by=desk["coordinator"])
    first, second = update.versions.all()
    assert (second, update.version) == (copied, 2)
    assert content(first) == content(second)
    assert all(len(rows) for rows in content(first)[1])
    assert (second.saved_by, second.frozen_at, second.form_key) == (desk["coordinator"], None, "")


def test_an_agency_keeps_the_name_it_had(desk):
    update = desk.to("submitted", **full_answer(desk))
    agency = update.versions.get().lead
    agency.organization.name = "Ministry of Another Name"
    agency.organization.save()
    agency.refresh_from_db()
    assert agency.name.startswith("Ministry ")
    assert agency.name != "Ministry of Another Name"


@pytest.mark.parametrize("statement", [
    "UPDATE recommendations_updateversion SET status = 'planned'",
    "UPDATE recommendations_updateversion SET frozen_at = NULL",
    "DELETE FROM recommendations_updateversion",
])  # fmt: skip
def test_the_database_refuses_to_change_or_delete_a_frozen_version(desk, statement):
    update = desk.to("submitted")
    with pytest.raises(DatabaseError, match="append-only: recommendations_updateversion"), transaction.atomic():
        connection.cursor().execute(statement)
    assert update.versions.get().status == "in-progress"


def test_a_draft_version_may_go(desk):
    desk.save()
    connection.cursor().execute("DELETE FROM recommendations_updateversion")
    assert not UpdateVersion.objects.exists()
