"""Rows are locked in a way that shuts out nobody who only refers to them (docs/decisions/locks.md)."""

import re
from pathlib import Path

from django.conf import settings

CALL = re.compile(r"select_for_update\(((?:[^()]|\([^()]*\))*)\)")


def test_every_lock_of_a_row_leaves_those_in_who_refer_to_it():
    sources = sorted((Path(settings.BASE_DIR) / "recommendations").rglob("*.py"))
    calls = [(path.name, given) for path in sources for given in CALL.findall(path.read_text("utf-8"))]
    assert len(calls) > 20
    # Nothing refers to a mail in the outbox, and one that is in other hands is not waited for.
    assert [call for call in calls if not {"no_key", "skip_locked"} & set(re.findall(r"\w+", call[1]))] == []
