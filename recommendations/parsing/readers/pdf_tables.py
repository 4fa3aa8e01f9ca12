from collections.abc import Sequence

from recommendations.parsing.readers.pdf_rows import Page


def set_in_tables(pages: Sequence[Page]) -> None:
    return None
