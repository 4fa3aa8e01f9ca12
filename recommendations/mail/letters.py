"""The light HTML beside a mail's plain text: the same words, paragraphs, lists and links, and nothing else."""

import re

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

# Quiet enough to look alike in every mail program; no picture, no font, no script.
STYLE = "font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em;color:#1d1a26"
ADDRESS = re.compile(r"(https?://[^\s<>]+)")
# A line of 1,000 bytes or more makes the whole part three times as long where it is not in Latin letters (RFC 5322).
FOLD = re.compile(r"\S{260}|.{1,260}(?:\s|$)|.{1,260}")


def as_html(subject: str, body: str, language: str) -> str:
    """A whole HTML page of a plain letter."""
    blocks = (_block(block.split("\n")) for block in body.strip().split("\n\n"))
    return format_html(
        '<!doctype html><html lang="{}"><head><meta charset="utf-8"><title>{}</title></head>'
        '<body style="{}">{}</body></html>',
        language, subject, STYLE, format_html_join("\n", "{}", ((block,) for block in blocks)),
    )  # fmt: skip


def folded(body: str) -> str:
    """The plain letter in lines that every mail server takes as they are."""
    return "\n".join("\n".join(_fold(line)) for line in body.split("\n"))


def _fold(line: str) -> list[str]:
    return FOLD.findall(line) if len(line) > 260 else [line]


def _block(lines: list[str]) -> SafeString:
    """A paragraph; lines at its end that begin with "- " are a list."""
    words = [line for line in lines if not line.startswith("- ")]
    points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    paragraph = format_html("<p>{}</p>", format_html_join(SafeString("<br>\n"), "{}", ((_linked(w),) for w in words)))
    if not points:
        return paragraph
    listed = format_html("<ul>{}</ul>", format_html_join("\n", "<li>{}</li>", ((point,) for point in points)))
    return (paragraph if words else SafeString("")) + listed


def _linked(line: str) -> SafeString:
    parts = ADDRESS.split(line)
    return format_html_join(
        "", "{}", ((_anchor(part) if number % 2 else _folded_html(part),) for number, part in enumerate(parts))
    )


def _folded_html(words: str) -> SafeString:
    """In short lines, of which the reader sees nothing: the line ends lie within tags."""
    return format_html_join(SafeString("<wbr\n>"), "{}", ((conditional_escape(piece),) for piece in _fold(words)))


def _anchor(address: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', address, address)
