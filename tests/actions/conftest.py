"""Who acts."""

import pytest

from tests.cast import person


@pytest.fixture
def secretariat():
    return person("secretariat")
