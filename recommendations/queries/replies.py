"""What a reviewer sees who enters a country's answer from a letter."""

from dataclasses import dataclass

from recommendations.choices import UpdateState
from recommendations.errors import Refused, TooLate
from recommendations.models import FollowUp, Update, UpdateVersion, User, VersionActivity
from recommendations.permissions import SENT_STATES, can, readable_updates
from recommendations.queries.follow_up import Answer, answers
from recommendations.queries.writing import PLAIN
from recommendations.roles import Permission
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class ReplyPage:
    """The accepted answer beside the form, and the one that was sent back, whose place the new one takes; `closed`: why
    nothing can be entered, as far as this person may know."""

    accepted: Answer | None
    returned: Answer | None
    seen_answer: int
    closed: Refused | None

    @property
    def fields(self) -> dict[str, object]:
        """What the form begins with: the answer that was sent back; else the agencies of the accepted one alone."""
        start = self.returned or self.accepted
        if start is None:
            return {}
        said = {name: getattr(start.version, name) for name in PLAIN} if self.returned else {}
        lead = start.version.lead
        agencies = {
            "lead": lead.organization_id if lead else None,
            "contributing": [each.organization_id for each in start.version.contributing],
        }
        return {**said, **agencies, "evidence": self.attached}

    @property
    def activities(self) -> list[dict[str, object]]:
        rows = self.returned.version.activities.all() if self.returned else ()
        return [{"text": row.text, "starts_on": row.starts_on, "ends_on": row.ends_on} for row in rows]

    @property
    def attached(self) -> list[int]:
        """The evidence of the answer that was sent back, as far as this person may open it."""
        return [piece.evidence_id for piece in self.returned.evidence] if self.returned else []

    @property
    def named(self) -> set[int]:
        """The agencies that those answers name: what the country's drafts name is its own affair."""
        read = [answer for answer in (self.accepted, self.returned) if answer]
        return {agency.organization_id for answer in read for agency in answer.version.agencies.all()}


def reply_page(follow_up: FollowUp, user: User) -> ReplyPage:
    on_its_way = readable_updates(user).filter(follow_up=follow_up, state__in=SENT_STATES).first()
    if on_its_way:
        on_its_way.follow_up = follow_up
    read = answers(follow_up, on_its_way, user)
    return ReplyPage(
        accepted=read.accepted,
        returned=read.on_its_way,
        seen_answer=follow_up.current_version_id or 0,
        closed=_closed(follow_up, on_its_way),
    )


def sent_back(update: Update) -> list[VersionActivity]:
    """The activities of the version of `update` that was sent last; none of one that never was."""
    last = UpdateVersion.objects.filter(update=update.pk, frozen_at__isnull=False).order_by("-number")
    return list(VersionActivity.objects.filter(version__in=last.values("pk")[:1])) if update.pk else []


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
