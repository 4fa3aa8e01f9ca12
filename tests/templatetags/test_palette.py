"""Words reach 4.5 : 1 on what they stand on, and nothing is fetched from elsewhere."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from recommendations.templatetags.charts import TONES

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = (ROOT / "assets" / "_settings.scss").read_text("utf-8")
COLOURS = dict(re.findall(r"^\$([\w-]+): (#\w{6});", SETTINGS, re.MULTILINE)) | {"white": "#ffffff"}
ON_WHITE = ["dark", "blue", "grey", "text", "quiet", "error", "success", "link-visited"]
PAIRS = [(name, "white") for name in ON_WHITE] + [
    ("text", "yellow"),
    ("text", "pale"),
    ("quiet", "pale"),
    ("error", "pale"),
    ("dark", "pale-blue"),
    ("white", "dark"),
    ("white", "blue"),
    ("white", "grey"),
]


def luminance(colour):
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_when_known():
    assert contrast("#000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(("words", "ground"), PAIRS)
def test_words_can_be_read(words, ground):
    assert contrast(COLOURS[words], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize("key", TONES)
def test_figures_in_a_bar_can_be_read(key):
    fill, _outline, ink = TONES[key]
    assert contrast(fill, ink) >= 4.5


def test_red_that_carries_no_text_would_fail():
    assert contrast(COLOURS["red"], COLOURS["white"]) < 4.5


@pytest.mark.parametrize("name", ["aflm/site.css", "aflm/admin.css"])
def test_stylesheet_fetches_nothing(name):
    css = Path(finders.find(name)).read_text("utf-8")
    assert "@import" not in css
    assert "http://" not in css.replace('a[href^="http://"]', "").replace('[href^="http://"]', "")
    assert not re.search(r"url\((?!['\"]?data:)", css)


def test_stylesheet_is_small():
    import gzip

    assert len(gzip.compress(Path(finders.find("aflm/site.css")).read_bytes())) < 16 * 1024
