"""One page for a minister: three things done that may be quoted, three open and whose move, what partners say.

It is for everybody: evidence that may not be quoted is left out, and what is not published.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recommendations.choices import UNDER_WAY, Answering, Assessment, Standing
from recommendations.models import Party, Statement
from recommendations.queries import counts
from recommendations.queries import one_page as queries
from recommendations.queries.again import Again, again
from recommendations.queries.one_page import Picked, Quotable
from recommendations.reports import sentences
from recommendations.reports.brief import DONE
from recommendations.reports.cited import Citations, cut, number, numbers, text_of, to_follow_up
from recommendations.reports.short import (
    Block,
    Cited,
    Heading,
    Line,
    Points,
    Run,
    ShortPaper,
    Sources,
    Text,
    fill,
    plain,
)
from recommendations.reports.short_fit import lines

THREE = 3
# What an offer says to choose by.
OFFER = 150


@dataclass(frozen=True)
class Size:
    """How much is told of each: letters of its text, pieces of evidence of what was done."""

    deed: int
    text: int
    saying: int
    pieces: int


# The first that leaves it one page: so many lines of A4.
SIZES = (Size(260, 150, 280, 3), Size(200, 120, 200, 2), Size(130, 90, 130, 1))
LINES = 54


@dataclass(frozen=True)
class Offer:
    """Something that may stand on the page: its key in the address, and its first words."""

    key: str
    words: str
    picked: bool


@dataclass(frozen=True)
class Deed:
    when: str
    text: str
    reference: str
    url: str
    evidence: tuple[int, ...]
    more: bool  # pieces of evidence are not named here


@dataclass(frozen=True)
class Open:
    """What is not finished, and who moves next, in words."""

    reference: str
    url: str
    text: str
    language: str
    status: str
    move: str
    again: tuple[str, ...]


@dataclass(frozen=True)
class Saying:
    who: str
    of: str
    text: str
    language: str
    said_on: date
    url: str


@dataclass(frozen=True)
class OnePage:
    """`offers`: what else there is to choose from, by "done", "open" and "said"."""

    party: Party
    sentences: tuple[Line, ...]
    done: tuple[Deed, ...]
    open: tuple[Open, ...]
    said: tuple[Saying, ...]
    evidence: tuple[Cited, ...]
    offers: dict[str, tuple[Offer, ...]]
    by_hand: bool
    is_example: bool
    data_on: date
    language: str


@dataclass(frozen=True)
class Found:
    """What stands on the page, before it is cut to it."""

    party: Party
    sentences: tuple[Line, ...]
    done: list[Quotable]
    open: list[tuple[Any, Again]]
    said: list[Statement]
    offers: dict[str, tuple[Offer, ...]]
    by_hand: bool
    is_example: bool
    data_on: date


def build(party: Party, picked: Picked, today: date) -> OnePage:
    """The page of `party` with what was picked; of what nobody picked the first three. As long as one page."""
    found = _found(party, picked, today)
    pages = [_page(found, size) for size in SIZES]
    return next((page for page in pages if lines(_blocks(page)) <= LINES), pages[-1])


def _found(party: Party, picked: Picked, today: date) -> Found:
    done = queries.done(party, today, picked.done)
    still = queries.still_open(party, today, picked.open)
    beside = again(map(text_of, still))
    said = queries.said(party, picked.said)
    shown = {
        "done": _shown([str(each.activity.activity_id) for each in done], map(str, picked.done)),
        "open": _shown([row.recommendation.reference for row in still], picked.open),
        "said": _shown([str(each.pk) for each in said], map(str, picked.said)),
    }
    return Found(
        party=party,
        sentences=tuple(_sentences(queries.counted(party, today))),
        done=[each for each in done if str(each.activity.activity_id) in shown["done"]],
        open=[(row, beside[row.recommendation_id]) for row in still if row.recommendation.reference in shown["open"]],
        said=[each for each in said if str(each.pk) in shown["said"]],
        offers={
            "done": tuple(_offer(str(d.activity.activity_id), d.activity.text, shown["done"]) for d in done),
            "open": tuple(_offer(r.recommendation.reference, _named(r), shown["open"]) for r in still),
            "said": tuple(_offer(str(s.pk), f"{s.organization_name}: {s.text}", shown["said"]) for s in said),
        },
        by_hand=bool(picked.done or picked.open or picked.said),
        is_example=any(row.current_version and row.current_version.update.is_example for row in _rows(done, still)),
        data_on=today,
    )


def _page(found: Found, size: Size) -> OnePage:
    citations = Citations()
    return OnePage(
        party=found.party,
        sentences=found.sentences,
        done=tuple(_deed(each, citations, size) for each in found.done),
        open=tuple(_open(row, beside, size) for row, beside in found.open),
        said=tuple(_saying(each, size) for each in found.said),
        evidence=citations.all(),
        offers=found.offers,
        by_hand=found.by_hand,
        is_example=found.is_example,
        data_on=found.data_on,
        language=get_language() or "en",
    )


def _rows(done: list[Quotable], still: list[Any]) -> list[Any]:
    return [*(each.row for each in done), *still]


def _shown(there: list[str], picked: Any) -> list[str]:
    """The keys that stand on the page."""
    chosen = [key for key in picked if key in there]
    return chosen[:THREE] or there[:THREE]


def _offer(key: str, said: str, shown: list[str]) -> Offer:
    return Offer(key, cut(said, OFFER), key in shown)


def _named(row: Any) -> str:
    return f"{row.recommendation.reference}: {row.recommendation.headline}"


# --- What is told of each ------------------------------------------------------------------------------------


def _sentences(cells: list[counts.Cell]) -> Iterator[Line]:
    """One for each standing, which are never added."""
    for standing in (Standing.PROPOSED, Standing.ADOPTED):
        own = counts.having(cells, "standing", standing.value)
        if own:
            yield _sentence(standing, own)


def _sentence(standing: Standing, cells: list[counts.Cell]) -> Line:
    asked = counts.asked(cells)
    told = {
        Standing.PROPOSED: ngettext(
            "%(asked)s proposed recommendation is asked of it: %(answered)s answered, %(done)s reported as done and "
            "%(way)s as under way.",
            "%(asked)s proposed recommendations are asked of it: %(answered)s answered, %(done)s of them reported as "
            "done and %(way)s as under way.",
            asked,
        ),
        Standing.ADOPTED: ngettext(
            "%(asked)s recommendation adopted by the forum is asked of it: %(answered)s answered, %(done)s reported as "
            "done and %(way)s as under way.",
            "%(asked)s recommendations adopted by the forum are asked of it: %(answered)s answered, %(done)s of them "
            "reported as done and %(way)s as under way.",
            asked,
        ),
    }
    none = {
        Standing.PROPOSED: ngettext(
            "%(asked)s proposed recommendation is asked of it, and it is not answered.",
            "%(asked)s proposed recommendations are asked of it, and none is answered.",
            asked,
        ),
        Standing.ADOPTED: ngettext(
            "%(asked)s recommendation adopted by the forum is asked of it, and it is not answered.",
            "%(asked)s recommendations adopted by the forum are asked of it, and none is answered.",
            asked,
        ),
    }
    place = {"country": cells[0]["country"], "standing": standing.value}
    if not counts.answered(cells):
        return fill(none[standing], asked=number(asked, **place))
    return fill(
        told[standing],
        asked=number(asked, **place),
        answered=number(counts.answered(cells), **place, answer=Answering.ANSWERED.value),
        done=number(counts.of_status(cells, DONE), **place, status=[each.value for each in DONE]),
        way=number(counts.of_status(cells, UNDER_WAY), **place, status=[each.value for each in UNDER_WAY]),
    )


def _deed(found: Quotable, citations: Citations, size: Size) -> Deed:
    activity, row = found.activity, found.row
    uses = row.current_version.readable
    return Deed(
        when=sentences.period(activity.starts_on, activity.ends_on),
        text=cut(activity.text, size.deed),
        reference=row.recommendation.reference,
        url=to_follow_up(row),
        evidence=tuple(citations.number(use) for use in uses[: size.pieces]),
        more=len(uses) > size.pieces,
    )


def _open(row: Any, beside: Again, size: Size) -> Open:
    status = str(row.get_status_display()) if row.status else _("No information received")
    return Open(
        reference=row.recommendation.reference,
        url=to_follow_up(row),
        text=cut(row.recommendation.text, size.text),
        language=row.recommendation.document.language,
        status=_("Answer not yet due") if row.not_yet_due and not row.status else status,
        move=_move(row),
        again=beside.lines,
    )


def _move(row: Any) -> str:
    """Who moves next, from what everybody may know: the lead agency, or else the country."""
    who = row.lead_name or row.party.name
    if not row.status:
        told = _("%(who)s: to answer")
    elif row.sees_assessment and row.assessment == Assessment.NEEDS_EVIDENCE:
        told = _("%(who)s: to show more evidence to the ILO")
    else:
        told = _("%(who)s: to carry it out")
    if row.target_date:
        return f"{told % {'who': who}}, {_('target date %(day)s') % {'day': sentences.day(row.target_date)}}"
    return told % {"who": who}


def _saying(statement: Statement, size: Size) -> Saying:
    return Saying(
        who=statement.organization_name,
        of=statement.party.name if statement.party else _("the region"),
        text=cut(statement.text, size.saying),
        language=statement.language,
        said_on=timezone.localdate(statement.published_at),
        url=f"{statement.recommendation.get_absolute_url()}#statement-{statement.pk}",
    )


# --- In the blocks of a short paper --------------------------------------------------------------------------


def short(page: OnePage) -> ShortPaper:
    title = _("%(country)s: what was done, what is open") % {"country": page.party.name}
    return ShortPaper(
        title=title,
        subtitle=_("Recommendations of the ASEAN Forum on Migrant Labour. Data of %(day)s.")
        % {"day": sentences.day(page.data_on)},
        blocks=tuple(_blocks(page)),
        foot=f"{title} · {sentences.day(page.data_on)}",
        name=f"afml-one-page-{page.party.code}-{page.data_on}".lower(),
        data_on=page.data_on,
        language=page.language,
    )


def _blocks(page: OnePage) -> Iterator[Block]:
    for sentence in page.sentences:
        yield Text(sentence)
    if page.is_example:
        yield Text((Run(_("Answers of this site are examples, invented to show what it does."), bold=True),))
    yield Heading(_("Done, and may be quoted"))
    yield _points([_of_deed(each) for each in page.done], _("Nothing yet rests on evidence that may be quoted."))
    yield Heading(_("Open, and whose move"))
    yield _points([_of_open(each) for each in page.open], _("Nothing is open."))
    yield Heading(_("What partners say"))
    yield _points([_of_saying(each) for each in page.said], _("No statement has been published yet."))
    if page.evidence:
        yield Heading(_("Evidence"))
        yield Sources(page.evidence)
    yield Text((Run(_rule(page), quiet=True),))


def _rule(page: OnePage) -> str:
    if page.by_hand:
        return _("Chosen by hand from what countries report and organizations say; “done” is the country’s own report.")
    return _(
        "Chosen by rule: what was done last; what is open by its target date, then the longest asked; the latest "
        "statements. “Done” is the country’s own report."
    )


def _points(items: list[Line], nothing: str) -> Block:
    return Points(tuple(items)) if items else Text(plain(nothing))


def _of_deed(deed: Deed) -> Line:
    when = (Run(f"{deed.when}: ", bold=True),) if deed.when else ()
    left_out = (Run(f" {_('and more in')}", quiet=True),) if deed.more else ()
    place = Run(deed.reference, quiet=True, url=deed.url)
    return (*when, Run(deed.text), *numbers(deed.evidence), *left_out, Run(" "), place)


def _of_open(each: Open) -> Line:
    return (
        Run(each.text, lang=each.language),
        Run(" "),
        Run(each.reference, quiet=True, url=each.url),
        Run(f" {each.status}. "),
        Run(f"{each.move}.", bold=True),
        *(Run(f" {line}.", quiet=True) for line in each.again),
    )


def _of_saying(each: Saying) -> Line:
    when = sentences.day(each.said_on)
    return (
        Run(f"{each.who}", bold=True, url=each.url),
        Run(_(" (on %(place)s, %(day)s): ") % {"place": each.of, "day": when}),
        Run(each.text, lang=each.language),
    )
