"""Is a page well made? check_page(html) names everything that is wrong with it, at once."""

from collections import Counter

import html5lib
from html5lib.constants import E as MESSAGES

NOT_ASKED = {"hidden", "submit", "button", "image", "reset"}


def check_page(html):
    """Raise AssertionError unless `html` (text or bytes) is a whole, valid page; else give back its tree.

    Valid by the HTML standard's parser; a language, a title, one h1; unique ids, references that lead
    somewhere, a label for each field, and nothing inline that the Content-Security-Policy would refuse.
    """
    text = html.decode() if isinstance(html, bytes) else html
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parse(text)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    problems = [f"line {line}: {MESSAGES[code] % data}" for (line, _), code, data in parser.errors]
    for check in (head, headings, ids, labels, inline):
        problems += check(elements)
    assert not problems, "The page has faults:\n" + "\n".join(problems)
    return tree


def check_fragment(html):
    """The same for a part of a page: valid, unique ids, nothing inline."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    tree = parser.parseFragment(html.decode() if isinstance(html, bytes) else html)
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    problems = [f"line {line}: {MESSAGES[code] % data}" for (line, _), code, data in parser.errors]
    problems += inline(elements) + duplicates(elements)
    assert not problems, "The fragment has faults:\n" + "\n".join(problems)
    return tree


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def head(elements):
    # An svg's own <title> stands below the page's, so the first one is the page's.
    title = next((e for e in elements if e.tag == "title"), None)
    if title is None or not text_of(title):
        yield "no title"
    if not elements[0].get("lang"):
        yield "no lang on <html>"


def headings(elements):
    count = sum(e.tag == "h1" for e in elements)
    if count != 1:
        yield f"{count} h1 instead of one"
    for e in elements:
        if e.tag in {"h1", "h2", "h3", "h4", "h5", "h6"} and not text_of(e):
            yield f"an empty {e.tag}"


def duplicates(elements):
    count = Counter(e.get("id") for e in elements if e.get("id") is not None)
    return [f"id {name!r} {n} times" for name, n in count.items() if n > 1]


def ids(elements):
    known = {e.get("id") for e in elements}
    yield from duplicates(elements)
    for e in elements:
        names = [e.get("for")] if e.tag == "label" and e.get("for") else []
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls", "headers"):
            names += (e.get(attribute) or "").split()
        if e.tag == "a" and (e.get("href") or "").startswith("#") and len(e.get("href")) > 1:
            names.append(e.get("href")[1:])
        for name in names:
            if name not in known:
                yield f"<{e.tag}> points to {name!r}, which is not there"


def labels(elements):
    named = {e.get("for") for e in elements if e.tag == "label" and text_of(e)}
    inside = {id(child) for e in elements if e.tag == "label" and text_of(e) for child in e.iter()}
    for e in elements:
        asked = e.tag in {"select", "textarea"} or (e.tag == "input" and e.get("type") not in NOT_ASKED)
        labelled = e.get("id") in named or id(e) in inside or e.get("aria-label") or e.get("aria-labelledby")
        if asked and not labelled:
            yield f"no label for <{e.tag} name={e.get('name')!r}>"


def inline(elements):
    found = []
    for e in elements:
        found += [f"<{e.tag} {name}=…> is inline" for name in e.attrib if name == "style" or name.startswith("on")]
        if e.tag == "style":
            found.append("an inline <style>")
        if e.tag == "script" and not e.get("src") and e.get("type") != "application/json":
            found.append("an inline <script>")
    return found
