"""Many files at once: a country's room is never passed, and nothing of what was refused stays behind."""

from pathlib import Path

import pytest

from recommendations.actions import evidence, evidence_changes
from recommendations.actions.evidence_files import Proof
from recommendations.models import Evidence, EvidenceVersion
from recommendations.queries.evidence import bytes_used
from tests.faults.test_races import at_once, kinds

pytestmark = pytest.mark.django_db(transaction=True)


def proof(name, size=1000):
    return Proof(title=name, content=b"%PDF-1.7 " + name.encode().ljust(size - 14) + b"%%EOF", file_name="a.pdf")


def test_of_many_files_at_once_as_many_come_in_as_there_is_room_for(desk, settings, scale):
    """Five are new pieces, each for a follow-up of its own, one is a new version; there is room for four."""
    for run in range(scale(3, 50)):
        settings.EVIDENCE_QUOTA_BYTES = bytes_used(desk.party) + 5000
        first = add(desk, desk.follow_up, f"first {run}")()
        rows = [desk.another() for _ in range(5)]
        found = at_once(
            *[add(desk, row, f"{run} {row.pk}") for row in rows], add_version(desk, first.pk, f"again {run}")
        )
        assert kinds(found) == ["Refused"] * 2 + ["done"] * 4
        assert bytes_used(desk.party) == settings.EVIDENCE_QUOTA_BYTES
        stored = {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}
        assert stored == {Path(name).name for name in EvidenceVersion.objects.values_list("file", flat=True)}


def add(desk, follow_up, name):
    return lambda: evidence.add(follow_up=follow_up, proof=proof(name), by=desk["reporter"])


def add_version(desk, pk, name):
    return lambda: evidence_changes.add_version(
        evidence=Evidence.objects.get(pk=pk), proof=proof(name), by=desk["reporter"]
    )
