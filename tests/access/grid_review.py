"""Decisions that wait to be sent, viewed marks, answers asked for again and saved filters, in the access grid."""

import uuid

from django.urls import reverse

from recommendations.actions import reopening, reviews
from recommendations.models import Review, SavedView
from recommendations.queries.review import mark_of
from tests.access.people import SENT_READERS
from tests.reviewing import decide

# rep … pa-, x-rep … x-par, rev, rev+, rev-, r-vie, sec, str, out
_NO = "no   no   no   no   no   no   no   no    no    no    no    no    no "
_THERE = "no   no   no   no   no   no   no   -     -     -     -     -     -  "
_ALL = "ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in"
_NOBODY = "-    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in"

ROWS = {
    "review_seen": f"""
POST submitted
   : {_NO}    done done late no    no    no   in
POST absent
   : {_NO}    late late late no    no    no   in
""",
    # Only what was looked at may be accepted together with others.
    "review_many": f"""
GET  -
   : {_NO}    ok   ok   ok   no    no    no   in
POST looked
   : {_NO}    done done late no    no    no   in
POST submitted, decided, absent
   : {_NO}    late late late no    no    no   in
""",
    # Everybody sends their own decisions; what another decided they may take back, or decide anew.
    "sending_new": f"""
GET  own
   : {_NO}    ok   ok   -    no    no    no   in
GET  absent
   : {_NO}    -    -    -    no    no    no   in
POST own
   : {_NO}    done late -    no    no    no   in
POST taken
   : {_NO}    done done -    no    no    no   in
POST absent
   : {_NO}    -    -    -    no    no    no   in
""",
    "update_reopen": f"""
GET  accepted, superseded, new draft, published
   : {_THERE}    ok   ok   -    -     -     no   in
GET  nothing, draft, submitted, decided, returned, tied
   : {_THERE}    late late -    -     -     no   in
POST accepted, superseded, new draft, published
   : {_THERE}    done done -    -     -     no   in
POST nothing, draft, submitted, decided, returned, tied, reopened
   : {_THERE}    late late -    -     -     no   in
GET  absent
   : {_NOBODY}
POST absent
   : {_NOBODY}
""",
    "saved_view_list": f"""
GET  -
   : {_ALL}
""",
    "saved_view_new": f"""
GET  -
   : {_ALL}
POST -
   : {_ALL.replace("ok  ", "done")}
""",
    # The address may be passed on; what stands behind it asks for itself.
    "saved_view": f"""
GET  own
   : {_ALL.replace("ok", "on")}
GET  absent
   : {_NOBODY}
""",
    "saved_view_delete": f"""
GET  own
   : -    -    -    -    -    -    -    -     -     -     -     -     -      ok   -    -    -     -     no   in
POST own
   : -    -    -    -    -    -    -    -     -     -     -     -     -      done -    -    -     -     no   in
GET  absent
   : {_NOBODY}
POST absent
   : {_NOBODY}
""",
}
ROUTES = tuple(ROWS)
STATES = ("looked", "decided", "reopened")


def make(world, note) -> None:
    """The reviewer of the region looked at one answer, decided on another, and asks again where one was accepted."""
    told = note(world, "pending", frozenset({"rev", "rev+"}))
    decide(world.update("decided"), world.people["rev"], "needs-evidence", note=told)
    looked = world.update("looked")
    for who in ("rev", "rev+"):
        reviews.mark_seen(rows=[reviews.Seen(looked.pk, looked.version)], by=world.people[who])
    reason = note(world, "reopened", SENT_READERS)
    reopening.reopen(follow_up=world.follow_ups["reopened"], reason=reason, by=world.people["rev"])
    SavedView.objects.create(
        key=uuid.UUID(int=5), page="review", name="Long waits", query="age=older", saved_by=world.people["rev"]
    )


def address(world, route: str, state: str) -> str:
    state = state.rpartition(" of ")[2]
    if route == "update_reopen":
        found = {"new draft": "answered, new draft"}.get(state, state)
        place = ("AFML15-LA-S9-99", "LA") if state == "absent" else world.follow_ups[found].address
        return reverse(route, args=place)
    if route == "sending_new":
        return reverse(route, args=["XX" if state == "absent" else "LA"])
    if route in ("saved_view", "saved_view_delete"):
        return reverse(route, args=[uuid.UUID(int=5 if state == "own" else 6)])
    query = "?page=review&query=country%3DLA" if route == "saved_view_new" else ""
    return reverse(route) + query


def body(world, route: str, state: str) -> dict[str, object]:
    if route in ("review_seen", "review_many"):
        found = world.update(state) if state != "absent" else None
        return {"rows": [f"{found.pk}.{found.version}" if found else "999999.1"], "assessment": "confirmed"}
    if route == "sending_new":
        pending = Review.objects.pending().get()
        return {"take_back": "1", "review": pending.pk} if state == "taken" else {"rows": [mark_of(pending)]}
    if route == "update_reopen":
        found = world.follow_ups.get({"new draft": "answered, new draft"}.get(state, state))
        found.refresh_from_db() if found else None
        return {"reason": "The law was changed.", "seen_answer": (found and found.current_version_id) or 0}
    return {"page": "review", "query": "country=LA", "name": "Mine"} if route == "saved_view_new" else {}
