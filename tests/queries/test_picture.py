"""The picture of a round: all that it holds, and that it comes back equal from what a seal stores."""

import datetime
import json

import pytest

from recommendations.choices import Assessment, LinkKind, LinkState, Visibility
from recommendations.models import Activity, FollowUp, RecommendationTheme, Round, Update
from recommendations.queries import picture, progress
from recommendations.queries import picture_value as value
from tests.answers import accepted_answer, answer_under
from tests.cast import cambodia, lao
from tests.factories import (
    FollowUpFactory,
    LinkFactory,
    OrganizationFactory,
    ReceiptFactory,
    RecommendationFactory,
    ReplyFactory,
    RoundFactory,
    StatementFactory,
    ThemeFactory,
    VersionInformantFactory,
)
from tests.landscape import DAY, landscape

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return landscape()


@pytest.fixture
def found(world) -> Round:
    """Asks Lao PDR and Cambodia about the national and the workers' document; answered in time by Lao PDR."""
    made = RoundFactory(name="Round of 2026", opens_on=datetime.date(2026, 4, 1), due_on=datetime.date(2026, 5, 31))
    made.documents.set({row.recommendation.document for name, row in world.items() if "common" not in name})
    made.parties.set([lao(), cambodia()])
    Update.objects.filter(follow_up=world["first LA"]).update(round=made)
    return made


def row(taken, reference, code="LA"):
    return taken.by_place[(reference, code)]


def test_it_holds_what_was_asked_in_the_order_of_the_documents(found):
    taken = picture.take(found, DAY)
    assert [each.place for each in taken.rows] == [
        ("AFML13-LA-S1-01", "LA"), ("AFML13-LA-S2-02", "LA"), ("AFML15-WORKERS-S1-01", "KH"),
        ("AFML15-WORKERS-S1-01", "LA"),
    ]  # fmt: skip
    assert [each.code for each in taken.documents] == ["AFML13-LA", "AFML15-WORKERS"]
    assert [str(each) for each in taken.countries] == ["Cambodia", "Lao PDR"]
    assert (taken.round.name, taken.taken_on, taken.seal) == ("Round of 2026", DAY, None)


def test_a_row_tells_the_whole_answer(world, found):
    version = world["first LA"].current_version
    ministry = OrganizationFactory(party=lao(), name="Border Guard", slug="border-guard", acronym="BG")
    VersionInformantFactory(version=version, organization=ministry, name="Border Guard", dated_on=DAY)
    ReceiptFactory(reference="LA-2026-1", party=lao()).versions.add(version)
    ReplyFactory(update=version.update, sender="The Director", dated_on=DAY, entered_by=version.saved_by)
    told = row(picture.take(found, DAY), "AFML13-LA-S1-01")
    proof = version.evidence.get()
    ids = list(Activity.objects.filter(party=lao()).order_by("pk").values_list("pk", flat=True))
    assert (told.status, told.answering, told.answered_on) == ("in-progress", "answered", datetime.date(2026, 5, 1))
    assert (told.in_round, told.late, told.challenges) == (True, False, "Few inspectors.")
    assert [(each.key, each.text) for each in told.activities] == [(ids[0], "Trained inspectors."), (ids[1], "Wrote.")]
    assert [(each.title, each.key, each.visibility) for each in told.proofs] == [
        ("For us", proof.evidence_id, Visibility.PARTY_AND_REVIEWERS)
    ]
    assert (told.assessment, told.assessment_published) == (Assessment.CONFIRMED, False)
    assert told.informants == (value.Informant(told.informants[0].organization, "Border Guard", DAY),)
    assert told.informants[0].organization.acronym == "BG"
    assert told.letter == value.Letter("letter", "The Director", DAY)
    assert (told.receipts, told.update, told.version) == (("LA-2026-1",), version.update_id, version.number)
    assert (told.text.main.theme.name, told.text.main.is_suggested) == ("Health", False)


def test_nothing_is_dated_after_the_data_though_a_country_has_the_next_day_already(world, found):
    late = datetime.datetime.combine(DAY, datetime.time(18), datetime.UTC)  # one in the morning in Vientiane
    FollowUp.objects.filter(pk=world["first LA"].pk).update(answered_at=late)
    taken = picture.take(found, DAY)
    next_day = DAY + datetime.timedelta(days=1)
    assert (row(taken, "AFML13-LA-S1-01").answered_on, taken.taken_on) == (next_day, next_day)
    assert progress.tell(progress.Scope(), sight=progress.sight_of_members(), today=DAY).data_on == next_day


def test_what_came_after_the_day_of_the_round_is_late(world, found):
    Round.objects.filter(pk=found.pk).update(due_on=datetime.date(2026, 4, 30))
    found.refresh_from_db()
    assert row(picture.take(found, DAY), "AFML13-LA-S1-01").late


def test_without_an_answer_it_tells_why_there_is_none(found):
    assert row(picture.take(found, DAY), "AFML13-LA-S2-02").answering == "no-information"
    assert row(picture.take(found, found.due_on), "AFML13-LA-S2-02").answering == "not-yet-due"


def test_a_draft_is_not_in_it(world, found):
    told = row(picture.take(found, DAY), "AFML13-LA-S2-02")
    assert (told.status, told.challenges, told.activities, told.update) == ("", "", (), None)


def everything(world, found) -> Round:
    shared, first = world["shared KH"], world["first LA"]
    answer_under(world["second LA"], first)
    union = OrganizationFactory(party=cambodia(), kind="workers", name="Union", slug="union")
    StatementFactory(recommendation=shared.recommendation, organization=union, party=cambodia())
    StatementFactory(recommendation=shared.recommendation, organization=union, party=None, text="For all.")
    LinkFactory(
        earlier=first.recommendation, later=shared.recommendation, kind=LinkKind.REPEATS, state=LinkState.CONFIRMED,
        decided_at=first.answered_at, decided_by=first.current_version.saved_by,
    )  # fmt: skip
    RecommendationTheme.objects.create(recommendation=first.recommendation, theme=ThemeFactory(name="Wages"))
    before = RoundFactory(
        name="Round of 2024", opens_on=datetime.date(2024, 4, 1), due_on=datetime.date(2024, 5, 31),
        closed_at=first.answered_at, closed_by=first.current_version.saved_by,
    )  # fmt: skip
    before.documents.set(found.documents.all())
    before.parties.set([lao()])
    return before


def test_it_comes_back_equal_from_plain_data(world, found):
    before = everything(world, found)
    taken = picture.take(found, DAY)
    facts, rows = json.loads(json.dumps(picture.as_data(taken)))
    assert picture.from_data(facts, rows) == taken
    assert picture.as_data(picture.from_data(facts, rows)) == (facts, rows)
    assert [each.key for each in taken.earlier] == [before.pk]
    assert [(each.organization.name, each.country and each.country.code) for each in taken.statements] == [
        ("Union", "KH"), ("Union", None),
    ]  # fmt: skip
    assert taken.ties == (value.Tie("AFML13-LA-S1-01", "AFML15-WORKERS-S1-01", "repeats"),)
    assert row(taken, "AFML13-LA-S2-02").under == "AFML13-LA-S1-01"


def test_the_hash_is_over_every_word_and_not_over_its_order(world, found):
    everything(world, found)
    facts, rows = picture.as_data(picture.take(found, DAY))
    whole = picture.sha256(facts, rows)
    turned = dict(reversed(facts.items()))
    assert picture.sha256(turned, rows) == whole
    assert picture.sha256(facts, [{**rows[0], "challenges": "Many."}, *rows[1:]]) != whole
    assert picture.sha256(facts, rows[1:]) != whole


@pytest.mark.parametrize("more", [0, 3])
def test_the_number_of_queries_does_not_grow(world, found, more, django_assert_num_queries):
    for _ in range(more):
        text = RecommendationFactory(document=world["first LA"].recommendation.document)
        accepted_answer(FollowUpFactory(recommendation=text, party=lao()), lead=f"Office {text.pk}", evidence=["Law"])
    with django_assert_num_queries(15):
        picture.take(found, DAY)


def test_a_withdrawn_text_is_not_in_it(world, found):
    text = world["first LA"].recommendation
    text.withdrawn_at, text.withdrawn_reason = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC), "Twice."
    text.save()
    taken = picture.take(found, DAY)
    assert (len(taken.rows), len(taken.texts)) == (3, 2)
    assert ("AFML13-LA-S1-01", "LA") not in taken.by_place
