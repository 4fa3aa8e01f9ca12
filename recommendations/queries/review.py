"""What a reviewer sees of one submitted update."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DONE, Status
from recommendations.models import FollowUp, Update, UpdateVersion, User
from recommendations.permissions import had_a_hand
from recommendations.queries.follow_up import Answer, answer_of, answers
from recommendations.queries.history import Happening, history


@dataclass(frozen=True)
class ReviewPage:
    update: Update
    follow_up: FollowUp
    submitted: Answer
    accepted: Answer | None
    own_work: bool
    warnings: tuple[Promise, ...]
    past: tuple[Happening, ...]


def review_page(update: Update, user: User) -> ReviewPage:
    """The submitted version beside the accepted one, with what a reviewer should look at."""
    accepted, on_its_way = answers(update.follow_up, update, user)
    submitted = on_its_way or answer_of(update, user)
    return ReviewPage(
        update=update,
        follow_up=update.follow_up,
        submitted=submitted,
        accepted=accepted,
        own_work=had_a_hand(user, update),
        warnings=warnings(submitted, accepted.version if accepted else None),
        past=history(update.follow_up, user),
    )


def warnings(answer: Answer, accepted: UpdateVersion | None) -> tuple[Promise, ...]:
    """What does not stop an acceptance but should be seen."""
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
