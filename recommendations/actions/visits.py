"""When somebody signed in the time before: what came in since then is new to them."""

from recommendations.models import User


def begin(user: User) -> None:
    """Call it before a sign-in sets `last_login` anew. Bookkeeping, like the session: the trail does not hold it."""
    user.previous_login = user.last_login
    user.save(update_fields=["previous_login"])
