"""Text that arrived when its session had ended: kept for a day for the person whose form it is (DESIGN section 6)."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import tokens
from recommendations.models import KeptText, User

# Of one person; older ones give way.
MOST = 20
LONGEST_PATH = 500
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "then"})


@transaction.atomic
def keep(*, path: str, body: Mapping[str, Iterable[str]]) -> KeptText | None:
    """Keep what was posted to `path` for the person in whose name its form key is signed; None where it holds for none.

    It is nobody's act: nothing is done with it, and it leaves no audit event.
    """
    signed = next(iter(body.get("form_key", ())), "")
    user, key = _owner(signed)
    if user is None or len(path) > LONGEST_PATH:
        return None
    purge()
    typed = {name: [text.CONTROL.sub("", each) for each in body[name]] for name in body if name not in _NOT_TYPED}
    now = {"body": typed, "kept_at": timezone.now()}
    found, _made = KeptText.objects.update_or_create(user=user, form_key=key, path=path, defaults=now)
    mine = KeptText.objects.filter(user=user).order_by("-kept_at", "-pk").values_list("pk", flat=True)
    KeptText.objects.filter(pk__in=list(mine[MOST:])).delete()
    return found


@transaction.atomic
def discard(*, kept: KeptText, by: User) -> None:
    """The person needs it no longer."""
    KeptText.objects.filter(pk=kept.pk, user=by).delete()


@transaction.atomic
def purge() -> int:
    """Delete what is older than a day; how many."""
    return KeptText.objects.stale().delete()[0]


def _owner(signed: str) -> tuple[User | None, str]:
    owner, key = tokens.owner_of(signed)
    return User.objects.filter(pk=owner, is_active=True).first() if owner else None, key
