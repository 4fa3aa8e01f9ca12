"""How long reading takes, and how much memory: documents of 1,000 and 10,000 recommendations in each format.

    python -m tests.benchmarks.reading [1000 10000]

Each is read as on the site, in a child process with its limits; seconds include its start, memory is the child's.
"""

import sys

from recommendations.reading import read
from tests.parsing.blocks import Block
from tests.parsing.docx.test_benchmark import long_document
from tests.parsing.pdf.test_benchmark import numbered
from tests.parsing.variants import as_docx_numbered
from tests.parsing.variants_html import listed, page
from tests.parsing.variants_pdf import typeset


def as_text(blocks: list[Block]) -> bytes:
    return "\n\n".join(block.printed for block in numbered(blocks)).encode()


def as_pdf(blocks: list[Block]) -> bytes:
    return typeset(numbered(blocks), hang=36, header="13th AFML", footer="#")


def as_html(blocks: list[Block]) -> bytes:
    return page(listed(blocks)).encode()


FORMATS = {"Text": as_text, "Word": as_docx_numbered, "Web page": as_html, "PDF": as_pdf}
ROW = "{:>16} {:>9} {:>9} {:>8} {:>8} {:>9} {:>9}\n"


def main(counts: list[int]) -> None:
    say("Recommendations", "Format", "File", "Found", "Seconds", "Memory", "Pictures")
    for count in counts:
        document = long_document(count)
        for name, make in FORMATS.items():
            data = make(document)
            result = read(data)
            seconds, memory = f"{result.seconds:.1f}", f"{result.peak_bytes >> 20} MB"
            say(count, name, f"{len(data) >> 10} KB", result.found.total, seconds, memory, len(result.pictures))


def say(*cells: object) -> None:
    sys.stdout.write(ROW.format(*cells))
    sys.stdout.flush()


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]] or [1_000, 10_000])
