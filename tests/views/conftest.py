"""Who has signed in to `client`, and what they find there."""

import pytest

from recommendations.actions import jobs
from recommendations.choices import Status
from recommendations.models import Round, Update
from recommendations.roles import Role
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao, person
from tests.factories import MembershipFactory
from tests.landscape import landscape
from tests.views.round_pages import close, opened
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


# --- A round over the landscape (tests/landscape.py); its other verbs are in round_pages.py ----------------------


@pytest.fixture
def region():
    """The landscape without a round; one answer serves two recommendations."""
    found = landscape()
    Round.objects.all().delete()
    answer_under(found["second LA"], found["first LA"])
    return found


@pytest.fixture
def reviewer(signed_in):
    return signed_in("reviewer")


@pytest.fixture
def round_2026(region):
    """Asks Lao PDR and Cambodia; whatever is accepted was answered in it."""
    made = opened(region)
    Update.objects.filter(state="accepted").update(round=made)
    return made


@pytest.fixture
def next_round(region, round_2026, reviewer):
    """After the first was sealed: one moved forward, one was answered for the first time, one has gone silent."""
    close(round_2026, reviewer)
    later = opened(region, name="Round of 2028", days=0)
    for name, status in (("first LA", Status.IMPLEMENTED), ("shared LA", Status.PLANNED)):
        region[name].updates.update(state="superseded")
        accepted_answer(region[name], status)
        region[name].updates.filter(state="accepted").update(round=later)
    return later
