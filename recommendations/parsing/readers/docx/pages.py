"""Pages: where Word last broke them, and where the writer did."""

from recommendations.parsing.readers.docx.names import Element, find, switch, val, w

RENDERED = w("lastRenderedPageBreak")


def has_pages(document: Element) -> bool:
    """Whether the file tells of any page; one that no program laid out does not."""
    if next(document.iter(RENDERED), None) is not None:
        return True
    return any(br.get(w("type")) == "page" for br in document.iter(w("br"))) or any(
        turns_before(properties) or turns_after(properties) for properties in document.iter(w("pPr"))
    )


def turns_before(properties: Element) -> bool:
    return bool(switch(properties, "pageBreakBefore")) if properties is not None else False


def turns_after(properties: Element) -> bool:
    """A section that ends with this paragraph; the next begins a page, unless it says that it runs on."""
    section = find(properties, "sectPr")
    return section is not None and val(section, "type") not in {"continuous", "nextColumn"}


class Pages:
    """The page that is being read. A break that the writer made is often followed by the mark of the same break."""

    def __init__(self, known: bool) -> None:
        self.known = known
        self.at = 1
        self.fresh = False

    @property
    def number(self) -> int | None:
        return self.at if self.known else None

    def turn(self, *, rendered: bool = False) -> None:
        if not (rendered and self.fresh):
            self.at += 1
        self.fresh = not rendered

    def printed(self) -> None:
        self.fresh = False
