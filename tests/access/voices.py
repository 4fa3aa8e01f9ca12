"""Statements and replies in the access grid: one that is shown, one that is hidden, and a letter that was entered."""

import datetime
import uuid

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from recommendations.actions import replies, statements
from recommendations.actions.replies import Letter
from recommendations.actions.statements import View
from recommendations.actions.typed import ActivityText, Answer
from recommendations.models import FollowUp, Reply, Statement
from tests.access.people import MEMBERS, SENT_READERS

ROUTES = ("statement_new", "statement_move", "reply_new", "reply_file")
LETTER_DAY = datetime.date(2026, 8, 1)


def say(world, name: str, told: str) -> None:
    """The union says it on the text of "nothing" ("said"), or of "spare", where the secretariat hides it ("abuse")."""
    by = world.people["pa+"]
    union = by.memberships.get().organization
    text = world.follow_ups["nothing" if name == "said" else "host"].recommendation
    said = statements.publish(recommendation=text, organization=union, view=View(told, world.own), by=by)
    world.readers[told] = MEMBERS
    if name == "abuse":
        statements.hide(statement=said, reason=f"{told} is why.", by=world.people["sec"])
        world.readers[told] = frozenset({"pa+", "sec"})


def enter(world, state: str, mark) -> None:
    """One reviewer enters a letter."""
    sender, inside, activity = (mark(state, name) for name in ("sender", "letter", "activity"))
    letter = Letter("letter", sender, LETTER_DAY, f"%PDF-1.7 {inside} %%EOF".encode(), "letter.pdf")
    answer = Answer(status="implemented", activities=(ActivityText(activity),))
    replies.enter(follow_up=world.follow_ups[state], letter=letter, answer=answer, by=world.people["rev+"])
    world.readers |= {sender: SENT_READERS, inside: SENT_READERS, activity: MEMBERS}


def key(state: str) -> str:
    return str(uuid.UUID(int=7) if state == "absent" else Reply.objects.get().key)


def address(world, route: str, state: str, follow_up: FollowUp | None) -> str:
    if route == "reply_file":
        return reverse(route, args=[key(state)])
    if route == "statement_new":
        found = world.follow_ups["spare"].recommendation.reference
        return reverse(route, args=["AFML15-LA-S9-99" if state == "absent" else found])
    if route == "statement_move":
        name, _, which = state.partition(" of ")
        return reverse(route, args=[_statement(which), name])
    return reverse(route, args=follow_up.address if follow_up else ("AFML15-LA-S9-99", "LA"))


def _statement(which: str) -> int:
    if which == "absent":
        return 0
    return Statement.objects.get(hidden_at__isnull=which == "said").pk


def body(world, route: str, state: str, user, follow_up: FollowUp | None) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    membership = user.memberships.first()
    organization = (membership and membership.organization_id) or ""
    said = {"organization": organization, "party": world.own.pk, "text": "Our own view.", "language": "en"}
    letter = {
        "seen_answer": (follow_up and FollowUp.objects.get(pk=follow_up.pk).current_version_id) or 0,
        "opened_update": 0, "opened_version": 0, "source": "letter", "sender": "The ministry",
        "dated_on": LETTER_DAY.strftime("%d/%m/%Y"), "file": SimpleUploadedFile("l.pdf", b"%PDF-1.7 a letter %%EOF"),
        "status": "planned", "activities-TOTAL_FORMS": 0, "activities-INITIAL_FORMS": 0,
    }  # fmt: skip
    bodies = {"statement_new": said, "statement_move": {**said, "reason": "Abuse."}, "reply_new": letter}
    return bodies[route]
