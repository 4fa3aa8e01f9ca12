"""What a reviewer sees of one submitted update."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, CharField, Exists, ExpressionWrapper, F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Least
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DONE, Decision, Status, UpdateState
from recommendations.models import FollowUp, Review, Round, Update, UpdateVersion, User
from recommendations.permissions import worked_on_by
from recommendations.queries.follow_up import Answer, answer_of, answers, answers_also, with_wish
from recommendations.queries.history import Happening, Sent, Wish, history, wish_met
from recommendations.queries.said import Change, Note, Said, changed, of_version


@dataclass(frozen=True)
class ReviewPage:
    update: Update
    follow_up: FollowUp
    submitted: Answer
    accepted: Answer | None
    own_work: bool
    also_here: tuple[FollowUp, ...]
    wish: Wish | None
    warnings: tuple[Promise, ...]
    past: tuple[Happening, ...]
    compared: "tuple[Compared, ...]" = ()
    decided: "Decided | None" = None


@dataclass(frozen=True)
class Compared:
    """What is said otherwise than before, under a heading; `key`: for the page's links."""

    key: str
    heading: Promise
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Decided:
    """A decision that was not sent. `is_kept`: on an earlier version, of which the notes are kept for this one."""

    review: Review
    notes: dict[str, str]
    is_kept: bool

    @property
    def mark(self) -> str:
        return "" if self.is_kept else mark_of(self.review)

    @property
    def words(self) -> str:
        return in_words(self.review)

    @property
    def on_fields(self) -> list[tuple[str, str]]:
        return Note(on_fields=tuple(self.notes.items())).labelled


def submitted_update(follow_up: FollowUp, user: User, walk: Subquery | None = None) -> Update | None:
    """What waits for a decision on `follow_up`, with `own_work` (whether `user` had a hand in it), `last_round_due`
    (when answers were due in the round before that asked for it), `is_decided` (somebody has, and not sent it),
    `sent_back` (the number of its version that was last sent back), and `next` (of `review_queue.next_address`)."""
    today = Value(timezone.localdate())
    earlier = Round.objects.filter(
        documents=OuterRef("follow_up__recommendation__document"), parties=OuterRef("follow_up__party"),
        due_on__lt=Least(today, Coalesce(OuterRef("round__due_on"), today)),
    )  # fmt: skip
    waiting = Update.objects.open().filter(follow_up=follow_up, state=UpdateState.SUBMITTED)
    back = Review.objects.sent().filter(update=OuterRef("pk"), decision=Decision.SEND_BACK).order_by("-sent_at", "-pk")
    found = (
        waiting.select_related("submitted_by", "round")
        .annotate(
            own_work=ExpressionWrapper(worked_on_by(user), BooleanField()),
            last_round_due=Subquery(earlier.order_by("-due_on", "-pk").values("due_on")[:1]),
            next=walk or Value(None, output_field=CharField()),
            is_decided=Exists(Review.objects.pending().filter(update=OuterRef("pk"))),
            sent_back=Subquery(back.values("version__number")[:1]),
        )
        .first()
    )
    if found:
        found.follow_up = follow_up  # read with all that belongs to it
    return found


def in_words(review: Review) -> str:
    """ "Accept: Confirmed in part", or "Send back"."""
    label = str(review.get_decision_display())
    return f"{label}: {review.get_assessment_display()}" if review.assessment else label


def mark_of(review: Review | None) -> str:
    """What tells a decision from an earlier or a later one on the same version; "" for none."""
    return f"{review.pk}.{review.decided_at:%Y%m%d%H%M%S%f}" if review else ""


def decided_on(update: Update) -> Decided | None:
    """The decision on `update` (of `submitted_update`) that waits to be sent, or what is kept of one on an earlier
    version."""
    if not update.is_decided:
        return None
    pending = Review.objects.pending().filter(update=update).select_related("decided_by", "version")
    noted = pending.annotate(field=F("notes__field"), text=F("notes__text"))
    rows = list(noted.order_by("-version__number", "notes__pk"))
    if not rows:
        return None
    notes = {row.field: row.text for row in rows if row.pk == rows[0].pk and row.field}
    return Decided(rows[0], notes, rows[0].version.number != update.version)


def review_page(update: Update, user: User) -> ReviewPage:
    """The submitted version (of `submitted_update`) beside the accepted one, with what a reviewer should look at."""
    read = answers(update.follow_up, update, user)
    accepted, submitted = read.accepted, read.on_its_way or answer_of(update, user)
    past = history(update.follow_up, user, read.sent)
    wish = wish_met(past)
    return ReviewPage(
        update=update,
        follow_up=update.follow_up,
        submitted=with_wish(submitted, wish),
        accepted=accepted,
        own_work=update.own_work,
        also_here=answers_also(update.follow_up),
        wish=wish,
        warnings=warnings(
            submitted,
            accepted.version if accepted else None,
            reworded=update.follow_up.recommendation.reworded,
            last_round=update.last_round_due,
        ),
        past=past,
        compared=tuple(_compared(update, accepted, submitted, read.sent)),
        decided=decided_on(update),
    )


def _compared(update: Update, accepted: Answer | None, submitted: Answer, sent: Sent) -> Iterator[Compared]:
    """With the version that was sent back, and with the accepted answer."""
    now, back = _said(submitted), sent.get((str(update.pk), update.sent_back))
    if back:
        yield Compared("since-sent-back", _("What was changed since it was sent back"), changed(back, now))
    if accepted:
        heading = _("What was changed since the last accepted answer") if back else _("What was changed")
        yield Compared("changes", heading, changed(_said(accepted), now))


def _said(answer: Answer) -> Said:
    return of_version(answer.version, [piece.title for piece in answer.evidence])


def warnings(
    answer: Answer,
    accepted: UpdateVersion | None,
    *,
    reworded: int = 1,
    last_round: datetime.date | None = None,
) -> tuple[Promise, ...]:
    """What does not stop an acceptance but should be seen. `reworded`: the text's last wording of another sense;
    `last_round`: when answers were due in the round before."""
    submitted = answer.version
    found = (
        (
            submitted.status in (Status.IMPLEMENTED, Status.IN_PLACE) and not answer.evidence,
            _("Reported as implemented, without evidence."),
        ),
        (
            accepted is not None and _went_back(accepted.status, submitted.status),
            _("The status went backwards."),
        ),
        (
            submitted.wording < reworded,
            _("The text was changed after this answer was written. Its country will be asked to confirm it."),
        ),
        (accepted is not None and _same_text(accepted, submitted), _("The text is the same as last time.")),
        (
            last_round is not None and _is_older(answer, last_round),
            format_lazy(_("All its evidence is older than the last round ({day})."), day=_day(last_round)),
        ),
    )
    return tuple(sentence for holds, sentence in found if holds)


def _went_back(before: str, now: str) -> bool:
    """Less is reported done than before; "not pursued" is a decision, not a step back."""
    return DONE.get(Status(now), len(DONE)) < DONE.get(Status(before), 0)


def _is_older(answer: Answer, last_round: datetime.date) -> bool:
    """Every piece that bears a date is from before the day on which answers were due in the last round."""
    days = [piece.evidence.dated_on for piece in answer.evidence if piece.evidence.dated_on]
    return bool(days) and max(days) < last_round


def _day(day: datetime.date | None) -> str:
    return date_format(day, "j F Y") if day else ""


def _same_text(one: UpdateVersion, other: UpdateVersion) -> bool:
    texts = [
        (version.challenges, version.next_steps, [row.text for row in version.activities.all()])
        for version in (one, other)
    ]
    return texts[0] == texts[1] and any(texts[0])
