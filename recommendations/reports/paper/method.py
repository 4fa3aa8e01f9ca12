"""How the paper came about: who was asked, who answered, who is silent."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.choices import Answering, PaperSection, Standing
from recommendations.queries import naming
from recommendations.queries.picture_value import Picture
from recommendations.reports import sentences
from recommendations.reports.paper import leads, wording
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Block, Grid, Heading, Point, Text
from recommendations.reports.short import Line, fill


def told(material: Material, numbers: Iterator[int]) -> Iterator[Block]:
    picture = material.picture
    yield Heading(1, _("How this review was made"))
    if picture.rows:
        yield Text("", figures=_asked(material))
    yield from wording.own(material.written(PaperSection.METHOD))
    if picture.documents:
        yield Heading(2, _("Documents"))
    for document in picture.documents:
        yield Point(f"{naming.said_by(document)} ({document.code})", bold=f"{document.meeting}. ")
    yield Heading(2, _("Who was asked, and who answered"))
    for joined in picture.round.joined:
        yield Text(_("%(country)s joined the round on %(day)s.") % {
            "country": joined.country.name, "day": sentences.day(joined.joined_on),
        })  # fmt: skip
    for standing, caption in (
        (Standing.ADOPTED, _("Adopted recommendations: answered of asked, by country")),
        (Standing.PROPOSED, _("Proposed recommendations: answered of asked, by country")),
    ):
        if grid := _rates(material, standing, caption, numbers):
            yield grid
    if silent := _silent(picture):
        yield Text(f"{', '.join(silent)}.", bold=_("No answer at all was received from: "))
    for note in sentences.NOTES:
        yield Text(str(note), tone="quiet")


def _asked(material: Material) -> Line:
    picture = material.picture
    who, what = len({row.country for row in picture.rows}), len({row.text.document.code for row in picture.rows})
    told: dict[str, Line | str] = {
        "round": picture.round.name, "first": sentences.day(picture.round.opens_on),
        "last": sentences.day(picture.round.due_on),
        "who": fill(_who(who), number=leads.number(material, who, each="country")),
        "what": fill(_what(what), number=leads.number(material, what, each="document")),
    }  # fmt: skip
    asked = _(
        "In the round “%(round)s” the ILO asked %(who)s about the recommendations of %(what)s, from %(first)s; answers "
        "were due by the end of %(last)s."
    )
    asking = _(
        "In the round “%(round)s” the ILO asks %(who)s about the recommendations of %(what)s, from %(first)s; answers "
        "are due by the end of %(last)s."
    )
    return fill(asked if picture.seal else asking, **told)


def _who(number: int) -> str:
    return ngettext("%(number)s country or body", "%(number)s countries and bodies", number)


def _what(number: int) -> str:
    return ngettext("%(number)s document", "%(number)s documents", number)


def _rates(material: Material, standing: Standing, caption: str, numbers: Iterator[int]) -> Grid | None:
    """A line a country, in the order of their names: answered of asked, late ones, and what is missing."""
    rows = [row for row in material.picture.rows if row.standing == standing]
    if not rows:
        return None
    lines = []
    for country in material.picture.countries:
        own = [row for row in rows if row.country.code == country.code]
        if own:
            picks = {"standing": standing.value, "country": country.code}
            none = Answering.NO_INFORMATION
            missing = leads.number(material, sum(row.answering == none for row in own), **picks, answer=none.value)
            late = leads.number(material, sum(row.late for row in own), **picks, late="yes")
            lines.append((country.name, leads.share(material, own, **picks), (late,), (missing,)))
    columns = (_("Country"), _("Answered"), _("Of these late"), _("No information received"))
    return Grid(next(numbers), caption, columns, tuple(lines))


def _silent(picture: Picture) -> list[str]:
    """Those that were asked, whose day has passed, and of which there is no answer at all."""
    due = {row.country for row in picture.rows if row.answering == Answering.NO_INFORMATION}
    heard = {row.country for row in picture.rows if row.status}
    return sorted(country.name for country in due - heard)
