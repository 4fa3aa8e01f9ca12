"""Reads settings from the environment: each NAME also as NAME_FILE, the path of a file that holds the value."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def read_files(environ: dict[str, str] | os._Environ) -> None:
    """Put the content of every NAME_FILE under NAME, where NAME itself is not set."""
    for name, path in list(environ.items()):
        plain = name.removesuffix("_FILE")
        if plain != name and plain in FROM_FILES and plain not in environ:
            try:
                environ[plain] = Path(path).read_text("utf-8").strip()
            except OSError as error:
                raise ImproperlyConfigured(f"{name} names a file that cannot be read: {error.strerror}.") from None


FROM_FILES = ("SECRET_KEY", "DEBUG", "ALLOWED_HOSTS", "DATABASE_URL", "EMAIL_URL", "MEDIA_ROOT")


def kept_secret(path: Path) -> str:
    """The key of a site that only this machine can reach: made once, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, new = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        # Linked, not renamed: of two processes that start at once the first one's key stays.
        with contextlib.suppress(FileExistsError):
            os.link(new, path)
        Path(new).unlink()
    return path.read_text("utf-8").strip()


def refuse_unsafe(*, secret_key: str, allowed_hosts: list[str], https: bool) -> None:
    """Raise ImproperlyConfigured, in one sentence, for what must not be opened to a network.

    Source: DESIGN section 9, "With DEBUG off, an unsafe one is refused by every command and by wsgi".
    """
    if len(secret_key) < 50 or len(set(secret_key)) < 5 or secret_key.startswith("django-insecure"):
        raise ImproperlyConfigured(
            "SECRET_KEY is missing or too weak: set it to at least 50 random characters, or give SECRET_KEY_FILE."
        )
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the site's own addresses, parted by commas, and not *.")
    if not https:
        raise ImproperlyConfigured("HTTPS=false is only for a site on this machine: serve this one by HTTPS.")
