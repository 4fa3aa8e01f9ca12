"""Whether a text asks for something. Minutes, agendas and lists of participants have numbers and bullets too."""

import re

from recommendations.parsing.tongues import ASKS
from recommendations.parsing.verbs import VERBS
from recommendations.parsing.vocabulary import AGENDA_WORDS, ASKED, MODAL, NARRATIVE, NOUN_OF, TIME

FIRST = re.compile(r"[\w’'-]+")
LEAD = re.compile(r"[^:;.,]{2,60}?(?::|\s[–—-])\s+(?=\w)")  # "Job matching: Build …"
PERSON = re.compile(r"(?:mr|mrs|ms|miss|dr|prof|h\.\s?e|hon|dato|datuk|atty|u|daw)\b\.?\s+[A-Z]", re.I)


def asks(text: str) -> bool:
    """Whether a text asks, at once or after a word or two that name its subject ("Job matching: Build …")."""
    lead = LEAD.match(text)
    return _asks(text) or bool(lead and orders(text[lead.end() :]) and not TIME.search(text))


def _asks(text: str) -> bool:
    """ "Extend …", "Governments to ensure …", "… should …", "Provision of …", "Promoting …"; another script may ask in its own way.

    Not "09:00 Registration", "Opening remarks", "Mr. Somchai, Ministry of Labour", "The Forum was opened by …".
    """
    first = FIRST.search(text)
    if first is None or TIME.search(text) or len(text.split()) < 2:
        return False
    word = first[0].casefold()
    if word.isalpha() and not word.isascii() and not any(letter in "àâäçèéêëîïôöùûüñ" for letter in word):
        return True
    if MODAL.search(text) or _is_verb(word) or NOUN_OF.match(text):
        return True
    return bool(ASKS.match(text)) or (bool(ASKED.match(text)) and not NARRATIVE.search(text))


def orders(text: str) -> bool:
    """Begins with what is to be done: "Extend benefits". Not "Promoting decent work", which may be a title."""
    first = FIRST.search(text)
    return first is not None and first[0].casefold() in VERBS


def tells(text: str) -> bool:
    """Whether a text reports, names a person or a time: "09:00 Registration", "Ms. Sok Chan, …", "The Forum was opened"."""
    first = FIRST.search(text)
    opens = first is not None and first[0].casefold() in AGENDA_WORDS
    return opens or bool(TIME.search(text) or PERSON.match(text) or (NARRATIVE.search(text) and not MODAL.search(text)))


def _is_verb(word: str) -> bool:
    if word in AGENDA_WORDS:
        return False
    return word in VERBS or (word.endswith("ing") and len(word) > 5) or (word.startswith("re-") and word[3:] in VERBS)


def share(texts: list[str]) -> float:
    """How many of the texts ask for something, from 0 to 1; 0 for none."""
    return sum(map(asks, texts)) / len(texts) if texts else 0.0
