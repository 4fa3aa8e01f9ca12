"""What a reviewer should look at: warnings that stop nothing, and what changed word by word."""

import datetime

import pytest
from django.utils import timezone

from recommendations.actions import evidence
from recommendations.actions.evidence_files import Proof
from recommendations.models import FollowUp, Round, Update
from recommendations.queries.review import review_page, submitted_update
from tests.factories import RoundFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OLD = "All its evidence is older than the last round (1 June 2025)."


def submitted(desk, *dates, **answer):
    """An answer that rests on a piece of evidence of each date (None: it bears none)."""
    update = desk.save(**answer)
    for number, day in enumerate(dates):
        proof = Proof(title=f"Decree {number}", link=f"https://example.org/{number}", dated_on=day)
        evidence.add(follow_up=desk.follow_up, proof=proof, by=desk["reporter"])
    return desk.move("submit", update)


def page(desk):
    now = FollowUp.objects.with_source().get(pk=desk.follow_up.pk)
    return review_page(submitted_update(now, desk["reviewer"]), desk["reviewer"])


def warned(desk):
    return [str(each) for each in page(desk).warnings]


def last_round(desk, due=datetime.date(2025, 6, 1)) -> Round:
    """A round that asked the country for this text; its day has passed."""
    found = RoundFactory(opens_on=due - datetime.timedelta(days=90), due_on=due)
    found.parties.add(desk.party)
    found.documents.add(desk.follow_up.recommendation.document)
    return found


@pytest.mark.parametrize(("dates", "warns"), [
    ([datetime.date(2024, 5, 1)], True),
    ([datetime.date(2024, 5, 1), None], True),
    ([datetime.date(2024, 5, 1), datetime.date(2025, 6, 1)], False),
    ([None], False),
    ([], False),
])  # fmt: skip
def test_evidence_older_than_the_last_round(desk, dates, warns):
    found = last_round(desk)
    found.closed_at, found.closed_by = timezone.now(), desk["reviewer"]
    found.save()
    submitted(desk, *dates)
    assert warned(desk) == ([OLD] if warns else [])


def test_the_round_that_it_answers_is_not_the_last_one(desk):
    last_round(desk, TODAY - datetime.timedelta(days=3))
    submitted(desk, datetime.date(2024, 5, 1))
    assert warned(desk) == []


def test_a_round_after_the_one_that_it_answers_is_not_the_last_one(desk):
    """A reviewer brings in what a country answered to a round of long ago."""
    ago = last_round(desk)
    last_round(desk, TODAY - datetime.timedelta(days=3))
    update = submitted(desk, datetime.date(2024, 5, 1))
    Update.objects.filter(pk=update.pk).update(round=ago)
    assert warned(desk) == []


def test_without_an_earlier_round_nothing_is_older(desk):
    submitted(desk, datetime.date(2001, 1, 1))
    assert warned(desk) == []


def test_the_other_warnings(desk):
    desk.to("accepted", status="in-progress", challenges="Money.")
    submitted(desk, status="planned", challenges="Money.")
    assert warned(desk) == ["The status went backwards.", "The text is the same as last time."]
    (compared,) = page(desk).compared
    assert (compared.key, [str(each.heading) for each in compared.changes]) == ("changes", ["Status"])


def test_implemented_without_evidence(desk):
    submitted(desk, status="implemented")
    assert warned(desk) == ["Reported as implemented, without evidence."]
    assert page(desk).compared == ()


def test_what_came_again_is_compared_with_what_was_sent_back(desk):
    """Also where it was taken back in between, and whether something was accepted before or not."""
    sent_back = desk.to("returned", challenges="Money.")
    desk.move("withdraw", submitted(desk, challenges="Money and time."))
    again = submitted(desk, challenges="Money and people.")
    assert again == sent_back
    (compared,) = page(desk).compared
    assert str(compared.heading) == "What was changed since it was sent back"
    (change,) = compared.changes
    assert (str(change.heading), [(each.kind, each.text) for each in change.pieces]) == (
        "Challenges", [("same", "Money"), ("new", " and people"), ("same", ".")]
    )  # fmt: skip
    desk.move("accept", again)
    desk.move("send_back", submitted(desk, status="planned"))
    submitted(desk, status="not-started")
    assert [each.key for each in page(desk).compared] == ["since-sent-back", "changes"]
    submitted_first = page(desk).compared[0].changes[0].pieces
    assert [each.text.strip() for each in submitted_first if each.text.strip()] == ["Planned", "Not started"]
