"""The same recommendation again: what is suggested, in which order, and what is marked beside it."""

import pytest

from recommendations.matching.linking import LEAST, MOST, Text, side_by_side, suggest
from tests.benchmarks import linking

JOBS = "Open job centres in each province for returned workers."


def text(reference, words, document=None, theme="", *, confirmed=True):
    return Text(reference, words, document or reference, theme, confirmed)


OTHERS = [
    text("X1", "Cap the fee for sending money home."),
    text("X2", "Train inspectors of housing and of workshops."),
    text("X3", "Publish figures by sex and age each year."),
]


def pairs(found):
    return [(each.reference, each.other) for each in found]


# --- Pairs -----------------------------------------------------------------------------------------------------


def test_identical_texts_come_first_with_one():
    found = suggest([text("A", JOBS)], [text("B", JOBS.upper()), text("C", f"{JOBS} Staff them."), *OTHERS])
    assert (found[0].other, found[0].score) == ("B", 1)
    assert found[1].other == "C"
    assert LEAST < found[1].score < 1


def test_texts_of_one_document_are_not_compared():
    assert suggest([text("A", JOBS, "D")], [text("B", JOBS, "D"), *OTHERS]) == ()


def test_a_pair_comes_once_though_both_are_new():
    both = [text("A", JOBS), text("B", JOBS)]
    assert pairs(suggest(both, both)) == [("A", "B")]


def test_identical_texts_are_all_there_however_many():
    same = [text(f"S{at:02}", JOBS) for at in range(MOST + 5)]
    near = [text(f"T{at:02}", f"{JOBS} Staff them well, number {at}.") for at in range(MOST + 5)]
    found = suggest([text("A", JOBS)], [*same, *near, *OTHERS])
    assert sum(each.score == 1 for each in found) == MOST + 5
    assert len(found) == MOST + 5 + MOST


def test_what_has_nothing_in_common_is_not_suggested():
    assert suggest([text("A", JOBS)], OTHERS) == ()


def test_the_words_that_are_shared_are_told():
    (found,) = suggest([text("A", "Open job centres.")], [text("B", "More job centres, and better ones."), *OTHERS])
    assert set(found.shared) == {"job", "centres"}


@pytest.mark.parametrize("stored", [[], OTHERS])
def test_nothing_to_compare(stored):
    assert suggest([], stored) == ()
    assert suggest([text("A", "")], stored) == ()


# --- The main theme --------------------------------------------------------------------------------------------


def score(one, other, **themes):
    found = suggest([text("A", JOBS, **one)], [text("B", "Job centres for all who return.", **other), *OTHERS])
    return {each.other: each.score for each in found}.get("B", 0)


def test_one_main_theme_lifts_and_most_where_it_is_confirmed():
    confirmed, suggested = {"theme": "skills"}, {"theme": "skills", "confirmed": False}
    apart = score(confirmed, {"theme": "return"})
    assert apart == score({}, {})
    assert apart < score(confirmed, suggested) == score(suggested, suggested) < score(confirmed, confirmed) < 1


def test_no_theme_is_no_common_theme():
    assert score({"theme": ""}, {"theme": ""}) == score({"theme": "a"}, {"theme": "b"})


# --- Scripts without spaces ------------------------------------------------------------------------------------


def test_lao_texts_are_compared_by_pieces():
    one = text("A", "ເປີດສູນຂໍ້ມູນຢູ່ທຸກແຂວງ ແລະ ເມືອງ")
    found = suggest([one], [text("B", "ເປີດສູນຂໍ້ມູນຢູ່ທຸກແຂວງ"), text("C", "ຫຼຸດຄ່າທໍານຽມໃນການໂອນເງິນ")])
    assert pairs(found) == [("A", "B")]


# --- Side by side ----------------------------------------------------------------------------------------------


def kinds(pieces):
    return [(piece.kind, piece.text) for piece in pieces if piece.text]


def test_what_differs_is_marked_where_much_is_the_same():
    compared, left, right = side_by_side("Open job centres now.", "Open job centres soon.", ["job"])
    assert compared
    assert kinds(left) == [("same", "Open job centres "), ("only", "now"), ("same", ".")]
    assert kinds(right) == [("same", "Open job centres "), ("only", "soon"), ("same", ".")]


def test_the_longest_runs_of_the_same_words_are_kept_together():
    one = "Ensure workplaces and employer-provided housing follow labour standards and OSH and WHO safety guidance."
    other = (
        "Ensure workplaces and migrant workers' housing follow labour standards and OSH and WHO safety guidance, "
        "including for live-in domestic workers."
    )
    _compared, left, right = side_by_side(one, other, [])
    assert [piece.text for piece in left if piece.kind == "only"] == ["employer-provided"]
    assert [piece.text for piece in right if piece.kind == "only"] == [
        "migrant workers'", ", including for live-in domestic workers",
    ]  # fmt: skip
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (one, other)


def test_shared_words_are_marked_where_little_is():
    one, other = "Regulate Recruitment Agencies in each province.", "An agency that is recruiting: pay for it."
    compared, left, right = side_by_side(one, other, ["recruitment", "agencies"])
    assert not compared
    assert [each for each in kinds(left) if each[0] == "shared"] == [("shared", "Recruitment"), ("shared", "Agencies")]
    assert [each for each in kinds(right) if each[0] == "shared"] == [("shared", "agency"), ("shared", "recruiting")]
    assert ("".join(piece.text for piece in left), "".join(piece.text for piece in right)) == (one, other)


def test_pieces_of_lao_words_are_marked_once_where_they_overlap():
    one = "ເປີດສູນຂໍ້ມູນ"
    _compared, left, _right = side_by_side(one, "ຫຼຸດຄ່າທໍານຽມ", [one[0:5], one[1:6]])
    assert kinds(left) == [("shared", one[:5]), ("shared", one[5]), ("same", one[6:])]


# --- Measured on pairs labelled by hand ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def measured():
    return {themes: linking.suggested(linking.texts(themes)) for themes in ("", "suggested", "confirmed")}


@pytest.mark.parametrize(
    ("themes", "precise", "found", "suggested"),
    [("", 28, 31, 40), ("suggested", 29, 56, 80), ("confirmed", 29, 91, 210)],
)
def test_measured_floors(measured, themes, precise, found, suggested):
    """docs/decisions/links.md tells what they mean. No pair of the first thirty is about another matter."""
    figures = linking.measure(measured[themes])
    assert figures.labelled == 118
    assert figures.precise >= precise
    assert figures.astray == 0
    assert figures.found >= found
    assert figures.suggested <= suggested


@pytest.mark.parametrize("themes", ["", "suggested", "confirmed"])
def test_identical_pairs_are_all_found(measured, themes):
    identical = {frozenset((each.reference, each.other)) for each in measured[themes] if each.score == 1}
    trio = ("AFML13-VN-S1-04", "AFML13-LA-S1-06", "AFML13-WORKERS-S1-07")
    assert identical == {frozenset((one, other)) for one in trio for other in trio if one != other}


def test_labels_name_texts_of_two_documents_in_their_order():
    known = {text.reference: text.document for text in linking.texts()}
    order = {document: place for place, document in enumerate(linking.IN_ORDER)}
    with linking.LABELS.open(encoding="utf-8") as file:
        rows = [line.strip().split(",") for line in file][1:]
    assert len(rows) == len(linking.labels()) == 227
    for earlier, later, label in rows:
        assert order[known[earlier]] < order[known[later]]
        assert label in {"repeats", "updates", "taken-up", "related"}


@pytest.mark.benchmark
def test_one_document_against_ten_thousand_texts():
    seconds, megabytes, number = linking.speed()
    assert number > 0
    assert (seconds < 10, megabytes < 300) == (True, True), f"{seconds:.1f} s, {megabytes:.0f} MB"
