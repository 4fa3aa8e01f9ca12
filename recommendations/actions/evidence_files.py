"""The file or link of a piece of evidence: what is taken, how much of it, and how it is stored."""

import hashlib
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.files.base import ContentFile

from recommendations import text
from recommendations.actions import files
from recommendations.actions.locking import locked
from recommendations.choices import EvidenceKind, Visibility
from recommendations.errors import Refused
from recommendations.models import Evidence, EvidenceVersion, Party, User
from recommendations.parsing import media
from recommendations.permissions import can
from recommendations.queries.evidence import bytes_used
from recommendations.roles import Permission
from recommendations.text import gettext_noop

NO_ROOM_LEFT = gettext_noop(
    "There is no room for this file: %(left)s MB of the %(limit)s MB for your country’s evidence are "
    "left. Make it smaller, give a link, or ask the secretariat for more room."
)
# For who writes for one organization: what the others take is not told.
NO_ROOM = gettext_noop(
    "There is no room for this file. Make it smaller, give a link, or ask the secretariat for more room."
)


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


def check_title(title: str) -> None:
    """Raise Refused where nothing can be seen of it."""
    if not text.clean(title):
        raise Refused(gettext_noop("Give the evidence a title."), field="title")


def check(proof: Proof) -> str:
    """The media type of the proof's file, "" for a link. Raises Refused for what cannot be taken."""
    if proof.content is None and not proof.link:
        raise Refused(gettext_noop("Choose a file or give a link."), field="file")
    if proof.content is not None and proof.link:
        raise Refused(gettext_noop("Give a file or a link, not both. Add the other as a second piece."), field="link")
    if proof.content is None:
        return ""
    media.check_size(len(proof.content), settings.EVIDENCE_MAX_BYTES)
    return media.media_type(proof.content)


def lock_room(party: Party, proof: Proof) -> None:
    """Let one file at a time be added to the party's evidence, or two would pass its quota together.

    Called before any other lock: whoever locks countries does so first. A link takes no room and waits for nobody.
    """
    if proof.content is not None:
        locked(Party.objects).get(pk=party.pk)


def check_room(party: Party, proof: Proof, *, by: User) -> None:
    """Raise Refused where the file would take the party over its quota. Call it under `lock_room`."""
    if proof.content is None:
        return
    left = settings.EVIDENCE_QUOTA_BYTES - bytes_used(party)
    if len(proof.content) <= left:
        return
    if not can(by, Permission.READ_DRAFTS, party):
        raise Refused(NO_ROOM, field="file")
    limit = settings.EVIDENCE_QUOTA_BYTES // 2**20
    raise Refused(NO_ROOM_LEFT, field="file", left=max(0, left) // 2**20, limit=limit)


def store(evidence: Evidence, proof: Proof, *, media_type: str, by: User, number: int = 1) -> EvidenceVersion:
    """Write the file and its row. Call within `files.unless_it_fails`."""
    version = EvidenceVersion(evidence=evidence, number=number, link=proof.link, created_by=by)
    if proof.content is not None:
        version.file.save(proof.file_name, ContentFile(proof.content), save=False)
        files.stored(version.file)
        version.file_name = text.clean(proof.file_name)[-200:]
        version.media_type, version.size = media_type, len(proof.content)
        version.sha256 = hashlib.sha256(proof.content).hexdigest()
    version.save()
    return version
