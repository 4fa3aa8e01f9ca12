"""What a web page's lines are: list numbers, levels, breaks, tables, and only what a person sees."""

import time

import pytest

from recommendations.errors import Refused
from recommendations.parsing import find, read

SECONDS = 5  # what took minutes takes a tenth of this


def lines(markup: str) -> list[tuple[str | None, int | None, str]]:
    return [(line.label, line.level, line.text) for line in read(f"<html><body>{markup}".encode()).lines if line.text]


@pytest.mark.parametrize(
    ("opening", "labels"),
    [
        ("<ol>", ["1.", "2."]),
        ('<ol start="14">', ["14.", "15."]),
        ("<ol reversed>", ["2.", "1."]),
        ('<ol start="9" reversed>', ["9.", "8."]),
        ('<ol type="a">', ["a.", "b."]),
        ('<ol type="I" start="4">', ["IV.", "V."]),
        ('<ol style="list-style-type: upper-alpha">', ["A.", "B."]),
        ('<ol start="none">', ["1.", "2."]),
        ("<ul>", ["•", "•"]),
    ],
)
def test_list_numbers(opening, labels):
    assert lines(f"{opening}<li>Ensure<li>Provide") == [(labels[0], 0, "Ensure"), (labels[1], 0, "Provide")]


def test_value_of_an_item_counts_on():
    assert [label for label, _level, _text in lines('<ol><li>a<li value="7">b<li>c</ol>')] == ["1.", "7.", "8."]


def test_nested_list_is_a_level_deeper_and_the_outer_one_counts_on():
    markup = "<ol><li>Ensure<ul><li>one<li>two</ul></li><li>Provide</li></ol>"
    assert lines(markup) == [("1.", 0, "Ensure"), ("•", 1, "one"), ("•", 1, "two"), ("2.", 0, "Provide")]


def test_second_paragraph_of_an_item_has_no_label():
    assert lines("<ol><li><p>Ensure.</p><p>These should be free.</p></ol>") == [
        ("1.", 0, "Ensure."),
        (None, None, "These should be free."),
    ]


def test_inline_elements_join_and_blocks_part():
    assert [text for _label, _level, text in lines("<p>Ens<b>ure</b> <i>fair</i>&nbsp;pay<div>now</div>")] == [
        "Ensure fair pay",
        "now",
    ]


def test_headings_and_wholly_bold_paragraphs_are_bold():
    got = read(b"<html><h2>One</h2><p><b>Two</b></p><p>a <b>three</b></p><p style='font-weight:700'>Four</p>").lines
    assert [(line.text, line.bold) for line in got if line.text] == [
        ("One", True),
        ("Two", True),
        ("a three", False),
        ("Four", True),
    ]


def test_line_breaks_in_running_text_are_healed():
    found = find(read(b"<html><p>Recommendations of the 9th AFML</p><p>1. Ensure fair<br>pay.<br>2. Provide desks."))
    assert [item.text for item in found.recommendations] == ["Ensure fair pay.", "Provide desks."]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>1. Ensure</script>",
        "<style>p{}</style>",
        "<nav>Home</nav>",
        "<header>Site</header>",
        "<footer>© 2024</footer>",
        "<aside>Related</aside>",
        "<p hidden>x</p>",
        '<p style="DISPLAY: none">x</p>',
        '<div aria-hidden="true">x</div>',
        '<div role="navigation">x</div>',
        '<div class="breadcrumbs">x</div>',
        '<ul id="main-menu"><li>x</ul>',
        "<ul><li><a>One</a><li><a>Two</a><li><a>Three</a></ul>",
        "<template><p>x</p></template>",
        "<form><label>Search</label></form>",
        "<!-- x -->",
        "<svg><text>x</text></svg>",
        "<title>x</title>",
    ],
)
def test_what_is_not_the_article_is_left_out(unseen):
    assert [text for _label, _level, text in lines(f"{unseen}<p>Ensure access.</p>{unseen}")] == ["Ensure access."]


@pytest.mark.parametrize(
    "seen",
    [
        "<article><header><p>Ensure access to all of it.</p></header><p>x</p></article>",
        '<ul><li><a href="/1">Ensure that all migrant workers have access to justice</a></ul>',
        '<div class="has-sidebar"><p>Ensure access to all of it.</p></div>',
        "<dl><dt>Ensure access to it</dt><dd>for all</dd></dl>",
        "<table><tr><td>Ensure access to it</td></tr></table>",
        "<pre>Ensure access to it\nfor all</pre>",
    ],
)
def test_what_is_the_article_is_kept(seen):
    assert any("Ensure" in text for _label, _level, text in lines(seen))


def test_table_with_merged_cells():
    markup = """<p>Recommendations of the 13th AFML</p><table>
    <tr><th>No.</th><th>Recommendation</th><th>Responsible</th><th>Timeline</th></tr>
    <tr><td colspan="4">Sub-theme 1: Rights</td></tr>
    <tr><td>1</td><td>Ensure access to justice.</td><td rowspan="2">MOL</td><td>2021</td></tr>
    <tr><td>2</td><td>Provide legal aid.<ul><li>in courts</ul></td><td>2022</td></tr></table>"""
    found = find(read(f"<html>{markup}".encode()))
    assert [(item.label, item.text, item.responsible, item.timeline) for item in found.recommendations] == [
        ("1", "Ensure access to justice.", "MOL", "2021"),
        ("2", "Provide legal aid.\n- in courts", "MOL", "2022"),
    ]
    assert [sub_theme.title for sub_theme in found.sub_themes] == ["Rights"]


def test_entities_are_letters_and_unknown_ones_stay():
    assert [text for _label, _level, text in lines("<p>attach&eacute; &amp; &ldquo;x&rdquo; &bogus; &#8211;")] == [
        "attaché & “x” &bogus; –"
    ]


def test_entities_of_its_own_are_not_opened():
    page = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><html><p>Ensure &a; &b;</p>'
    assert "aaaa" not in read(page.encode()).text
    assert "root:" not in read(page.encode()).text


@pytest.mark.parametrize("page", ["<html></html>", "<html><body><script>x</script>", "<!doctype html><nav>Home</nav>"])
def test_page_without_text_is_refused(page):
    with pytest.raises(Refused, match=r"^There is no text in this web page\.$"):
        read(page.encode())


@pytest.mark.parametrize("data", [b"<?xml version='1.0'?><rss><p>x</p></rss>", b"<svg><text>x</text></svg>"])
def test_other_markup_is_refused(data):
    with pytest.raises(Refused, match="XML"):
        read(data)


def test_web_archive_is_refused():
    with pytest.raises(Refused, match="web archive"):
        read(b"From: <Saved by Blink>\r\nContent-Type: multipart/related\r\n\r\n<html><p>x")


def test_text_that_begins_with_a_pointed_bracket_is_text():
    assert read(b"<Draft> 1. Ensure access.").format == "text"


@pytest.mark.parametrize("charset", ["punycode", "undefined", "idna", "hex", "utf-7", "no-such"])
def test_a_page_may_say_any_encoding(charset):
    page = f"<html><head><meta charset={charset}></head><p>Ensure fair pay.</p>"
    assert [line.text for line in read(page.encode()).lines if line.text] == ["Ensure fair pay."]


@pytest.mark.parametrize("span", ["²", "٣", "-1", "1e3", "999999"])
def test_a_cell_may_say_that_it_spans_anything(span):
    got = lines(f"<table><tr><td colspan='{span}' rowspan='{span}'>Ensure fair pay.</td></tr></table>")
    assert got == [(None, None, "Ensure fair pay.")]


@pytest.mark.parametrize(
    "data",
    [
        b"<!---->" * 500 + b"Ensure fair pay.",
        b"<html><body>" + b"<p class=menu>menu</p>" * 20_000 + b"<p>Ensure fair pay.</p>",
    ],
    ids=["comments", "menus"],
)
def test_long_rows_of_the_same_are_read_in_time(data):
    began = time.perf_counter()
    assert any("Ensure fair pay." in line.text for line in read(data).lines)
    assert time.perf_counter() - began < SECONDS


def test_a_wrapper_named_like_a_menu_stays_after_menus_were_taken_out():
    menu = "<div class=menu>Home and news and more</div>"
    markup = f"{menu * 3}<div class=has-sidebar><p>Ensure fair pay, for all.</p></div>"
    assert [text for _label, _level, text in lines(markup)] == ["Ensure fair pay, for all."]
