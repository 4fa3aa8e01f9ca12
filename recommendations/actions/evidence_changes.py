"""What becomes of a piece of evidence later: a new version of its file, other facts, withdrawn."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from recommendations.actions import audit, files, updates
from recommendations.actions.evidence import answer_of
from recommendations.actions.evidence_files import Proof, check, check_room, check_title, lock_room, store
from recommendations.actions.locking import lock_follow_ups, locked
from recommendations.choices import UpdateState
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import Evidence, EvidenceVersion, FollowUp, Update, User
from recommendations.permissions import can, changeable_evidence
from recommendations.queries.evidence import FACTS, fingerprint
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop
from recommendations.workflow import EDITABLE

# A draft takes the new version; what lies with the approver or was sent keeps the one it was read with.
TAKES_NEW = (UpdateState.DRAFT, UpdateState.RETURNED)


@files.unless_it_fails()
@transaction.atomic
def add_version(*, evidence: Evidence, proof: Proof, by: User) -> EvidenceVersion:
    """Store a new file or link; the old ones stay, and what was sent rests on them as before.

    Errors: NotAllowed, TooLate (withdrawn), Refused (file and link, neither, kind, size, room, the same file).
    """
    lock_room(evidence.party, proof)
    evidence = _locked(evidence, by)
    media_type = check(proof)
    check_room(evidence.party, proof, by=by)
    newest = evidence.versions.latest("number")
    version = store(evidence, proof, media_type=media_type, by=by, number=newest.number + 1)
    if (version.sha256, version.link) == (newest.sha256, newest.link):
        raise Refused(gettext_noop("This is what is here already."), field="file" if version.file else "link")
    taken = [_save_again(update, by=by) for update in _resting_on(evidence, by, TAKES_NEW)]
    audit.record(
        "evidence.add_version", evidence, by=by, party=evidence.party,
        before={"number": newest.number, "sha256": newest.sha256, "link": newest.link},
        after={"number": version.number, "sha256": version.sha256, "link": version.link, "drafts": taken},
    )  # fmt: skip
    return version


@transaction.atomic
def change(*, evidence: Evidence, facts: dict[str, object], seen: str, by: User) -> Evidence:
    """Set the `facts` (queries.evidence.FACTS) of a piece. What was sent keeps the title it had.

    Errors: NotAllowed, TooLate, Refused, Conflict (changed since the page showed `seen`).
    """
    evidence = _locked(evidence, by)
    check_title(str(facts["title"]))
    if seen != fingerprint(evidence):
        raise Conflict(gettext_noop("Somebody changed these facts after you opened the page. Look at them again."))
    before = {name: getattr(evidence, name) for name in FACTS}
    changed = {name: value for name, value in facts.items() if value != before[name]}
    if not changed:
        return evidence
    for name, value in changed.items():
        setattr(evidence, name, value)
    evidence.save(update_fields=list(changed))
    drafts = (
        [_save_again(update, by=by) for update in _resting_on(evidence, by, TAKES_NEW)] if "title" in changed else []
    )
    audit.record(
        "evidence.change", evidence, by=by, party=evidence.party,
        before={name: before[name] for name in changed}, after={**changed, "drafts": drafts},
    )  # fmt: skip
    return evidence


@transaction.atomic
def withdraw(*, evidence: Evidence, reason: str, by: User) -> Evidence:
    """Take back what was sent by mistake: nobody opens it any more, and that it was here stays known.

    What is still being written rests on it no more (an approval of that is gone with it); what was sent says that it
    was withdrawn. The bytes stay until they are purged (docs/recording.md). Errors: NotAllowed, TooLate, Refused.
    """
    evidence = _locked(evidence, by)
    if not clean(reason):
        raise Refused(gettext_noop("Say why it is withdrawn."), field="reason")
    writing = list(_resting_on(evidence, by, tuple(EDITABLE), anybody=True))
    evidence.withdrawn_at, evidence.withdrawn_by = timezone.now(), by
    evidence.save(update_fields=["withdrawn_at", "withdrawn_by"])
    drafts = [_save_again(update, by=by) for update in writing]
    audit.record(
        "evidence.withdraw", evidence, by=by, party=evidence.party,
        before={"title": evidence.title}, after={"reason": clean(reason), "drafts": drafts},
    )  # fmt: skip
    return evidence


def _locked(evidence: Evidence, by: User) -> Evidence:
    """The piece as it is now, for this action alone. Follow-ups are locked after it, never before."""
    now = locked(Evidence.objects).get(pk=evidence.pk)
    if not changeable_evidence(by).filter(pk=now.pk).exists():
        raise NotAllowed(gettext_noop("Your role does not allow you to change this evidence."))
    if now.withdrawn_at:
        raise TooLate(gettext_noop("This piece was withdrawn."))
    return now


def _resting_on(evidence: Evidence, by: User, states: tuple[str, ...], *, anybody: bool = False) -> list[Update]:
    """The open updates, locked, whose latest version rests on the piece; those that `by` may write, or `anybody`'s."""
    lock_follow_ups(FollowUp.objects.filter(updates__versions__evidence__evidence=evidence))
    uses = evidence.uses.filter(version__number=F("version__update__version")).values("version__update")
    found = Update.objects.filter(pk__in=uses, state__in=states).with_source().order_by("pk")
    return [update for update in found if anybody or can(by, Permission.DRAFT_UPDATE, update.follow_up)]


def _save_again(update: Update, *, by: User) -> int:
    """The draft's next version, with the evidence as it is now; all else as it was."""
    return updates.add_version(update.follow_up, update, answer_of(update), by=by, form_key="").pk
