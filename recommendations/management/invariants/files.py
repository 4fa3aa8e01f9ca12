"""Stored files and what is known of them."""

import hashlib

from django.db.models.fields.files import FieldFile


def problem(file: FieldFile, sha256: str) -> str:
    """What is wrong with a stored file: "is missing", "was changed", or "" for nothing."""
    if not file.storage.exists(str(file)):
        return "is missing"
    digest = hashlib.sha256()
    with file.open("rb") as content:
        for chunk in content.chunks():
            digest.update(chunk)
    return "" if digest.hexdigest() == sha256 else "was changed"
