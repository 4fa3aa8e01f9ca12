"""The versions of an update: writing one, comparing with it, copying and freezing it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from recommendations import text
from recommendations.actions import activities
from recommendations.actions.typed import ActivityText, Answer, Informant
from recommendations.choices import Part
from recommendations.errors import Refused
from recommendations.models import (
    Activity,
    Evidence,
    EvidenceVersion,
    FollowUp,
    Organization,
    Update,
    UpdateVersion,
    User,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
    VersionInformant,
)
from recommendations.permissions import follow_ups_where, parties_where, readable_evidence
from recommendations.roles import Permission
from recommendations.text import gettext_noop

PLAIN_FIELDS = ("status", "not_pursued_reason", "replaced_by", "challenges", "next_steps")
Written: TypeAlias = Sequence[tuple[UpdateVersion, Answer]]


@dataclass(frozen=True)
class Content:
    """What a version holds besides its own fields, each in its order."""

    agencies: list[VersionAgency] = field(default_factory=list)
    informants: list[VersionInformant] = field(default_factory=list)
    activities: list[VersionActivity] = field(default_factory=list)
    evidence: list[VersionEvidence] = field(default_factory=list)


def content_of(found: Iterable[UpdateVersion]) -> dict[int, Content]:
    """The content of these versions, by their ids."""
    contents = {each.pk: Content() for each in found}
    here = {"version__in": list(contents)}
    for agency in VersionAgency.objects.filter(**here).order_by("-part", "name"):
        contents[agency.version_id].agencies.append(agency)
    for informant in VersionInformant.objects.filter(**here).order_by("name"):
        contents[informant.version_id].informants.append(informant)
    for activity in VersionActivity.objects.filter(**here).order_by("position"):
        contents[activity.version_id].activities.append(activity)
    for evidence in VersionEvidence.objects.filter(**here).order_by("pk"):
        contents[evidence.version_id].evidence.append(evidence)
    return contents


def latest(update: Update) -> UpdateVersion:
    """The version that the head points to."""
    return update.versions.get(number=update.version)


def latest_of(updates: Iterable[Update]) -> dict[int, UpdateVersion]:
    """The same of these, by update."""
    keys = [each.pk for each in updates]
    found = UpdateVersion.objects.filter(update__in=keys, number=F("update__version")).order_by()
    return {each.update_id: each for each in found}


def write(update: Update, answer: Answer, *, by: User, form_key: str = "") -> UpdateVersion:
    """Add `answer` as the version that `update.version` numbers, with its activities, agencies and evidence."""
    check(update.follow_up, answer, by=by)
    activities.keep(answer)
    (version,) = write_many([(update, answer)], newest_of([answer]), by=by, form_key=form_key)
    return version


def write_many(
    drafts: Sequence[tuple[Update, Answer]], newest: Mapping[int, int], *, by: User, form_key: str
) -> list[UpdateVersion]:
    """The same for answers that were checked, whose activities are kept; `newest`: as `newest_of` gave it."""
    made = UpdateVersion.objects.bulk_create(
        UpdateVersion(
            update=update,
            number=update.version,
            form_key=form_key,
            wording=update.follow_up.recommendation.wording,
            saved_by=by,
            **{name: getattr(answer, name) for name in PLAIN_FIELDS},
        )
        for update, answer in drafts
    )
    both = [(version, answer) for version, (_update, answer) in zip(made, drafts, strict=True)]
    _write_agencies(both)
    _write_informants(both)
    _write_activities(both, by=by)
    VersionEvidence.objects.bulk_create(
        VersionEvidence(version=version, evidence=piece, evidence_version_id=newest[piece.pk], title=piece.title)
        for version, answer in both
        for piece in answer.evidence
        if piece.pk in newest
    )
    return made


def take_over(version: UpdateVersion, kept: Iterable[VersionActivity]) -> None:
    """Let the version begin with these activities of an earlier one, each with the words that it had there."""
    kept = list(kept)
    version.activities.update(position=F("position") + len(kept))
    for position, each in enumerate(kept):
        each.pk, each._state.adding, each.version, each.position = None, True, version, position
        each.save()


def adopt(update: Update | None, answer: Answer, *, by: User, form_key: str) -> Answer:
    """Let the new rows of `answer` be the activities that this very form has made by its earlier saves.

    The form has no ids for them: it was opened before they were there (autosave, or back and save again).
    """
    if update is None or not form_key or all(typed.activity for typed in answer.activities):
        return answer
    own = UpdateVersion.objects.filter(update=update, form_key=form_key, saved_by=by)
    elsewhere = VersionActivity.objects.filter(activity=OuterRef("pk")).exclude(version__in=own)
    known = [typed.activity.pk for typed in answer.activities if typed.activity]
    made = Activity.objects.filter(Exists(VersionActivity.objects.filter(activity=OuterRef("pk"), version__in=own)))
    fresh = iter(made.exclude(pk__in=known).exclude(Exists(elsewhere)).order_by("pk"))
    rows = tuple(each if each.activity else replace(each, activity=next(fresh, None)) for each in answer.activities)
    return replace(answer, activities=rows)


def says(version: UpdateVersion, content: Content, wording: int, answer: Answer, newest: Mapping[int, int]) -> bool:
    """Whether the version with this content says just what `answer` says, and of the text as it reads now."""
    if answer.informants is not None and _informants_typed(answer.informants) != _informants_stored(content):
        return False
    return version.wording == wording and _as_typed(answer, newest) == _as_stored(version, content)


def _informants_typed(informants: Iterable[Informant]) -> list[tuple[int, str]]:
    return sorted((each.organization.pk, str(each.dated_on)) for each in informants)


def _informants_stored(content: Content) -> list[tuple[int, str]]:
    return sorted((each.organization_id, str(each.dated_on)) for each in content.informants)


def copy(update: Update, *, by: User) -> UpdateVersion:
    """The latest version again, as the next one."""
    version = latest(update)
    children: list[Any] = [
        *version.agencies.all(), *version.informants.all(), *version.activities.all(), *version.evidence.all(),
    ]  # fmt: skip
    update.version += 1
    update.save(update_fields=["version"])
    version.pk, version._state.adding = None, True
    version.number, version.frozen_at, version.saved_by, version.form_key = update.version, None, by, ""
    version.wording = update.follow_up.recommendation.wording
    version.save()
    for child in children:
        child.pk, child._state.adding, child.version = None, True, version
        child.save()
    return version


def carry(source: UpdateVersion, update: Update, *, by: User, form_key: str = "", **changed: str) -> UpdateVersion:
    """What an accepted answer said, as the first version of a new update; `changed`: its fields that differ.

    The texts of its activities stay as they were accepted. Evidence that was withdrawn since is left out.
    """
    evidence = source.evidence.filter(evidence__withdrawn_at__isnull=True)
    children: list[Any] = [*source.agencies.all(), *source.informants.all(), *source.activities.all(), *evidence]
    version = UpdateVersion.objects.create(
        update=update,
        number=update.version,
        form_key=form_key,
        wording=update.follow_up.recommendation.wording,
        saved_by=by,
        **{name: getattr(source, name) for name in PLAIN_FIELDS} | changed,
    )
    for child in children:
        child.pk, child._state.adding, child.version = None, True, version
        child.save()
    return version


def freeze(update: Update, *, by: User) -> UpdateVersion:
    """Close the latest version for ever; where it is closed already (sent before), close a copy of it."""
    (version,) = freeze_many([(update, latest(update))], by=by)
    return version


def freeze_many(found: Iterable[tuple[Update, UpdateVersion]], *, by: User) -> list[UpdateVersion]:
    """The same for these updates with their latest versions."""
    closed = [copy(update, by=by) if version.frozen_at else version for update, version in found]
    now = timezone.now()
    for version in closed:
        version.frozen_at = now
    UpdateVersion.objects.filter(pk__in=[each.pk for each in closed]).update(frozen_at=now)
    return closed


def summary(version: UpdateVersion, content: Content | None = None) -> dict[str, object]:
    """The version as plain values, for the audit trail; its content, where that was read before."""
    content = content or content_of([version])[version.pk]
    return {
        "version": version.number,
        **{name: getattr(version, name) for name in PLAIN_FIELDS if getattr(version, name)},
        "agencies": [f"{agency.part}: {agency.name}" for agency in content.agencies],
        "informants": [[informant.name, informant.dated_on] for informant in content.informants],
        "activities": [[activity.text, activity.starts_on, activity.ends_on] for activity in content.activities],
        "evidence": [evidence.title for evidence in content.evidence],
    }


def check(follow_up: FollowUp, answer: Answer, *, by: User) -> None:
    """Raise Refused where the answer takes in what is another country's, or not `by`'s to change."""
    _check_party(follow_up, answer)
    _check_reach(follow_up, answer, by)


def _check_party(follow_up: FollowUp, answer: Answer) -> None:
    """What another party owns cannot be taken into an answer, however the post was made."""
    own = [typed.activity.party_id for typed in answer.activities if typed.activity]
    own += [evidence.party_id for evidence in answer.evidence]
    own += [each.party_id for each in (answer.lead, *answer.contributing) if each]
    own += [each.organization.party_id for each in answer.informants or ()]
    if set(own) - {follow_up.party_id}:
        raise Refused(gettext_noop("Something in this answer belongs to another country. Open the page again."))


def _check_reach(follow_up: FollowUp, answer: Answer, by: User) -> None:
    """Who writes for one organization takes in activities of the follow-ups it writes for, and evidence they may open.

    An activity is the party's working text: taking one in changes it for all the follow-ups that it serves.
    """
    if follow_up.party in parties_where(by, Permission.DRAFT_UPDATE):
        return
    activities = {typed.activity.pk for typed in answer.activities if typed.activity}
    evidence = {each.pk for each in answer.evidence}
    here = {"version__update__follow_up": follow_up}
    written = FollowUp.objects.filter(follow_ups_where(by, Permission.DRAFT_UPDATE))
    uses = VersionActivity.objects.filter(version__update__follow_up__in=written, activity__in=activities)
    activities -= set(uses.values_list("activity", flat=True))
    evidence -= set(VersionEvidence.objects.filter(**here).values_list("evidence", flat=True))
    evidence -= set(readable_evidence(by).filter(pk__in=evidence).values_list("pk", flat=True))
    if evidence:  # what a reviewer brings in with this very answer: nobody's answer rests on it before
        used = VersionEvidence.objects.filter(evidence=OuterRef("pk"))
        evidence -= set(
            Evidence.objects.filter(~Exists(used), pk__in=evidence, created_by=by).values_list("pk", flat=True)
        )
    if activities or evidence:
        raise Refused(gettext_noop("Something in this answer is not yours to change. Open the page again."))


def newest_of(answers: Iterable[Answer]) -> dict[int, int]:
    """Of each piece in these answers the id of its newest version: a draft rests on that. What was withdrawn after it
    was typed, or while a long Excel file is saved, is left out."""
    pieces = {piece.pk for each in answers for piece in each.evidence}
    rows = EvidenceVersion.objects.filter(evidence__in=pieces, evidence__withdrawn_at__isnull=True)
    return dict(rows.order_by("number").values_list("evidence", "pk"))


def _write_agencies(both: Written) -> None:
    VersionAgency.objects.bulk_create(
        VersionAgency(version=version, organization=organization, part=part, name=str(organization))
        for version, answer in both
        for organization, part in _parts(answer).items()
    )


def _parts(answer: Answer) -> dict[Organization, str]:
    parts: dict[Organization, str] = dict.fromkeys(answer.contributing, Part.CONTRIBUTING)
    if answer.lead:
        parts[answer.lead] = Part.LEAD
    return parts


def _write_informants(both: Written) -> None:
    """Those that were typed; where nobody was asked, those of the version before."""
    again = {version.update_id: version for version, answer in both if answer.informants is None and version.number > 1}
    before = VersionInformant.objects.filter(
        version__update__in=again, version__number=F("version__update__version") - 1
    ).order_by("version", "name")
    kept = before.values_list("version__update", "organization", "name", "dated_on")
    rows = [
        VersionInformant(version=again[update], organization_id=pk, name=name, dated_on=day)
        for update, pk, name, day in kept
    ]
    rows += [
        VersionInformant(
            version=version, organization=told.organization, name=str(told.organization), dated_on=told.dated_on
        )
        for version, answer in both
        for told in answer.informants or ()
    ]
    VersionInformant.objects.bulk_create(rows)


def _write_activities(both: Written, *, by: User) -> None:
    """New ones become the country's, and each is copied into its version."""
    rows = [
        (version, position, typed, typed.activity or _new_activity(version, typed, by))
        for version, answer in both
        for position, typed in enumerate(answer.activities)
    ]
    Activity.objects.bulk_create(activity for *_place, activity in rows if not activity.pk)
    VersionActivity.objects.bulk_create(
        VersionActivity(
            version=version,
            activity=activity,
            position=position,
            text=typed.text,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
        )
        for version, position, typed, activity in rows
    )


def _new_activity(version: UpdateVersion, typed: ActivityText, by: User) -> Activity:
    return Activity(
        party=version.update.follow_up.party, created_by=by, text=typed.text, starts_on=typed.starts_on,
        ends_on=typed.ends_on,
    )  # fmt: skip


def _as_typed(answer: Answer, newest: Mapping[int, int]) -> tuple[object, ...]:
    return (
        [text.clean(getattr(answer, name)) for name in PLAIN_FIELDS],
        answer.lead.pk if answer.lead else None,
        sorted(each.pk for each in answer.contributing if each != answer.lead),
        [
            (each.activity.pk if each.activity else None, text.clean(each.text), each.starts_on, each.ends_on)
            for each in answer.activities
        ],
        sorted((each.pk, newest[each.pk], each.title) for each in answer.evidence if each.pk in newest),
    )


def _as_stored(version: UpdateVersion, content: Content) -> tuple[object, ...]:
    return (
        [getattr(version, name) for name in PLAIN_FIELDS],
        next((each.organization_id for each in content.agencies if each.part == Part.LEAD), None),
        sorted(each.organization_id for each in content.agencies if each.part == Part.CONTRIBUTING),
        [(each.activity_id, each.text, each.starts_on, each.ends_on) for each in content.activities],
        sorted((each.evidence_id, each.evidence_version_id, each.title) for each in content.evidence),
    )
