"""New editions of the five documents, invented: each kind of change alone, then many at once."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations import parsing
from recommendations.choices import EditionChange
from recommendations.matching import editions
from recommendations.matching.editions import Item, Printing, compare, propose

FOLDER = Path(__file__).parents[2] / "fixtures/documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@cache
def printing(name: str) -> Printing:
    found = parsing.find(parsing.read((FOLDER / f"{name}.txt").read_bytes()))
    items = [
        Item(each.text, under, each.label or "")
        for under, heading in enumerate(found.sub_themes)
        for each in heading.recommendations
    ]
    return Printing(tuple(each.title for each in found.sub_themes), tuple(items))


def changed(old: Printing, *items: Item) -> Printing:
    return replace(old, items=items)


def kinds(old: Printing, new: Printing) -> list[tuple[str, ...]]:
    return [fate.kinds for fate in compare(old, new).fates]


def long_ones(old: Printing, least: int = 14) -> list[int]:
    return [place for place, item in enumerate(old.items) if len(item.text.split()) >= least]


def halves(text: str) -> tuple[str, str]:
    words = text.split()
    return " ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])


every_document = pytest.mark.parametrize("name", NAMES)


def test_the_words_are_those_of_the_site():
    assert [each.value for each in EditionChange] == [
        editions.SAME, editions.REWORDED, editions.MOVED, editions.RENUMBERED,
        editions.SPLIT, editions.MERGED, editions.NEW, editions.GONE,
    ]  # fmt: skip


def test_there_are_five_documents_with_105_texts():
    assert sum(len(printing(name).items) for name in NAMES) == 105


@every_document
def test_the_same_edition(name):
    old = printing(name)
    found = compare(old, old)
    assert found.matches == tuple((place,) for place in range(len(old.items)))
    assert {fate.kinds for fate in found.fates} == {("same",)}
    assert (found.gone, found.headings) == ((), {place: place for place in range(len(old.titles))})


@every_document
def test_each_text_reworded_by_a_fifth(name):
    old = printing(name)
    for place in long_ones(old):
        words = old.items[place].text.split()
        words[1::5] = ["furthermore"] * len(words[1::5])
        items = list(old.items)
        items[place] = replace(items[place], text=" ".join(words))
        found = compare(old, changed(old, *items))
        assert found.matches[place] == (place,)
        assert found.fates[place].kinds == ("reworded",)
        assert 0.6 < found.fates[place].share < 0.9
        assert found.gone == ()


@every_document
def test_each_text_new(name):
    """A text that says something else, put in at any place: all others go on."""
    old = printing(name)
    new = Item("Publish a bilingual yearbook on fisheries vessels and their crews.", 0, "99.")
    for place in range(len(old.items) + 1):
        found = compare(old, changed(old, *old.items[:place], new, *old.items[place:]))
        expected = [("same",)] * len(old.items)
        expected.insert(place, ("new",))
        assert [fate.kinds for fate in found.fates] == expected
        assert found.gone == ()


@every_document
def test_each_text_gone(name):
    old = printing(name)
    for place in range(len(old.items)):
        found = compare(old, changed(old, *old.items[:place], *old.items[place + 1 :]))
        assert found.gone == (place,)
        assert {fate.kinds for fate in found.fates} == {("same",)}


@every_document
def test_each_text_split(name):
    old = printing(name)
    for place in long_ones(old):
        first, second = halves(old.items[place].text)
        pieces = [replace(old.items[place], text=first), replace(old.items[place], text=second, label="98.")]
        found = compare(old, changed(old, *old.items[:place], *pieces, *old.items[place + 1 :]))
        assert (found.matches[place], found.matches[place + 1]) == ((place,), (place,)), old.items[place].text
        assert (found.fates[place].kinds, found.fates[place + 1].kinds) == (("split",), ("split",))
        assert (found.fates[place].keeps, found.fates[place + 1].keeps) == (True, False)
        assert found.gone == ()


@every_document
def test_neighbours_merged(name):
    old = printing(name)
    for place in range(len(old.items) - 1):
        one, other = old.items[place : place + 2]
        joined = replace(one, text=f"{one.text} {other.text}")
        found = compare(old, changed(old, *old.items[:place], joined, *old.items[place + 2 :]))
        assert found.matches[place] == (place, place + 1), joined.text
        assert found.fates[place].kinds == ("merged",)
        assert found.gone == ()


@every_document
def test_renumbered(name):
    old = printing(name)
    new = changed(old, *(replace(item, label=f"({place})") for place, item in enumerate(old.items, 1)))
    assert set(kinds(old, new)) == {("renumbered",)}


@every_document
def test_the_last_text_moved_to_the_front(name):
    old = printing(name)
    moved = replace(old.items[-1], under=0)
    found = compare(old, changed(old, moved, *old.items[:-1]))
    assert found.fates[0].kinds == ("moved",)
    assert {fate.kinds for fate in found.fates[1:]} == {("same",)}


def test_a_heading_that_is_renamed_goes_on():
    old = printing("afml13-lao-pdr-national")
    new = replace(old, titles=("Another title altogether", *old.titles[1:]))
    found = compare(old, new)
    assert found.headings == {place: place for place in range(len(old.titles))}
    assert {fate.kinds for fate in found.fates} == {("same",)}


def test_headings_that_change_places_take_their_texts_along():
    old = Printing(("One", "Two"), (Item("Build schools.", 0), Item("Train nurses.", 1)))
    new = Printing(("Two", "One"), (Item("Train nurses.", 0), Item("Build schools.", 1)))
    found = compare(old, new)
    assert found.headings == {0: 1, 1: 0}
    assert [fate.kinds for fate in found.fates] == [("same",), ("same",)]


def test_a_new_heading_is_new():
    old = Printing(("One",), (Item("Build schools.", 0),))
    new = Printing(("One", "Two"), (Item("Build schools.", 0), Item("Train nurses.", 1)))
    found = compare(old, new)
    assert (found.headings, [fate.kinds for fate in found.fates]) == ({0: 0}, [("same",), ("new",)])


def test_a_word_turned_into_its_opposite_is_reworded():
    old = Printing(("",), (Item("Workers should pay the fees of recruitment agencies.", 0, "1."),))
    new = Printing(("",), (Item("Workers should not pay the fees of recruitment agencies.", 0, "1."),))
    assert kinds(old, new) == [("reworded",)]


def test_commas_and_capitals_change_no_word():
    assert editions.same_words("Build schools, and train nurses", "build Schools and train nurses.")
    assert not editions.same_words("Build schools", "Build no schools")


def test_what_says_the_same_twice_stays_where_it_stands():
    twice = [Item("Ratify the convention.", 0, "1."), Item("Ratify the convention.", 1, "1.")]
    old = Printing(("One", "Two"), tuple(twice))
    assert compare(old, old).matches == ((0,), (1,))
    new = Printing(("One", "Two"), (twice[1],))
    assert (compare(old, new).matches, compare(old, new).gone) == (((1,),), (0,))


def test_a_withdrawn_text_that_comes_back_is_known_again():
    old = Printing(("",), (Item("Build schools.", 0, "1."), Item("Train nurses.", 0, "2.", in_force=False)))
    assert compare(old, changed(old, old.items[0])).gone == ()
    assert compare(old, old).matches == ((0,), (1,))


def test_a_text_in_force_is_preferred_to_one_that_was_withdrawn():
    old = Printing(("",), (Item("Train nurses.", 0, "1.", in_force=False), Item("Train nurses.", 0, "2.")))
    assert compare(old, changed(old, Item("Train nurses.", 0, "1."))).matches == ((1,),)


def test_what_a_person_decided_stands():
    old = printing("afml15-lao-pdr-national")
    found = propose(old, old, {0: (), 1: (0,)})
    assert found[:2] == ((), (0,))
    assert found[2:] == tuple((place,) for place in range(2, len(old.items)))


def test_what_goes_on_by_itself_is_not_joined_with_another():
    old = Printing(
        ("",), (Item("Build schools.", 0, "1."), Item("Train nurses.", 0, "2."), Item("Ratify it.", 0, "3."))
    )
    found = compare(old, old, {0: (0, 1), 1: (1,), 2: (0, 2)})
    assert (found.matches, found.gone) == (((0,), (1,), (0,)), (2,))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "ขยายการคุ้มครองแรงงานข้ามชาติทุกคนโดยไม่คำนึงถึงสถานะทางกฎหมาย",
            "ขยายการคุ้มครองแรงงานข้ามชาติทุกคนในภูมิภาคโดยไม่คำนึงถึงสถานะทางกฎหมาย",
        ),
        ("ពង្រីកការការពារពលករចំណាកស្រុកទាំងអស់", "ពង្រីកការការពារពលករចំណាកស្រុកស្ត្រីទាំងអស់"),
    ],
)
def test_scripts_without_spaces(before, after):
    other = Item("ຂະຫຍາຍການປົກປ້ອງແຮງງານເຄື່ອນຍ້າຍ", 0, "2.")
    old = Printing(("",), (Item(before, 0, "1."), other))
    new = Printing(("",), (other, Item(after, 0, "7.")))
    assert compare(old, new).matches == ((1,), (0,))


@every_document
def test_many_changes_at_once(name):
    """One text reworded, one split, two merged, one gone, one new, the rest renumbered: each is told."""
    old = printing(name)
    items = list(old.items)
    wordy = long_ones(old, 18)
    reworded, split = wordy[0], wordy[-1]
    free = [place for place in range(len(items) - 1) if not {place, place + 1} & {reworded, split}]
    merged = next(place for place in free if place > 0)
    lost = next(place for place in free if place > merged + 2)
    new: list[Item] = []
    expected: list[tuple[tuple[int, ...], str]] = []
    for place, item in enumerate(items):
        if place == reworded:
            words = item.text.split()
            words[2::6] = ["moreover"] * len(words[2::6])
            new.append(replace(item, text=" ".join(words)))
            expected.append(((place,), "reworded"))
        elif place == split:
            new += [replace(item, text=half) for half in halves(item.text)]
            expected += [((place,), "split")] * 2
        elif place == merged:
            new.append(replace(item, text=f"{item.text}\n\n{items[place + 1].text}"))
            expected.append(((place, place + 1), "merged"))
        elif place not in (merged + 1, lost):
            new.append(item)
            expected.append(((place,), "renumbered"))
    new.append(Item("Publish a bilingual yearbook on fisheries vessels and their crews.", 0))
    expected.append(((), "new"))
    new = [replace(item, label=f"{place}/") for place, item in enumerate(new)]
    found = compare(old, changed(old, *new))
    assert list(found.matches) == [olds for olds, _kind in expected]
    assert [fate.kinds[0] for fate in found.fates] == [kind for _olds, kind in expected]
    assert found.gone == (lost,)


# --- Whatever the edition --------------------------------------------------------------------------------------

WORDS = (
    "labour migrant worker train school health wage fee ratify convention gender data help desk return skill".split()
)
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
items = st.builds(Item, text=texts, under=st.integers(0, 2), label=st.sampled_from(["", "1.", "2.", "3."]))
printings = st.lists(items, max_size=12).map(lambda found: Printing(("One", "Two", ""), tuple(found)))


@given(printings)
def test_an_edition_is_the_same_as_itself(found):
    assert {fate.kinds for fate in compare(found, found).fates} <= {("same",)}
    assert compare(found, found).gone == ()


@given(printings, st.randoms(use_true_random=False))
def test_in_another_order_nothing_is_new_or_gone(old, random_order: random.Random):
    shuffled = random_order.sample(old.items, len(old.items))
    found = compare(old, changed(old, *shuffled))
    told = {kind for fate in found.fates for kind in fate.kinds}
    assert told <= {"same", "moved", "renumbered"}
    assert found.gone == ()


@given(printings, printings)
def test_every_text_is_accounted_for_once(old, new):
    found = compare(old, new)
    assert found == compare(old, new)
    assert len(found.matches) == len(found.fates) == len(new.items)
    keeper = editions.keepers(found.matches)
    kept = [found.matches[place][0] for place in keeper]
    assert len(kept) == len(set(kept))
    used = {place for olds in found.matches for place in olds}
    assert used | set(found.gone) == set(range(len(old.items)))
    assert used.isdisjoint(found.gone)
    assert all(fate.keeps == (place in keeper) for place, fate in enumerate(found.fates))
