"""Rows that nobody else changes until this transaction ends (docs/decisions/locks.md)."""

from collections.abc import Iterable
from typing import TypeVar

from django.db import models

from recommendations.models import FollowUp

Row = TypeVar("Row", bound=models.Model)


def locked(rows: "models.Manager[Row] | models.QuerySet[Row]") -> "models.QuerySet[Row]":
    """These rows, each locked as it is read.

    The rows alone: what they are only ordered by or joined to stays free. Whoever merely refers to them goes on too.
    """
    return rows.select_for_update(no_key=True, of=("self",))


def lock_follow_ups(found: Iterable[FollowUp | int]) -> set[int]:
    """Lock these, always in one order: whoever begins to answer one, ties it or takes it away comes before or after.

    The ids of those that are there still.
    """
    keys = {each if isinstance(each, int) else each.pk for each in found}
    return set(locked(FollowUp.objects).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
