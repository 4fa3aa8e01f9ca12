"""What every answer carries: a strict Content-Security-Policy, a request id, the person's language and zone."""

import uuid
import zoneinfo
from collections.abc import Callable
from typing import BinaryIO, cast

from django.conf import settings
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone, translation

from recommendations.actions import audit
from recommendations.forms import kept
from recommendations.permissions import zone_of_country

# Pages on which passwords and codes are typed.
SILENT = ("account_", "mfa_", "admin:")
Next = Callable[[HttpRequest], HttpResponse]


class ContentSecurityPolicy:
    """Django 6 has this built in and reads the same setting; it goes when we move to 6.2."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.policy = "; ".join(f"{name} {' '.join(sources)}" for name, sources in settings.SECURE_CSP.items())

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response


class WholeBody:
    """A post that was cut on its way is not acted on.

    When the line breaks in the middle of a body, servers hand over what arrived as if it were all (PEP 3333 asks no
    more of them), and Django reads half a form as a form: half a text would be saved, or a file's first half.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or ""
        if length.isdigit() and hasattr(request, "_stream"):
            request._stream = cast("BinaryIO", _Whole(request._stream, int(length)))
        try:
            return self.get_response(request)
        finally:
            _close_begun(request)


def _close_begun(request: HttpRequest) -> None:
    """Django closes the files that came whole; the one that was cut is its handler's still."""
    for handler in getattr(request, "_upload_handlers", ()):
        file = getattr(handler, "file", None)
        if file is not None:
            file.close()


class _Whole:
    """A body's stream that raises where it ends before its announced length: as much of one as Django reads."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self.stream, self.left = stream, length

    def read(self, size: int | None = -1) -> bytes:
        wanted = self.left if size is None or size < 0 else min(size, self.left)
        pieces = []
        while wanted > 0:
            data = self._counted(self.stream.read(wanted))
            pieces.append(data)
            wanted -= len(data)
        return b"".join(pieces)

    def readline(self, size: int | None = -1) -> bytes:
        return self._counted(self.stream.readline(-1 if size is None else size)) if self.left else b""

    def close(self) -> None:
        self.stream.close()

    def _counted(self, data: bytes) -> bytes:
        self.left -= len(data)
        if not data:
            raise UnreadablePostError("The body ended before its announced length.")
        return data


class RequestId:
    """Names the request, so that its audit events and its line in the server's log can be put together."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with audit.within_request(str(uuid.uuid4())) as request_id:
            response = self.get_response(request)
        response.headers["X-Request-Id"] = request_id
        return response


class PersonalLanguageAndTime:
    """Speaks the person's language and shows instants in their zone, or their country's where they chose none."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        language = user.language if user.is_authenticated else settings.LANGUAGE_CODE
        zone = _zone(user.time_zone or zone_of_country(user)) if user.is_authenticated else None
        with translation.override(language), timezone.override(zone):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if user.is_authenticated:
            # What a person reads here may be sensitive: no shared cache keeps it.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


def _zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name) if name else None
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return None


class NoNul:
    """No page's address holds U+0000, and PostgreSQL would answer it with an error instead of with nothing.

    What stands behind the question mark is for the page's own form to judge, in its own sentence.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info:
            raise Http404
        return self.get_response(request)


class Busy:
    """Where one writer of SQLite waited for the others until its time was over: a page that keeps what was typed.

    SQLite has no queue of writers, so that one may wait longest by chance. Nothing was changed; sent again, the form
    is the same post. PostgreSQL has one, and its waits end.
    """

    AFTER = 10  # seconds

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError) or "database is locked" not in str(error):
            return None
        response = render(request, "503.html", _what_came(request), status=503)
        response.headers["Retry-After"] = str(self.AFTER)
        return response


def _what_came(request: HttpRequest) -> dict[str, object]:
    """For the page: was it a post, what was typed in it, and its fields, to be sent again where there was no file.

    Of signing in and of the secretariat's own pages nothing is said back: passwords are typed there.
    """
    route = request.resolver_match.view_name if request.resolver_match else ""
    if request.method != "POST" or not route or route.startswith(SILENT):
        return {"posted": request.method == "POST", "typed": [], "fields": [], "address": ""}
    body = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    fields = [(name, value) for name, values in body.items() for value in values]
    return {
        "posted": True,
        "typed": _typed(route, body),
        "fields": [] if request.FILES else fields,
        "address": request.get_full_path(),
    }


def _typed(route: str, body: dict[str, list[str]]) -> list[tuple[str, str]]:
    """What nobody wants to type again, each text with its label; Lao, Thai and Khmer are written without spaces."""
    if route in kept.FORMS:
        return [(str(label), str(text)) for label, text in kept.told(route, body)]
    texts = (text for values in body.values() for text in values)
    return [("", text) for text in texts if " " in text.strip() or not text.isascii()]
