"""How many children may read for one process that serves pages: whoever comes when all are at it waits a moment."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from recommendations.errors import Refused
from recommendations.text import gettext_noop as _

AT_ONCE = 2  # each may take 768 MB
WAIT = 5.0  # seconds; longer would keep the threads that serve pages
BUSY = _("The site is reading other files just now. Nothing was changed. Wait a minute, then try again.")
_free = threading.BoundedSemaphore(AT_ONCE)


class Busy(Refused):
    """Nothing is wrong with the file; it can be read a little later."""


@contextmanager
def place() -> Iterator[None]:
    """Raises Busy where none came free."""
    if not _free.acquire(timeout=WAIT):
        raise Busy(BUSY)
    try:
        yield
    finally:
        _free.release()
