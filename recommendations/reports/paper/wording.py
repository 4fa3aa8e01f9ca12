"""The sentences of a paper. They never say more than the picture does."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from recommendations.choices import Answering, Assessment, NotPursuedReason, Standing, Status
from recommendations.queries.lines import joined
from recommendations.queries.picture_value import Activity, Row
from recommendations.reports import sentences
from recommendations.reports.paper import leads
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.value import Point, Text
from recommendations.reports.short import Line, Run, fill, plain
from recommendations.reports.value import Source

NO_BREAK = "\u00a0"
# Of references that are of no country in particular.
EVERYBODY: Mapping[str, Row] = {}


def paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def own(text: str) -> Iterator[Text | Point]:
    """What the team wrote, line by line; one that begins with a dash is a point."""
    for line in paragraphs(text):
        yield Point(line[2:]) if line.startswith("- ") else Text(line, tone="own")


def shares(material: Material, rows: list[Row], **picks: str) -> Line:
    """What is answered of what was asked, proposed and adopted texts each for themselves."""
    forms = {
        Standing.ADOPTED: _("Adopted recommendations answered: %(share)s asked."),
        Standing.PROPOSED: _("Proposed recommendations answered: %(share)s asked."),
    }
    told: list[Line] = []
    for standing, form in forms.items():
        if own := [row for row in rows if row.standing == standing]:
            told.append(fill(form, share=leads.share(material, own, standing=standing.value, **picks)))
    return joined(told)


def status(row: Row) -> str:
    """The status with its reason, or that there is no answer."""
    if not row.status:
        return str(Answering(row.answering).label)
    label = str(Status(row.status).label)
    if not row.reason:
        return label
    reason = str(NotPursuedReason(row.reason).label)
    return f"{label}: {reason} ({row.replaced_by})" if row.replaced_by else f"{label}: {reason}"


def assessment(row: Row) -> str:
    known = row.assessment and row.assessment != Assessment.NOT_ASSESSED
    return _("ILO assessment: %(assessment)s") % {"assessment": Assessment(row.assessment).label} if known else ""


def behind(material: Material, rows: Iterable[Row], found: Iterable[Source] = ()) -> Line:
    """Where a paragraph's words come from, each leading there: recommendations, the answer's day, sources."""
    rows = list(rows)
    first, each = rows[0], {row.reference: row for row in rows}
    said = [joined([(leads.answer(material, row),) for row in each.values()], ", ")]
    if first.answered_on and first.update:
        told = {"number": first.update, "day": sentences.day(first.answered_on)}
        said.append((leads.answer(material, first, _("update %(number)d of %(day)s") % told),))
    if first.letter:
        said.append(plain(_("from a letter of %(day)s") % {"day": sentences.day(first.letter.dated_on)}))
    if first.changed_on:
        said.append(plain(_("before the text was reworded on %(day)s") % {"day": sentences.day(first.changed_on)}))
    if first.late:
        said.append(plain(_("late")))
    if first.example:
        said.append(plain(_("example")))
    marks = [(leads.source(material, source),) for source in dict.fromkeys(found)]
    return bracketed(joined([*said, joined([*marks])], "; "))


def bracketed(line: Line) -> Line:
    return (Run("("), *line, Run(")"))


def answer(material: Material, row: Row) -> Line:
    """The answer that tells an activity, short: its paragraph says the rest."""
    words = (_("update %(number)d") % {"number": row.update}).replace(" ", NO_BREAK) if row.update else ""
    return bracketed((leads.answer(material, row, words),))


def dated(activity: Activity) -> str:
    """The days of an activity, to stand before its text."""
    return sentences.period(activity.starts_on, activity.ends_on) or _("Undated")


def silent_on(material: Material, rows: Iterable[Row]) -> Line:
    rows = list(rows)
    return short(material, (row.reference for row in rows), {row.reference: row for row in rows})


def short(material: Material, references: Iterable[str], asked: Mapping[str, Row] = EVERYBODY) -> Line:
    """References with their document said once: "AFML13-LA S1-01, S1-02; AFML15-LA S2-11".

    Each leads to its text, or to what was `asked` of a country.
    """
    found: dict[str, list[Line]] = {}
    for reference in dict.fromkeys(references):
        document, theme, number = reference.rsplit("-", 2)
        words, row = f"{theme}-{number}", asked.get(reference)
        place = leads.answer(material, row, words) if row else leads.text(material, reference, words)
        found.setdefault(document, []).append((place,))
    return joined([(Run(f"{document} "), *joined(places, ", ")) for document, places in found.items()], "; ")
