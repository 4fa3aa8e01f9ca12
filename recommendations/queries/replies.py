"""What a reviewer sees who enters a country's answer from a letter."""

from dataclasses import dataclass
from typing import Any

from recommendations.choices import UpdateState
from recommendations.errors import Refused, TooLate
from recommendations.models import FollowUp, Update, User
from recommendations.permissions import SENT_STATES, can, readable_updates
from recommendations.queries.follow_up import Answer, answers
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class ReplyPage:
    """The accepted answer beside the form, and the one that was sent back, whose place the new one takes; `closed`: why
    nothing can be entered, as far as this person may know."""

    accepted: Answer | None
    returned: Answer | None
    seen_answer: int
    agencies: dict[str, Any]
    closed: Refused | None

    @property
    def named(self) -> set[int]:
        """The agencies that the accepted answer names: what the country's drafts name is its own affair."""
        return {self.agencies["lead"], *self.agencies["contributing"]} - {None}


def reply_page(follow_up: FollowUp, user: User) -> ReplyPage:
    on_its_way = readable_updates(user).filter(follow_up=follow_up, state__in=SENT_STATES).first()
    read = answers(follow_up, on_its_way, user)
    accepted = read.accepted
    version = accepted.version if accepted else None
    lead = version.lead if version else None
    return ReplyPage(
        accepted=accepted,
        returned=read.on_its_way,
        seen_answer=follow_up.current_version_id or 0,
        agencies={
            "lead": lead.organization_id if lead else None,
            "contributing": [each.organization_id for each in version.contributing] if version else [],
        },
        closed=_closed(follow_up, on_its_way),
    )


def _closed(follow_up: FollowUp, on_its_way: Update | None) -> Refused | None:
    if follow_up.recommendation.withdrawn_at:
        return TooLate(gettext_noop("The recommendation was withdrawn. It can be read, but not answered any more."))
    if follow_up.answered_under_id and follow_up.status:
        return TooLate(gettext_noop("This recommendation is answered under another one. Enter the answer there."))
    if on_its_way and on_its_way.state == UpdateState.SUBMITTED:
        return TooLate(gettext_noop("An answer of this country waits for a decision. Decide on that one first."))
    return None


def may_enter(follow_up: FollowUp, on_its_way: Answer | None, user: User) -> bool:
    """Whether the page of a follow-up offers it: by what this person sees there, and nothing else."""
    if follow_up.recommendation.withdrawn_at or not can(user, Permission.REVIEW_UPDATE, follow_up):
        return False
    return on_its_way is None or on_its_way.update.state == UpdateState.RETURNED
