"""Rounds: opening one, changing it while it is open, closing it under a seal, opening it again."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format

from recommendations.actions import audit, reminders, sealing
from recommendations.actions.locking import lock_follow_ups, locked
from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.models import Document, FollowUp, Party, Round, RoundReopening, Seal, User
from recommendations.permissions import manages_round, parties_where
from recommendations.queries import picture
from recommendations.queries.rounds import mark, unpublished
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop, searchable


@transaction.atomic
def open_round(
    *,
    name: str,
    documents: Iterable[Document],
    parties: Iterable[Party],
    opens_on: datetime.date,
    due_on: datetime.date,
    by: User,
) -> Round:
    """Ask these parties for answers to these documents by the end of `due_on`, each on its own clock.

    Errors: NotAllowed, Refused (another open round asks the same, nothing is asked, a day that cannot be).
    """
    parties = lock(parties)
    documents = _lock_documents(documents)
    _check_reach(parties, by)
    _check_name(name)
    _check_days(opens_on, due_on)
    _check_free(documents, parties)
    _check_asks(documents, parties)
    opened = Round.objects.create(name=name, opens_on=opens_on, due_on=due_on, opened_by=by)
    opened.documents.set(documents)
    opened.parties.set(parties)
    reminders.round_opened(opened)
    audit.record("round.open", opened, by=by, after=_told(opened))
    return opened


@transaction.atomic
def record_past(
    *,
    name: str,
    documents: Iterable[Document],
    parties: Iterable[Party],
    opens_on: datetime.date,
    due_on: datetime.date,
    by: User,
) -> Round:
    """A round that was held before it was recorded here, so that what was answered in it can be brought in. It was
    closed when its answers were due, without a seal. Nobody is asked or told.

    Errors: NotAllowed, Refused (nothing was asked by then, its day has not passed).
    """
    parties = lock(parties)
    documents = _lock_documents(documents)
    _check_reach(parties, by)
    _check_name(name)
    _check_order(opens_on, due_on)
    if due_on >= timezone.localdate():
        raise Refused(gettext_noop("This day has not passed yet: it is no round of the past."), field="due_on")
    _check_asks(documents, parties, by_day=due_on)
    closed_at = datetime.datetime.combine(due_on, datetime.time(23, 59, 59), datetime.UTC)
    found = Round.objects.create(
        name=name, opens_on=opens_on, due_on=due_on, opened_by=by, closed_by=by, closed_at=closed_at
    )
    found.documents.set(documents)
    found.parties.set(parties)
    audit.record("round.close", found, by=by, after={**_told(found), "closed_at": closed_at})
    return found


@transaction.atomic
def change_round(
    *,
    target: Round,
    name: str,
    due_on: datetime.date,
    documents: Iterable[Document] = (),
    parties: Iterable[Party] = (),
    seen: str,
    by: User,
) -> Round:
    """Rename it, move its day, let further documents and parties join.

    `seen`: its `queries.rounds.mark` as the page showed it. Who is in it stays in it.
    Errors: NotAllowed, TooLate (closed), Conflict, Refused.
    """
    parties = lock([*parties, *target.parties.all()])
    found = _open(target, by)
    _check_reach(parties, by)
    _check_seen(found, seen)
    _check_name(name, beside=found)
    if due_on != found.due_on:
        _check_days(found.opens_on, due_on)
    all_documents = _lock_documents([*documents, *found.documents.all()])
    _check_free(all_documents, parties, beside=found)
    already = set(found.parties.values_list("pk", flat=True))
    _check_each_is_asked([party for party in parties if party.pk not in already], _asked_of(all_documents, parties))
    before = _told(found)
    audit.hold()  # a name is unique: whoever answers in this round refers to it
    found.name, found.due_on = name, due_on
    found.save()
    found.documents.set(all_documents)
    found.parties.set(parties)
    reminders.round_opened(found)
    audit.record("round.change", found, by=by, before=before, after=_told(found))
    return found


@transaction.atomic
def close_round(*, target: Round, by: User, seen: str | None = None) -> Round:
    """Close it under a seal: what comes later belongs to no round.

    `seen`: its `queries.rounds.mark` as the page showed it (None: not asked). Errors: NotAllowed, TooLate (closed
    already), Conflict.
    """
    lock(target.parties.all())
    found = _open(target, by)
    if seen is not None:
        _check_seen(found, seen)
    found.closed_at, found.closed_by = timezone.now(), by
    found.save()
    seal = sealing.seal(found=found, at=found.closed_at, by=by)
    told = {"closed_at": found.closed_at, "seal": seal.number, "sha256": seal.sha256}
    audit.record("round.close", found, by=by, before={"closed_at": None}, after=told)
    return found


@transaction.atomic
def reopen_round(*, target: Round, reason: str, due_on: datetime.date, by: User) -> Round:
    """Open it again until the end of `due_on`; its seal is kept, and closing it again makes a further one.

    Errors: NotAllowed, TooLate (open, or closed before rounds were sealed), Refused (no reason, another open round
    asks the same, a day that cannot be).
    """
    parties = lock(target.parties.all())
    found = _closed(target, by)
    seal = _sealed(found)
    if not clean(reason):
        raise Refused(gettext_noop("Say why the round is opened again."), field="reason")
    _check_days(found.opens_on, due_on)
    _check_free(list(found.documents.all()), parties, beside=found)
    before = {"closed_at": found.closed_at, "due_on": found.due_on}
    RoundReopening.objects.create(seal=seal, reason=reason, reopened_at=timezone.now(), reopened_by=by)
    found.closed_at = found.closed_by = None
    found.due_on = due_on
    found.save()
    told = {"closed_at": None, "due_on": due_on, "seal": seal.number, "reason": reason}
    audit.record("round.reopen", found, by=by, before=before, after=told)
    return found


@transaction.atomic
def publish_assessments(*, target: Round, by: User) -> int:
    """Show everybody how the answers of a closed round were assessed; gives back how many it shows newly.

    What is accepted later in this round waits until it is published again.
    Errors: NotAllowed, TooLate (open, never sealed, or nothing new was assessed).
    """
    found = _closed(target, by)
    _sealed(found)
    news = unpublished(found)
    lock_follow_ups(news)
    rows = sorted(news.values_list("pk", flat=True))
    if not rows:
        raise TooLate(gettext_noop("No assessment waits to be published."))
    before = {"assessments_published_at": found.assessments_published_at}
    found.assessments_published_at, found.assessments_published_by = timezone.now(), by
    found.save()
    news.update(assessment_published=True)
    told = {"assessments_published_at": found.assessments_published_at, "follow_ups": len(rows)}
    audit.record("round.publish_assessments", found, by=by, before=before, after=told)
    return len(rows)


def lock(parties: Iterable[Party]) -> list[Party]:
    """The parties, locked in one order: two rounds that would ask one of them are opened one after the other."""
    ids = {each.pk for each in parties}
    list(locked(Party.objects).filter(pk__in=ids).order_by("pk"))
    return list(Party.objects.filter(pk__in=ids).order_by("name"))


def _lock_documents(documents: Iterable[Document]) -> list[Document]:
    """Locked: none of them is taken back while a round begins to ask about it. Raises TooLate where one was."""
    wanted = {each.pk for each in documents}
    found: QuerySet[Document] = locked(Document.objects).filter(pk__in=wanted).order_by("pk")
    if len(found) < len(wanted):
        raise TooLate(gettext_noop("One of these documents is no longer here: its import was undone."))
    return list(found)


def _locked(target: Round, by: User) -> Round:
    found = locked(Round.objects).get(pk=target.pk)
    if not manages_round(by, found):
        raise NotAllowed(gettext_noop("Your role does not reach all countries of this round."))
    return found


def _open(target: Round, by: User) -> Round:
    found = _locked(target, by)
    if found.closed_at:
        raise TooLate(gettext_noop("This round is closed."))
    return found


def _closed(target: Round, by: User) -> Round:
    found = _locked(target, by)
    if not found.closed_at:
        raise TooLate(gettext_noop("This round is open."))
    return found


def _check_seen(found: Round, seen: str) -> None:
    if seen != mark(found):
        raise Conflict(gettext_noop("Somebody changed this round after you opened the page. Look at it again."))


def _sealed(found: Round) -> Seal:
    seal = picture.latest(found)
    if seal is None:
        raise TooLate(gettext_noop("This round was closed before rounds were sealed. Open a new one."))
    return seal


def _check_reach(parties: Iterable[Party], by: User) -> None:
    where = parties_where(by, Permission.MANAGE_ROUNDS)
    beyond = [party.name for party in parties if party not in where]
    if not where:
        raise NotAllowed(gettext_noop("Only reviewers open rounds."))
    if beyond:
        raise NotAllowed(gettext_noop("Your role does not reach %(parties)s."), parties=", ".join(beyond))


def _check_name(name: str, beside: Round | None = None) -> None:
    if not clean(name):
        raise Refused(gettext_noop("Give the round a name."), field="name")
    others = Round.objects.exclude(pk=beside.pk if beside else 0).values_list("name", flat=True)
    if searchable(name) in {searchable(each) for each in others}:
        raise Refused(gettext_noop("Another round has this name already."), field="name")


def _check_order(opens_on: datetime.date, due_on: datetime.date) -> None:
    if due_on < opens_on:
        raise Refused(gettext_noop("Answers are due after the round opens."), field="due_on")


def _check_days(opens_on: datetime.date, due_on: datetime.date) -> None:
    _check_order(opens_on, due_on)
    if due_on < timezone.localdate():
        raise Refused(
            gettext_noop("%(day)s has passed. Choose today or a later day."),
            field="due_on",
            day=date_format(due_on, "j F Y"),
        )


def _check_free(documents: list[Document], parties: list[Party], beside: Round | None = None) -> None:
    """No follow-up is in two open rounds, not even one that is asked later."""
    others = Round.objects.open().exclude(pk=beside.pk if beside else 0).order_by("opens_on", "pk")
    for other in others.filter(documents__in=documents, parties__in=parties).distinct():
        same_documents = other.documents.filter(pk__in=[each.pk for each in documents]).order_by("code")
        same_parties = other.parties.filter(pk__in=[each.pk for each in parties]).order_by("name")
        raise Refused(
            gettext_noop(
                "The round “%(name)s” is open and asks %(parties)s about %(documents)s already. "
                "Leave out these documents or countries, or close that round first."
            ),
            field="documents",
            name=other.name,
            parties=_list(party.name for party in same_parties),
            documents=_list(document.code for document in same_documents),
        )


def _check_asks(documents: list[Document], parties: list[Party], by_day: datetime.date | None = None) -> None:
    asked = _asked_of(documents, parties)
    if by_day and asked.exists() and not asked.filter(asked_on__lte=by_day).exists():
        raise Refused(gettext_noop("None of this was asked by then."), field="due_on")
    if not asked.exists():
        raise Refused(gettext_noop("None of these countries is asked about any of these documents."), field="documents")
    _check_each_is_asked(parties, asked)


def _asked_of(documents: list[Document], parties: list[Party]) -> QuerySet[FollowUp]:
    return FollowUp.objects.in_force().filter(recommendation__document__in=documents, party__in=parties)


def _check_each_is_asked(parties: list[Party], asked: QuerySet[FollowUp]) -> None:
    """Who has nothing to answer would stand in every report of the round as one that was asked."""
    known = set(asked.values_list("party", flat=True))
    idle = [party.name for party in parties if party.pk not in known]
    if idle:
        raise Refused(
            gettext_noop(
                "Nothing in these documents is asked of %(parties)s. Leave them out, or have them asked first."
            ),
            field="parties",
            parties=_list(idle),
        )


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)


def _told(found: Round) -> dict[str, object]:
    return {
        "name": found.name,
        "opens_on": found.opens_on,
        "due_on": found.due_on,
        "documents": sorted(found.documents.values_list("code", flat=True)),
        "parties": sorted(found.parties.values_list("code", flat=True)),
    }
