"""The main theme decides the chapter, other themes cross-refer, and nothing stands twice."""

import datetime

from recommendations.queries import chapters
from recommendations.queries import picture_value as value

DAY = datetime.date(2026, 11, 22)
JUSTICE, HEALTH, WAGES = (value.Theme(at, name.lower(), name) for at, name in enumerate(("Justice", "Health", "Wages")))
LAOS = value.Country("LA", "Lao PDR")
DOCUMENT = value.Document("AFML13-LA", value.Forum(13, 2020), "national", "A workshop", 2020, LAOS)
HEADING = value.SubTheme(1, DOCUMENT, 1)


def text(number, *themes):
    placed = tuple(value.Placed(theme, is_main, placing) for theme, is_main, placing in themes)
    return value.Text(f"AFML13-LA-S1-{number:02}", HEADING, number, "Do it.", themes=placed)


TEXTS = (
    text(1, (JUSTICE, True, "confirmed"), (HEALTH, False, "confirmed")),
    text(2, (HEALTH, True, "suggested"), (JUSTICE, False, "suggested")),
    text(3),
    text(4, (HEALTH, True, "confirmed"), (WAGES, False, "suggested")),
)
PICTURE = value.Picture(
    value.RoundFacts(1, "Round", DAY, DAY), DAY, (LAOS,), (DOCUMENT,), (HEADING,), (JUSTICE, HEALTH, WAGES), TEXTS, (),
    tuple(value.Row(at, each, LAOS, DAY, "no-information") for at, each in enumerate(TEXTS)),
)  # fmt: skip


def test_each_row_stands_in_one_chapter():
    found = list(chapters.chapters(PICTURE))
    told = [(each.theme.name if each.theme else None, [row.text.position for row in each.rows]) for each in found]
    assert told == [("Justice", [1]), ("Health", [4]), (None, [2, 3])]


def test_confirmed_other_themes_cross_refer_and_suggestions_are_marked():
    justice, health, unplaced = chapters.chapters(PICTURE)
    assert (justice.elsewhere, health.elsewhere, unplaced.elsewhere) == ((), (TEXTS[0],), ())
    assert (justice.suggested, health.suggested, unplaced.suggested) == ((), (), (TEXTS[1],))
    assert chapters.suggested_for(TEXTS[1]) == HEALTH
