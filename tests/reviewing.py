"""Deciding as reviewers do, for tests."""

from recommendations.actions import reviews, sendings
from recommendations.actions.reviews import Verdict
from recommendations.choices import Decision
from recommendations.models import Review, Update, User
from recommendations.queries.review import mark_of


def decide(update: Update, by: User, decision: str = "confirmed", **given) -> Review:
    """A decision that waits to be sent; `decision`: an assessment, or "send-back"."""
    update = Update.objects.get(pk=update.pk)
    waiting = Review.objects.pending().filter(update=update, version__number=update.version).first()
    accepting = {"decision": Decision.ACCEPT, "assessment": decision}
    told = {"decision": Decision.SEND_BACK, "note": "Say when."} if decision == "send-back" else accepting
    return reviews.decide(
        update=update,
        seen_version=update.version,
        seen_decision=mark_of(waiting),
        verdict=Verdict(**told | given),
        by=by,
    )


def send(party, by: User, **given) -> sendings.Sent:
    return sendings.send(party=party, by=by, **given)
