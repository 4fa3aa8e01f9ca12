"""What the form of an answer starts from."""

from dataclasses import dataclass

from recommendations.errors import Refused
from recommendations.models import FollowUp, Update, UpdateVersion, User, VersionEvidence
from recommendations.permissions import check_edit, moves_for
from recommendations.queries.follow_up import SENT_BACK, Answer, accepted_answer, answers_also, with_content
from recommendations.queries.history import Wish, history, wish
from recommendations.text import gettext_noop
from recommendations.workflow import Move

PLAIN = ("status", "not_pursued_reason", "replaced_by", "challenges", "next_steps")


@dataclass(frozen=True)
class Draft:
    """The form's starting values, what stays in sight beside it, and `closed`: why nobody may write now."""

    update: Update | None
    fields: dict[str, object]
    activities: list[dict[str, object]]
    attached: list[int]
    once_attached: list[int]
    accepted: Answer | None
    wish: Wish | None
    also_here: tuple[FollowUp, ...]
    may_tie: bool
    next_move: Move | None
    closed: Refused | None


def draft_to_write(follow_up: FollowUp, user: User) -> Draft:
    """The open draft of `follow_up`; where there is none, its accepted answer, to be carried on from."""
    newest = Update.objects.with_source().filter(follow_up=follow_up).order_by("-pk").first()
    update = newest if newest and newest.is_open else None
    accepted = accepted_answer(follow_up, user)
    version = _version(update, accepted)
    also_here = answers_also(follow_up)
    evidence = list(version.evidence.values_list("evidence_id", flat=True)) if version else []
    return Draft(
        update=update,
        fields={"opened_update": newest.pk if newest else 0, **_fields(version, update)},
        activities=_activities(version),
        attached=evidence,
        once_attached=_once_attached(follow_up),
        accepted=accepted,
        wish=wish(history(follow_up, user)) if update and update.state in SENT_BACK else None,
        also_here=also_here,
        may_tie=update is None and not also_here,
        next_move=_next_move(follow_up, update, user),
        closed=_closed(follow_up, update, user),
    )


def _once_attached(follow_up: FollowUp) -> list[int]:
    """The evidence of any version: somebody may post what was taken off while they wrote, and is then shown both."""
    uses = VersionEvidence.objects.filter(version__update__follow_up=follow_up)
    return list(uses.order_by("evidence_id").values_list("evidence_id", flat=True).distinct())


def _version(update: Update | None, accepted: Answer | None) -> UpdateVersion | None:
    if update:
        return with_content(update.versions.all()).get(number=update.version)
    return accepted.version if accepted else None


def _fields(version: UpdateVersion | None, update: Update | None) -> dict[str, object]:
    start: dict[str, object] = {"opened_version": update.version if update else 0}
    if version is None:
        return start
    start |= {name: getattr(version, name) for name in PLAIN}
    start["lead"] = version.lead.organization_id if version.lead else None
    start["contributing"] = [agency.organization_id for agency in version.contributing]
    start["evidence"] = list(version.evidence.values_list("evidence_id", flat=True))
    return start


def _activities(version: UpdateVersion | None) -> list[dict[str, object]]:
    """The party's own words of each activity, as they are now: a correction made elsewhere shows here too."""
    rows = version.activities.select_related("activity") if version else ()
    return [
        {
            "activity": row.activity_id,
            "text": row.activity.text,
            "starts_on": row.activity.starts_on,
            "ends_on": row.activity.ends_on,
        }
        for row in rows
    ]


def _next_move(follow_up: FollowUp, update: Update | None, user: User) -> Move | None:
    """Where a saved draft may go from here, for the second button."""
    state = Update(follow_up=follow_up, state=update.state if update else "draft")
    state.state = "draft" if state.state in ("for-approval", "approved") else state.state
    sending = [move for move in moves_for(user, state) if move.name in ("ask_approval", "submit")]
    return sending[0] if sending else None


def _closed(follow_up: FollowUp, update: Update | None, user: User) -> Refused | None:
    if follow_up.answered_under_id:
        return Refused(gettext_noop("This recommendation is answered under another one. Write the answer there."))
    try:
        check_edit(user, follow_up, update)
    except Refused as error:
        return error
    return None
