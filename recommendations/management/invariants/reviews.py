"""Reviews: what was decided, what was sent, and what is asked for again."""

from collections.abc import Iterator

from django.db.models import Count, F, OuterRef, Q, Subquery

from recommendations.choices import Decision, UpdateState
from recommendations.models import Reopening, Review, Seen, Sending, Update, UpdateVersion

MUST = {
    UpdateState.RETURNED.value: Decision.SEND_BACK.value,
    UpdateState.ACCEPTED.value: Decision.ACCEPT.value,
    UpdateState.SUPERSEDED.value: Decision.ACCEPT.value,
}


def decided_updates_have_their_review() -> Iterator[str]:
    """The version sent last has one sent review, which says what the state says; and no other was ever accepted."""
    last = UpdateVersion.objects.filter(update=OuterRef("pk"), frozen_at__isnull=False).order_by("-number")
    sent = Review.objects.sent().filter(version=OuterRef("last"))
    rows = Update.objects.order_by().annotate(
        last=Subquery(last.values("pk")[:1]),
        accepted=Count("reviews", filter=Q(reviews__sent_at__isnull=False, reviews__decision=Decision.ACCEPT)),
    )
    found = rows.annotate(decision=Subquery(sent.values("decision")[:1]))
    for pk, state, decision, accepted in found.values_list("pk", "state", "decision", "accepted").iterator():
        must = MUST.get(state)
        if must and decision != must:
            yield f"update {pk}: it is {state}, and the version sent last has no sent review that says so"
        if accepted != (must == Decision.ACCEPT):
            yield f"update {pk}: it is {state} and has {accepted} sent acceptances"


def sent_reviews_say_when() -> Iterator[str]:
    for pk in Review.objects.filter(sending__isnull=False, sent_at__isnull=True).values_list("pk", flat=True):
        yield f"review {pk}: it belongs to a sending and was not sent"
    for pk in Review.objects.filter(sent_at__lt=F("decided_at")).values_list("pk", flat=True):
        yield f"review {pk}: sent before it was decided"


def pending_reviews_wait() -> Iterator[str]:
    """On what was submitted, or kept for the country's next version: never on what is decided."""
    stray = Review.objects.pending().filter(update__state__in=(UpdateState.ACCEPTED, UpdateState.SUPERSEDED))
    for pk in stray.values_list("pk", flat=True):
        yield f"review {pk}: not sent, and its update is decided"
    several = Review.objects.pending().order_by().values("update").annotate(n=Count("pk")).filter(n__gt=1)
    for update, n in several.values_list("update", "n"):
        yield f"update {update}: {n} decisions wait to be sent"


def sendings_are_of_one_party() -> Iterator[str]:
    stray = Review.objects.filter(sending__isnull=False).exclude(sending__party=F("update__follow_up__party"))
    for pk in stray.values_list("pk", flat=True):
        yield f"review {pk}: sent with another country's"
    foreign = Review.objects.filter(sending__isnull=False).filter(
        ~Q(decided_by=F("sending__sent_by")) | ~Q(sent_at=F("sending__sent_at"))
    )
    for pk in foreign.values_list("pk", flat=True):
        yield f"review {pk}: its sending names another person or time"
    for pk in Sending.objects.filter(reviews__isnull=True).values_list("pk", flat=True):
        yield f"sending {pk}: nothing was sent with it"


def reopenings_are_of_answers() -> Iterator[str]:
    stray = Reopening.objects.exclude(update__state__in=(UpdateState.ACCEPTED, UpdateState.SUPERSEDED))
    for pk in stray.values_list("pk", flat=True):
        yield f"reopening {pk}: its update was never accepted"


def viewed_marks_are_on_what_was_sent() -> Iterator[str]:
    for pk in Seen.objects.filter(version__frozen_at__isnull=True).values_list("pk", flat=True):
        yield f"viewed mark {pk}: on a version that was never submitted"
