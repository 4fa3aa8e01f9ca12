"""Rows that nobody else changes until this transaction ends (docs/decisions/locks.md)."""

from typing import TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def locked(rows: "models.Manager[Row] | models.QuerySet[Row]") -> "models.QuerySet[Row]":
    """These rows, each locked as it is read.

    The rows alone: what they are only ordered by or joined to stays free. Whoever merely refers to them goes on too.
    """
    return rows.select_for_update(no_key=True, of=("self",))
