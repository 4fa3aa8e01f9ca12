"""Word rules: what a rule finds, what counts how much, and what must not be found."""

import pytest

from recommendations.matching.placing import Rule, Rules, Suggestion

JUSTICE = Rule("theme", "access-to-justice", "access to justice", 3)


def rule(words, weight=2, value="health", axis="theme"):
    return Rule(axis, value, words, weight)


def placed(text, *rules, **above):
    return {(each.axis, each.value): each.words for each in Rules(rules).place(text, **above)}


def found(text, words):
    return [hit.words for hit in Rules([rule(words)]).hits(text)]


@pytest.mark.parametrize(
    ("words", "text", "hits"),
    [
        ("health care", "Health care for all", ["Health care"]),
        ("health care", "health-care", ["health-care"]),
        ("health care", "health\n care", []),
        ("health care", "Protect health. Care for all", []),
        ("health care", "healthcare", []),
        ("health", "healthcare", []),
        ("health*", "healthcare and health", ["healthcare", "health"]),
        ("reskill*", "re-skilling", []),
        ("re skill*", "re-skilling", ["re-skilling"]),
        ("workers rights", "workers' rights", ["workers' rights"]),
        ("women", "WOMEN and womenfolk", ["WOMEN"]),
        ("ốm đau", "Khi ốm đau, thai sản", ["ốm đau"]),
    ],
)
def test_what_the_words_of_a_rule_find(words, text, hits):
    assert found(text, words) == hits


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("แรงงาน", "คุ้มครองแรงงานข้ามชาติ"),
        ("ແຮງງານ", "ປົກປ້ອງແຮງງານເຄື່ອນຍ້າຍ"),
        ("ពលករ", "ការពារពលករទេសន្តរប្រវេសន៍"),
        ("အလုပ်သမား", "ရွှေ့ပြောင်းအလုပ်သမားများ"),
    ],
)
def test_scripts_without_spaces_are_searched_inside(words, text):
    assert found(text, words) == [words]
    assert found(text, f"{words}*") == [words]
    assert found(text[::-1], words) == []


def test_a_zero_width_space_parts_nothing():
    assert found("ពល\u200bករ", "ពលករ") == ["ពលករ"]


def test_a_text_without_any_word_of_a_rule_is_left_unplaced():
    assert Rules([JUSTICE]).place("Extend healthcare.", heading="Access to information", theme="Justice") == []


def test_a_weight_of_two_in_the_text_is_enough_and_one_is_not():
    assert placed("Health for all.", rule("health", 2)) == {("theme", "health"): ("Health",)}
    assert placed("Health for all.", rule("health", 1)) == {}
    assert placed("Health and medicine.", rule("health", 1), rule("medicine", 1)) == {
        ("theme", "health"): ("Health", "medicine")
    }


def test_the_same_rule_counts_once():
    assert placed("Health, health, health.", rule("health", 1)) == {}


def test_a_heading_counts_less_and_the_theme_of_the_document_least():
    hint, strong = rule("clinic", 1), rule("health", 4)
    assert placed("Open clinics.", rule("clinics", 1), strong) == {}
    assert placed("Open a clinic.", hint, strong, heading="Health") == {("theme", "health"): ("clinic", "Health")}
    assert placed("Open a clinic.", hint, strong, theme="Health") == {}
    assert placed("Open a house.", hint, rule("health", 3), heading="Health", theme="Health") == {}


def test_of_a_heading_only_the_strongest_rule_counts():
    many = [rule(words, 3) for words in ("health", "care", "hospital")]
    assert placed("Go on.", *many, heading="Health, care, hospital") == {}


def test_words_may_speak_against_a_value():
    assert placed("Health.", rule("*", 2), rule("health", -1)) == {}
    assert placed("Wealth.", rule("*", 2), rule("health", -1)) == {("theme", "health"): ("*",)}


def test_longer_words_count_in_place_of_those_within_them():
    rules = rule("health", 2), rule("safety and health", 0)
    assert placed("Occupational safety and health.", *rules) == {}
    assert placed("Occupational safety and health; health care.", *rules) == {("theme", "health"): ("health",)}
    other = rule("safety", 2, "working-conditions")
    assert placed("Occupational safety and health.", *rules, other) == {("theme", "working-conditions"): ("safety",)}


def test_one_theme_is_main_the_strongest_and_of_equals_the_first():
    rules = [rule("skills", 2, "skills"), rule("return", 2, "return"), rule("justice", 3, "justice")]

    def main(text):
        return [(each.value, each.is_main) for each in Rules(rules).place(text)]

    assert main("Skills on return.") == [("skills", True), ("return", False)]
    assert main("On return, skills.") == [("return", True), ("skills", False)]
    assert main("Skills on return, and justice.") == [("justice", True), ("skills", False), ("return", False)]


def test_a_target_group_or_addressee_is_never_main():
    rules = [rule("women", 3, "women", "target-group"), rule("unions", 3, "trade-unions", "addressee")]
    assert [each.is_main for each in Rules(rules).place("Women in unions.")] == [False, False]


def test_the_weightiest_words_come_first_and_eight_at_most():
    rules = [rule(f"w{n}", n) for n in range(1, 11)]
    (only,) = Rules(rules).place(" ".join(f"w{n}" for n in range(1, 11)))
    assert only == Suggestion("theme", "health", 8 * 55, tuple(f"w{n}" for n in range(10, 2, -1)), is_main=True)


def test_a_rule_of_no_words_finds_nothing():
    assert Rules([rule("…"), rule("")]).hits("Anything … at all") == []
