"""Adding versions to answers, to one or to many at once, for whoever holds their follow-ups and has checked the rest.

What is asked of the database is asked for all of them together, and what decides is the same for one.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from recommendations.actions import activities, audit, versions
from recommendations.actions.typed import Answer
from recommendations.choices import UpdateState
from recommendations.errors import Refused
from recommendations.models import FollowUp, Round, Update, UpdateVersion, User
from recommendations.workflow import EDITABLE

# What became of a row.
Done: TypeAlias = Update | Refused
SAVED = ("state", "version", "is_unchanged", "approved_at", "approved_by_id")


@dataclass(frozen=True)
class Ready:
    """An answer that may be saved. `update`: the follow-up's open one, None where it has none; `asked_in`: the round
    that a new one belongs to."""

    follow_up: FollowUp
    update: Update | None
    answer: Answer
    asked_in: Round | None = None


@dataclass(frozen=True)
class Draft:
    """An answer on its way into its next version; `before`: what the latest one said."""

    update: Update
    answer: Answer
    before: dict[str, object] | None


@dataclass(frozen=True)
class Now:
    """What the drafts say: their latest versions by update, the content of those, and the newest version of each piece
    of evidence that is typed."""

    latest: dict[int, UpdateVersion]
    content: dict[int, versions.Content]
    newest: dict[int, int]

    @classmethod
    def of(cls, ready: Sequence[Ready]) -> "Now":
        latest = versions.latest_of(each.update for each in ready if each.update)
        return cls(latest, versions.content_of(latest.values()), versions.newest_of(each.answer for each in ready))


def add_versions(rows: Sequence[Ready | Refused], *, by: User, form_key: str) -> list[Done]:
    """The next version of each draft (or a draft's first), in the order of the rows; one that was refused stays so.

    Errors of a row are given back: ChangedElsewhere.
    """
    ready = [each for each in rows if isinstance(each, Ready)]
    if not ready:
        return [each for each in rows if isinstance(each, Refused)]
    audit.hold()  # before the activities: who ties others first, or names an agency, holds it by now
    merging = activities.Merging([each.answer for each in ready], by=by, form_key=form_key)
    now = Now.of(ready)
    done: list[Done] = []
    drafts: list[Draft] = []
    for each in rows:
        try:
            done.append(_begun(each, merging, now, drafts, by) if isinstance(each, Ready) else each)
        except Refused as error:
            done.append(error)
    _write(drafts, now.newest, by=by, form_key=form_key)
    return done


def _begun(row: Ready, merging: activities.Merging, now: Now, drafts: list[Draft], by: User) -> Update:
    """The row's update, put among the drafts where there is something to write."""
    answer = merging.merged(row.update, row.answer)
    if row.update is None:
        update, before = Update(follow_up=row.follow_up, created_by=by, round=row.asked_in), None
    else:
        update, version = row.update, now.latest[row.update.pk]
        content = now.content[version.pk]
        if versions.says(version, content, row.follow_up.recommendation.wording, answer, now.newest):
            return update
        before = versions.summary(version, content)
    activities.keep(answer)  # at once: another row may name the same one
    drafts.append(Draft(update, answer, before))
    return update


def _write(drafts: Sequence[Draft], newest: dict[int, int], *, by: User, form_key: str) -> None:
    if not drafts:
        return
    for each in drafts:
        each.update.state = EDITABLE[UpdateState(each.update.state)]
        each.update.approved_at = each.update.approved_by = None
        each.update.is_unchanged = False  # somebody writes: it is no mere confirmation any more
        each.update.version += 1
    store([each.update for each in drafts if each.update.pk], SAVED)
    Update.objects.bulk_create(each.update for each in drafts if not each.update.pk)
    written = versions.write_many([(each.update, each.answer) for each in drafts], newest, by=by, form_key=form_key)
    content = versions.content_of(written)
    after = [versions.summary(version, content[version.pk]) for version in written]
    audit.record_many(
        (
            audit.Told("update.save", each.update, each.update.follow_up.party, each.before, said)
            for each, said in zip(drafts, after, strict=True)
        ),
        by=by,
    )


def store(updates: Iterable[Update], fields: Sequence[str]) -> None:
    """Write these fields of updates whose follow-ups are locked: a statement for all that say the same."""
    alike: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for each in updates:
        alike[tuple(getattr(each, name) for name in fields)].append(each.pk)
    for values, keys in alike.items():
        Update.objects.filter(pk__in=keys).update(**dict(zip(fields, values, strict=True)))
