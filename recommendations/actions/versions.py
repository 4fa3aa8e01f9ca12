"""The versions of an update: writing one, comparing with it, copying and freezing it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from recommendations import text
from recommendations.actions.typed import ActivityText, Answer, Informant
from recommendations.choices import Part
from recommendations.errors import Refused
from recommendations.models import (
    Activity,
    Evidence,
    EvidenceVersion,
    FollowUp,
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


def latest(update: Update) -> UpdateVersion:
    """The version that the head points to."""
    return update.versions.get(number=update.version)


def write(update: Update, answer: Answer, *, by: User, form_key: str = "") -> UpdateVersion:
    """Add `answer` as the version that `update.version` numbers, with its activities, agencies and evidence."""
    _check_party(update, answer)
    _check_reach(update, answer, by)
    version = UpdateVersion.objects.create(
        update=update,
        number=update.version,
        form_key=form_key,
        wording=update.follow_up.recommendation.wording,
        saved_by=by,
        **{name: getattr(answer, name) for name in PLAIN_FIELDS},
    )
    _write_agencies(version, answer)
    _write_informants(version, answer)
    VersionActivity.objects.bulk_create(
        VersionActivity(
            version=version,
            activity=_keep_activity(update, typed, by=by),
            position=position,
            text=typed.text,
            starts_on=typed.starts_on,
            ends_on=typed.ends_on,
        )
        for position, typed in enumerate(answer.activities)
    )
    VersionEvidence.objects.bulk_create(
        VersionEvidence(version=version, evidence=evidence, evidence_version_id=newest, title=evidence.title)
        for evidence, newest in _newest(answer)
    )
    return version


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


def says(update: Update, answer: Answer) -> bool:
    """Whether the latest version says just what `answer` says, and of the text as it reads now."""
    version = latest(update)
    if answer.informants is not None and _informants_typed(answer.informants) != _informants_stored(version):
        return False
    return version.wording == update.follow_up.recommendation.wording and _as_typed(answer) == _as_stored(version)


def _informants_typed(informants: Iterable[Informant]) -> list[tuple[int, str]]:
    return sorted((each.organization.pk, str(each.dated_on)) for each in informants)


def _informants_stored(version: UpdateVersion) -> list[tuple[int, str]]:
    return sorted((each.organization_id, str(each.dated_on)) for each in version.informants.all())


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
    version = latest(update)
    if version.frozen_at:
        version = copy(update, by=by)
    version.frozen_at = timezone.now()
    version.save(update_fields=["frozen_at"])
    return version


def summary(version: UpdateVersion) -> dict[str, object]:
    """The version as plain values, for the audit trail."""
    return {
        "version": version.number,
        **{name: getattr(version, name) for name in PLAIN_FIELDS if getattr(version, name)},
        "agencies": [f"{agency.part}: {agency.name}" for agency in version.agencies.all()],
        "informants": [[informant.name, informant.dated_on] for informant in version.informants.all()],
        "activities": [[activity.text, activity.starts_on, activity.ends_on] for activity in version.activities.all()],
        "evidence": [evidence.title for evidence in version.evidence.all()],
    }


def _check_party(update: Update, answer: Answer) -> None:
    """What another party owns cannot be taken into an answer, however the post was made."""
    party = update.follow_up.party_id
    own = [typed.activity.party_id for typed in answer.activities if typed.activity]
    own += [evidence.party_id for evidence in answer.evidence]
    own += [each.party_id for each in (answer.lead, *answer.contributing) if each]
    own += [each.organization.party_id for each in answer.informants or ()]
    if set(own) - {party}:
        raise Refused(gettext_noop("Something in this answer belongs to another country. Open the page again."))


def _check_reach(update: Update, answer: Answer, by: User) -> None:
    """Who writes for one organization takes in activities of the follow-ups it writes for, and evidence they may open.

    An activity is the party's working text: taking one in changes it for all the follow-ups that it serves.
    """
    follow_up = update.follow_up
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


def _newest(answer: Answer) -> list[tuple[Evidence, int]]:
    """Each piece of the answer with the id of its newest version: a draft rests on that. What was withdrawn after it
    was typed, or while a long Excel file is saved, is left out."""
    pieces = {each.pk for each in answer.evidence}
    rows = EvidenceVersion.objects.filter(evidence__in=pieces, evidence__withdrawn_at__isnull=True)
    newest = dict(rows.order_by("number").values_list("evidence", "pk"))
    return [(each, newest[each.pk]) for each in answer.evidence if each.pk in newest]


def _write_agencies(version: UpdateVersion, answer: Answer) -> None:
    parts = dict.fromkeys(answer.contributing, Part.CONTRIBUTING)
    if answer.lead:
        parts[answer.lead] = Part.LEAD
    VersionAgency.objects.bulk_create(
        VersionAgency(version=version, organization=organization, part=part, name=str(organization))
        for organization, part in parts.items()
    )


def _write_informants(version: UpdateVersion, answer: Answer) -> None:
    if answer.informants is None:
        before = VersionInformant.objects.filter(version__update=version.update, version__number=version.number - 1)
        rows = [(each.organization_id, each.name, each.dated_on) for each in before]
    else:
        rows = [(each.organization.pk, str(each.organization), each.dated_on) for each in answer.informants]
    VersionInformant.objects.bulk_create(
        VersionInformant(version=version, organization_id=pk, name=name, dated_on=day) for pk, name, day in rows
    )


def _keep_activity(update: Update, typed: ActivityText, *, by: User) -> Activity:
    if typed.activity and typed.only_here:
        return typed.activity
    activity = typed.activity or Activity(party=update.follow_up.party, created_by=by)
    activity.text, activity.starts_on, activity.ends_on = typed.text, typed.starts_on, typed.ends_on
    activity.save()
    return activity


def _as_typed(answer: Answer) -> tuple[object, ...]:
    return (
        [text.clean(getattr(answer, name)) for name in PLAIN_FIELDS],
        answer.lead.pk if answer.lead else None,
        sorted(each.pk for each in answer.contributing if each != answer.lead),
        [
            (each.activity.pk if each.activity else None, text.clean(each.text), each.starts_on, each.ends_on)
            for each in answer.activities
        ],
        sorted((each.pk, newest, each.title) for each, newest in _newest(answer)),
    )


def _as_stored(version: UpdateVersion) -> tuple[object, ...]:
    return (
        [getattr(version, name) for name in PLAIN_FIELDS],
        version.lead.organization_id if version.lead else None,
        sorted(each.organization_id for each in version.contributing),
        [(each.activity_id, each.text, each.starts_on, each.ends_on) for each in version.activities.all()],
        sorted((each.evidence_id, each.evidence_version_id, each.title) for each in version.evidence.all()),
    )
