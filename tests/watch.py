"""Rules that watch every test: what a GET does to the database, and what a template leaves undefined."""

import contextlib
import functools
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

WRITE = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?
    |(?:CREATE|ALTER|DROP)\s+\w+)\s+"?(\w+)""",
    re.IGNORECASE | re.VERBOSE,
)
OWN_FOLDERS = {"templates", "recommendations", "aflm_tracker", "tests"}
# With one of these the template says itself that the variable may be missing.
MAY_BE_MISSING = {"default", "default_if_none"}


def watched(original, *, get_writes=None, repeated_queries=None):
    """Client.request, failing after a GET that wrote a domain row and during one with repeated queries."""

    @functools.wraps(original)
    def request(client, **environ):
        if environ.get("REQUEST_METHOD", "GET") not in {"GET", "HEAD"}:
            return original(client, **environ)
        writes = []
        with contextlib.ExitStack() as stack:
            if not get_writes:
                stack.enter_context(recording(writes))
            if not repeated_queries:
                stack.enter_context(once_for_all_rows())
            response = original(client, **environ)
        assert not writes, f"GET {environ.get('PATH_INFO')} wrote to the database:\n" + "\n".join(writes)
        return response

    return request


@contextlib.contextmanager
def recording(writes):
    """Put into `writes` each statement that changes a table other than the session's and the cache's."""
    from django.db import connections

    def note(execute, sql, params, many, context):
        if (found := WRITE.match(sql)) and found[1].lower() not in bookkeeping():
            writes.append(sql)
        return execute(sql, params, many, context)

    with contextlib.ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(note))
        yield


def bookkeeping():
    """Tables that any GET may touch: sessions, cache."""
    from django.conf import settings

    caches = {c["LOCATION"].lower() for c in settings.CACHES.values() if "DatabaseCache" in c["BACKEND"]}
    return {"django_session", "usersessions_usersession"} | caches


@functools.cache
def _install_zeal():
    from zeal.constants import initialize_app_registry
    from zeal.patch import patch

    initialize_app_registry()
    patch()


@contextlib.contextmanager
def once_for_all_rows():
    from zeal import zeal_context

    _install_zeal()
    with zeal_context():
        yield


class UndefinedVariable(Exception):
    pass


class Missing(str):
    """As the engine's `string_if_invalid`: an undefined variable in a template of ours raises.

    Django asks `if string_if_invalid:` in FilterExpression.resolve. Elsewhere, and in the templates of Django
    and allauth, which count on undefined variables, this is the empty string that it is on a site.
    """

    __slots__ = ()

    def __bool__(self):
        frame = sys._getframe(1)
        expression = frame.f_locals.get("self")
        if frame.f_code.co_name != "resolve" or not hasattr(expression, "filters"):
            return False
        if any(function.__name__ in MAY_BE_MISSING for function, _ in expression.filters):
            return False
        origin = origin_of(frame)
        if not is_own(origin):
            return False
        raise UndefinedVariable(f"{{{{ {expression.token} }}}} is not defined in {origin}")


def origin_of(frame):
    """The file of the template node that is being rendered."""
    from django.template.base import Node

    while frame:
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and getattr(node, "origin", None):
            return node.origin.name
        frame = frame.f_back
    return ""


def is_own(origin):
    """True for the project's templates and for those written in a test."""
    path = Path(origin)
    if not path.is_absolute():
        return True
    return path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in OWN_FOLDERS
