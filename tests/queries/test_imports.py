"""What of a source is shown, used, repeated or missing."""

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from recommendations.choices import ExtractState as S
from recommendations.models import Extract
from recommendations.queries import repeats
from recommendations.queries.doubts import sentences
from recommendations.queries.import_checks import check
from recommendations.queries.imports import next_open, progress, spans_of
from recommendations.queries.source_pages import Box, passages
from recommendations.queries.unused_text import unused
from tests.access.imports import png
from tests.factories import (
    DocumentFactory,
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    RecommendationFactory,
    SourcePageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def document(*texts, pages=(), **facts):
    """An import with `texts`, each (text, first line, last line, what else), and the lines of its pages."""
    made = DocumentImportFactory(**facts)
    heading = ExtractedSubThemeFactory(document_import=made, position=1, title="Rights of workers", number=1)
    for at, (text, first, last, more) in enumerate(texts, 1):
        given = {"label": f"{at}.", "number": at, "state": S.ACCEPTED, "decided_at": timezone.now()} | more
        ExtractFactory(
            document_import=made, sub_theme=heading, position=at, text=text, line_from=first, line_to=last, **given
        )
    number = 0
    for page, lines in enumerate(pages, 1):
        stored = []
        for text in lines:
            number += 1
            stored.append(
                {"number": number, "text": text, "place": [0.1, 0.1 * len(stored), 0.9, 0.1 * len(stored) + 0.05]}
            )
        SourcePageFactory(document_import=made, number=page, lines=stored)
    return made


# --- The passage -----------------------------------------------------------------------------------------------


def test_a_passage_over_two_pages_is_marked_on_both():
    made = document(pages=[["a", "b"], ["c", "d"], ["e"]])
    found = passages(made, [(2, 3)])
    assert [(each.number, [line.text for line in each.lines if line.marked]) for each in found] == [
        (1, ["b"]), (2, ["c"]),
    ]  # fmt: skip


def test_a_merged_passage_is_marked_without_what_lies_between():
    made = document(pages=[["a", "b", "c", "d"]])
    (found,) = passages(made, [(1, 1), (3, 3)])
    assert [line.marked for line in found.lines] == [True, False, True, False]


def test_without_a_place_its_page_is_shown_unmarked():
    made = document(pages=[["a"], ["b"]])
    (found,) = passages(made, [], 2)
    assert (found.number, found.is_marked, [line.text for line in found.near]) == (2, False, ["b"])
    assert passages(document(), [], 1) == []


def test_the_picture_is_cut_to_the_passage():
    made = document(pages=[[f"line {at}" for at in range(10)]])
    page = made.pages.get()
    page.picture.save("1.png", ContentFile(png(100, 1000)))
    (found,) = passages(made, [(10, 10)])
    assert found.whole == Box(0, 0, 100, 1000)
    assert found.boxes == (Box(10, 900, 80, 50),)
    assert found.crop.view == "0 695 100 305"


@pytest.mark.parametrize("content", [b"", b"no picture at all, but long enough to be read"])
def test_a_spoiled_picture_leaves_the_lines(content):
    made = document(pages=[["a"]])
    made.pages.get().picture.save("1.png", ContentFile(content))
    (found,) = passages(made, [(1, 1)])
    assert (found.whole, found.crop, found.boxes) == (None, None, ())


def test_a_text_marks_what_was_merged_into_it():
    made = document(
        ("One", 1, 1, {}), ("two", 3, 3, {"state": S.MERGED}), ("12", 4, 4, {"state": S.REJECTED}),
        ("three", 5, 6, {"state": S.MERGED}), ("Other", 7, 7, {}),
    )  # fmt: skip
    first, second = Extract.objects.filter(document_import=made).order_by("position")[:2]
    assert spans_of(first) == [(1, 1), (3, 3), (5, 6)]
    assert spans_of(second) == [(3, 3)]


# --- How far ---------------------------------------------------------------------------------------------------


def test_progress_counts_every_decision():
    made = document(*(("x", 1, 1, {"state": state}) for state in (S.ACCEPTED, S.PROPOSED, S.REJECTED, S.PROPOSED)))
    found = progress(made)
    assert (found.total, found.looked, found.accepted, found.first_open, found.left) == (4, 2, 1, 2, 2)
    assert (next_open(made, 2), next_open(made, 4), next_open(made, 4, doubtful=True)) == (4, 2, None)


# --- What was not used -----------------------------------------------------------------------------------------


def test_unused_text_is_told_by_where_it_stands():
    made = document(
        ("Establish desks.", 4, 4, {}), ("Train officials.", 8, 9, {}),
        pages=[
            ["Ministry of Labour", "A meeting", "Sub-theme 1: Rights of workers", "1. Establish desks."],
            ["Forum 2020 - 2", "Something between", "and its second line", "2. Train", "officials."],
            ["Forum 2020 - 3", "Thank you."],
        ],
        meeting="A meeting",
    )  # fmt: skip
    found = [(each.where, each.page, each.first, each.last, each.text) for each in unused(made)]
    assert found == [
        ("before", 1, 1, 1, "Ministry of Labour"),
        ("among", 2, 6, 7, "Something between\nand its second line"),
        ("after", 3, 11, 11, "Thank you."),
    ]


# --- Is it whole? ----------------------------------------------------------------------------------------------


def whole(**more):
    """The facts of a document to which nothing is lacking."""
    return {
        "forum": ForumFactory(number=15), "kind": "regional-workers", "meeting": "A meeting",
        "facts_confirmed_at": timezone.now(), "facts_confirmed_by": UserFactory(), **more,
    }  # fmt: skip


def test_a_whole_document_is_ready():
    made = document(("Establish desks.", 1, 1, {}), ("Train officials.", 2, 2, {}), **whole())
    found = check(made)
    assert (found.errors, found.warnings, found.texts, found.is_ready) == ((), (), 2, True)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"facts_confirmed_at": None, "facts_confirmed_by": None}, "Nobody has confirmed which document this is."),
        ({"forum": None}, "The forum is missing."),
        ({"kind": ""}, "The kind of the meeting is missing."),
        ({"meeting": ""}, "The title of the meeting is missing."),
        ({"kind": "national"}, "The country of this national workshop is missing."),
    ],
)
def test_a_missing_fact_blocks(facts, sentence):
    found = check(document(("Establish desks.", 1, 1, {}), **whole(**facts)))
    assert [each.text for each in found.errors] == [sentence]
    assert not found.is_ready


def test_what_nobody_looked_at_blocks():
    made = document(("Establish desks.", 1, 1, {"state": S.PROPOSED, "decided_at": None}), **whole())
    assert [each.text for each in check(made).errors] == ["1 text has not been looked at."]
    left = document(("Establish desks.", 1, 1, {"state": S.REJECTED}), **whole())
    assert [each.text for each in check(left).errors] == ["There is no recommendation to publish."]


def test_a_later_heading_without_a_title_blocks():
    made = document(("Establish desks.", 1, 1, {}), **whole())
    bare = ExtractedSubThemeFactory(document_import=made, position=2, number=2, title="")
    assert check(made).errors == ()
    text = ExtractFactory(document_import=made, sub_theme=bare, position=2, state=S.ACCEPTED, decided_at=timezone.now())
    assert [each.text for each in check(made).errors] == ["The sub-theme at place 2 has no title."]
    text.delete()


def numbered(*numbers):
    texts = [(f"Text {n} {at}.", at, at, {"label": f"{n}.", "number": n}) for at, n in enumerate(numbers, 1)]
    found = check(document(*texts, **whole()))
    return [each.text for warning in found.warnings for each in warning.findings]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((1, 2, 3), []),
        ((1, 2, 4), ["“4.” follows “2.”."]),
        ((1, 2, 2, 3), ["“2.” follows “2.”."]),
        ((5, 6), ["The first number is “5.”."]),
    ],
)
def test_numbers_that_do_not_run_on(numbers, told):
    assert numbered(*numbers) == told


def test_the_same_said_twice_is_shown_side_by_side():
    RecommendationFactory(text="Train  OFFICIALS.", reference="AFML13-LA-S1-01")
    made = document(
        ("Train officials.", 1, 1, {}), ("Establish desks.", 2, 2, {}), ("Train officials.", 3, 3, {}), **whole()
    )
    found = {each.key.split("-")[0]: each for each in check(made).warnings}
    assert [(each.position, each.other) for each in found["inside"].repeats] == [(3, "1.")]
    assert {each.other for each in found["stored"].repeats} == {"AFML13-LA-S1-01"}


def test_what_is_nearly_the_same_is_told_apart():
    said = "Establish help desks for migrant workers at every international airport and border crossing."
    RecommendationFactory(text=said.replace("every", "each"), reference="AFML13-LA-S1-01")
    RecommendationFactory(text="Ratify the convention on domestic work.", reference="AFML13-LA-S1-02")
    made = document((said, 1, 1, {}), **whole())
    (warning,) = check(made).warnings
    assert [(each.other, each.exact) for each in warning.repeats] == [("AFML13-LA-S1-01", False)]


def test_too_many_to_compare_are_compared_word_for_word(monkeypatch):
    monkeypatch.setattr(repeats, "MOST_STORED", 0)
    repeats._close.cache_clear()
    RecommendationFactory(text="Train  OFFICIALS.", reference="AFML13-LA-S1-01")
    found = check(document(("Train officials.", 1, 1, {}), **whole()))
    repeats._close.cache_clear()
    assert found.only_exact
    assert [(each.other, each.exact) for each in found.warnings[0].repeats] == [("AFML13-LA-S1-01", True)]


def test_the_document_that_is_corrected_repeats_nothing():
    published = DocumentFactory()
    RecommendationFactory(document=published, text="Train officials.")
    made = document(("Train officials.", 1, 1, {}), **whole(edition_of=published))
    assert check(made).warnings == ()


def test_a_tick_holds_until_its_warning_changes():
    made = document(("One.", 1, 1, {"label": "3.", "number": 3}), **whole())
    (warning,) = check(made).warnings
    made.ticked = [{"key": warning.key, "reason": "Printed so.", "by": 1, "at": ""}]
    assert check(made).is_ready
    Extract.objects.update(label="4.", number=4)
    assert not check(made).is_ready


def test_doubts_are_sentences():
    assert sentences([["number-gap", {"number": "5", "before": "3"}], ["short", {}], ["unheard-of", {"a": "b"}]]) == [
        "Number 5 follows 3: something may be missing.", "The text is very short.", "unheard-of",
    ]  # fmt: skip
    assert sentences([["no-date", {}]], but=frozenset({"no-date"})) == []
