"""What a reviewer sees of one submitted update."""

from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DONE, Status, UpdateState
from recommendations.models import FollowUp, Update, UpdateVersion, User
from recommendations.permissions import worked_on_by
from recommendations.queries.follow_up import Answer, answer_of, answers, answers_also
from recommendations.queries.history import Happening, Wish, history, wish_met


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


def submitted_update(follow_up: FollowUp, user: User) -> Update | None:
    """What waits for a decision on `follow_up`, with `own_work`: whether `user` had a hand in it."""
    found = Update.objects.open().with_source().filter(follow_up=follow_up, state=UpdateState.SUBMITTED)
    return found.annotate(own_work=ExpressionWrapper(worked_on_by(user), BooleanField())).first()


def review_page(update: Update, user: User) -> ReviewPage:
    """The submitted version (of `submitted_update`) beside the accepted one, with what a reviewer should look at."""
    read = answers(update.follow_up, update, user)
    accepted, submitted = read.accepted, read.on_its_way or answer_of(update, user)
    past = history(update.follow_up, user, read.sent)
    return ReviewPage(
        update=update,
        follow_up=update.follow_up,
        submitted=submitted,
        accepted=accepted,
        own_work=update.own_work,
        also_here=answers_also(update.follow_up),
        wish=wish_met(past),
        warnings=warnings(
            submitted,
            accepted.version if accepted else None,
            reworded=update.follow_up.recommendation.reworded,
        ),
        past=past,
    )


def warnings(answer: Answer, accepted: UpdateVersion | None, *, reworded: int = 1) -> tuple[Promise, ...]:
    """What does not stop an acceptance but should be seen. `reworded`: the text's last wording of another sense."""
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
    )
    return tuple(sentence for holds, sentence in found if holds)


def _went_back(before: str, now: str) -> bool:
    """Less is reported done than before; "not pursued" is a decision, not a step back."""
    return DONE.get(Status(now), len(DONE)) < DONE.get(Status(before), 0)


def _same_text(one: UpdateVersion, other: UpdateVersion) -> bool:
    texts = [
        (version.challenges, version.next_steps, [row.text for row in version.activities.all()])
        for version in (one, other)
    ]
    return texts[0] == texts[1] and any(texts[0])
