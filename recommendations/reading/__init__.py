"""Reading a file that nobody trusts yet: in a fresh child process with limits, its answer checked. No Django.

``read`` gives a ``Reading`` or raises Refused with one plain sentence, whatever the file does to its reader.
"""

from recommendations.reading.answer import Reading
from recommendations.reading.limits import Limits
from recommendations.reading.pages import LINES_A_PAGE, SourceLines, page_of, pages_of
from recommendations.reading.process import read
from recommendations.reading.recognising import languages

__all__ = ["LINES_A_PAGE", "Limits", "Reading", "SourceLines", "languages", "page_of", "pages_of", "read"]
