"""Word files: the text as a reader of the paper sees it, with the numbers that Word counts and the changes it tracks."""

from dataclasses import replace

from recommendations.errors import Refused
from recommendations.parsing.doubts import Doubt, doubt
from recommendations.parsing.readers.docx.blocks import lines_in
from recommendations.parsing.readers.docx.compound import START, refuse_compound
from recommendations.parsing.readers.docx.names import find, w
from recommendations.parsing.readers.docx.package import DAMAGED, Package, open_package
from recommendations.parsing.readers.docx.revisions import FINAL, ORIGINAL
from recommendations.parsing.readers.docx.state import State
from recommendations.parsing.source import Line, Source
from recommendations.text import gettext_noop as _

ZIPS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

__all__ = ["FINAL", "ORIGINAL", "looks_like_word", "read_word"]


def looks_like_word(data: bytes) -> bool:
    """Any zip and any old Office file: what it is instead, the reader says."""
    return data.startswith((*ZIPS, START[:4]))


def read_word(data: bytes, revisions: str = FINAL) -> Source:
    """The lines of a Word file; ``revisions`` "final" as if all changes were accepted, "original" as if none were.

    Raises Refused with one plain sentence for what is damaged, locked, unsafe, too big, or no Word file.
    """
    refuse_compound(data)
    package = open_package(data)
    state = State.of(package, revisions)
    body = find(package.document, "body")
    if body is None:
        raise Refused(DAMAGED)
    try:
        lines = lines_in(body, state)
    except RecursionError:
        raise Refused(DAMAGED) from None
    if not any(line.text for line in lines):
        raise Refused(_("There is no text in this file."))
    return _source(lines, state, package)


def _source(lines: list[Line], state: State, package: Package) -> Source:
    comments = len(package.comments.findall(w("comment"))) if package.comments is not None else 0
    return Source(
        tuple(replace(line, number=number) for number, line in enumerate(lines, 1)),
        format="word",
        wrapped=False,
        doubts=(*state.revisions.doubts(), *_doubts(state, comments)),
        changes=state.revisions.total,
        authors=len(state.revisions.people),
        comments=comments,
    )


def _doubts(state: State, comments: int) -> list[Doubt]:
    found = [doubt("one-comment") if comments == 1 else doubt("comments", count=comments)] if comments else []
    return [*found, doubt("embedded")] if state.embedded else found
