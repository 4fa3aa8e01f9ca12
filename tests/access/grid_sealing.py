"""What is done with a closed round, and what everybody reads of it, in the access grid."""

import datetime

from django.utils import timezone

from recommendations.actions import rounds
from recommendations.choices import Assessment
from recommendations.models import Update
from tests.answers import accepted_answer
from tests.factories import DocumentFactory, FollowUpFactory, ForumFactory, RecommendationFactory, RoundFactory

# Acts: for reviewers whose role reaches every country in it.
_ACTS = """
GET  open
   : no   no   no   no   no   no   no   no    no    no    no    no    no     on   on   no   no    no    no   in
GET  closed, sealed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     ok   ok   no   no    no    no   in
GET  absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     -    -    -    no    no    no   in
POST open, closed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     late late no   no    no    no   in
POST sealed
   : no   no   no   no   no   no   no   no    no    no    no    no    no     done done no   no    no    no   in
POST absent
   : no   no   no   no   no   no   no   no    no    no    no    no    no     -    -    -    no    no    no   in
"""
# What is accepted is for everybody with a role, sealed or not.
_READ = """
GET  {}
   : ok   ok   ok   ok   ok   ok   ok   ok    ok    ok    ok    ok    ok     ok   ok   ok   ok    ok    no   in
GET  {}
   : -    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in
"""
ROWS = {
    "round_reopen": _ACTS,
    "round_assessments": _ACTS,
    "round_rows": _READ.format("open, closed, sealed", "absent"),
    "round_compare": _READ.format("open, closed, sealed", "absent"),
    # Where no other round asked the same there is nothing to compare.
    "round_compare_download": _READ.format("sealed", "open, absent"),
}
MORE = {"round_compare_download": ["csv"]}


def make(world) -> None:
    """A sealed round with an assessed answer, and one before it that asked the same."""
    document = DocumentFactory(party=world.own, code="AFML34-LA", forum=ForumFactory(number=34))
    row = FollowUpFactory(recommendation=RecommendationFactory(document=document), party=world.own)
    today = timezone.localdate()
    for name, days in (("before", 90), ("sealed", 30)):
        begins = today - datetime.timedelta(days=days)
        found = RoundFactory(name=f"Round {name}", opens_on=begins, due_on=begins + datetime.timedelta(days=20))
        found.documents.add(document)
        found.parties.add(world.own)
        if name == "sealed":
            accepted_answer(row, assessment=Assessment.CONFIRMED)
            Update.objects.filter(follow_up=row).update(round=found)
        rounds.close_round(target=found, by=world.people["rev"])


def body(route: str) -> dict:
    day = (timezone.localdate() + datetime.timedelta(days=20)).strftime("%d/%m/%Y")
    return {"reason": "Two countries asked for days.", "due_on": day, "ready": "on"}
