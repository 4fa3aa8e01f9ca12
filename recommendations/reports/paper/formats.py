"""The formats of a paper, and which templates print which seal: an old report is never printed in a new template."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recommendations.reports.formats import MOST_TYPESET
from recommendations.reports.paper import excel, pdf, word
from recommendations.reports.paper.build import build
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Paper


@dataclass(frozen=True)
class Format:
    """`layout` takes the paper and the team's own Word file, where there is one."""

    name: str
    label: str | Promise
    media_type: str
    layout: Callable[[Paper, bytes | None], bytes]
    most_rows: int | None = None


def _word(paper: Paper, base: bytes | None) -> bytes:
    return word.layout(paper, base_file=base)


def _pdf(paper: Paper, base: bytes | None) -> bytes:
    return pdf.layout(paper)


def _excel(paper: Paper, base: bytes | None) -> bytes:
    return excel.layout(paper)


OFFICE = "application/vnd.openxmlformats-officedocument"
FIRST = {
    each.name: each
    for each in (
        Format("docx", _("Word"), f"{OFFICE}.wordprocessingml.document", _word, MOST_TYPESET),
        Format("pdf", _("PDF"), "application/pdf", _pdf, MOST_TYPESET),
        Format("xlsx", _("Excel, a sheet for each annex"), f"{OFFICE}.spreadsheetml.sheet", _excel),
    )
}


@dataclass(frozen=True)
class Template:
    """One version of the paper: what puts it in words, and what lays these out."""

    build: Callable[[Material], Paper]
    formats: dict[str, Format]


# Each version of the report templates (models.seal.TEMPLATE) stays as it was printed: tests hold its fingerprint.
# A seal names the version of its day and is printed by no other. Whoever changes words or looks adds a version, and
# leaves the old one's code beside it.
VERSIONS = {1: Template(build, FIRST)}


def of_template(version: int) -> dict[str, Format]:
    """Its formats by name; none where this site does not have that version."""
    return VERSIONS[version].formats if version in VERSIONS else {}
