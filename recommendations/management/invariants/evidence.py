"""Evidence and its files."""

from collections.abc import Iterator

from recommendations.management.invariants.files import problem
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
    wrong = problem(version.file, version.sha256)
    if not wrong and version.file.size != version.size:
        wrong = "was changed"
    return f"its file {wrong}" if wrong else ""
