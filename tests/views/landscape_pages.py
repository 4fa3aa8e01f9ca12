"""Reading the pages of themes and countries: their matrices, links and figures."""

import re

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.html import check_page
from tests.views.test_lists import text_of, whole

PAGES = (
    "/picture/", "/picture/?suggested=on", "/picture/?alike=on", "/picture/recommendations/",
    "/countries/LA/", "/themes/health/", "/themes/justice/?suggested=on", "/forums/13/", "/forums/16/",
    "/bodies/workers/",
)  # fmt: skip


def page(client, url):
    response = client.get(url)
    assert response.status_code == 200
    return check_page(response.content)


def links(tree):
    return {text_of(each): each.get("href") for each in tree.iter("a")}


def drawings(tree):
    return [each for each in tree.iter() if isinstance(each.tag, str) and each.tag.endswith("}svg")]


def matrices(tree):
    """Each matrix without the words of its bars."""
    found = []
    for each in tree.iter("table"):
        for bar in drawings(each):
            tail = bar.tail
            bar.clear()
            bar.tail = tail
        parts = [each.find("thead"), each.find("tbody"), each.find("tfoot")]
        found.append([[text_of(cell) for cell in row] for part in parts if part is not None for row in part])
    return found


def linked_figures(tree):
    """(figure, address) of each link to the list: the m of "n of m asked", or the number itself."""
    for link in tree.iter("a"):
        words, url = text_of(link), link.get("href")
        found = re.match(r"(?:\d+ of )?(\d+)(?: asked|$|:| Proposed$| Adopted$)", words)
        if url.startswith("/recommendations/?") and found:
            yield int(found[1]), url


def check_figures(client, url):
    """Each figure of the page is the number of rows in its list; how many figures there are."""
    figures = list(linked_figures(page(client, url)))
    for figure, address in figures:
        listed = page(client, address)
        assert len(listed.findall(".//tbody/tr")) == figure, f"{url}: {figure} at {address}"
        assert not listed.findall(".//div[@class='govuk-error-summary']")
    return len(figures)


def said(client, url):
    return text_of(page(client, url).find(".//main"))


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert whole(client.get(url))
    return [each["sql"] for each in found]
