"""What a response says, whatever its kind; and what stands in every table."""

import io
import re
import zipfile
from typing import Self

from django.db import connection

from tests.watch import WRITE

# What differs from one request to the next without telling anything.
KEYS = re.compile(r'(name="(?:csrfmiddlewaretoken|form_key)" value=")[^"]*"')
# What a refused post may leave behind: nobody's data.
BOOKKEEPING = {"django_session", "django_cache", "recommendations_formtoken"}


def body(response) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def told(response) -> str:
    """All that the response says: status, headers, cookies and body, an Office file unpacked."""
    content = body(response)
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = "\n".join(archive.read(name).decode("utf-8", "replace") for name in sorted(archive.namelist()))
    else:
        text = KEYS.sub(r"\1", content.decode("utf-8", "replace"))
    headers = [f"{name}: {value}" for name, value in response.items() if name != "X-Request-Id"]
    cookies = [name for name in response.cookies if name != "csrftoken"]
    return "\n".join([str(response.status_code), *headers, *cookies, text])


def dump(tables: list[str] | None = None) -> dict[str, list[str]]:
    """Every row of these tables; without `tables` of every table, but for the bookkeeping."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables or sorted(set(connection.introspection.table_names(cursor)) - BOOKKEEPING):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


class Changes:
    """`with Changes(before) as changes:` what differs from `before` (a dump) afterwards, `changes.tables`.

    Only tables that a statement wrote to are read again: thousands of cells are compared.
    """

    def __init__(self, before: dict[str, list[str]]) -> None:
        self.before, self.written, self.tables = before, set(), []

    def __enter__(self) -> Self:
        self.watch = connection.execute_wrapper(self._note)
        self.watch.__enter__()
        return self

    def __exit__(self, *error) -> None:
        self.watch.__exit__(*error)
        written = sorted(self.written - BOOKKEEPING)
        now = dump(written) if written else {}
        self.tables = [table for table, rows in now.items() if rows != self.before[table]]

    def _note(self, execute, sql, params, many, context):
        if found := WRITE.match(sql):
            self.written.add(found[1].lower())
        return execute(sql, params, many, context)
