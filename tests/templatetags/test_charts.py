import re

import pytest

from recommendations.choices import STATUS_ORDER, Answering
from recommendations.templatetags.charts import ORDER, TONES, status_bar, status_key, status_legend
from tests.html import check_fragment

LAO = [
    ("no-information", "No information received", 55),
    ("implemented", "Implemented", 3),
    ("planned", "Planned", 4),
]
STARTS = re.compile(r'<svg x="([\d.]+)%" width="([\d.]+)%"')


def test_bar_when_given_in_any_order_keeps_its_own():
    assert re.findall("implemented|planned|no-information", " ".join(ORDER)) == [
        "implemented",
        "implemented",  # of partly-implemented
        "planned",
        "no-information",
    ]
    html = status_bar(LAO, "Lao PDR")
    assert "<title>Lao PDR</title><desc>Implemented 3, Planned 4, No information received 55</desc>" in html


def test_bar_fills_its_width():
    spans = [(float(start), float(width)) for start, width in STARTS.findall(status_bar(LAO, "Lao PDR"))]
    assert spans == [(0.0, 4.839), (4.839, 6.452), (11.29, 88.71)]


def test_bar_hatches_no_information_and_nothing_else():
    assert status_bar(LAO, "x").count("stroke-dasharray") == 1
    assert "stroke-dasharray" not in status_bar(LAO[1:], "x")


def test_bar_leaves_zeros_out():
    assert "Planned" not in status_bar([("planned", "Planned", 0), ("implemented", "Implemented", 1)], "x")


def test_bar_when_nothing_was_asked():
    html = status_bar([], "Indonesia")
    check_fragment(html)
    assert "Nothing was asked." in html


def test_bar_writes_a_figure_only_where_it_fits():
    figures = [("implemented", "Implemented", 1), ("no-information", "No information received", 152)]
    html = status_bar(figures, "x")
    assert ">152</text>" in html
    assert ">1</text>" not in html
    assert "Implemented 1," in html


def test_bars_stand_together_on_a_page():
    html = status_bar(LAO, "Lao PDR") + status_bar(LAO, "Lao PDR")
    check_fragment(html)
    assert "id=" not in html
    assert "style=" not in html


def test_bar_escapes():
    assert "<title>&lt;b&gt;</title>" in status_bar([("planned", "<i>", 1)], "<b>")
    assert "<i>" not in status_bar([("planned", "<i>", 1)], "<b>")


def test_bar_when_every_kind_is_in_it_stays_small():
    figures = [(key, key, 10) for key in ORDER]
    assert len(status_bar(figures, "Lao PDR")) < 2100
    assert len(status_bar(LAO, "Lao PDR")) < 1024


def test_bar_when_the_key_is_unknown():
    with pytest.raises(ValueError, match="not in tuple"):
        status_bar([("nonsense", "Nonsense", 1)], "x")


def test_every_kind_has_its_own_tone():
    assert set(TONES) == set(ORDER) == {*STATUS_ORDER, *Answering} - {Answering.ANSWERED}
    assert len(set(TONES.values())) == len(TONES)


def test_key_names_what_is_there():
    html = status_key(LAO)
    check_fragment(html)
    assert html.index("Implemented <b>3</b>") < html.index("No information received <b>55</b>")
    assert "In progress" not in html


def test_legend_names_every_kind_that_can_be_drawn():
    html = status_legend()
    check_fragment(html)
    assert html.count("<li>") == len(ORDER) - 1
    assert "Not asked" not in html
