import dataclasses
import datetime
import hashlib

import pytest
from django.core.files.storage import default_storage

from recommendations.actions import audit, documents
from recommendations.errors import NotAllowed, Refused
from recommendations.models import (
    AuditEvent,
    Document,
    Edition,
    FollowUp,
    Forum,
    Party,
    Recommendation,
    SubTheme,
)
from recommendations.parsing import find, read
from tests.cast import EVERYBODY, cambodia, lao, person
from tests.factories import ForumFactory, PartyFactory

pytestmark = pytest.mark.django_db

LAO = """Lao PDR National Recommendations for the 13th ASEAN Forum on Migrant Labour

23 October 2020

Sub-theme 1: Impact of COVID-19 on migrant workers

1. Extend healthcare benefits to all migrant workers.
2. Reduce remittance costs and increase access to services.

Sub-theme 2: Future preparedness

These should be time-bound.

1. Strengthen reintegration policies by
 - training of returnees
 - credit for returnees
"""


@pytest.fixture(autouse=True)
def _reference():
    ForumFactory(number=13, year=2020)
    lao()
    cambodia()
    PartyFactory(code="TL", name="Timor-Leste", member_since=datetime.date(2025, 10, 26))
    PartyFactory(code="ASEAN", kind="regional-body", member_since=None)


def publish(text=LAO, **changes):
    data = text if isinstance(text, bytes) else text.encode()
    options = {"by": None, "file_name": "lao.txt", **{k: changes.pop(k) for k in ("by", "parties") if k in changes}}
    return documents.publish(found=dataclasses.replace(find(read(data)), **changes), data=data, **options)


def nothing_stored():
    models = (Document, Edition, SubTheme, Recommendation, FollowUp, AuditEvent)
    return {model.__name__: model.objects.count() for model in models if model.objects.exists()} == {}


def test_a_national_document_is_stored_whole_and_its_country_asked():
    document = publish()
    assert (document.code, document.kind, document.party.code) == ("AFML13-LA", "national", "LA")
    assert (document.held_on, document.held_until, document.year) == (datetime.date(2020, 10, 23), None, 2020)
    assert document.dates_printed == "23 October 2020"
    assert list(document.sub_themes.values_list("position", "number", "title", "introduction")) == [
        (1, 1, "Impact of COVID-19 on migrant workers", ""),
        (2, 2, "Future preparedness", "These should be time-bound."),
    ]
    assert list(document.recommendations.values_list("position", "reference", "label", "number", "line")) == [
        (1, "AFML13-LA-S1-01", "1.", 1, 7),
        (2, "AFML13-LA-S1-02", "2.", 2, 8),
        (3, "AFML13-LA-S2-01", "1.", 1, 14),
    ]
    last = document.recommendations.last()
    assert last.text == "Strengthen reintegration policies by\n- training of returnees\n- credit for returnees"
    assert "returnees" in last.search_text
    asked = FollowUp.objects.values_list("recommendation__reference", "party__code", "asked_on", "status")
    day = datetime.date(2020, 10, 23)
    assert list(asked) == [
        (reference, "LA", day, "") for reference in ("AFML13-LA-S1-01", "AFML13-LA-S1-02", "AFML13-LA-S2-01")
    ]


def test_the_source_is_kept_with_its_hash():
    edition = publish().editions.get()
    assert (edition.number, edition.source_text, edition.file.name) == (1, LAO, "")
    assert edition.sha256 == hashlib.sha256(LAO.encode()).hexdigest()
    assert edition.file_name == "lao.txt"


def test_a_source_in_another_encoding_is_kept_as_its_file():
    data = LAO.encode("utf-16")
    edition = publish(data).editions.get()
    assert edition.source_text == ""
    assert edition.file.read() == data
    edition.file.close()


def test_the_trail_says_what_was_published():
    secretariat = person("secretariat")
    document = publish(by=secretariat)
    event = AuditEvent.objects.get()
    assert (event.action, event.by, event.target, event.party) == (
        "document.publish", secretariat, str(document.pk), document.party,
    )  # fmt: skip
    assert event.after == {
        "code": "AFML13-LA",
        "sha256": hashlib.sha256(LAO.encode()).hexdigest(),
        "recommendations": ["AFML13-LA-S1-01", "AFML13-LA-S1-02", "AFML13-LA-S2-01"],
        "asked": ["LA"],
        "asked_on": "2020-10-23",
    }
    assert (document.published_by, document.editions.get().received_by) == (secretariat, secretariat)


# --- Who is asked ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "asked"),
    [
        (datetime.date(2020, 11, 10), {"KH", "LA"}),
        (datetime.date(2025, 10, 25), {"KH", "LA"}),
        (datetime.date(2025, 10, 26), {"KH", "LA", "TL"}),
    ],
)
def test_the_forum_s_own_document_is_asked_of_the_members_of_its_day(day, asked):
    document = publish(kind="forum", country=None, date=day)
    assert document.code == "AFML13-FORUM"
    assert document.year == day.year
    follow_ups = FollowUp.objects.filter(recommendation__document=document)
    assert set(follow_ups.values_list("party__code", flat=True)) == asked
    assert follow_ups.count() == 3 * len(asked)


def test_members_of_the_last_day_of_a_meeting_are_asked():
    days = {"date": datetime.date(2025, 10, 25), "date_end": datetime.date(2025, 10, 26)}
    publish(kind="forum", country=None, **days)
    assert FollowUp.objects.filter(party__code="TL", asked_on=datetime.date(2025, 10, 26)).count() == 3


@pytest.mark.parametrize("kind", ["regional-workers", "regional-employers", "regional-cso"])
def test_a_regional_document_is_asked_of_nobody(kind):
    publish(kind=kind, country=None)
    assert Recommendation.objects.count() == 3
    assert not FollowUp.objects.exists()


def test_chosen_parties_are_asked_instead():
    publish(kind="regional-workers", country=None, parties=Party.objects.filter(code__in=["ASEAN", "KH"]))
    assert set(FollowUp.objects.values_list("party__code", flat=True)) == {"ASEAN", "KH"}
    assert FollowUp.objects.count() == 6


def test_a_meeting_without_a_date_counts_by_its_forum_s_year():
    document = publish(date=None)
    assert (document.held_on, document.year) == (None, 2020)
    assert set(FollowUp.objects.values_list("asked_on", flat=True)) == {datetime.date(2020, 1, 1)}


def test_a_forum_document_without_a_date_takes_the_forum_s_own_day():
    Forum.objects.filter(number=13).update(
        year=2025, starts_on=datetime.date(2025, 10, 25), ends_on=datetime.date(2025, 10, 27)
    )
    publish(kind="forum", country=None, date=None)
    assert set(FollowUp.objects.values_list("asked_on", flat=True)) == {datetime.date(2025, 10, 27)}
    assert FollowUp.objects.filter(party__code="TL").exists()


# --- A second meeting ------------------------------------------------------------------------------------------


def test_a_second_meeting_of_one_kind_is_told_apart():
    publish()
    second = publish(LAO.replace("23 October", "2 November"))
    assert second.code == "AFML13-LA-b"
    assert second.recommendations.first().reference == "AFML13-LA-b-S1-01"


def test_the_same_meeting_in_another_file_is_refused():
    publish()
    with pytest.raises(Refused) as refused:
        publish(LAO.replace("Extend", "Extend and improve"))
    assert str(refused.value) == "The document of this meeting has been published already, as AFML13-LA."
    assert Document.objects.count() == 1


# --- What is refused -------------------------------------------------------------------------------------------


def test_the_same_file_again_is_refused():
    publish()
    with pytest.raises(Refused) as refused:
        publish(date=None, kind="forum", country=None)
    assert str(refused.value) == "This file has been brought in already, as AFML13-LA."
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"sub_themes": ()}, None, "No recommendation was found in this document."),
        (
            {"forum_number": None},
            "forum",
            "The number of the forum was not found in this document. Please say which it is.",
        ),
        (
            {"forum_number": 19},
            "forum",
            "The 19th AFML is not among the forums of this site. Please add it first.",
        ),
        (
            {"meeting": None},
            "meeting",
            "The title of the meeting was not found in this document. Please give it.",
        ),
        (
            {"country": None},
            "country",
            "The country of this national workshop was not found. Please say which it is.",
        ),
        ({"country": "FR"}, "country", "“FR” is not among the countries of this site."),
        ({"country": "ASEAN"}, "country", "“ASEAN” is not among the countries of this site."),
        (
            {"kind": "regional-cso"},
            "country",
            "Only a national workshop belongs to a country; this meeting is of another kind.",
        ),
        (
            {"kind": "unheard-of"},
            "kind",
            "The kind of the meeting was not found in this document. Please say which it is.",
        ),
        (
            {"place": "V" * 151},
            None,
            "This cannot be stored as “place”: Ensure this value has at most 150 characters (it has 151).",
        ),
    ],
)
def test_what_is_not_whole_is_refused_in_one_sentence(changes, field, sentence):
    with pytest.raises(Refused) as refused:
        publish(**changes)
    assert (str(refused.value), refused.value.field) == (sentence, field)
    assert nothing_stored()


def test_a_text_that_fits_no_field_leaves_nothing_behind():
    found = find(read(LAO.encode()))
    items = found.sub_themes[1].recommendations
    wrong = dataclasses.replace(items[0], label="1" * 21)
    second = dataclasses.replace(found.sub_themes[1], recommendations=(wrong,))
    with pytest.raises(Refused, match="label as printed"):
        publish(sub_themes=(found.sub_themes[0], second))
    assert nothing_stored()


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_only_the_secretariat_publishes(role):
    user = person(role, None if role in ("reviewer", "stranger") else Party.objects.get(code="LA"))
    with pytest.raises(NotAllowed):
        publish(by=user)
    assert nothing_stored()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_failure_in_the_middle_leaves_nothing(monkeypatch, encoding):
    def fails(*args, **kwargs):
        assert FollowUp.objects.count() == 3, "it must fail when all is stored"
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(RuntimeError):
        publish(LAO.encode(encoding))
    assert nothing_stored()
    assert not default_storage.exists("editions") or default_storage.listdir("editions")[1] == []
