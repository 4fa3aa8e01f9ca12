"""The check page, a receipt and a kept text in the access grid."""

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import kept, tokens
from recommendations.models import KeptText, Receipt

ROUTES = ("update_check", "receipt", "receipt_download", "kept_texts", "kept_text")
# What a post without a session leaves behind: the text, for the person whose form it is.
KEPT = "recommendations_kepttext"


def make(world) -> None:
    """A receipt for what was submitted, and what the reporter typed when the session had ended."""
    update = world.update("submitted")
    receipt = Receipt.objects.create(
        reference="LA-20261122-K7QM", party=world.own, sent_at=timezone.now(), sent_by=world.people["rep"]
    )
    receipt.versions.set(update.versions.filter(number=update.version))
    path = reverse("update_edit", args=world.follow_ups["draft"].address)
    kept.keep(path=path, body={"form_key": [tokens.new_key(world.people["rep"])], "challenges": ["Typed."]})


def address(world, route: str, state: str) -> str:
    if route in ("update_check", "kept_texts"):
        return reverse(route)
    if route == "kept_text":
        own = KeptText.objects.filter(user=world.people["rep"]).values_list("pk", flat=True)
        return reverse(route, args=[own[0] if state == "own" else 999_999])
    return reverse(route, args=["LA-20261122-K7QM" if state == "sent" else "LA-20261122-2222"])


def body(world, route: str, state: str) -> dict[str, object]:
    if route != "update_check":
        return {}
    move = "submit" if state == "approved" else "ask_approval"
    found = world.update(state) if state != "absent" else None
    return {"move": move, "rows": [f"{found.pk}.{found.version}" if found else "999999.1"]}
