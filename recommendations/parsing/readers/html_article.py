"""Of a saved web page only the article: menus, forms, footers and what is hidden are taken out."""

import re

from lxml.html import HtmlElement

NEVER = frozenset(
    "script style template noscript nav aside form button select option textarea input iframe object embed svg canvas "
    "audio video map dialog head title link meta base".split()
)
SITE_PARTS = frozenset(("header", "footer"))
ARTICLE = ("article", "main")
ROLES = frozenset("navigation banner contentinfo complementary search menu menubar dialog alert toolbar".split())
NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|sidebar|cookies?|share|sharing|social|footer|masthead|site-header|"
    r"skip-?link|skip|related|pagination|pager|toolbar|sr-only|visually-hidden|screen-reader-text|newsletter|comments|search|langs?|"
    r"language-switcher|advert|ads?|popup|modal|print-only)(?:$|[\s_-])",
    re.I,
)
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
FEWEST_LETTERS = 200
LONGEST_LINK = 8  # words: a recommendation may be a link, but it is longer


def article(page: HtmlElement) -> HtmlElement:
    """The part of the page that is read, what does not belong to it removed. The page itself is changed."""
    _strip(page)
    for element in list(page.iter("ul", "ol", "div", "table", "p", "td")):
        if element.getparent() is not None and _is_menu(element):
            _remove(element)
    bodies = [element for element in page.iter(*ARTICLE) if _letters(element) >= FEWEST_LETTERS]
    bodies += [
        element for element in page.iter() if element.get("role") in ARTICLE and _letters(element) >= FEWEST_LETTERS
    ]
    whole = _letters(page)
    best = max(bodies, key=_letters, default=None)
    return best if best is not None and _letters(best) > 0.3 * whole else page


def _strip(page: HtmlElement) -> None:
    """Takes out what is never read. The letters that stay are counted along: a page may name thousands of menus."""
    gone: set[HtmlElement] = set()
    whole = _letters(page)
    for element in list(page.iter()):
        if element.getparent() in gone:
            gone.add(element)
        elif not isinstance(element.tag, str) or _goes(element, whole):
            gone.add(element)
            whole -= _letters(element)
            _remove(element)


def _goes(element: HtmlElement, whole: int) -> bool:
    """Whether an element is no part of an article; ``whole``: the letters of the page."""
    tag = element.tag.lower()
    if tag in ("html", "body"):
        return False
    if tag in NEVER or (tag in SITE_PARTS and not any(above.tag in ARTICLE for above in element.iterancestors())):
        return True
    if "hidden" in element.attrib or element.get("aria-hidden") == "true" or HIDDEN.search(element.get("style") or ""):
        return True
    if (element.get("role") or "").lower() in ROLES:
        return True
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    # A wrapper of the whole page may be called "has-sidebar".
    return bool(NAMES.search(named)) and tag not in ARTICLE and _letters(element) <= 0.5 * whole


def _is_menu(element: HtmlElement) -> bool:
    """Links and nothing else, all of them short."""
    links = list(element.iter("a"))
    if len(links) < 3 or any(len(_text(link).split()) > LONGEST_LINK for link in links):
        return False
    return sum(len(_text(link)) for link in links) > 0.8 * max(len(_text(element)), 1)


def _remove(element: HtmlElement) -> None:
    """Takes an element out; what stands behind it stays. (lxml's own way fails on control characters.)"""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    behind = NOT_XML.sub("", element.tail or "")
    if before is None:
        parent.text = NOT_XML.sub("", parent.text or "") + behind
    else:
        before.tail = NOT_XML.sub("", before.tail or "") + behind
    parent.remove(element)


def _text(element: HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _letters(element: HtmlElement) -> int:
    return sum(map(len, element.itertext()))
