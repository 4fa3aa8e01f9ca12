"""Texts on their way in."""

from collections.abc import Iterator

from django.db.models import Count, F, Max

from recommendations.choices import ExtractState
from recommendations.models import Extract


def places_are_a_row() -> Iterator[str]:
    """Each place in an import is one text's, from 1 to their number."""
    rows = Extract.objects.order_by().values("document_import")
    counted = rows.annotate(texts=Count("pk"), places=Count("position", distinct=True), last=Max("position"))
    for found in counted.iterator():
        texts, places, last = found["texts"], found["places"], found["last"]
        if not texts == places == last:
            yield f"Import {found['document_import']}: {texts} texts at {places} places, the last {last}"


def sub_themes_fit() -> Iterator[str]:
    stray = Extract.objects.exclude(sub_theme__document_import=F("document_import")).order_by("pk")
    for extract in stray.values_list("document_import", "position"):
        yield f"Import {extract[0]}, text {extract[1]}: its sub-theme is of another import"


def merged_texts_have_a_whole() -> Iterator[str]:
    """Before each merged text stands one that it is part of."""
    standing: dict[int, bool] = {}
    rows = Extract.objects.order_by("document_import", "position")
    for found, position, state in rows.values_list("document_import", "position", "state").iterator():
        if state == ExtractState.MERGED and not standing.get(found):
            yield f"Import {found}, text {position}: merged, but nothing stands before it"
        if state != ExtractState.MERGED:
            standing[found] = True
