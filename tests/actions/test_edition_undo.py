"""An edition taken back, as long as nobody has gone on from it; and the countries told of it."""

import pytest

from recommendations.actions import (
    confirmations,
    edition_mail,
    edition_undo,
    editions,
    follow_ups,
    updates,
    withdrawing,
    wordings,
)
from recommendations.actions.typed import Answer
from recommendations.choices import ImportState
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.management.invariants import INVARIANTS
from recommendations.models import AuditEvent, DocumentImport, Edition, FormerWording, OutboxMail
from tests.cast import cambodia, lao, person
from tests.desk import dump
from tests.edition_texts import COSTS, DATA, DESKS, FISH, HEALTH, PRINTED, REWORDED, TRAIN
from tests.editions import answer, apply, corrected, of, published
from tests.factories import MeetingItemFactory, MembershipFactory, StatementFactory

pytestmark = pytest.mark.django_db

EVERYTHING = (
    ("Greater impact", [f"{COSTS} {DESKS}", REWORDED, FISH]),
    ("Seas", ["Train labour attachés to register complaints.", "Train them to visit workplaces twice a year."]),
)


def rows(but=("AuditEvent", "Extract", "DocumentImport")):
    """Every row but the trail's, with keys of headings told by their titles: one that was deleted has another."""
    found = {name: rows for name, rows in dump().items() if name not in but}
    titles = {row["id"]: row["title"] for row in found["SubTheme"]}
    for row in found["Recommendation"]:
        row["sub_theme_id"] = titles[row["sub_theme_id"]]
    found["SubTheme"] = sorted([{**row, "id": 0} for row in found["SubTheme"]], key=lambda row: row["position"])
    return found


@pytest.mark.parametrize("parts", [
    PRINTED, EVERYTHING,
    (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])),
    (("All", [DATA, TRAIN, DESKS, COSTS, HEALTH]),),
    (("Future", [TRAIN]), ("Impact", [COSTS, HEALTH])),
])  # fmt: skip
def test_all_is_as_before(parts, secretariat):
    document = published(parties=[lao(), cambodia()])
    of(document, "S1-02").follow_ups.filter(party=cambodia()).delete()
    answer(of(document, "S1-01").follow_ups.get(party=lao()))
    made = corrected(document, parts)
    before = rows()
    editions.apply_edition(document_import=made, by=secretariat)
    edition_undo.undo_edition(document_import=made, by=secretariat)
    assert rows() == before
    assert [
        line for each in INVARIANTS for line in each.breaches() if "search" in each.name or "word" in each.name
    ] == []


def test_its_review_is_open_again_and_it_can_be_applied_once_more(secretariat):
    document = published()
    made = corrected(document, EVERYTHING)
    editions.apply_edition(document_import=made, by=secretariat)
    after = document.recommendations.order_by("reference").values_list("reference", "text")
    first = list(after)
    edition_undo.undo_edition(document_import=made, by=secretariat)
    now = DocumentImport.objects.get(pk=made.pk)
    assert (now.state, now.document, now.edition, now.ended_at) == (ImportState.REVIEW, None, None, None)
    editions.apply_edition(document_import=made, by=secretariat)
    assert list(after.all()) == first
    assert AuditEvent.objects.filter(action="document.edition_undone").count() == 1


def confirms(document, by):
    follow_up = of(document, "S1-01").follow_ups.get()
    confirmations.confirm_wording(follow_up=follow_up, seen_wording=2, by=by)


def writes(document, ending, by):
    follow_up = of(document, ending).follow_ups.get()
    updates.save(follow_up=follow_up, answer=Answer(status="planned"), opened_version=0, by=by)


SINCE = {
    "a draft on what was reworded": lambda document, by: writes(document, "S1-01", by),
    "a draft on what is new": lambda document, by: writes(document, "S1-04", by),
    "a confirmation": confirms,
    "a tie": lambda document, by: follow_ups.answer_under(
        follow_up=of(document, "S1-04").follow_ups.get(), under=of(document, "S2-01").follow_ups.get(), by=by
    ),
    "a correction": lambda document, by: wordings.correct(
        recommendation=of(document, "S1-01"), text="Mended.", note="All of it.", seen_wording=2, by=None
    ),
    "a withdrawal": lambda document, by: withdrawing.withdraw(document=document, reason="Wrong.", by=None),
    "a view on a new text": lambda document, by: StatementFactory(recommendation=of(document, "S1-04")),
    "a meeting": lambda document, by: MeetingItemFactory(follow_up=of(document, "S1-04").follow_ups.get()),
    "another edition": lambda document, by: apply(document, PRINTED),
}


@pytest.mark.parametrize("what", SINCE)
def test_refused_once_anybody_has_gone_on(what, secretariat):
    document = published()
    reporter = person("reporter", lao())
    answer(of(document, "S1-01").follow_ups.get(), by=reporter)
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS, FISH]), ("Future", [TRAIN])))
    editions.apply_edition(document_import=made, by=secretariat)
    SINCE[what](document, reporter)
    with pytest.raises(TooLate):
        edition_undo.undo_edition(document_import=made, by=secretariat)
    assert of(document, "S1-01").wording > 1


def test_work_on_what_did_not_change_does_not_stop_it(secretariat):
    document = published()
    made = corrected(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [DATA, TRAIN])))
    editions.apply_edition(document_import=made, by=secretariat)
    writes(document, "S1-02", person("reporter", lao()))
    edition_undo.undo_edition(document_import=made, by=secretariat)
    assert not FormerWording.objects.exists()
    assert Edition.objects.count() == 1


def test_only_the_secretariat_takes_it_back(secretariat):
    document = published()
    made = corrected(document, PRINTED)
    editions.apply_edition(document_import=made, by=secretariat)
    for by in (person("reviewer"), person("coordinator", lao())):
        with pytest.raises(NotAllowed):
            edition_undo.undo_edition(document_import=made, by=by)
        with pytest.raises(NotAllowed):
            edition_mail.tell(edition=document.editions.get(number=2), by=by)


def test_the_first_edition_is_not_taken_back_this_way(secretariat):
    document = published()
    with pytest.raises(TooLate):
        edition_undo.undo_edition(document_import=document.imports.get(), by=secretariat)


# --- The countries are told --------------------------------------------------------------------------------------


def test_the_countries_concerned_are_told_once(secretariat):
    document = published(parties=[lao(), cambodia()])
    answer(of(document, "S1-01").follow_ups.get(party=lao()))
    coordinator = person("coordinator", lao())
    person("viewer", lao()), person("approver", lao())
    theirs = person("reporter", cambodia())
    OutboxMail.objects.all().delete()
    edition = apply(document, (("Impact", [REWORDED, COSTS, FISH]), ("Future", [TRAIN, DATA])))
    assert edition_mail.tell(edition=edition, by=secretariat) == 3
    mails = {mail.recipient: mail for mail in OutboxMail.objects.all()}
    assert sorted(user.email for user in mails) == sorted([coordinator.email, theirs.email, "reporter.la@example.org"])
    body = mails[coordinator].body
    assert "please confirm that your answer stands:\n- AFML13-LA-S1-01" in body.lower().replace(
        "afml13-la-s", "AFML13-LA-S"
    )
    assert "New, and asked of you:\n- AFML13-LA-S1-04" in body
    assert "Withdrawn, to be read only:\n- AFML13-LA-S1-03" in body
    assert "The text was changed:\n- AFML13-LA-S1-01" in mails[theirs].body
    assert "AFML13-LA-S1-02" not in body
    with pytest.raises(TooLate):
        edition_mail.tell(edition=edition, by=secretariat)
    assert OutboxMail.objects.count() == 3
    event = AuditEvent.objects.get(action="document.edition_told")
    assert event.after == {"edition": 2, "people": 3, "countries": ["KH", "LA"]}


def test_what_only_moved_concerns_nobody(secretariat):
    document = published()
    person("reporter", lao())
    edition = apply(document, (("Impact", [COSTS, DESKS]), ("Future", [TRAIN, DATA, HEALTH])))
    with pytest.raises(Refused):
        edition_mail.tell(edition=edition, by=secretariat)
    assert not OutboxMail.objects.exists()


def test_a_reporter_of_one_agency_is_not_told_of_the_whole(secretariat):
    document = published()
    bound = MembershipFactory(party=lao(), organization=person("partner", lao()).memberships.get().organization)
    person("reporter", lao())
    edition = apply(document, (("Impact", [REWORDED, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
    edition_mail.tell(edition=edition, by=secretariat)
    assert bound.user.email not in OutboxMail.objects.values_list("to", flat=True)
    assert OutboxMail.objects.count() == 1
