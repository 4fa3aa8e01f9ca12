import pytest

from recommendations.actions.naming import document_code, endings, positions
from recommendations.parsing import FoundRecommendation, FoundSubTheme


def sub_theme(number, *numbers, title="A title"):
    items = [FoundRecommendation(f"{n}." if n else None, n, "Extend it.", None, 1, 1) for n in numbers]
    return FoundSubTheme(number, title, None, tuple(items))


@pytest.mark.parametrize(
    ("kind", "country", "code"),
    [
        ("national", "VN", "AFML13-VN"),
        ("regional-workers", None, "AFML13-WORKERS"),
        ("regional-employers", None, "AFML13-EMPLOYERS"),
        ("regional-cso", None, "AFML13-CSO"),
        ("forum", None, "AFML13-FORUM"),
    ],
)
def test_document_code(kind, country, code):
    assert document_code(forum_number=13, kind=kind, country=country) == code


def test_document_code_when_it_is_taken():
    taken = {"AFML13-VN"}
    for expected in ("AFML13-VN-b", "AFML13-VN-c"):
        code = document_code(forum_number=13, kind="national", country="VN", taken=taken)
        assert code == expected
        taken.add(code)


def test_the_printed_number_is_the_reference():
    assert endings([sub_theme(1, 1, 2), sub_theme(2, 14, 15)]) == [["S1-01", "S1-02"], ["S2-14", "S2-15"]]


def test_numbers_that_start_again_in_the_next_sub_theme():
    assert endings([sub_theme(1, 1, 2), sub_theme(2, 1, 2)]) == [["S1-01", "S1-02"], ["S2-01", "S2-02"]]


def test_the_ordinal_where_no_number_is_printed():
    assert endings([sub_theme(1, None, None, 3)]) == [["S1-01", "S1-02", "S1-03"]]


def test_the_ordinal_where_the_printed_number_is_taken():
    assert endings([sub_theme(1, 1, 2, 2)]) == [["S1-01", "S1-02", "S1-03"]]
    assert endings([sub_theme(1, 1, 1, 1)]) == [["S1-01", "S1-02", "S1-03"]]


def test_a_number_printed_twice_moves_no_other_text():
    assert endings([sub_theme(1, 1, 2, 2, 3)]) == [["S1-01", "S1-02", "S1-04", "S1-03"]]


def test_s0_where_there_is_no_sub_theme():
    found = [sub_theme(None, 1, 2, title="")]
    assert positions(found) == [0]
    assert endings(found) == [["S0-01", "S0-02"]]


def test_a_heading_without_a_number_counts_by_its_place():
    found = [sub_theme(None, 1, title="Access to justice"), sub_theme(None, 1, title="Health")]
    assert positions(found) == [1, 2]
    assert endings(found) == [["S1-01"], ["S2-01"]]


def test_two_sub_themes_of_one_number_share_no_reference():
    assert endings([sub_theme(1, 1, 2), sub_theme(1, 1, 3)]) == [["S1-01", "S1-02"], ["S1-04", "S1-03"]]


def test_no_sub_theme_at_all():
    assert positions([]) == []
    assert endings([]) == []
