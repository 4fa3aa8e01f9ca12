"""Many approvals asked and refused at once: nobody waits for ever, and each answer stands in a mail."""

import pytest

from recommendations.models import OutboxMail
from tests.desk import Desk
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("name", "state", "event"), [
    ("ask_approval", "draft", "approval"), ("refuse_approval", "for-approval", "sent-back"),
])  # fmt: skip
def test_each_is_told(scale, monkeypatch, name, state, event):
    monkeypatch.setattr("recommendations.actions.outbox.NAMED", 1000)  # what waits grows with each round
    desk = Desk(approval=True)
    for _ in range(scale(2, 30)):
        OutboxMail.objects.all().delete()
        rows = [desk.to(state, follow_up=desk.another()) for _ in range(8)]
        assert kinds(at_once(*[lambda row=row: desk.move(name, row) for row in rows])) == ["done"] * 8
        told = "\n".join(OutboxMail.objects.filter(key__startswith=f"{event}:").values_list("body", flat=True))
        assert {row.pk for row in rows if row.follow_up.recommendation.reference in told} == {row.pk for row in rows}
    check_trail()
