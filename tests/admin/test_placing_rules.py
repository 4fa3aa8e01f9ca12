"""The rules by which texts are placed are kept in the admin; a rule's page shows what it finds."""

import pytest
from django.urls import reverse

from recommendations.models import AuditEvent, PlacingRule
from tests.factories import PlacingRuleFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db


def page(rule):
    return reverse("admin:recommendations_placingrule_change", args=[rule.pk])


def test_a_rule_shows_the_texts_in_which_it_finds_its_words(desk):
    found = RecommendationFactory(text="Extend <b>health</b> care to all.")
    other = RecommendationFactory(text="Healthcare is another word.")
    html = desk.get(page(PlacingRuleFactory(words="health"))).content.decode()
    assert "1 text<" in html
    assert f">{found.reference}</a>: … Extend &lt;b&gt;<strong>health</strong>&lt;/b&gt; care to all. …" in html
    assert other.reference not in html
    html = desk.get(page(PlacingRuleFactory(words="health*", theme=ThemeFactory()))).content.decode()
    assert (found.reference in html, other.reference in html) == (True, True)


def test_the_list_and_the_empty_form_ask_no_text(desk):
    RecommendationFactory(text="Extend health care to all.", reference="AFML15-LA-S1-77")
    PlacingRuleFactory(words="health")
    for name in ("changelist", "add"):
        html = desk.get(reverse(f"admin:recommendations_placingrule_{name}")).content.decode()
        assert "AFML15-LA-S1-77" not in html
    assert "Save the rule to see them." in html


def test_a_rule_is_found_by_its_words_and_by_what_it_speaks_for(desk):
    PlacingRuleFactory(words="clinic*", theme=ThemeFactory(name="Health"))
    PlacingRuleFactory(words="court*", theme=ThemeFactory(name="Justice"))
    for search in ("clinic", "health"):
        html = desk.get(reverse("admin:recommendations_placingrule_changelist"), {"q": search}).content.decode()
        assert ("clinic*" in html, "court*" in html) == (True, False)


def test_a_changed_rule_leaves_an_event(desk, secretariat):
    rule = PlacingRuleFactory(words="clinic*", weight=1)
    form = {"theme": rule.theme_id, "words": "clinic*", "weight": -2, "language": "en"}
    assert desk.post(page(rule), form).status_code == 302
    assert PlacingRule.objects.get(pk=rule.pk).weight == -2
    event = AuditEvent.objects.order_by("sequence").last()
    assert (event.action, event.by, event.before, event.after) == (
        "placingrule.save", secretariat, {"weight": 1}, {"weight": -2},
    )  # fmt: skip


def test_a_rule_for_two_things_is_refused_in_a_sentence(desk):
    rule = PlacingRuleFactory()
    form = {"theme": rule.theme_id, "addressee": "asean", "words": "x", "weight": 1, "language": "en"}
    html = desk.post(page(rule), form).content.decode()
    assert "A rule speaks for one theme, one target group or one addressee." in html
