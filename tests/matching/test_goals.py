import pytest

from recommendations.matching.goals import named_goals


@pytest.mark.parametrize(("text", "goals"), [
    ("Ensure all labour standards, CLS and SDG 8 Decent work goals.", ("8",)),
    ("In line with SDGs 8.7 and 10.7, and SDG 8.7 again.", ("8.7", "10.7")),
    ("The Sustainable Development Goals 5, 8 and 16.b ask for it.", ("5", "8", "16.b")),
    ("Accelerate the SDGs. 12 countries agreed in 2019.", ()),
    ("SDG 2030 Agenda, SDG 99, SDG 0.", ()),
    ("Migrant workers.", ()),
])  # fmt: skip
def test_only_what_a_text_names_itself(text, goals):
    assert named_goals(text) == goals
