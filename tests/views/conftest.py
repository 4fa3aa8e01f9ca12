"""Who has signed in to `client`, and what they find there."""

import pytest

from recommendations.actions import jobs
from recommendations.roles import Role
from tests.cast import cambodia, lao, person
from tests.factories import MembershipFactory
from tests.views.wrong import owned_by_cambodia


@pytest.fixture
def signed_in(client):
    """signed_in("viewer", lao()): this person, in whose browser the test is."""

    def sign_in(role, party=None):
        user = person(role, party)
        client.force_login(user)
        return user

    return sign_in


@pytest.fixture
def secretariat(signed_in):
    return signed_in("secretariat")


@pytest.fixture
def viewer(signed_in):
    """Of another country than the one whose answers most pages show."""
    return signed_in("viewer", cambodia())


@pytest.fixture
def reporter(signed_in):
    return signed_in("reporter", lao())


@pytest.fixture
def reviewing(client, desk):
    """The desk's reviewer has signed in."""
    client.force_login(desk["reviewer"])


@pytest.fixture
def theirs():
    return owned_by_cambodia()


@pytest.fixture
def no_process(monkeypatch):
    """Reading is another test's; here its job is begun and stays waiting."""
    monkeypatch.setattr(jobs, "start_process", lambda job: None)


@pytest.fixture
def office(client):
    """Of the secretariat, and not the one who sits at a desk."""
    user = MembershipFactory(user__name="Office", role=Role.SECRETARIAT, party=None).user
    client.force_login(user)
    return user


@pytest.fixture
def member(client):
    """Another browser: a reporter of Lao PDR."""
    other = type(client)()
    other.force_login(person("reporter", lao()))
    return other
