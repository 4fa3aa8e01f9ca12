"""The name under which a file that somebody gave is handed out again."""

from recommendations.parsing.media import CSV, ENDINGS, JPEG, PPTX

# Other endings that such a file may bear.
ALSO = {JPEG: ("jpeg", "jpe"), CSV: ("txt", "tsv"), PPTX: ("ppsx",)}


def name_of(given: str, kind: str, *, otherwise: str) -> str:
    """`given`, or `otherwise`, with an ending of what the file is: by the ending alone a computer chooses the program
    that opens it, and a PDF called "letter.html" would be run as a page."""
    ending = given.rpartition(".")[2].casefold()
    fits = ending in (ENDINGS[kind], *ALSO.get(kind, ()))
    return given if fits else f"{given or otherwise}.{ENDINGS[kind]}"
