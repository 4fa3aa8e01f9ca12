"""How many invented documents and recommendations come out exactly: python -m tests.parsing.measure."""

import sys
from collections.abc import Callable
from html import escape

from tests.parsing import held_out
from tests.parsing.shapes import wrapped
from tests.parsing.variants_pdf import plain_sheet

FORMS: dict[str, Callable[[str], bytes]] = {
    "as typed": lambda text: text.encode(),
    "wrapped at 72": lambda text: wrapped(text, 72).encode(),
    "wrapped at 100": lambda text: wrapped(text, 100).encode(),
    "UTF-16, CRLF": lambda text: text.replace("\n", "\r\n").encode("utf-16"),
    "PDF": plain_sheet,
    "web page": lambda text: f"<html><body><pre>{escape(text)}</pre></body></html>".encode(),
}


def measure(form: Callable[[str], bytes], names: list[str]) -> tuple[int, int, int, int, list[str]]:
    """Documents right, documents; recommendations right, recommendations; the names of the documents that are not."""
    right = right_texts = all_texts = 0
    missed = []
    for name in names:
        found = held_out.found_in(form(held_out.text_of(name)))
        want, got = held_out.texts(held_out.wanted(name)), held_out.texts(held_out.shaped(found))
        all_texts += len(want)
        right_texts += sum(text in got for text in want)
        exact = held_out.is_exact(name, found)
        right += exact
        missed += [] if exact else [name]
    return right, len(names), right_texts, all_texts, missed


if __name__ == "__main__":
    for form_name, form in FORMS.items():
        right, count, right_texts, all_texts, missed = measure(form, held_out.NAMES)
        figures = f"documents {right}/{count}  recommendations {right_texts}/{all_texts}"
        sys.stdout.write(f"{form_name:15} {figures}  {' '.join(missed)}\n")
