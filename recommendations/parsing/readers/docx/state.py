"""What one reading of a file carries along from its first word to its last."""

from dataclasses import dataclass

from recommendations.parsing.readers.docx.numbering import Counters
from recommendations.parsing.readers.docx.package import Package
from recommendations.parsing.readers.docx.pages import Pages, has_pages
from recommendations.parsing.readers.docx.revisions import Revisions
from recommendations.parsing.readers.docx.styles import Styles


@dataclass
class State:
    styles: Styles
    counters: Counters
    revisions: Revisions
    pages: Pages
    embedded: bool = False

    @classmethod
    def of(cls, package: Package, mode: str) -> "State":
        styles = Styles(package.styles)
        return cls(
            styles=styles,
            counters=Counters(package.numbering, styles),
            revisions=Revisions(mode),
            pages=Pages(has_pages(package.document)),
        )
