"""Reading the pages of themes and countries: their matrices, links and figures."""

import re
from html import unescape

from django.contrib.auth import SESSION_KEY
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from recommendations.filters.follow_ups import FollowUpFilters
from recommendations.models import User
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


FIGURE = re.compile(r'<a href="([^"#][^"]*)">(\d+)(?: under another)?(?:<span class="[^"]*">[^<]*</span>)?</a>')
# What a number may be without counting rows: a day, a place in a document, its own number, the last days of a page,
# and a country alone, which has no list of countries.
NO_FIGURE = re.compile(
    r"\d{1,2} \w+ 20\d\d(, \d\d:\d\d)?|\b20\d\d\b|\d\d/20\d\d|last 90 days"
    r"|\d+ (minutes|hours|days|weeks|months|years)\b"
    r"|(Sub-theme|Part|Table|Figure|seal|Round|Workshop) \d+|Rows \d+ to \d+ of \d+|\[\d+\]|AFML\d+\S*|\bS\d-\d\d"
    r"|\d+(st|nd|rd|th) AFML|1 country or body|evidence: \d+|100%"
)
# Fields to fill in, drawings with their words, code, and what somebody wrote.
APART = re.compile(
    r"<(form|svg|script|code|blockquote)\b.*?</\1>"
    r"|<th scope=\"row\">\d+</th>|<(\w+) class=\"(?:app-passage|app-line|app-printed__label)[^>]*>.*?</\2>",
    re.DOTALL,
)
BLOCK = re.compile(r"</?(?:p|li|h\d|t[dhr]|caption|d[dt]|div|figcaption|section)\b[^>]*>")


LISTS = {"/recommendations/": lambda filters: filters.qs, "/recommendations/by-text/": lambda filters: filters.texts()}


def loose_figures(content):
    """The words of a page in which a number counts something and leads nowhere."""
    told = re.sub(r"<a\b.*?</a>", "", APART.sub("", content.partition("</main>")[0]), flags=re.DOTALL)
    for words in BLOCK.split(told):
        if is_loose(said := " ".join(unescape(re.sub(r"<[^>]+>", " ", words)).split())):
            yield said


def is_loose(words):
    return re.search(r"\b[1-9]\d*\b", NO_FIGURE.sub("", words)) is not None


def rows_at(client, address, known):
    """How many rows the list at this address has: of a side its asks, of a brief its activities, else its lines; where
    the address names a place on the page, what stands there."""
    if address not in known:
        known[address] = _listed(client, address)
    return known[address]


def _listed(client, address):
    path, _mark, query = address.partition("?")
    if path in LISTS:  # what the list shows (tests.views.test_lists), without writing its page 200 times
        user = User.objects.get(pk=client.session[SESSION_KEY])
        filters = FollowUpFilters(QueryDict(query), user=user, day=timezone.localdate())
        assert not filters.errors, (address, filters.errors)
        return LISTS[path](filters).count()
    response = client.get(address)
    assert response.status_code == 200, address
    place = address.partition("#")[2]
    if place == "countries":
        return len(response.context["countries"])
    if path.startswith("/rounds/"):
        return response.context["total"]
    if "brief" in response.context:
        return response.context["brief"].told
    content = response.content.decode().partition("<main")[2]
    if place.endswith("-country"):
        content = content.partition(f'id="{place}"')[2].partition("</table>")[0]
    return content.count('class="app-card"') or content.count('<tr><th scope="row">')


def check_figures(client, url, known=None):
    """Each figure of the page is the number of rows in its list; how many figures there are."""
    known = {} if known is None else known
    content = client.get(url).content.decode().partition("<main")[2]
    figures = [(int(number), unescape(address)) for address, number in FIGURE.findall(content)]
    wrong = [(number, address) for number, address in figures if rows_at(client, address, known) != number]
    assert not wrong, (url, wrong)
    loose = list(loose_figures(content))
    assert not loose, (url, loose)
    return len(figures)


def said(client, url):
    """Its words; a figure that is a link stands close to the signs beside it."""
    told = text_of(page(client, url).find(".//main"))
    return re.sub(r"(?<=\() | (?=[;,.])", "", told)


def queries(client, url):
    with CaptureQueriesContext(connection) as found:
        assert whole(client.get(url))
    return [each["sql"] for each in found]
