"""What another country is still writing changes not one byte of what we read, search, sort, count or download."""

import datetime
import io
import re
import zipfile

import pytest
from django.utils import timezone

from recommendations.choices import Status, Visibility
from recommendations.models import FollowUp, Update
from tests.cast import cambodia, lao, person
from tests.conftest import FULL
from tests.factories import (
    ActivityFactory,
    EvidenceFactory,
    EvidenceVersionFactory,
    OrganizationFactory,
    UpdateFactory,
    UpdateVersionFactory,
    VersionActivityFactory,
    VersionAgencyFactory,
    VersionEvidenceFactory,
)
from tests.landscape import landscape

pytestmark = pytest.mark.django_db

QUERIES = (
    "", "country=LA", "answer=no-information", "answer=answered", "status=planned", "assessment=confirmed",
    "assessment=not-assessed", "evidence=yes", "evidence=no", "since=2023-01-01", "until=2023-12-31", "q=secret",
    "q=Secret+Ministry", "sort=status", "sort=-answered", "sort=-status", "agency=secret", "agency=molsw",
)  # fmt: skip
# The same rows in another form: in the gate each query is asked of the list, and of one of the other two at most.
PAGES = (
    "/",
    *(f"/recommendations/?{query}" for query in QUERIES),
    *(f"/recommendations/by-text/?{query}" for query in QUERIES[:: 1 if FULL else 3]),
    *(f"/recommendations.csv?{query}" for query in QUERIES[0 if FULL else 1 :: 1 if FULL else 3]),
    "/recommendations.xlsx",
    "/recommendations/AFML13-LA-S1-01/",
    "/recommendations/AFML15-WORKERS-S1-01/",
    "/documents/",
    "/documents/AFML13-LA/",
    "/documents/AFML15-WORKERS/",
)
CHANGES_ANYWAY = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')


def read(client, url):
    response = client.get(url)
    assert response.status_code == 200, url
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if url.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            return {name: book.read(name) for name in book.namelist() if "docProps" not in name}
    return CHANGES_ANYWAY.sub(b"", content)


def secret_update(follow_up: FollowUp, state: str, frozen: bool) -> Update:
    """An update on its way, with everything that could betray it."""
    writer = person_of(follow_up)
    sent = {"submitted_at": timezone.now(), "submitted_by": writer} if frozen else {}
    update = UpdateFactory(follow_up=follow_up, created_by=writer, state=state, version=1, **sent)
    version = UpdateVersionFactory(
        update=update, status=Status.PLANNED, challenges="A secret.", frozen_at=timezone.now() if frozen else None
    )
    activity = ActivityFactory(party=follow_up.party, text="Secret talks.", starts_on=datetime.date(2023, 5, 1))
    VersionActivityFactory(version=version, activity=activity)
    piece = EvidenceFactory(party=follow_up.party, title="Secret report", visibility=Visibility.EVERYBODY)
    VersionEvidenceFactory(version=version, evidence_version=EvidenceVersionFactory(evidence=piece))
    ministry = OrganizationFactory(
        party=follow_up.party, slug=f"secret{follow_up.pk}", name=f"Secret Ministry {update.pk}"
    )
    VersionAgencyFactory(version=version, organization=ministry)
    return update


def person_of(follow_up: FollowUp):
    from recommendations.models import User

    return User.objects.filter(email="writer@example.org").first() or User.objects.create_user("writer@example.org")


@pytest.mark.parametrize(
    ("who", "state", "frozen"),
    [
        ("reporter", "draft", False),
        ("reporter", "for-approval", False),
        ("reporter", "approved", False),
        ("reporter", "submitted", True),
        ("reporter", "returned", True),
        ("viewer", "submitted", True),
    ],
)
def test_nothing_changes_for_others_until_an_answer_is_accepted(client, time_machine, state, frozen, who):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC), tick=False)
    world = landscape()
    client.force_login(person(who, cambodia()))
    before = {url: read(client, url) for url in PAGES}
    secret_update(world["second LA"], state, frozen)
    secret_update(world["first LA"], state, frozen)
    after = {url: read(client, url) for url in PAGES}
    assert [url for url in PAGES if before[url] != after[url]] == []


def test_the_comparison_would_notice(client, time_machine):
    """The same pages do change once the answer stands in the follow-up's columns."""
    from tests.answers import accepted_answer

    time_machine.move_to(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC), tick=False)
    world = landscape()
    client.force_login(person("reporter", cambodia()))
    before = {url: read(client, url) for url in PAGES}
    accepted_answer(
        world["second LA"], Status.PLANNED, activities=(("Secret talks.", datetime.date(2023, 5, 1), None),),
        evidence=("Secret report",),
    )  # fmt: skip
    changed = [url for url in PAGES if read(client, url) != before[url]]
    assert len(changed) > len(PAGES) / 2
    assert "/" in changed
    assert "/recommendations/?status=planned" in changed
    assert "/recommendations.xlsx" in changed


def test_an_unpublished_assessment_changes_nothing_for_others(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC), tick=False)
    world = landscape()
    client.force_login(person("reporter", cambodia()))
    before = {url: read(client, url) for url in PAGES}
    FollowUp.objects.filter(pk=world["first LA"].pk).update(assessment="needs-evidence")
    assert [url for url in PAGES if read(client, url) != before[url]] == []
    client.force_login(person("reporter", lao()))
    assert b"Needs more evidence" in read(client, "/recommendations/AFML13-LA-S1-01/")


def test_a_tie_of_two_unanswered_follow_ups_is_the_country_s_own_affair(client, time_machine):
    time_machine.move_to(datetime.datetime(2026, 11, 22, 9, tzinfo=datetime.UTC), tick=False)
    world = landscape()
    client.force_login(person("reporter", cambodia()))
    before = {url: read(client, url) for url in PAGES}
    FollowUp.objects.filter(pk=world["shared LA"].pk).update(answered_under=world["second LA"])
    assert [url for url in PAGES if read(client, url) != before[url]] == []
