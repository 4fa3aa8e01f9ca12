"""Documents in, findings out. Pure: no Django, no settings, no clock, no disk.

``read`` turns bytes into lines, ``find`` turns lines into findings with their places and doubts, ``as_json`` lays
findings out for a script. People decide what becomes a recommendation.
"""

from recommendations.parsing.doubts import Doubt
from recommendations.parsing.finding import find
from recommendations.parsing.found import Found, FoundRecommendation, FoundSubTheme, Unused, as_json
from recommendations.parsing.readers import read
from recommendations.parsing.readers.pdf import Scan
from recommendations.parsing.source import Line, Source

__all__ = [
    "Doubt",
    "Found",
    "FoundRecommendation",
    "FoundSubTheme",
    "Line",
    "Scan",
    "Source",
    "Unused",
    "as_json",
    "find",
    "read",
]
