"""Files of what is not done after all do not stay behind: a transaction takes back rows, not files."""

import contextlib
import contextvars
from collections.abc import Iterator

from django.db.models.fields.files import FieldFile

_stored: contextvars.ContextVar[list[FieldFile] | None] = contextvars.ContextVar("stored", default=None)


@contextlib.contextmanager
def unless_it_fails() -> Iterator[None]:
    """Files told of by `stored` within are removed where this block, or one around it, ends in an error.

    It stands outside the transaction (`with` or as a decorator above `@transaction.atomic`).
    """
    outer, mine = _stored.get(), list[FieldFile]()
    token = _stored.set(mine)
    try:
        yield
    except BaseException:
        for file in mine:
            file.storage.delete(str(file.name))
        raise
    finally:
        _stored.reset(token)
    if outer is not None:
        outer.extend(mine)


def stored(file: FieldFile) -> None:
    """Tell that `file` has just been written to the store."""
    files = _stored.get()
    if files is not None:
        files.append(file)
