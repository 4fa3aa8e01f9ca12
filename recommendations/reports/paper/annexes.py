"""The annexes of a paper: each a table that Word prints and that Excel holds as a sheet of its own."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from recommendations.choices import Standing
from recommendations.queries import demands, naming
from recommendations.queries.picture_value import Picture, Row
from recommendations.reports import sentences
from recommendations.reports.paper import leads, wording
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Annex, Cell
from recommendations.reports.value import Source


def all_of(material: Material, sources: tuple[Source, ...]) -> Iterator[Annex]:
    yield texts(material)
    yield from overviews(material)
    yield answers(material)
    yield evidence(material, sources)
    yield abbreviations(material.picture)


def texts(material: Material) -> Annex:
    """The recommendations by forum, with their exact wording, where the same was asked for, and what became of it."""
    told = material.picture
    again = demands.again(told.texts, told.rows, told.ties, told.not_taken_up)
    rows = [
        (
            naming.forum_name(text.document.forum.number), naming.document_name(text.document), text.sub_theme.heading,
            text.reference, text.text, again[text.reference].asked, again[text.reference].became,
            leads.page(material, "recommendation", text.reference),
        )
        for text in told.texts
    ]  # fmt: skip
    columns = (
        _("Forum"), _("Document"), _("Sub-theme"), _("Reference"), _("Text as printed"),
        _("Asked for"), _("What became of it"), _("Its page"),
    )  # fmt: skip
    beside = tuple(again[text.reference].lines for text in told.texts)
    return Annex("texts", _("Recommendations by forum"), columns, tuple(rows), str(sentences.OF_FATES), beside)


def overviews(material: Material) -> Iterator[Annex]:
    """Theme by country, proposed and adopted texts each in a table of its own."""
    for standing, heading in (
        (Standing.ADOPTED, _("Adopted recommendations by theme and country")),
        (Standing.PROPOSED, _("Proposed recommendations by theme and country")),
    ):
        rows = [row for row in material.picture.rows if row.standing == standing]
        if rows:
            yield _overview(f"overview-{standing.value}", heading, material, rows)


def _overview(key: str, heading: str, material: Material, rows: list[Row]) -> Annex:
    picture = material.picture
    asked = [country for country in picture.countries if any(row.country.code == country.code for row in rows)]
    lines: list[tuple[Cell, ...]] = []
    for theme in (*picture.themes, None):
        own = [row for row in rows if material.theme(row.text) == theme]
        if own:
            picks = {"standing": own[0].standing, "main": leads.place(material, theme)}
            cells = (
                leads.cell(material, [row for row in own if row.country == country], **picks, country=country.code)
                for country in asked
            )
            lines.append((theme.name if theme else _("Not yet placed"), *cells))
    note = _("Each cell: answered of asked. A blank cell: nobody was asked.")
    return Annex(key, heading, (_("Main theme"), *(country.name for country in asked)), tuple(lines), note)


def answers(material: Material) -> Annex:
    """Every row of the round, with what was answered."""
    rows = [
        (
            row.country.name, row.reference, wording.status(row), row.answered_on,
            "\n".join(f"{wording.dated(each)}: {each.text}" for each in row.activities),
            row.lead.name if row.lead else "", "; ".join(each.name for each in row.contributing), row.challenges,
            row.next_steps, wording.assessment(row) if material.shows_assessment(row) else "",
            leads.page(material, "follow_up", row.reference, row.country.code),
        )
        for row in material.picture.rows
    ]  # fmt: skip
    columns = (
        _("Country"), _("Reference"), _("Status"), _("Answered on"), _("Activities"), _("Lead agency"),
        _("Contributing agencies"), _("Challenges"), _("Next steps"), _("ILO assessment"), _("Its page"),
    )  # fmt: skip
    return Annex("answers", _("All answers"), columns, tuple(rows))


def evidence(material: Material, sources: tuple[Source, ...]) -> Annex:
    rows = [
        (
            source.number, source.title, source.country, source.kind, source.publisher, source.dated_on,
            source.language, source.address or source.file_name,
            leads.page(material, "evidence", source.key) if source.key else "",
        )
        for source in sources
    ]  # fmt: skip
    columns = (
        _("Number"), _("Title"), _("Country"), _("Kind"), _("Publisher"), _("Its own date"), _("Language"),
        _("Link or file"), _("Its page"),
    )  # fmt: skip
    return Annex("sources", _("Sources"), columns, tuple(rows))


def abbreviations(picture: Picture) -> Annex:
    """Of the organizations in use, and the forum's own."""
    named = {each.acronym: each.name for each in picture.organizations if each.acronym}
    named |= {"AFML": "ASEAN Forum on Migrant Labour", "ASEAN": "Association of Southeast Asian Nations"}
    named |= {"ILO": "International Labour Organization"}
    return Annex("abbreviations", _("Abbreviations"), (_("Short"), _("Name")), tuple(sorted(named.items())))


def said_on(picture: Picture) -> str:
    return _("Data of %(day)s.") % {"day": sentences.day(picture.taken_on)}
