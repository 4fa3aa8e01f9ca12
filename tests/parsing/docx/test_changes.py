"""Tracked changes and comments: what is read, what is counted, and who is told of it."""

import pytest

from recommendations.parsing import find, read
from tests.parsing.docx.make import BY, abstract, came, level, mark, num, p, r, row, table, went, word
from tests.parsing.shapes import labels, texts


def moved(kind: str, text: str) -> str:
    return f"<w:{kind} {BY.format('Ann')}>{r(text)}</w:{kind}>"


MOVED = p(moved("moveFrom", "one"), mark=mark("moveFrom")) + p("two") + p(moved("moveTo", "one"))
ROWS = table(row("a"), row("b", settings=mark("ins")), row("c", settings=mark("del")))


@pytest.mark.parametrize(
    ("body", "final", "original"),
    [
        (p(r("Ensure ") + came("legal ") + r("aid.")), ["Ensure legal aid."], ["Ensure aid."]),
        (p(r("Ensure ") + went("legal ") + r("aid.")), ["Ensure aid."], ["Ensure legal aid."]),
        (p(went("Consider") + came("Ensure") + r(" aid.")), ["Ensure aid."], ["Consider aid."]),
        (p(came(r("kept") + went("struck again"))), ["kept"], []),
        (MOVED, ["two", "one"], ["one", "two"]),
        (p("Ensure", mark=mark("del")) + p(" aid."), ["Ensure aid."], ["Ensure", "aid."]),
        (p("Ensure", mark=mark("ins")) + p(" aid."), ["Ensure", "aid."], ["Ensure aid."]),
        (p("a", mark=mark("del")) + p("b", mark=mark("del")) + p("c"), ["abc"], ["a", "b", "c"]),
        (p(went("gone"), mark=mark("del")) + p("kept"), ["kept"], ["gone", "kept"]),
        (p("kept", mark=mark("ins")) + p(came("new")), ["kept", "new"], ["kept"]),
        (p("a") + p(went("last"), mark=mark("del")), ["a"], ["a", "last"]),
        (ROWS, ["a", "b"], ["a", "c"]),
        (p(r("plain", f"<w:b/><w:rPrChange {BY.format('Ann')}><w:rPr/></w:rPrChange>")), ["plain"], ["plain"]),
        (f"<w:ins {BY.format('Ann')}>{p('block')}</w:ins>" + p("kept"), ["block", "kept"], ["kept"]),
    ],
)  # fmt: skip
def test_text_as_if_accepted_and_as_it_was(body, final, original):
    data = word(body + p("end"))
    assert [line.text for line in read(data).lines if line.text] == [*final, "end"]
    assert [line.text for line in read(data, revisions="original").lines if line.text] == [*original, "end"]


LISTS = abstract(1, level(0, "decimal", "%1.")) + num(1, 1)
HEAD = p("Recommendations of the 13th AFML")


def test_struck_item_takes_no_number():
    body = HEAD + "".join(
        (
            p("Ensure legal aid.", num=(1, 0)),
            p(went("Cap all fees."), num=(1, 0), mark=mark("del")),
            p("Open desks.", num=(1, 0)),
        )
    )
    data = word(body, numbering=LISTS)
    final, original = find(read(data)), find(read(data, revisions="original"))
    assert list(zip(labels(final), texts(final), strict=True)) == [("1.", "Ensure legal aid."), ("2.", "Open desks.")]
    assert labels(original) == ["1.", "2.", "3."]


def test_joined_paragraph_keeps_the_number_of_its_first_part():
    body = HEAD + p("Ensure legal", num=(1, 0), mark=mark("del")) + p(" aid.") + p("Open desks.", num=(1, 0))
    found = find(read(word(body, numbering=LISTS)))
    assert list(zip(labels(found), texts(found), strict=True)) == [("1.", "Ensure legal aid."), ("2.", "Open desks.")]


def test_number_that_a_change_brought_is_not_in_the_original():
    counted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {BY.format("Ann")}/></w:numPr>'
    data = word(p("Ensure legal aid.", more=counted), numbering=LISTS)
    assert read(data).lines[0].label == "1."
    assert read(data, revisions="original").lines[0].label is None


def test_former_settings_count_for_the_original():
    former = f"<w:pPrChange {BY.format('Ann')}><w:pPr/></w:pPrChange>"
    data = word(p("Ensure legal aid.", num=(1, 0), more=former), numbering=LISTS)
    assert [read(data, revisions=mode).lines[0].label for mode in ("final", "original")] == ["1.", None]


def doubts_of(body: str, mode: str = "final", **parts: str) -> list[str]:
    return [doubt.sentence for doubt in read(word(body, **parts), revisions=mode).doubts]


def test_no_changes_no_word_of_them():
    source = read(word(p("plain")))
    assert (source.changes, source.authors, source.comments, source.doubts) == (0, 0, 0, ())


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (p(came("one")), "The file has one tracked change."),
        (p(came("one") + r(" ") + came("more")), "The file has one tracked change."),
        (p(came("one") + r(" and ") + came("two")), "The file has 2 tracked changes by one person."),
        (p(went("one") + came("two", "Ben")), "The file has 2 tracked changes by 2 people."),
        (p(came("one"), mark=mark("ins")) + p(came("two"), mark=mark("ins")), "The file has one tracked change."),
        (p(moved("moveFrom", "a")) + p("b") + p(moved("moveTo", "a")), "The file has one tracked change."),
        (p(came(r("kept") + went("gone", "Ben"))), "The file has 2 tracked changes by 2 people."),
    ],
)  # fmt: skip
def test_changes_are_counted_as_a_person_counts_them_and_alike_in_both_ways(body, sentence):
    for mode in ("final", "original"):
        assert doubts_of(body + p("end"), mode)[0] == sentence


def test_the_way_of_reading_is_told():
    body = p(came("new ") + r("text"))
    assert doubts_of(body)[1] == "Tracked changes were read as if accepted."
    assert doubts_of(body, "original")[1] == "Tracked changes were left out: this is the original text."


def test_found_carries_the_doubts():
    codes = [doubt.code for doubt in find(read(word(HEAD + p(came("1. Ensure legal aid."))))).doubts]
    assert codes[:2] == ["one-change", "changes-accepted"]


def test_lines_tell_whether_they_hold_a_change():
    body = p("plain") + p(came("new")) + p(r("a") + went("b")) + p("split", mark=mark("ins")) + p("plain")
    lines = read(word(body)).lines
    assert [line.changed for line in lines] == [False, True, True, True, False]


def test_rows_that_a_change_brought_are_marked():
    lines = read(word(table(row("a"), row("b", settings=mark("ins"))))).lines
    assert [(line.text, line.changed) for line in lines] == [("a", False), ("b", True)]


@pytest.mark.parametrize(
    ("count", "sentence"),
    [(1, "The file has one comment. It was left out."), (2, "The file has 2 comments. They were left out.")],
)
def test_comments_are_counted_and_left_out(count, sentence):
    comments = f'<w:comment w:id="1" w:author="Ann">{p("a remark")}</w:comment>' * count
    source = read(word(p("text"), comments=comments))
    assert (source.comments, source.text, [doubt.sentence for doubt in source.doubts]) == (count, "text", [sentence])
