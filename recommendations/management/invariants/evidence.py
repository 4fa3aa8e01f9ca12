"""Evidence and its files."""

import hashlib
from collections.abc import Iterator

from recommendations.models import Evidence, EvidenceVersion


def versions_are_whole() -> Iterator[str]:
    for version in EvidenceVersion.objects.order_by("pk").iterator():
        if problem := _problem(version):
            yield f"evidence {version.evidence_id} version {version.number}: {problem}"


def has_a_version() -> Iterator[str]:
    for pk in Evidence.objects.filter(versions__isnull=True).order_by().values_list("pk", flat=True):
        yield f"evidence {pk}: it has neither file nor link"


def _problem(version: EvidenceVersion) -> str:
    if bool(version.file) == bool(version.link):
        return "it is not either a file or a link"
    if version.link:
        return ""
    if not version.file.storage.exists(str(version.file)):
        return "its file is missing"
    size, digest = 0, hashlib.sha256()
    with version.file.open("rb") as file:
        for chunk in file.chunks():
            size += len(chunk)
            digest.update(chunk)
    return "" if (size, digest.hexdigest()) == (version.size, version.sha256) else "its file was changed"
