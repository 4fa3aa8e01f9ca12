import random
import time
from difflib import SequenceMatcher
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.matching.common import in_both
from recommendations.matching.words import TOKEN, changes, likeness

MARKS = {"same": "%s", "gone": "[-%s-]", "new": "{+%s+}"}


def told(before, after):
    return "".join(MARKS[piece.kind] % piece.text for piece in changes(before, after))


@pytest.mark.parametrize(("before", "after", "expected"), [
    ("a help dekc.", "a help desk.", "a help [-dekc-]{+desk+}."),
    ("one two three", "one three four", "one [-two -]three{+ four+}"),
    ("two", "one two", "{+one +}two"),
    ("a  b", "a b", "a [- -]b"),
    ("Trained 10 men and 20 women", "Trained 12 men and 25 women", "Trained [-10-]{+12+} men and [-20-]{+25+} women"),
    # A little word between two changes ties nothing together.
    ("Ministry of Labour", "Department of Education", "[-Ministry of Labour-]{+Department of Education+}"),
    # Whole sentences, and what is said again and again.
    ("It paid. It left.", "It paid. It came. It left.", "It paid. {+It came. +}It left."),
    ("Few.\n\nLittle.", "Few.\n\nNone.\n\nLittle.", "Few.\n\n{+None.\n\n+}Little."),
    ("the a the b the c", "the a the x the b the c", "the a the {+x the +}b the c"),
])  # fmt: skip
def test_the_fewest_words_are_marked_in_runs_that_can_be_read(before, after, expected):
    assert told(before, after) == expected


@pytest.mark.parametrize(("before", "after", "expected"), [
    ("แรงงานย้าย", "แรงงานย้ายถิ่น", "แรงงานย้าย{+ถิ่น+}"),
    ("กระทรวงแรงงานได้ฝึกอบรม", "กระทรวงแรงงานได้จัดฝึกอบรม", "กระทรวงแรงงานได้{+จัด+}ฝึกอบรม"),
    ("ກະຊວງແຮງງານ 10 ຄົນ", "ກະຊວງສຶກສາ 20 ຄົນ", "ກະຊວງ[-ແຮງງານ 10-]{+ສຶກສາ 20+} ຄົນ"),
    ("ក្រសួងការងារបានបណ្តុះបណ្តាល", "ក្រសួងអប់រំបានបណ្តុះបណ្តាល", "ក្រសួង[-ការងារ-]{+អប់រំ+}បានបណ្តុះបណ្តាល"),
    ("အလုပ်သမားဝန်ကြီးဌာန", "ပညာရေးဝန်ကြီးဌာန", "[-အလုပ်သမား-]{+ပညာရေး+}ဝန်ကြီးဌာန"),
])  # fmt: skip
def test_scripts_without_spaces_are_marked_by_letters_with_what_belongs_to_them(before, after, expected):
    assert told(before, after) == expected


def test_no_letter_is_torn_from_its_marks_and_no_number_apart():
    assert TOKEN.findall("ខ្មែរ១២ ILOเงิน 13th e\u0302x က္က") == [
        "ខ្មែ", "រ", "១២", " ", "ILO", "เงิ", "น", " ", "13th", " ", "e\u0302x", " ", "က္က",
    ]  # fmt: skip


WORDS = st.lists(st.sampled_from(["the", "of", "law", ".", "\n", "ย้", "า", "\u200b"]), max_size=40).map(" ".join)
TEXTS = st.one_of(st.text(), WORDS, WORDS.map(lambda text: text.replace(" ", "")))


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(before, after):
    pieces = changes(before, after)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == before
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == after
    assert all(piece.text for piece in pieces)
    assert not any(one.kind == other.kind for one, other in pairwise(pieces))


@given(TEXTS)
def test_the_same_text_has_no_change(text):
    assert {piece.kind for piece in changes(text, text)} <= {"same"}


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_as_many_words_are_kept_as_can_be(old, new):
    pairs = in_both(old, new)
    assert all(old[one] == new[other] for one, other in pairs)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))
    longest = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i, one in enumerate(old, 1):
        for j, other in enumerate(new, 1):
            best = longest[i - 1][j - 1] + 1 if one == other else max(longest[i - 1][j], longest[i][j - 1])
            longest[i][j] = best
    assert len(pairs) == longest[-1][-1]


def test_two_thousand_words_take_no_time_and_only_what_changed_is_marked():
    """Ten words of a text that says much again and again; and the whole of it in other words."""
    chance = random.Random(13)
    old = [chance.choice(["the", "country", "reports", "that", "inspectors", "were", "trained"]) for _ in range(2000)]
    new = list(old)
    for place in range(100, 2000, 190):
        new[place] = "changed"
    started = time.process_time()
    pieces = changes(" ".join(old), " ".join(new))
    other = changes(" ".join(old), " ".join(chance.choice("abcdefgh") for _ in range(2000)))
    assert time.process_time() - started < 0.3  # 30 ms, but for a machine that is busy
    marked = [piece.text.split() for piece in pieces if piece.kind == "new"]
    assert marked == [["changed"]] * 10
    assert [piece.kind for piece in other] == ["gone", "new"]
    plain = SequenceMatcher(str.isspace, " ".join(old).split(" "), new, autojunk=False)
    assert sum(len(words) for words in marked) <= sum(tag != "equal" for tag, *_rest in plain.get_opcodes())


@pytest.mark.parametrize(("one", "other", "expected"), [
    ("", "", 0), ("a b", "", 0), ("a b", "a b", 1), ("a b c", "c a b", 2 / 3), ("ย้าย", "ย้ายถิ่น", 2 / 3),
])  # fmt: skip
def test_how_alike_two_texts_are(one, other, expected):
    assert likeness(one, other) == pytest.approx(expected)
