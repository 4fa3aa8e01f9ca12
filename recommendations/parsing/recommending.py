"""Whether a document recommends at all. Agendas, speeches, minutes and laws have numbered lists too."""

import re

from recommendations.parsing import tongues
from recommendations.parsing.about import is_prose
from recommendations.parsing.demands import share, tells
from recommendations.parsing.headings import opens_recommendations, opens_something_else
from recommendations.parsing.items import Contents
from recommendations.parsing.layout import Layout, Section
from recommendations.parsing.pieces import Piece
from recommendations.parsing.vocabulary import FORUM_NAME, OTHER_PAPER, TIME

Parts = list[tuple[Section, Contents]]

SPEAKS_OF_FORUM = re.compile(FORUM_NAME, re.I)
SAYS_RECOMMEND = re.compile(rf"recommend|sub[\s-]*theme|{tongues.RECOMMENDATIONS}", re.I)
TITLES = re.compile(rf"\brecommendations?\b|{tongues.RECOMMENDATIONS}", re.I)
MOST_TITLE_WORDS = 20
MOST_QUESTIONS = 0.3  # of the items
MOST_TELLING = 0.2  # of the items may tell or name, in a paper titled "Recommendations"


def recommends(layout: Layout, parts: Parts) -> bool:
    """Whether the document recommends: its items ask, and it says that it recommends or speaks of the forum."""
    texts = [item.text for _section, contents in parts for item in contents.items]
    if not texts:
        return False
    if _is_other_paper(layout, parts) or sum(text.endswith("?") for text in texts) >= MOST_QUESTIONS * len(texts):
        return False
    asking, telling = share(texts), sum(map(tells, texts)) / len(texts)
    head = " ".join(piece.text for piece in layout.head)
    if any(opens_something_else(piece.printed) for piece in layout.head[:3]):
        return asking >= 0.5
    if telling <= MOST_TELLING and any(_says_recommendations(piece) for piece in layout.head):
        return True
    if SAYS_RECOMMEND.search(head) or any(section.named for section, _contents in parts):
        return asking >= 0.25
    return asking >= 0.6 and bool(SPEAKS_OF_FORUM.search(head))


def _is_other_paper(layout: Layout, parts: Parts) -> bool:
    """A speech, a press release, a survey: its title says so, and no heading in it says "Sub-theme" or "Recommendations"."""
    titled = any(OTHER_PAPER.match(piece.text) and not TITLES.search(piece.text) for piece in layout.head[:3])
    headed = any(section.named for section, _contents in parts)
    return titled and not headed and not any(opens_recommendations(piece.printed) for piece in layout.head)


def _says_recommendations(piece: Piece) -> bool:
    """A line of the head that titles recommendations; in minutes and press releases they are spoken of in sentences."""
    titled = not is_prose(piece.text) and not piece.marker and not TIME.search(piece.text)
    return titled and bool(TITLES.search(piece.text)) and len(piece.text.split()) <= MOST_TITLE_WORDS
