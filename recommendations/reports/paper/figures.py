"""The figures of a picture as the progress report has them: a part each standing, with its lines and its chart."""

from collections.abc import Iterator
from itertools import count

from recommendations.choices import Answering, Standing
from recommendations.queries.counts import Cell
from recommendations.queries.picture_value import Picture, Row
from recommendations.queries.progress import Scope
from recommendations.reports import figures, sentences
from recommendations.reports.paper import leads
from recommendations.reports.paper.material import Material
from recommendations.reports.value import Part, Table


def parts(material: Material) -> tuple[Part, ...]:
    """One part for each standing that was asked about; nothing adds the two."""
    numbers = count(1)
    return tuple(_parts(material, numbers))


def _parts(material: Material, numbers: Iterator[int]) -> Iterator[Part]:
    picture = material.picture
    for standing in (Standing.ADOPTED, Standing.PROPOSED):
        rows = [row for row in picture.rows if row.standing == standing]
        if not rows:
            continue
        total = figures.line("", [_cell(row) for row in rows], leads.base(material, standing=standing.value))
        texts, parties = {row.reference for row in rows}, {row.country.code for row in rows}
        yield Part(
            standing=standing.value,
            heading=str(sentences.STANDING_HEADINGS[standing]),
            sentence=leads.whole(
                material,
                sentences.asked(
                    total, standing, Scope(), texts=len(texts), parties=len(parties), round_key=picture.round.key
                ),
            ),
            texts=len(texts),
            message=leads.whole(material, sentences.message(total, standing, Scope(), round_key=picture.round.key)),
            figure_number=next(numbers),
            table_number=0,
            caption=str(sentences.STATUS_CAPTIONS[standing]),
            total=total,
            statuses=total.by_answer,
            tables=(_by_country(picture, rows),),
        )


def _by_country(picture: Picture, rows: list[Row]) -> Table:
    own = {country: [_cell(row) for row in rows if row.country.code == country.code] for country in picture.countries}
    lines = tuple(figures.line(country.name, cells, figures.NO_LIST) for country, cells in own.items() if cells)
    return Table(0, "country", "", (), lines, ())


def _cell(row: Row) -> Cell:
    answer = Answering.ANSWERED.value if row.status else row.answering
    return {
        "status": row.status, "answer": answer, "reason": row.reason, "count": 1, "under": int(bool(row.under)),
        "not_yet_due": row.answering == Answering.NOT_YET_DUE, "last": None,
    }  # fmt: skip
