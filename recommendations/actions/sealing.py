"""The seal of a round: its whole picture at the instant of closing, kept for ever, with one hash over all of it."""

import datetime
from collections.abc import Iterator
from itertools import islice

from django.utils import timezone

from recommendations.actions import audit
from recommendations.models import Round, Seal, SealedRow, User
from recommendations.models.seal import TEMPLATE
from recommendations.queries import picture

ROWS_AT_ONCE = 2_000


def seal(*, found: Round, at: datetime.datetime, by: User) -> Seal:
    """Keep the picture of `found`. Only for the action that closes it, within its transaction, after its other locks.

    Holding the trail, which every action writes before it ends, lets all queries of the picture see one instant.
    """
    audit.hold()
    facts, rows = picture.as_data(picture.take(found, timezone.localdate(at)))
    last = Seal.objects.filter(round=found).order_by("-number").first()
    made = Seal.objects.create(
        round=found, number=last.number + 1 if last else 1, template=TEMPLATE, facts=facts,
        sha256=picture.sha256(facts, rows), sealed_at=at, sealed_by=by,
    )  # fmt: skip
    waiting = _rows(made, rows)
    while batch := list(islice(waiting, ROWS_AT_ONCE)):
        SealedRow.objects.bulk_create(batch)
    return made


def _rows(made: Seal, rows: list[picture.Data]) -> Iterator[SealedRow]:
    for position, data in enumerate(rows, start=1):
        yield SealedRow(seal=made, follow_up_id=data["key"], position=position, data=data)
