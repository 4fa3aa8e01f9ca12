"""What numbering.xml defines: lists, their levels, and which paragraph belongs to which."""

from dataclasses import dataclass

from recommendations.parsing.readers.docx.names import Element, find, mc, number, switch, val, w
from recommendations.parsing.readers.docx.styles import Styles

MOST_LEVELS = 9
MOST_LINKS = 10  # from list to list style and on; a file may send us in circles


@dataclass(frozen=True)
class Level:
    """One level of a list. ``pattern`` is "%1." or "(%1.%2)"; ``restart`` the level (from 1) that starts it again."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int | None = None
    legal: bool = False
    style: str | None = None
    indent: Element = None

    @classmethod
    def of(cls, element: Element) -> "Level":
        form, pattern = _form(element), val(element, "lvlText") or ""
        picture = find(element, "lvlPicBulletId") is not None
        start, restart = number(val(element, "start")), number(val(element, "lvlRestart"))
        return cls(
            start=start if start is not None else 0,
            form="bullet" if picture else form,
            pattern="•" if picture else pattern,
            restart=restart,
            legal=bool(switch(element, "isLgl")),
            style=val(element, "pStyle"),
            indent=find(element, "pPr", "ind"),
        )


def _form(element: Element) -> str:
    """The number format; newer files give their own beside one that older programs know."""
    found = val(element, "numFmt") or val(element.find(f"{mc('AlternateContent')}/{mc('Fallback')}"), "numFmt")
    return found or "decimal"


@dataclass(frozen=True)
class List:
    """A list as paragraphs name it (``numId``): lists with one ``family`` count on from each other."""

    family: str
    levels: dict[int, Level]
    starts: dict[int, int]  # level → the number at which this list begins again


class Lists:
    """Every list of the file, made on first use."""

    def __init__(self, root: Element, styles: Styles) -> None:
        self.styles = styles
        nums = root.findall(w("num")) if root is not None else []
        families = root.findall(w("abstractNum")) if root is not None else []
        self.nums = {num.get(w("numId")): num for num in nums}
        self.families = {family.get(w("abstractNumId")): family for family in families}
        self.linked = {val(family, "styleLink"): family for family in families}
        self.made: dict[str, List | None] = {}

    def get(self, num_id: str) -> List | None:
        if num_id not in self.made:
            self.made[num_id] = self._make(num_id)
        return self.made[num_id]

    def _make(self, num_id: str) -> List | None:
        num = self.nums.get(num_id)
        family = self._family(num)
        if family is None:
            return None
        levels = _levels(family)
        starts = {}
        for override in num.findall(w("lvlOverride")) if num is not None else ():
            at = number(override.get(w("ilvl"))) or 0
            if (own := find(override, "lvl")) is not None:
                levels[at] = Level.of(own)
            if (start := number(val(override, "startOverride"))) is not None:
                starts[at] = start
        return List(family.get(w("abstractNumId")) or "", levels, starts)

    def _family(self, num: Element) -> Element:
        """The abstract list behind a list, through list styles (``numStyleLink``) where it only points to one."""
        family = self.families.get(val(num, "abstractNumId"))
        for _step in range(MOST_LINKS):
            link = val(family, "numStyleLink")
            if link is None:
                return family
            style = self.styles.by_id.get(link)
            linked = self.families.get(val(self.nums.get(val(style, "pPr", "numPr", "numId")), "abstractNumId"))
            family = linked if linked is not None and linked is not family else self.linked.get(link)
        return None

    def place(self, properties: Element) -> tuple[str, int] | None:
        """The list (``numId``) and level of a paragraph, by itself or by its style; None for none, and for list 0."""
        own = find(properties, "numPr")
        num_id, level = val(own, "numId"), number(val(own, "ilvl"))
        for style in self.styles.chain(self.styles.of_paragraph(properties)):
            given = find(style, "pPr", "numPr")
            if given is None or (num_id is not None and level is not None):
                continue
            by_style = num_id is None
            num_id = num_id or val(given, "numId")
            if level is None and by_style:
                level = self._level_of_style(num_id, style.get(w("styleId")))
            level = number(val(given, "ilvl")) if level is None else level
        if num_id in (None, "0"):
            return None
        return str(num_id), min(max(level or 0, 0), MOST_LEVELS - 1)

    def _level_of_style(self, num_id: str | None, style_id: str | None) -> int | None:
        listed = self.get(num_id) if num_id else None
        return next((at for at, level in listed.levels.items() if level.style == style_id), None) if listed else None


def _levels(family: Element) -> dict[int, Level]:
    return {number(level.get(w("ilvl"))) or 0: Level.of(level) for level in family.findall(w("lvl"))}
