"""A picture of the first page of an evidence file, drawn here in a process of its own and kept beside the files.

No row is written: the picture is made again where it is missing. What cannot be drawn is kept as an empty file, what
came when too many were being drawn is not kept at all.
"""

import logging

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage

from recommendations.errors import Refused
from recommendations.models import EvidenceVersion
from recommendations.parsing import media
from recommendations.reading.limits import Limits
from recommendations.reading.places import place
from recommendations.reading.process import draw_first_page

FOLDER = "previews"
LIMITS = Limits(cpu=20, wall=20, page_wall=0, picture=90_000, pictures=1, answer=100_000)
log = logging.getLogger(__name__)


def picture_of(version: EvidenceVersion) -> "File[bytes] | None":
    """The open PNG; None for a kind that is not drawn, or a file that cannot be. Error: Busy."""
    if version.media_type not in media.DRAWN:
        return None
    name = f"{FOLDER}/{version.key.hex}.png"
    if not default_storage.exists(name):
        with place():
            _keep(name, version)
    return default_storage.open(name, "rb") if default_storage.size(name) else None


def _keep(name: str, version: EvidenceVersion) -> None:
    """Once, though several asked for it."""
    if default_storage.exists(name):
        return
    stored = default_storage.save(name, ContentFile(_drawn(version)))
    if stored != name:  # another process was first
        default_storage.delete(stored)


def _drawn(version: EvidenceVersion) -> bytes:
    try:
        with version.file.open("rb") as file:
            return draw_first_page(file.read(), limits=LIMITS) or b""
    except (Refused, OSError) as error:
        log.info("No picture of evidence %s: %s", version.key, error)
        return b""
