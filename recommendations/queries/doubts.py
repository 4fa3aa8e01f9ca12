"""Parsing's doubts, stored as [code, values], in the reader's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext

from recommendations.parsing.doubts import SENTENCES

# What nobody needs to be told any more once a person has confirmed the facts.
OF_FACTS = frozenset({"no-meeting", "no-forum", "no-date", "part-date", "dates-differ", "no-country"})


def sentence(code: str, values: Mapping[str, object]) -> str:
    """The sentence of one doubt; its code where this version does not know it."""
    template = gettext(SENTENCES.get(code, code))
    try:
        return template % dict(values) if values else template
    except (KeyError, TypeError, ValueError):
        return template


def sentences(stored: Iterable[tuple[str, Mapping[str, object]]], *, but: frozenset[str] = frozenset()) -> list[str]:
    return [sentence(code, values) for code, values in stored if code not in but]


def stored_sentence(message: list | None) -> str:
    """A refusal that was stored as [sentence, params], in the reader's language; "" for none."""
    if not message:
        return ""
    template, params = gettext(message[0]), message[1]
    return template % params if params else template
