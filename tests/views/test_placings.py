"""Placing texts: the list, one text, and beside the source of a document on its way in."""

import pytest
from django.urls import reverse

from recommendations.actions import placings
from recommendations.choices import Placing
from recommendations.models import AuditEvent, Extract, Recommendation
from recommendations.queries.placings import facts_of
from tests.cast import EVERYBODY, lao, person
from tests.factories import (
    DocumentFactory,
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    PlacingRuleFactory,
    RecommendationFactory,
    TargetGroupFactory,
    ThemeFactory,
)
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db

LIST = reverse("placing_list")
SUGGESTED, CONFIRMED, REFUSED = (each.value for each in Placing)


@pytest.fixture
def rules():
    for slug, name in (("health", "Health"), ("justice", "Access to justice")):
        PlacingRuleFactory(theme=ThemeFactory(slug=slug, name=name), words=f"{slug}*", weight=2)
    PlacingRuleFactory(theme=None, target_group=TargetGroupFactory(slug="women", name="Women"), words="women", weight=2)


@pytest.fixture
def texts(rules, secretariat):
    """Two texts that rules place and one that they do not, of two documents."""
    one, two = DocumentFactory(code="AFML15-LA"), DocumentFactory(code="AFML15-KH")
    found = [
        RecommendationFactory(document=one, text="Extend health care to women.", reference="AFML15-LA-S1-01"),
        RecommendationFactory(document=one, text="Bring justice and health.", reference="AFML15-LA-S1-02"),
        RecommendationFactory(document=two, text="Nothing of that kind.", reference="AFML15-KH-S1-01"),
    ]
    placings.suggest(recommendations=found, by=secretariat)
    return found


def get(client, url):
    response = client.get(url)
    assert response.status_code == 200
    html = response.content.decode()
    check_page(html)
    return html


def sent(client, url, name, **typed):
    return client.post(url, as_it_stands(form_with(get(client, url), name)) | typed)


def stored(text):
    return {each["value"]: (each["placing"], each["is_main"]) for each in facts_of([text]).get(text.pk, [])}


def shown(html):
    return {each for each in Recommendation.objects.values_list("reference", flat=True) if f">{each}</label>" in html}


# --- The list ------------------------------------------------------------------------------------------------


def test_the_list_says_where_texts_stand_and_why(client, texts):
    html = get(client, LIST)
    assert shown(html) == {"AFML15-LA-S1-01", "AFML15-LA-S1-02", "AFML15-KH-S1-01"}
    for words in ("All (3)", "Not yet placed (1)", "Suggested (2)", "Confirmed (0)", "because of: justice"):
        assert words in html
    assert "&lt;" not in html


@pytest.mark.parametrize(
    ("query", "references"),
    [
        ("state=not-placed", {"AFML15-KH-S1-01"}),
        ("state=suggested", {"AFML15-LA-S1-01", "AFML15-LA-S1-02"}),
        ("state=confirmed", set()),
        ("theme=health", {"AFML15-LA-S1-01", "AFML15-LA-S1-02"}),
        ("theme=justice", {"AFML15-LA-S1-02"}),
        ("document=AFML15-KH", {"AFML15-KH-S1-01"}),
        ("document=AFML15-KH&theme=health", set()),
        ("state=nothing&theme=%00&document=%00", {"AFML15-LA-S1-01", "AFML15-LA-S1-02", "AFML15-KH-S1-01"}),
    ],
)
def test_the_list_is_narrowed(client, texts, query, references):
    assert shown(get(client, f"{LIST}?{query}")) == references


def test_withdrawn_texts_are_not_placed(client, texts):
    Recommendation.objects.filter(reference="AFML15-KH-S1-01").update(
        withdrawn_at="2026-01-01T00:00Z", withdrawn_reason="Gone."
    )
    assert shown(get(client, LIST)) == {"AFML15-LA-S1-01", "AFML15-LA-S1-02"}


def test_all_of_a_page_are_ticked_by_a_link_and_confirmed_at_once(client, texts):
    assert as_it_stands(form_with(get(client, LIST), "texts")).get("texts") is None
    url = f"{LIST}?state=suggested&tick=all"
    answer = sent(client, url, "texts", do="confirm")
    assert (answer.status_code, answer.url) == (302, f"{LIST}?state=suggested")
    assert stored(texts[0]) == {"health": (CONFIRMED, True), "women": (CONFIRMED, False)}
    assert "Confirmed (2)" in get(client, LIST)
    assert AuditEvent.objects.filter(action="recommendation.confirm_placings").count() == 1


def test_a_theme_is_refused_or_made_main_for_those_ticked(client, texts):
    keys = [str(text.pk) for text in texts]
    sent(client, f"{LIST}?theme=health", "texts", do="refuse", texts=keys[1:2])
    assert stored(texts[1]) == {"justice": (SUGGESTED, True), "health": (REFUSED, False)}
    sent(client, f"{LIST}?theme=justice", "texts", do="main", texts=[keys[1]])
    assert stored(texts[1])["justice"] == (CONFIRMED, True)
    assert stored(texts[0])["health"] == (SUGGESTED, True)


def test_a_document_leads_the_secretariat_to_its_own_texts(client, texts):
    assert f"{LIST}?document=AFML15-LA" in get(client, reverse("document", args=["AFML15-LA"]))
    client.force_login(person("viewer", lao()))
    assert LIST not in get(client, reverse("document", args=["AFML15-LA"]))


def test_without_a_theme_there_is_nothing_to_refuse(client, texts):
    assert 'value="refuse"' not in get(client, LIST)
    assert 'value="refuse"' in get(client, f"{LIST}?theme=health")
    assert sent(client, LIST, "texts", do="refuse", texts=[str(texts[0].pk)]).status_code == 404
    assert stored(texts[0])["health"] == (SUGGESTED, True)


def test_nothing_ticked_is_said_in_a_sentence(client, texts):
    html = sent(client, LIST, "texts", do="confirm").content.decode()
    assert "Tick at least one text." in html


def test_after_the_rules_changed_open_suggestions_change(client, texts):
    sent(client, f"{LIST}?tick=all&document=AFML15-LA&theme=justice", "texts", do="confirm")
    PlacingRuleFactory(theme=ThemeFactory(slug="data"), words="nothing of", weight=2)
    PlacingRuleFactory(theme=ThemeFactory(slug="care"), words="care", weight=4)
    sent(client, LIST, "texts", do="suggest")
    assert stored(texts[0]) == {
        "care": (SUGGESTED, True), "health": (SUGGESTED, False), "women": (SUGGESTED, False),
    }  # fmt: skip
    assert set(stored(texts[1]).values()) == {(CONFIRMED, True), (CONFIRMED, False)}
    assert stored(texts[2]) == {"data": (SUGGESTED, True)}


def test_the_list_costs_the_same_for_one_text_and_for_many(client, texts, django_assert_max_num_queries):
    RecommendationFactory.create_batch(30, document=texts[0].document)
    with django_assert_max_num_queries(12):
        client.get(LIST)


# --- One text ------------------------------------------------------------------------------------------------


def one(text):
    return reverse("placing", args=[text.reference])


def test_one_text_shows_every_choice_with_the_words_that_led_to_it(client, texts):
    html = get(client, one(texts[0]))
    for words in ("Suggested, because of: health", "Suggested, because of: women", "Access to justice", "ASEAN"):
        assert words in html


def test_saving_decides_everything_on_the_page(client, texts):
    answer = sent(client, one(texts[0]), "seen", themes=["health", "justice"], main="justice", groups=[])
    assert (answer.status_code, answer.url) == (302, texts[0].get_absolute_url())
    assert stored(texts[0]) == {
        "justice": (CONFIRMED, True), "health": (CONFIRMED, False), "women": (REFUSED, False),
    }  # fmt: skip
    assert "Refused, because of: women" in get(client, one(texts[0]))


def test_the_same_form_twice_saves_once(client, texts):
    form = as_it_stands(form_with(get(client, one(texts[0])), "seen"))
    for _ in range(2):
        assert client.post(one(texts[0]), form).status_code == 302
    assert AuditEvent.objects.filter(action="recommendation.place").count() == 1


def test_somebody_else_placed_it_meanwhile(client, texts, secretariat):
    form = as_it_stands(form_with(get(client, one(texts[0])), "seen")) | {"themes": ["justice"]}
    placings.confirm(recommendations=[texts[0]], by=secretariat)
    answer = client.post(one(texts[0]), form)
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Somebody else has placed this text" in html
    again = as_it_stands(form_with(html, "seen"))
    assert again["themes"] == ["justice"]
    assert client.post(one(texts[0]), again).status_code == 302
    assert stored(texts[0])["justice"] == (CONFIRMED, False)


def test_a_value_that_is_none_is_refused(client, texts):
    html = sent(client, one(texts[0]), "seen", themes=["nothing\0"], main="x").content.decode()
    assert "Choose from the list." in html
    assert stored(texts[0])["health"] == (SUGGESTED, True)


def test_one_text_costs_twelve_queries_at_most(client, texts, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        client.get(one(texts[0]))


@pytest.mark.parametrize("role", [role for role in EVERYBODY if role != "secretariat"])
def test_nobody_else_opens_these_pages_or_sees_the_link(client, texts, role):
    url = texts[0].get_absolute_url()
    assert one(texts[0]) in get(client, url)
    client.force_login(person(role, lao()))
    for page in (LIST, one(texts[0])):
        assert client.get(page).status_code == 403
    if role != "stranger":
        assert one(texts[0]) not in get(client, url)


def test_suggested_and_confirmed_differ_on_the_pages_of_everybody(client, texts, secretariat):
    placings.make_main(
        recommendations=[texts[1]], theme=ThemeFactory._meta.model.objects.get(slug="health"), by=secretariat
    )
    client.force_login(person("viewer", lao()))
    html = get(client, reverse("document", args=["AFML15-LA"]))
    html = " ".join("".join(check_page(html).itertext()).split())
    assert "Suggested themes: Health (main)" in html  # of the first text
    assert "Themes: Health (main). Suggested themes: Access to justice" in html  # of the second
    assert "suggested, not yet confirmed" in get(client, texts[0].get_absolute_url())
    assert "Also by a suggestion that nobody has confirmed yet." in get(client, reverse("recommendation_texts"))


# --- Beside the source ---------------------------------------------------------------------------------------


@pytest.fixture
def extract(rules, secretariat):
    found = DocumentImportFactory()
    heading = ExtractedSubThemeFactory(document_import=found, position=1)
    facts = [
        {"axis": "theme", "value": "health", "is_main": True, "placing": SUGGESTED, "words": "health"},
        {"axis": "target-group", "value": "women", "is_main": False, "placing": SUGGESTED, "words": "women"},
    ]
    return ExtractFactory(
        document_import=found, sub_theme=heading, position=1, text="Extend health care to women.", placings=facts
    )


def beside(extract):
    return reverse("extract", args=[extract.document_import_id, 1])


def placed(extract):
    return {each["value"]: each["placing"] for each in Extract.objects.get(pk=extract.pk).placings}


def test_suggestions_stand_beside_the_source_with_their_words(client, extract):
    html = get(client, beside(extract))
    for words in ("Where it belongs", "suggested, because of: health", "This is right: confirm all of it"):
        assert words in html


def test_accepting_a_text_leaves_its_suggestions_open(client, extract):
    assert sent(client, beside(extract), "placing-seen", do="accept").status_code == 302
    assert placed(extract) == {"health": SUGGESTED, "women": SUGGESTED}


def test_accepting_it_with_a_look_confirms_them(client, extract):
    form = {"placing-looked": "on", "placing-groups": []}
    assert sent(client, beside(extract), "placing-seen", do="accept", **form).status_code == 302
    assert placed(extract) == {"health": CONFIRMED, "women": REFUSED}


def test_what_is_ticked_or_unticked_there_is_decided(client, extract):
    form = {"placing-themes": ["health", "justice"], "placing-groups": []}
    assert sent(client, beside(extract), "placing-seen", do="accept", **form).status_code == 302
    assert placed(extract) == {"health": SUGGESTED, "justice": CONFIRMED, "women": REFUSED}


def test_a_wrong_tick_is_said_beside_it_and_nothing_is_saved(client, extract):
    answer = sent(client, beside(extract), "placing-seen", do="accept", **{"placing-themes": ["no-such"]})
    assert "Choose from the list." in answer.content.decode()
    assert Extract.objects.get(pk=extract.pk).state == "proposed"
