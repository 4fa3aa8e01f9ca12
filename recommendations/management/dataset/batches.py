"""Many rows in few statements."""

from collections.abc import Iterable
from itertools import islice

from django.db import models

BATCH = 2000


def in_batches(model: type[models.Model], rows: Iterable[models.Model]) -> list:
    """Insert the rows; gives them back with their keys."""
    waiting, made = iter(rows), []
    while batch := list(islice(waiting, BATCH)):
        made += model._default_manager.bulk_create(batch)
    return made
