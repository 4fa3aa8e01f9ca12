"""The desk at which many work at once."""

import pytest

from tests.desk import Desk
from tests.faults.test_races import check_trail


@pytest.fixture
def desk():
    """Whatever happened, the trail is whole in the end."""
    desk = Desk()
    yield desk
    check_trail()
