"""What paragraphs and runs take from their styles, along ``basedOn``."""

import re

from recommendations.parsing.readers.docx.names import Element, find, switch, val, w

HEADING = re.compile(r"heading \d|title|subtitle", re.I)
CONTENTS = re.compile(r"(?:toc|contents) ?\d|toc heading|contents heading", re.I)
MOST_STEPS = 30  # Word itself follows eleven


class Styles:
    """Asked by style id. A style that is missing, or based on itself, says nothing more."""

    def __init__(self, root: Element) -> None:
        found = root.findall(w("style")) if root is not None else []
        self.by_id = {style.get(w("styleId")): style for style in found}
        self.default = next(
            (style.get(w("styleId")) for style in found if _is_default_paragraph(style)),
            None,
        )
        self.base = find(root, "docDefaults", "rPrDefault", "rPr")
        self.chains: dict[str | None, tuple[Element, ...]] = {}
        self.answers: dict[tuple[str | None, str], bool | None] = {}

    def chain(self, style_id: str | None) -> tuple[Element, ...]:
        """The style and what it is based on, nearest first."""
        if style_id not in self.chains:
            chain: list[Element] = []
            at = style_id
            while (style := self.by_id.get(at)) is not None and style not in chain and len(chain) < MOST_STEPS:
                chain.append(style)
                at = val(style, "basedOn")
            self.chains[style_id] = tuple(chain)
        return self.chains[style_id]

    def of_paragraph(self, properties: Element) -> str | None:
        return val(properties, "pStyle") or self.default

    def says(self, style_id: str | None, name: str) -> bool | None:
        """What the nearest style of the chain says of a run setting ("b", "vanish")."""
        key = (style_id, name)
        if key not in self.answers:
            said = (
                switch(find(style, "rPr"), name) for style in self.chain(style_id) if find(style, "rPr") is not None
            )
            self.answers[key] = next((answer for answer in said if answer is not None), None)
        return self.answers[key]

    def holds(self, name: str, run: Element, paragraph_style: str | None) -> bool:
        """Whether a run setting is on: by the run itself, its style, the paragraph's style, or the file's default."""
        own = switch(run, name) if run is not None else None
        if own is None and run is not None and (style := val(run, "rStyle")):
            own = self.says(style, name)
        if own is None:
            own = self.says(paragraph_style, name)
        if own is None and self.base is not None:
            own = switch(self.base, name)
        return bool(own)

    def is_heading(self, style_id: str | None) -> bool:
        return any(HEADING.match(val(style, "name") or "") for style in self.chain(style_id))

    def is_contents(self, style_id: str | None) -> bool:
        """The table of contents: it repeats what stands elsewhere."""
        return any(CONTENTS.fullmatch(val(style, "name") or "") for style in self.chain(style_id)[:1])


def _is_default_paragraph(style: Element) -> bool:
    return style.get(w("type")) == "paragraph" and (style.get(w("default")) or "") in {"1", "true", "on"}
