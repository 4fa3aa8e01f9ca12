"""Fills a fresh database with the demo, through the same actions that people use."""

from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from recommendations.actions import evidence, links, people, reference_data, reviews, rounds, updates
from recommendations.actions.evidence_files import Proof
from recommendations.actions.reference import REFERENCE_FIXTURES
from recommendations.actions.typed import ActivityText, Answer
from recommendations.choices import Visibility
from recommendations.management.demo.answers import (
    ACCEPTED,
    DRAFT,
    EXAMPLES,
    RETURNED,
    ROUND,
    ROUND_FORUM,
    ROUND_LASTS,
    Example,
)
from recommendations.management.demo.people import ORGANIZATIONS, PASSWORD, PEOPLE, WITHOUT_APPROVAL, Player
from recommendations.models import AuditEvent, Document, FollowUp, Link, Organization, OutboxMail, Party, Update, User
from recommendations.queries import linking
from recommendations.roles import Role


def is_filled() -> bool:
    """Whether this database, which is not fresh, holds the demo: all its people are there."""
    emails = [player.email for player in PEOPLE]
    return User.objects.filter(email__in=emails).count() == len(emails)


def is_fresh() -> bool:
    """Whether nobody has worked in this database. Reference data alone is no work."""
    if User._meta.db_table not in connection.introspection.table_names():
        return True
    return not User.objects.exists() and not AuditEvent.objects.exists()


@transaction.atomic
def fill() -> None:
    """All of it or nothing: a demo that was stopped half-way begins again."""
    call_command("loaddata", *REFERENCE_FIXTURES, verbosity=0)
    secretariat = _make_people()
    for code in WITHOUT_APPROVAL:
        party = Party.objects.get(code=code)
        party.approval_required = False
        reference_data.save_row(row=party, by=secretariat)
    _open_round()
    for example in EXAMPLES:
        _write(example)
    _link(secretariat)
    # Nobody lives at these addresses.
    OutboxMail.objects.all().delete()


def _open_round() -> None:
    """A round, so that answers are due: the examples about its forum are given in it."""
    today = timezone.localdate()
    rounds.open_round(
        name=ROUND,
        documents=Document.objects.filter(forum__number=ROUND_FORUM),
        parties=Party.objects.filter(follow_ups__isnull=False).distinct(),
        opens_on=today,
        due_on=today + ROUND_LASTS,
        by=_player(Role.REVIEWER),
    )


def _link(secretariat: User) -> None:
    """What may be the same again is suggested; of what is identical a person has said so already."""
    links.suggest_again(among=linking.texts_in(), by=secretariat)
    identical = Link.objects.suggested().filter(score=1).values_list("pk", "kind")
    links.confirm(kinds=dict(identical), by=secretariat)


def _make_people() -> User:
    """Everybody of the table; gives back who plays the secretariat."""
    first = next(player for player in PEOPLE if player.role == Role.SECRETARIAT)
    secretariat = _make(first, by=None)
    for slug, party, kind, name in ORGANIZATIONS:
        organization = Organization(slug=slug, party=Party.objects.get(code=party), kind=kind, name=name)
        reference_data.save_row(row=organization, by=secretariat)
    for player in PEOPLE:
        if player != first:
            _make(player, by=secretariat)
    return secretariat


def _make(player: Player, *, by: User | None) -> User:
    user = people.invite(
        email=player.email,
        role=player.role,
        party=Party.objects.get(code=player.party) if player.party else None,
        organization=Organization.objects.get(slug=player.organization) if player.organization else None,
        name=player.name,
        by=by,
    ).user
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def _player(role: Role, party: str | None = None) -> User:
    email = next(player.email for player in PEOPLE if (player.role, player.party) == (role, party))
    return EmailAddress.objects.select_related("user").get(email=email).user


def _write(example: Example) -> None:
    """Draft, approval where the country asks for it, submission, review: as far as the example has come."""
    follow_up = FollowUp.objects.get_by_natural_key(example.reference, example.party)
    reporter = _player(Role.REPORTER, example.party)
    update = updates.save(follow_up=follow_up, answer=_answer(example), opened_version=0, by=reporter)
    # What is accepted may be quoted, so that the papers that are handed out have something to name.
    shared = Visibility.PUBLIC if example.stage == ACCEPTED else Visibility.EVERYBODY
    for title, link in example.evidence:
        proof = Proof(title=title, link=link, visibility=shared)
        evidence.add(follow_up=follow_up, proof=proof, by=reporter)
    Update.objects.filter(pk=update.pk).update(is_example=True)
    if example.stage != DRAFT:
        _submit(Update.objects.get(pk=update.pk), example, reporter)
    if example.stage in (ACCEPTED, RETURNED):
        _review(Update.objects.get(pk=update.pk), example)


def _answer(example: Example) -> Answer:
    named = {each.slug: each for each in Organization.objects.filter(slug__in=(example.lead, *example.contributing))}
    return Answer(
        status=example.status,
        not_pursued_reason=example.reason,
        challenges=example.challenges,
        next_steps=example.next_steps,
        lead=named.get(example.lead),
        contributing=tuple(named[slug] for slug in example.contributing),
        activities=tuple(ActivityText(*activity) for activity in example.activities),
    )


def _submit(update: Update, example: Example, reporter: User) -> None:
    if update.follow_up.party.approval_required:
        update = updates.ask_approval(update=update, seen_version=update.version, by=reporter)
        approver = _player(Role.APPROVER, example.party)
        update = updates.approve(update=update, seen_version=update.version, by=approver)
    updates.submit(update=update, seen_version=update.version, by=reporter)


def _review(update: Update, example: Example) -> None:
    reviewer, seen, note = _player(Role.REVIEWER), update.version, example.note
    if example.stage == ACCEPTED:
        reviews.accept(update=update, seen_version=seen, assessment=example.assessment, note=note, by=reviewer)
    else:
        reviews.send_back(update=update, seen_version=seen, note=note, by=reviewer)
