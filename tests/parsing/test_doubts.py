"""What a parser confesses: each doubt once where it is due, and not where it is not."""

import pickle

import pytest

from recommendations.parsing import as_json, find, read
from recommendations.parsing.doubts import SENTENCES, doubt
from tests.parsing.shapes import source_bytes

HEAD = "Recommendations of the 12th AFML\n\n25 September 2019\n\n"


def doubts_in(body: str, head: str = HEAD) -> list[list[str]]:
    return [[doubt.code for doubt in item.doubts] for item in find(read((head + body).encode())).recommendations]


def test_exact_repeat_names_the_other():
    found = find(read(source_bytes("afml13-viet-nam-national")))
    by_label = {item.label: item for item in found.sub_themes[0].recommendations}
    assert [doubt.sentence for doubt in by_label["14."].doubts] == ["The same text stands at 16. of sub-theme 1."]
    assert [doubt.sentence for doubt in by_label["16."].doubts] == ["The same text stands at 14. of sub-theme 1."]


def test_repeat_is_seen_through_case_and_spaces_but_not_through_more_words():
    assert doubts_in("- Ensure legal aid now.\n- Ensure  LEGAL aid now.\n- Ensure legal aid now and later.\n") == [
        ["repeat"],
        ["repeat"],
        [],
    ]


def test_text_without_full_stop():
    assert doubts_in(
        "1. Ensure legal aid for all\n2. Ensure legal aid for “some.”\n3. Ensure legal aid (as printed).\n"
    ) == [["no-full-stop"], [], []]


def test_full_stops_of_the_five_documents():
    missing = {
        "afml13-lao-pdr-national": [],
        "afml13-regional-workers": ["10.", "16.", "17.", "18."],
        "afml13-viet-nam-national": ["8.", "19."],
        "afml14-cambodia-national": ["2."],
        "afml15-lao-pdr-national": [],
    }
    for name, labels in missing.items():
        items = find(read(source_bytes(name))).recommendations
        assert [item.label for item in items if "no-full-stop" in [doubt.code for doubt in item.doubts]] == labels


def test_gap_in_the_numbers():
    assert doubts_in(
        "1. Ensure legal aid now.\n2. Provide more legal aid.\n4. Extend our legal aid.\n5. Open all legal aid.\n"
    ) == [[], [], ["number-gap"], []]


def test_numbers_that_run_on_or_start_again_with_a_sub_theme_are_no_gap():
    on = "Sub-theme 1: A\n1. Ensure legal aid now.\nSub-theme 2: B\n2. Extend our legal aid.\n"
    again = "Sub-theme 1: A\n1. Ensure legal aid now.\nSub-theme 2: B\n1. Extend our legal aid.\n"
    assert doubts_in(on) == doubts_in(again) == [[], []]


def test_number_that_comes_again():
    assert doubts_in("1. Ensure legal aid now.\n2. Provide more legal aid.\n2. Extend our legal aid.\n") == [
        [],
        [],
        ["number-again"],
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ensure.", "short"),
        ("ensure legal aid for all.", "starts-small"),
        ("Ensure " + "legal aid " * 200 + "now.", "long"),
        ("Quarantine of returnees in one hotel.", "no-demand"),
    ],
)
def test_text_to_look_at(text, code):
    assert code in doubts_in(f"1. Ensure legal aid for all.\n2. Provide interpreters to all.\n3. {text}\n")[2]


@pytest.mark.parametrize(
    ("head", "codes"),
    [
        ("Recommendations of the 12th AFML\n\n25 September 2019\n\n", []),
        ("Recommendations of the 12th AFML\n\n", ["no-date"]),
        ("Recommendations of the 12th AFML\n\nSeptember 2019\n\n", ["part-date"]),
        ("Recommendations of the Forum\n\n25 September 2019\n\n", ["no-forum"]),
        ("National recommendations for the 12th AFML\n\n25 September 2019\n\n", ["no-country"]),
        ("", ["no-meeting", "no-forum", "no-date"]),
    ],
)
def test_doubts_on_the_document(head, codes):
    body = "Sub-theme 1: Aid\n\n1. Ensure legal aid for all.\n2. Provide interpreters to all.\n"
    assert [doubt.code for doubt in find(read((head + body).encode())).doubts] == codes


def test_part_of_a_date_is_kept_as_printed():
    found = find(read(b"Recommendations of the 12th AFML\n\nSeptember 2019\n\n1. Ensure legal aid for all.\n"))
    assert (found.date, found.dates_printed) == (None, "September 2019")


def test_gap_in_the_sub_themes():
    found = find(
        read((HEAD + "Sub-theme 1: A\n1. Ensure legal aid now.\nSub-theme 3: B\n2. Extend our legal aid.\n").encode())
    )
    assert [doubt.sentence for doubt in found.doubts] == ["Sub-theme 3 follows 1: something may be missing."]


def test_every_sentence_is_one_sentence():
    assert all(sentence.endswith(".") and sentence[0].isupper() for sentence in SENTENCES.values())


def test_doubt_without_a_sentence_is_a_mistake():
    with pytest.raises(KeyError):
        doubt("no-such-doubt")


def test_findings_survive_a_child_process():
    found = find(read(source_bytes("afml13-regional-workers")))
    assert pickle.loads(pickle.dumps(found)) == found


def test_json_gives_sentences():
    out = as_json(find(read((HEAD + "1. Ensure legal aid for all\n").encode())))
    assert list(out) == [
        "forum_number",
        "meeting",
        "kind",
        "country",
        "date",
        "date_end",
        "place",
        "online",
        "theme",
        "sub_themes",
        "total",
        "doubts",
    ]
    item = out["sub_themes"][0]["recommendations"][0]
    assert item == {
        "label": "1.",
        "number": 1,
        "text": "Ensure legal aid for all",
        "page": None,
        "doubts": ["The text does not end in a full stop."],
    }
