"""What the form of an answer starts from."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, QuerySet

from recommendations.choices import Placing
from recommendations.errors import Refused
from recommendations.models import (
    Activity,
    FollowUp,
    RecommendationTheme,
    Update,
    UpdateVersion,
    User,
    VersionActivity,
    VersionEvidence,
)
from recommendations.permissions import check_edit, follow_ups_where, parties_where
from recommendations.queries.follow_up import SENT_BACK, Answer, accepted_answer, answers_also, with_content
from recommendations.queries.history import Wish, asked_again, history, wish
from recommendations.queries.subject import served
from recommendations.queries.tasks import RANKS, task_list
from recommendations.roles import Permission as P
from recommendations.text import gettext_noop

# Where "save and next" leads: the groups of the task list in which somebody has to write.
TO_WRITE = ("returned", "overdue", "to-do", "draft")
# More earlier activities make the form long and its page heavy.
MOST_OFFERED = 20
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
    closed: Refused | None
    earlier: tuple[Activity, ...] = ()
    may_autosave: bool = False
    alike: tuple[FollowUp, ...] = ()
    informants: tuple[dict[str, object], ...] = ()


def draft_to_write(follow_up: FollowUp, user: User) -> Draft:
    """The open draft of `follow_up`; where there is none, its accepted answer, to be carried on from."""
    newest = Update.objects.with_source().filter(follow_up=follow_up).order_by("-pk").first()
    update = newest if newest and newest.is_open else None
    accepted = accepted_answer(follow_up, user)
    version = _version(update, accepted)
    also_here = answers_also(follow_up)
    evidence = list(version.evidence.values_list("evidence_id", flat=True)) if version else []
    activities = _activities(version)
    return Draft(
        update=update,
        fields={"opened_update": newest.pk if newest else 0, **_fields(version, update)},
        activities=activities,
        attached=evidence,
        once_attached=_once_attached(follow_up),
        accepted=accepted,
        wish=_wish(follow_up, update, user, answered=accepted is not None),
        also_here=also_here,
        may_tie=update is None and not also_here,
        closed=_closed(follow_up, update, user),
        earlier=earlier_activities(follow_up, user, besides=[row["activity"] for row in activities]),
        may_autosave=update is None or update.state in SENT_BACK,
        alike=served(follow_up, user),
        informants=_informants(version),
    )


def usable_activities(follow_up: FollowUp, user: User) -> QuerySet[Activity]:
    """The country's activities that `user` may take into an answer: in an agency, those of follow-ups it writes for."""
    found = Activity.objects.filter(party=follow_up.party)
    if follow_up.party in parties_where(user, P.DRAFT_UPDATE):
        return found
    written = FollowUp.objects.filter(follow_ups_where(user, P.DRAFT_UPDATE), party=follow_up.party)
    uses = VersionActivity.objects.filter(activity=OuterRef("pk"), version__update__follow_up__in=written)
    return found.filter(Exists(uses))


def earlier_activities(follow_up: FollowUp, user: User, *, besides: list[int]) -> tuple[Activity, ...]:
    """What the country did before, offered for use again: what served the same main theme first, then the latest."""
    used = VersionActivity.objects.filter(activity=OuterRef("pk"))
    found = usable_activities(follow_up, user).exclude(pk__in=besides).filter(Exists(used))
    found = found.order_by(F("starts_on").desc(nulls_last=True), "-pk")
    main = RecommendationTheme.objects.filter(is_main=True).exclude(placing=Placing.REFUSED)
    theme = main.filter(recommendation=follow_up.recommendation_id).values("theme")
    alike = FollowUp.objects.filter(
        party=follow_up.party, recommendation__in=main.filter(theme__in=theme).values("recommendation")
    )
    uses = VersionActivity.objects.filter(version__update__follow_up__in=alike)
    first = list(found.filter(pk__in=uses.values("activity"))[:MOST_OFFERED])
    rest = found.exclude(pk__in=[each.pk for each in first])[: MOST_OFFERED - len(first)]
    return (*first, *rest)


def next_to_write(user: User, *, after: FollowUp, besides: Collection[int] = ()) -> FollowUp | None:
    """What comes after this row in the task list and is to be written; ask before the row is saved.

    Finished drafts are passed over, but for whoever goes through the drafts. After the end come the rows before
    this one that nobody has begun. `besides`: the ids of those that are answered with it.
    """
    found = task_list(user).rows.filter(rank__in=[RANKS[key] for key in TO_WRITE])
    rows = [row for row in found if row.pk not in besides]
    at = next((number for number, row in enumerate(rows) if row.pk == after.pk), -1)
    in_drafts = at >= 0 and rows[at].rank == RANKS["draft"]
    following = [row for row in rows[at + 1 :] if in_drafts or row.rank != RANKS["draft"]]
    skipped = [row for row in rows[: max(at, 0)] if row.rank in (RANKS["overdue"], RANKS["to-do"])]
    unfinished = [] if in_drafts else _unfinished([row for row in rows[at + 1 :] if row.rank == RANKS["draft"]])
    return next(iter(following + skipped + unfinished), None)


def _unfinished(rows: list[FollowUp]) -> list[FollowUp]:
    """Drafts that have no status yet."""
    bare = UpdateVersion.objects.filter(update__in=[row.update_id for row in rows], status="")
    updates = set(bare.filter(number=F("update__version")).values_list("update_id", flat=True)) if rows else set()
    return [row for row in rows if row.update_id in updates]


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
            "seen": row.activity.mark,
            "text": row.activity.text,
            "starts_on": row.activity.starts_on,
            "ends_on": row.activity.ends_on,
        }
        for row in rows
    ]


def _informants(version: UpdateVersion | None) -> tuple[dict[str, object], ...]:
    rows = version.informed_by if version else ()
    return tuple({"organization": row.organization_id, "dated_on": row.dated_on} for row in rows)


def _wish(follow_up: FollowUp, update: Update | None, user: User, *, answered: bool) -> Wish | None:
    """What whoever writes was asked to change: in what came back, or else in the answer that stands."""
    if update and update.state not in SENT_BACK:
        return None
    returned = wish(history(follow_up, user)) if update else None
    return returned or (asked_again(follow_up) if answered else None)


def _closed(follow_up: FollowUp, update: Update | None, user: User) -> Refused | None:
    if follow_up.answered_under_id:
        return Refused(gettext_noop("This recommendation is answered under another one. Write the answer there."))
    try:
        check_edit(user, follow_up, update)
    except Refused as error:
        return error
    return None
