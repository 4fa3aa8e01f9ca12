import pytest

from tests.cast import person


@pytest.fixture
def secretariat(db):
    return person("secretariat")


@pytest.fixture
def desk(client, secretariat):
    """The browser of somebody of the secretariat."""
    client.force_login(secretariat)
    return client
