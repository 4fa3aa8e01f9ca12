"""Adding evidence to an answer, and taking it off again."""

from dataclasses import replace

from django.db import transaction

from recommendations.actions import audit, files, updates, versions
from recommendations.actions.evidence_files import Proof, check, check_room, check_title, lock_room, store
from recommendations.actions.typed import ActivityText, Answer
from recommendations.models import Evidence, FollowUp, Update, User
from recommendations.permissions import check_edit


@files.unless_it_fails()
@transaction.atomic
def add(*, follow_up: FollowUp, proof: Proof, by: User, form_key: str = "") -> Evidence:
    """Store `proof` as evidence of the follow-up's party and rest the open draft on it (begun where missing).

    Errors: NotAllowed, TooLate, Refused (file and link, neither, kind, size, the country's room).
    """
    lock_room(follow_up.party, proof)
    follow_up = updates.lock(follow_up)
    check_edit(by, follow_up, updates.open_update(follow_up))
    check_title(proof.title)
    media_type = check(proof)
    check_room(follow_up.party, proof, by=by)
    evidence = Evidence.objects.create(
        party=follow_up.party, title=proof.title, kind=proof.kind, dated_on=proof.dated_on,
        publisher=proof.publisher, language=proof.language, visibility=proof.visibility, created_by=by,
    )  # fmt: skip
    version = store(evidence, proof, media_type=media_type, by=by)
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
    """The latest version as an answer, to be changed and saved, but for the words of its activities."""
    version = versions.latest(update)
    return Answer(
        **{name: getattr(version, name) for name in versions.PLAIN_FIELDS},
        lead=version.lead.organization if version.lead else None,
        contributing=tuple(agency.organization for agency in version.contributing),
        activities=tuple(
            ActivityText(row.text, row.starts_on, row.ends_on, activity=row.activity, only_here=True)
            for row in version.activities.select_related("activity")
        ),
        evidence=tuple(
            row.evidence for row in version.evidence.filter(evidence__withdrawn_at=None).select_related("evidence")
        ),
    )
