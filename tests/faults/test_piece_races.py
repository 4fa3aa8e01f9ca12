"""One piece of evidence, and one statement, in two hands at once."""

import pytest
from django.test import Client

from recommendations.actions import evidence, evidence_changes, reviews, statements, updates
from recommendations.actions.evidence_files import Proof
from recommendations.actions.statements import View
from recommendations.models import Evidence, FormToken, Statement, Update
from tests.faults.test_races import Done, at_once, kinds
from tests.views.test_story import hidden

pytestmark = pytest.mark.django_db(transaction=True)


def proof(name):
    return Proof(title="The report", content=b"%PDF-1.7 " + name.encode() + b" %%EOF", file_name="a.pdf")


def a_piece(desk, name):
    """A piece on a draft of its own, and that draft."""
    row = desk.another()
    piece = evidence.add(follow_up=row, proof=proof(name), by=desk["reporter"])
    return piece, Update.objects.get(follow_up=row)


def renew(desk, piece, name, by="reporter"):
    user = type(desk[by]).objects.get(pk=desk[by].pk)
    found = Evidence.objects.get(pk=piece.pk)
    return lambda: evidence_changes.add_version(evidence=found, proof=proof(name), by=user)


def withdraw(desk, piece, by="coordinator"):
    found = Evidence.objects.get(pk=piece.pk)
    return lambda: evidence_changes.withdraw(evidence=found, reason="The wrong file.", by=desk[by])


def rests_on(update):
    version = Update.objects.get(pk=update.pk).versions.last()
    return [use.evidence_version.number for use in version.evidence.all()]


def test_two_new_versions_at_once_stand_one_after_the_other(desk, scale):
    for run in range(scale(5, 100)):
        piece, update = a_piece(desk, f"{run}")
        found = at_once(renew(desk, piece, f"{run} one"), renew(desk, piece, f"{run} two", "coordinator"))
        assert kinds(found) == ["done", "done"]
        assert list(piece.versions.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
        assert len({each.sha256 for each in piece.versions.all()}) == 3
        assert rests_on(update) == [3]


def test_the_same_new_version_twice_at_once_is_one(desk, scale):
    for run in range(scale(5, 100)):
        piece, _update = a_piece(desk, f"{run}")
        found = at_once(renew(desk, piece, f"{run} one"), renew(desk, piece, f"{run} one", "coordinator"))
        assert kinds(found) == ["Refused", "done"]
        assert piece.versions.count() == 2


def test_a_new_version_while_the_piece_is_withdrawn_comes_before_or_is_too_late(desk, scale):
    for run in range(scale(5, 100)):
        piece, update = a_piece(desk, f"{run}")
        found = at_once(renew(desk, piece, f"{run} one"), withdraw(desk, piece))
        assert isinstance(found[1], Done)
        piece.refresh_from_db()
        assert piece.withdrawn_at is not None
        assert piece.versions.count() == (2 if kinds(found) == ["done", "done"] else 1)
        assert rests_on(update) == []


def test_a_piece_that_is_withdrawn_while_its_answer_is_saved_or_sent_is_in_no_draft(desk, scale):
    """What was sent first rests on it, and says that it was withdrawn; whatever is still being written does not."""
    for run in range(scale(5, 100)):
        piece, update = a_piece(desk, f"{run}")
        answer = evidence.answer_of(update)
        plain = {"status": "planned", "challenges": f"{run}"}
        updates.save(
            follow_up=update.follow_up, answer=type(answer)(**plain, evidence=(piece,)), opened_version=update.version,
            by=desk["reporter"],
        )  # fmt: skip
        seen = Update.objects.get(pk=update.pk).version
        found = at_once(
            withdraw(desk, piece),
            lambda update=update, seen=seen: updates.submit(update=update, seen_version=seen, by=desk["reporter"]),
        )
        assert isinstance(found[0], Done)
        now = Update.objects.get(pk=update.pk)
        assert (now.state, rests_on(now)) in [("submitted", [1]), ("draft", [])]


def test_the_same_reviewed_piece_is_withdrawn_once(desk, scale):
    for run in range(scale(5, 100)):
        piece, _update = a_piece(desk, f"{run}")
        found = at_once(withdraw(desk, piece, "reporter"), withdraw(desk, piece))
        assert kinds(found) == ["TooLate", "done"]


# --- Statements ----------------------------------------------------------------------------------------------


def union(desk):
    return desk["partner"].memberships.get().organization


def publish(desk, row, text):
    user = type(desk["partner"]).objects.get(pk=desk["partner"].pk)
    return lambda: statements.publish(
        recommendation=row.recommendation, organization=union(desk), view=View(text), by=user
    )


def test_one_form_sent_ten_times_at_once_publishes_once(desk):
    url = f"/recommendations/{desk.follow_up.recommendation.reference}/statement/"
    clients = [Client() for _ in range(10)]
    for each in clients:
        each.force_login(desk["partner"])
    html = clients[0].get(url).content.decode()
    body = {
        "form_key": hidden(html, "form_key"), "organization": union(desk).pk, "party": "", "text": "Our view.",
        "language": "en",
    }  # fmt: skip
    found = at_once(*[lambda each=each: each.post(url, body) for each in clients])
    assert {each.value.status_code for each in found} == {302}
    assert len({each.value.url for each in found}) == 1
    assert (Statement.objects.count(), FormToken.objects.count()) == (1, 1)


def test_of_two_forms_at_once_one_publishes(desk, scale):
    for run in range(scale(5, 100)):
        row = desk.another()
        found = at_once(publish(desk, row, f"{run} one"), publish(desk, row, f"{run} two"))
        assert kinds(found) == ["Refused", "done"]
        assert Statement.objects.shown().filter(recommendation=row.recommendation).count() == 1


def test_a_statement_that_is_hidden_while_its_author_withdraws_or_changes_it(desk, scale):
    """Hidden first, it may still be withdrawn but not changed; withdrawn or changed first, there is nothing to hide."""
    for run in range(scale(5, 100)):
        for act in ("withdraw", "change"):
            said = publish(desk, desk.another(), f"{run}")()
            more = {"view": View("Other words.")} if act == "change" else {}
            found = at_once(
                lambda said=said: statements.hide(statement=said, reason="Abuse.", by=desk["secretariat"]),
                lambda said=said, act=act, more=more: getattr(statements, act)(
                    statement=said, by=desk["partner"], **more
                ),
            )
            now = Statement.objects.get(pk=said.pk)
            hidden_first = isinstance(found[0], Done)
            if act == "withdraw":
                assert now.withdrawn_at is not None
                assert bool(now.hidden_at) == hidden_first
            else:
                assert kinds(found) == ["TooLate", "done"]
                assert (bool(now.hidden_at), bool(now.withdrawn_at)) == (hidden_first, not hidden_first)
            shown = Statement.objects.shown().filter(recommendation=said.recommendation).count()
            assert shown == (1 if act == "change" and not hidden_first else 0)


def test_a_decision_while_its_evidence_is_withdrawn_leaves_both_whole(desk, scale):
    for run in range(scale(4, 50)):
        piece, update = a_piece(desk, f"{run}")
        updates.save(
            follow_up=update.follow_up, answer=type(evidence.answer_of(update))(status="planned", evidence=(piece,)),
            opened_version=update.version, by=desk["reporter"],
        )  # fmt: skip
        update = desk.move("submit", update)
        found = at_once(
            withdraw(desk, piece),
            lambda update=update: reviews.accept(
                update=update, seen_version=update.version, assessment="confirmed", by=desk["reviewer"]
            ),
        )
        assert kinds(found) == ["done", "done"]
        assert Update.objects.get(pk=update.pk).state == "accepted"
        assert rests_on(update) == [1]
