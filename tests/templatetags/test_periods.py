"""The days of an activity, in the same words on pages and in papers."""

import datetime

import pytest
from django.utils.html import strip_tags

from recommendations.reports import sentences
from recommendations.templatetags.periods import period

FIRST, LAST = datetime.date(2022, 3, 1), datetime.date(2022, 6, 30)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ((FIRST, LAST), "1 March 2022 to 30 June 2022"),
        ((FIRST, FIRST), "1 March 2022"),
        ((FIRST, None), "From 1 March 2022"),
        ((None, LAST), "Until 30 June 2022"),
        ((None, None), ""),
    ],
)
def test_what_has_no_end_is_going_on(days, words):
    assert (strip_tags(period(*days)), sentences.period(*days)) == (words, words)
