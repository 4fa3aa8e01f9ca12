"""A table as a file: CSV or Excel."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse, Http404

from recommendations.parsing.media import XLSX
from recommendations.reports.listing import About, as_csv, as_xlsx
from recommendations.tables.columns import Column

WRITERS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, XLSX)}


def as_table(name: str, fmt: str, columns: tuple[Column, ...], rows: Iterable[Any], about: About) -> FileResponse:
    """`name`: of the file, without its ending; `about`: what it says of itself. Raises Http404 for another format."""
    if fmt not in WRITERS:
        raise Http404
    write, media_type = WRITERS[fmt]
    content = write(columns, rows, about)
    return FileResponse(content, as_attachment=True, filename=f"{name}.{fmt}", content_type=media_type)
