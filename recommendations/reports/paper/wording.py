"""The sentences of a paper. They never say more than the picture does."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from recommendations.choices import Answering, Assessment, NotPursuedReason, Standing, Status
from recommendations.queries.picture_value import Activity, Row
from recommendations.reports import sentences
from recommendations.reports.paper import leads
from recommendations.reports.paper.material import Material
from recommendations.reports.short import Line, Run


def shares(material: Material, rows: list[Row], **picks: str) -> Line:
    """What is answered of what was asked, proposed and adopted texts each for themselves."""
    forms = {
        Standing.ADOPTED: _("Adopted recommendations: %(share)s asked are answered."),
        Standing.PROPOSED: _("Proposed recommendations: %(share)s asked are answered."),
    }
    told: list[Run] = []
    for standing, form in forms.items():
        if own := [row for row in rows if row.standing == standing]:
            before, after = (form % {"share": "\1"}).split("\1")
            share = leads.share(material, own, standing=standing.value, **picks)
            told += [Run(f"{' ' if told else ''}{before}"), *share, Run(after)]
    return tuple(told)


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


def behind(rows: Iterable[Row], numbers: Iterable[int] = ()) -> str:
    """Where a paragraph's words come from: recommendations, the answer's day, sources; in brackets."""
    rows = list(rows)
    said = [", ".join(dict.fromkeys(row.reference for row in rows))]
    first = rows[0]
    if first.answered_on and first.update:
        told = {"number": first.update, "day": sentences.day(first.answered_on)}
        said.append(_("update %(number)d of %(day)s") % told)
    if first.letter:
        said.append(_("from a letter of %(day)s") % {"day": sentences.day(first.letter.dated_on)})
    if first.changed_on:
        said.append(_("before the text was reworded on %(day)s") % {"day": sentences.day(first.changed_on)})
    if first.late:
        said.append(_("late"))
    if first.example:
        said.append(_("example"))
    marks = " ".join(f"[{number}]" for number in dict.fromkeys(numbers))
    return f"({'; '.join([*said, *filter(None, [marks])])})"


def answer(row: Row) -> str:
    """The answer that tells an activity, short: its paragraph says the rest."""
    return f"({_('update %(number)d') % {'number': row.update}})" if row.update else f"({row.reference})"


def dated(activity: Activity) -> str:
    """The days of an activity, to stand before its text."""
    return sentences.period(activity.starts_on, activity.ends_on) or _("undated")


def silent_on(rows: Iterable[Row]) -> str:
    return short(row.reference for row in rows)


def short(references: Iterable[str]) -> str:
    """References with their document said once: "AFML13-LA S1-01, S1-02; AFML15-LA S2-11"."""
    found: dict[str, list[str]] = {}
    for reference in references:
        document, theme, number = reference.rsplit("-", 2)
        found.setdefault(document, []).append(f"{theme}-{number}")
    return "; ".join(f"{document} {', '.join(places)}" for document, places in found.items())
