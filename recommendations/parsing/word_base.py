"""Whether a Word file can be the one that papers are written on."""

import io

from docx import Document

from recommendations.errors import Refused
from recommendations.text import gettext_noop


def check(content: bytes) -> None:
    """Raise Refused unless `content` is a Word document with styles and a page."""
    try:
        document = Document(io.BytesIO(content))
        known = {style.name for style in document.styles}
        has_page = bool(document.sections)
    except Exception as error:  # whatever a foreign file makes the library raise
        raise Refused(
            gettext_noop("This file is not a Word document (.docx). Save it in Word as .docx and try again."),
            field="file",
        ) from error
    if "Normal" not in known or not has_page:
        raise Refused(gettext_noop("This Word file has no page and no styles to write on."), field="file")
