"""What moved since the round before, in the paper."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from recommendations.choices import PaperSection
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Block, Heading, Text


def compared(material: Material, numbers: Iterator[int]) -> Iterator[Block]:
    """A table of the movements, and each row behind it; nothing where there was no round before."""
    written = material.written(PaperSection.COMPARISON)
    if material.before is None and not written:
        return
    yield Heading(1, _("Comparison with the last round"))
    for paragraph in filter(str.strip, written.split("\n")):
        yield Text(paragraph.strip(), tone="own")
