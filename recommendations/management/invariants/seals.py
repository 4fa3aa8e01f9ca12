"""Seals: that each holds what it held, and that each closed round has its own."""

from collections.abc import Iterator

from recommendations.models import AuditEvent, Round, Seal
from recommendations.queries import picture


def hashes_fit() -> Iterator[str]:
    for seal in Seal.objects.select_related("round").order_by("round", "number").iterator(chunk_size=1):
        rows = list(seal.rows.order_by("position").values_list("position", "follow_up", "data"))
        if picture.sha256(seal.facts, (data for _position, _key, data in rows)) != seal.sha256:
            yield f"seal {seal.number} of “{seal.round}”: its hash does not fit"
        places = [(at, data.get("key")) for at, (_position, _key, data) in enumerate(rows, start=1)]
        if places != [(position, key) for position, key, _data in rows]:
            yield f"seal {seal.number} of “{seal.round}”: its rows are not as they were counted"


def closed_rounds_are_sealed() -> Iterator[str]:
    """Only rounds that were closed before seals were made have none; the trail of their closing tells of none."""
    closings = AuditEvent.objects.filter(action="round.close", target_type="round")
    told: dict[str, list[tuple[int, str]]] = {}
    for target, after in closings.order_by("sequence").values_list("target", "after"):
        seals = told.setdefault(target, [])
        if after and "seal" in after:
            seals.append((after["seal"], after["sha256"]))
    for found in Round.objects.order_by("pk"):
        kept = list(found.seals.order_by("number").values_list("number", "sha256"))
        if kept != told.get(str(found.pk), []):
            yield f"round “{found}”: its seals are not those of which the trail tells"
        old = str(found.pk) in told and not kept
        if found.closed_at and not old and picture.latest(found) is None:
            yield f"round “{found}”: closed without a seal"
