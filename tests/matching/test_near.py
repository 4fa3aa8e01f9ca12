"""Texts that stand elsewhere already: the five documents' known repeats, and as many that only look alike."""

import pytest

from recommendations.matching.features import features
from recommendations.matching.near import near, stems
from recommendations.parsing import find, read
from tests.parsing.shapes import NAMES, source_bytes

CODES = {
    "afml13-lao-pdr-national": "AFML13-LA",
    "afml13-regional-workers": "AFML13-WORKERS",
    "afml13-viet-nam-national": "AFML13-VN",
    "afml14-cambodia-national": "AFML14-KH",
    "afml15-lao-pdr-national": "AFML15-LA",
}


@pytest.fixture(scope="module")
def stored():
    rows = []
    for name in NAMES:
        for sub_theme in find(read(source_bytes(name))).sub_themes:
            for place, item in enumerate(sub_theme.recommendations, 1):
                rows.append((f"{CODES[name]}-S{sub_theme.number}-{item.number or place:02}", item.text))
    return rows


@pytest.fixture(scope="module")
def found(stored):
    """For each reference the others that are near, by reference."""
    answers = near([text for _reference, text in stored], stored, most=5)
    return {
        reference: {one.reference: one for one in ones if one.reference != reference}
        for (reference, _text), ones in zip(stored, answers, strict=True)
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("AFML13-LA-S1-06", "AFML13-WORKERS-S1-07"),
        ("AFML13-LA-S1-06", "AFML13-VN-S1-04"),
        ("AFML13-WORKERS-S1-07", "AFML13-VN-S1-04"),
        ("AFML13-VN-S1-14", "AFML13-VN-S1-16"),
    ],
)
def test_texts_that_are_the_same(found, one, other):
    assert (found[one][other].score, found[one][other].exact) == (1.0, True)
    assert found[other][one].exact


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        ("AFML13-LA-S1-11", "AFML13-VN-S1-09", "repayment"),
        ("AFML13-WORKERS-S1-08", "AFML13-WORKERS-S2-15", "pre-departure"),
        ("AFML13-LA-S2-02", "AFML13-VN-S2-05", "osh"),
        ("AFML13-WORKERS-S2-19", "AFML13-VN-S2-10", "job-matching"),
        ("AFML13-LA-S1-08", "AFML13-VN-S1-06", "remittance"),
    ],
)
def test_texts_that_are_nearly_the_same(found, one, other, word):
    close = found[one][other]
    assert 0.6 <= close.score < 1
    assert not close.exact
    assert word in close.shared


def test_no_other_two_of_the_five_documents_are_near(found):
    assert sum(map(len, found.values())) == 2 * 9


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Ensure access to justice for women.", "Ensure access to health care for seafarers."),
        ("Ratify the Convention on Domestic Workers, 2011.", "Ratify the Convention on Fishing, 2007 (No. 188)."),
        ("Reduce recruitment fees.", "Increase recruitment of inspectors."),
        ("Strengthen labour inspection.", "Strengthen social dialogue."),
        ("", "Ensure access to justice."),
        ("—", "…"),
    ],
)
def test_texts_on_other_matters_are_not_near(stored, text, other):
    assert near([text], [("X", other), *stored]) == ((),)


def test_case_spaces_and_signs_that_nobody_sees_make_no_difference():
    [[close]] = near(["Ensure  LEGAL\u200b aid.\n"], [("A", "ensure legal aid."), ("B", "Open desks.")])
    assert (close.reference, close.exact) == ("A", True)


def test_endings_of_words_make_little_difference():
    others = [("B", "Open desks at all borders."), ("C", "Pay wages each month."), ("D", "Train inspectors well.")]
    [[close]] = near(
        ["Regulating recruitment agencies."], [("A", "Regulate the recruiting agency."), *others], least=0.3
    )
    assert close.reference == "A"
    assert not close.exact


def test_closest_comes_first_and_no_more_than_asked_for():
    stored = [("A", "Cap all fees at zero."), ("B", "Cap all fees at zero now."), ("C", "Cap all fees at zero.")]
    [close] = near(["Cap all fees at zero."], stored, most=2)
    assert [one.reference for one in close] == ["A", "C"]


@pytest.mark.parametrize(
    ("text", "other", "unlike"),
    [
        (
            "จัดตั้งศูนย์ให้คำปรึกษาแก่แรงงานข้ามชาติในทุกจังหวัด",
            "จัดตั้งศูนย์ให้คำปรึกษาแก่แรงงานข้ามชาติทุกจังหวัด",
            "รับรองทักษะที่ได้รับจากต่างประเทศ",
        ),
        ("ເປີດສູນຂໍ້ມູນຢູ່ທຸກແຂວງ ແລະ ເມືອງ", "ເປີດສູນຂໍ້ມູນຢູ່ທຸກແຂວງ", "ຫຼຸດຄ່າທໍານຽມໃນການໂອນເງິນ"),
        ("ពង្រីកការគាំពារសង្គមដល់ពលករ", "ពង្រីកការគាំពារសង្គមដល់ពលករទាំងអស់", "បើកវគ្គបណ្តុះបណ្តាល"),
    ],
)
def test_scripts_without_spaces_are_compared_by_pieces(text, other, unlike):
    [[close]] = near([text], [("A", other), ("B", unlike)])
    assert close.reference == "A"


def test_stems():
    said = "recruiting recruitment recruited policies policy migrants’ osh"
    assert [stem for _word, stem in stems(said)] == [
        "recruit",
        "recruit",
        "recruit",
        "polic",
        "polic",
        "migrant",
        "osh",
    ]


def test_nothing_stored_or_nothing_asked():
    assert near([], [("A", "Pay wages.")]) == ()
    assert near(["Pay wages."], []) == ((),)


def test_a_word_is_kept_in_memory_once_in_however_many_texts_it_stands():
    (first, _), (_, second) = features("Inspectors trained."), features("Train inspectors")
    assert first is second
