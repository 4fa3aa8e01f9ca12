"""Adding evidence to an answer, and taking it off again."""

import hashlib
from dataclasses import dataclass, replace
from datetime import date

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from recommendations import text
from recommendations.actions import audit, files, updates, versions
from recommendations.actions.typed import ActivityText, Answer
from recommendations.choices import EvidenceKind, Visibility
from recommendations.errors import Refused
from recommendations.models import Evidence, EvidenceVersion, FollowUp, Update, User
from recommendations.parsing import media
from recommendations.permissions import check_edit
from recommendations.text import gettext_noop


@dataclass(frozen=True)
class Proof:
    """A piece of evidence as given: a file's content with its name, or a link."""

    title: str
    kind: str = EvidenceKind.OTHER
    dated_on: date | None = None
    publisher: str = ""
    language: str = "en"
    visibility: str = Visibility.PARTY_AND_REVIEWERS
    link: str = ""
    content: bytes | None = None
    file_name: str = ""


@files.unless_it_fails()
@transaction.atomic
def add(*, follow_up: FollowUp, proof: Proof, by: User, form_key: str = "") -> Evidence:
    """Store `proof` as evidence of the follow-up's party and rest the open draft on it (begun where missing).

    Errors: NotAllowed, TooLate, Refused (file and link, neither, kind, size).
    """
    follow_up = updates.lock(follow_up)
    check_edit(by, follow_up, updates.open_update(follow_up))
    kind = check(proof)
    evidence = Evidence.objects.create(
        party=follow_up.party, title=proof.title, kind=proof.kind, dated_on=proof.dated_on,
        publisher=proof.publisher, language=proof.language, visibility=proof.visibility, created_by=by,
    )  # fmt: skip
    version = _store(evidence, proof, media_type=kind, by=by)
    attach(follow_up=follow_up, evidence=evidence, by=by, form_key=form_key)
    audit.record(
        "evidence.add", evidence, by=by, party=follow_up.party,
        after={"title": evidence.title, "sha256": version.sha256, "link": version.link},
    )  # fmt: skip
    return evidence


@transaction.atomic
def attach(*, follow_up: FollowUp, evidence: Evidence, by: User, form_key: str = "") -> Update:
    """Rest the open draft on a piece of the party's evidence. Errors: NotAllowed, TooLate, Refused."""
    update = updates.open_update(follow_up)
    answer = answer_of(update) if update else Answer()
    if update and evidence in answer.evidence:
        return update
    answer = replace(answer, evidence=(*answer.evidence, evidence))
    return updates.save(
        follow_up=follow_up,
        answer=answer,
        opened_version=update.version if update else 0,
        by=by,
        form_key=form_key,
    )


def answer_of(update: Update) -> Answer:
    """The latest version as an answer, to be changed and saved."""
    version = versions.latest(update)
    return Answer(
        **{name: getattr(version, name) for name in versions.PLAIN_FIELDS},
        lead=version.lead.organization if version.lead else None,
        contributing=tuple(agency.organization for agency in version.contributing),
        activities=tuple(
            ActivityText(row.text, row.starts_on, row.ends_on, activity=row.activity)
            for row in version.activities.select_related("activity")
        ),
        evidence=tuple(row.evidence for row in version.evidence.select_related("evidence")),
    )


def check(proof: Proof) -> str:
    """The media type of the proof's file, "" for a link. Raises Refused for what cannot be taken."""
    if not text.clean(proof.title):
        raise Refused(gettext_noop("Give the evidence a title."), field="title")
    if proof.content is None and not proof.link:
        raise Refused(gettext_noop("Choose a file or give a link."), field="file")
    if proof.content is not None and proof.link:
        raise Refused(gettext_noop("Give a file or a link, not both. Add the other as a second piece."), field="link")
    if proof.content is None:
        return ""
    media.check_size(len(proof.content), settings.EVIDENCE_MAX_BYTES)
    return media.media_type(proof.content)


def _store(evidence: Evidence, proof: Proof, *, media_type: str, by: User) -> EvidenceVersion:
    version = EvidenceVersion(evidence=evidence, link=proof.link, created_by=by)
    if proof.content is not None:
        version.file.save(proof.file_name, ContentFile(proof.content), save=False)
        files.stored(version.file)
        version.file_name = text.clean(proof.file_name)[-200:]
        version.media_type, version.size = media_type, len(proof.content)
        version.sha256 = hashlib.sha256(proof.content).hexdigest()
    version.save()
    return version
