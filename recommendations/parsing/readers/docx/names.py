"""The names of WordprocessingML, and how its settings are asked."""

from typing import Any

Element = Any  # an lxml element; lxml comes without types

W_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"  # "Strict Open XML Document": other addresses, same names
MC_SPACE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATH_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    return f"{{{W_SPACE}}}{name}"


def mc(name: str) -> str:
    return f"{{{MC_SPACE}}}{name}"


VAL = w("val")


def find(element: Element, *path: str) -> Element:
    """The element at the end of a path of child names, None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = element.find(w(name))
    return element


def val(element: Element, *path: str) -> str | None:
    """The ``w:val`` of the element at the end of the path."""
    found = find(element, *path)
    return found.get(VAL) if found is not None else None


def number(text: str | None) -> int | None:
    """A whole number as files write it; None for anything else."""
    try:
        return int(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def switch(element: Element, name: str) -> bool | None:
    """A setting that is on by its presence (``<w:b/>``), off by ``w:val="0"``, None where nothing is said."""
    found = find(element, name)
    return None if found is None else found.get(VAL, "1").lower() not in OFF
