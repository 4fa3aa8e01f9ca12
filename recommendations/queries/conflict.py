"""Two people wrote the same answer: what was opened, what was saved since, what was typed, side by side."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.choices import NotPursuedReason, Status
from recommendations.models import FollowUp, Update, UpdateVersion, User
from recommendations.models.reply import by_letter
from recommendations.permissions import readable_updates
from recommendations.queries.follow_up import with_content


@dataclass(frozen=True)
class Row:
    """One part of the answer in three wordings; `moved` where the saved one is not what was opened."""

    label: Promise
    opened: str
    saved: str
    typed: str
    moved: bool


@dataclass(frozen=True)
class Between:
    """The three columns, and from which update and version the person goes on."""

    update: int
    version: int
    by: str
    at: datetime | None
    rows: tuple[Row, ...]


Texts = dict[str, str]

LABELS = {
    "status": _("Status"),
    "not_pursued_reason": _("Reason"),
    "activities": _("Activities"),
    "challenges": _("Challenges"),
    "next_steps": _("Next steps"),
    "agencies": _("Agencies"),
    "informants": _("Information from"),
    "evidence": _("Evidence"),
}


def conflict(
    follow_up: FollowUp, user: User, *, opened_update: int | None, opened_version: int, typed: dict, rows: list[dict]
) -> Between:
    """The three columns for an answer typed from `opened_version` of `opened_update` (None: of the open one)."""
    known = readable_updates(user).filter(follow_up=follow_up)
    update = known.open().first()
    opened = _version(update if opened_update is None else known.filter(pk=opened_update).first(), opened_version)
    newest = follow_up.updates.order_by("-pk").first()
    saved = _version(update, update.version) if update else None
    columns = [_stored(opened), _stored(saved), _typed(typed, rows)]
    return Between(
        update=newest.pk if newest else 0,
        version=update.version if update else 0,
        by=str(saved.saved_by) if saved else "",
        at=saved.saved_at if saved else None,
        rows=tuple(
            Row(label, *(column[name] for column in columns), moved=columns[0][name] != columns[1][name])
            for name, label in LABELS.items()
        ),
    )


def _version(update: Update | None, number: int) -> UpdateVersion | None:
    return with_content(update.versions.all()).filter(number=number).first() if update else None


def _stored(version: UpdateVersion | None) -> Texts:
    if version is None:
        return dict.fromkeys(LABELS, "")
    return {
        "status": version.get_status_display() if version.status else "",
        "not_pursued_reason": version.get_not_pursued_reason_display() if version.not_pursued_reason else "",
        "activities": "\n\n".join(_dated(row.text, row.starts_on, row.ends_on) for row in version.activities.all()),
        "challenges": version.challenges,
        "next_steps": version.next_steps,
        "agencies": "; ".join(agency.name for agency in version.agencies.all()),
        "informants": "; ".join(informant.said for informant in version.informed_by),
        "evidence": "; ".join(version.evidence.values_list("title", flat=True)),
    }


def _typed(typed: dict, rows: list[dict]) -> Texts:
    agencies = [each for each in (typed["lead"], *typed["contributing"]) if each]
    reason = typed["not_pursued_reason"]
    return {
        "status": str(Status(typed["status"]).label) if typed["status"] else "",
        "not_pursued_reason": str(NotPursuedReason(reason).label) if reason else "",
        "activities": "\n\n".join(_dated(row["text"], row["starts_on"], row["ends_on"]) for row in rows),
        "challenges": typed["challenges"],
        "next_steps": typed["next_steps"],
        "agencies": "; ".join(map(str, agencies)),
        "informants": "; ".join(by_letter(str(each), day) for each, day in typed["informants"]),
        "evidence": "; ".join(each.title for each in typed["evidence"]),
    }


def _dated(text: str, first: date | None, last: date | None) -> str:
    days = " – ".join(date_format(day) for day in (first, last) if day)
    return f"{text} ({days})" if days else text
