"""Form tokens: the same post twice is one change (DESIGN section 6, point 1)."""

import datetime
import hashlib
import secrets
from collections.abc import Callable, Iterable, Mapping

from django.core import signing
from django.db import IntegrityError, transaction

from recommendations.actions import files as stored_files
from recommendations.errors import Refused
from recommendations.models import FormToken, KeptText, User
from recommendations.text import gettext_noop

_SALT = "recommendations.form-key"
# A form stays good as long as a session can last.
LONGEST_OPEN = datetime.timedelta(days=14)
# What the browser adds to a body without the person's doing.
_NOT_TYPED = frozenset({"csrfmiddlewaretoken"})


def new_key(user: User) -> str:
    """A fresh key for a form, signed for this user."""
    return signing.dumps([user.pk, secrets.token_urlsafe(18)], salt=_SALT, compress=False)


def read_key(user: User, signed: str) -> str:
    """The key within `signed`. Raises Refused where it is not this user's or was tampered with."""
    owner, key = owner_of(signed)
    if owner != user.pk:
        raise Refused(
            gettext_noop("This form is not complete. Open the page again; your saved drafts are still there.")
        )
    return key


def owner_of(signed: str) -> tuple[int | None, str]:
    """The id of the user in whose name a key was signed, and the key within; (None, "") where it was tampered with."""
    try:
        owner, key = signing.loads(signed, salt=_SALT, max_age=LONGEST_OPEN)
    except (signing.BadSignature, ValueError, TypeError):
        return None, ""
    return owner, key


def digest(body: Mapping[str, Iterable[str]], files: Iterable[tuple[str, Iterable[bytes]]] = ()) -> str:
    """The SHA-256 (hex) of what was typed: field names with their lists of values, and files in pieces."""
    mark = hashlib.sha256()
    for name in sorted(set(body) - _NOT_TYPED):
        for value in body[name]:
            mark.update(repr((name, value)).encode())
    for name, pieces in files:
        content = hashlib.sha256()
        for piece in pieces:
            content.update(piece)
        mark.update(repr((name, content.hexdigest())).encode())
    return mark.hexdigest()


def earlier(*, user: User, key: str, body_digest: str) -> str | None:
    """Where this body under this key led before; None where it did not come, or was refused."""
    found = FormToken.objects.filter(user=user, key=key, digest=body_digest).first()
    return found.result if found else None


def once(*, user: User, key: str, body_digest: str, act: Callable[[], str]) -> str:
    """Do `act` (which returns where to go) once for this user, key and body; later calls get its result.

    Token and change are one transaction: where `act` raises, neither is kept and the post may be repeated.
    """
    same = {"user": user, "key": key, "digest": body_digest}
    try:
        with stored_files.unless_it_fails(), transaction.atomic():
            # Made first: a parallel post of the same body waits here until this one is done.
            token, made = FormToken.objects.get_or_create(**same, defaults={"result": ""})
            if made:
                token.result = act()
                token.save(update_fields=["result"])
                # What was kept of this form has arrived now.
                KeptText.objects.filter(user=user, form_key=key).delete()
            return token.result
    except IntegrityError:
        result = earlier(user=user, key=key, body_digest=body_digest)
        if result is None:
            raise
        return result
