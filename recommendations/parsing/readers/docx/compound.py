"""Old Office files, and new ones behind a password: both come in one container, told apart by the names in it."""

from recommendations.errors import Refused
from recommendations.parsing.readers.docx.package import LOCKED
from recommendations.text import gettext_noop as _

START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = (  # a name in the container's list, in its own encoding
    ("EncryptedPackage", LOCKED),
    ("WordDocument", _("This is an old Word file (.doc). Open it and save it as .docx.")),
    ("Workbook", _("This is an old Excel file. Save the text as a Word file (.docx).")),
    ("PowerPoint Document", _("This is an old PowerPoint file. Save the text as a Word file (.docx).")),
)


def refuse_compound(data: bytes) -> None:
    """Raises Refused with the sentence for what the container holds; does nothing for other files."""
    if not data.startswith(START[:4]):
        return
    for name, sentence in STREAMS:
        if name.encode("utf-16-le") in data:
            raise Refused(sentence)
    raise Refused(_("This is an old Office file or is damaged. Open it and save it as .docx."))
