"""The door for web servers: `gunicorn aflm_tracker.wsgi`."""

import os
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")

_site = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Browsers send UTF-8. What says that it is anything else is said to be Latin, which the site refuses on its page.

    Django reads the address in the code that the body names, and where that is none for letters ("hex") it falls over
    before any page of ours.
    """
    kind, told = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
    if told.get("charset", "utf-8").lower() not in ("utf-8", "utf8"):
        environ["CONTENT_TYPE"] = f"{kind}; charset=latin-1"
    return _site(environ, start_response)
