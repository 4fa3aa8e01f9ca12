"""A brief in the blocks of a short paper."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import UNDER_WAY, Answering, Assessment, Standing, Status
from recommendations.queries.brief import BriefScope
from recommendations.queries.lines import figure, joined
from recommendations.queries.told import Edition
from recommendations.queries.vocabulary import Offer
from recommendations.reports import sentences
from recommendations.reports.brief import DONE, Brief, Claim, Deed, Figures, OfCountry, Place
from recommendations.reports.brief_fit import MOST_AGAIN
from recommendations.reports.cited import number, numbers, one_line, share
from recommendations.reports.short import (
    Block,
    Heading,
    Line,
    Points,
    Run,
    ShortPaper,
    Sources,
    Table,
    Text,
    fill,
    plain,
)

CAPTIONS = {
    Standing.ADOPTED: gettext_lazy("Claimed and confirmed: recommendations adopted by the forum"),
    Standing.PROPOSED: gettext_lazy("Claimed and confirmed: proposed recommendations"),
}
WARNINGS = {
    Edition.INSIDE: gettext_lazy(
        "Inside edition: it may hold assessments and evidence that are not for everybody. Do not pass it on."
    ),
    Edition.MEMBERS: gettext_lazy(
        "For people with a role on this site: it may name evidence that may not be quoted publicly."
    ),
}
SUGGESTED = "‡"
# The place on the page of the whole brief where they stand with their activities.
COUNTRIES = "countries"
ASSESSED = (Assessment.CONFIRMED, Assessment.CONFIRMED_IN_PART, Assessment.NEEDS_EVIDENCE)


def short(brief: Brief) -> ShortPaper:
    heading = title(brief.scope)
    return ShortPaper(
        title=heading,
        subtitle=_covers(brief),
        blocks=tuple(_blocks(brief)),
        foot=f"{heading} · {sentences.day(brief.data_on)}"[:150],
        name=_name(brief.scope),
        data_on=brief.data_on,
        language=brief.language,
    )


def title(scope: BriefScope) -> str:
    about = ", ".join(theme.label for theme in scope.themes) or _("Labour migration")
    if scope.undated:
        return _("%(about)s: what is reported without a day") % {"about": about}
    if not scope.has_period:
        return _("%(about)s: what is reported") % {"about": about}
    return _("%(about)s: what is reported %(when)s") % {"about": about, "when": period(scope)}


def period(scope: BriefScope) -> str:
    """ "since 1 January 2020"."""
    days = {"first": scope.since and sentences.day(scope.since), "last": scope.until and sentences.day(scope.until)}
    if scope.since and scope.until:
        return _("from %(first)s to %(last)s") % days
    return _("since %(first)s") % days if scope.since else _("until %(last)s") % days


def _covers(brief: Brief) -> str:
    who = ", ".join(country.label for country in brief.scope.countries) or _("all countries and bodies that were asked")
    return _("Covers %(who)s. Recommendations of the ASEAN Forum on Migrant Labour. Data of %(day)s.") % {
        "who": who, "day": sentences.day(brief.data_on),
    }  # fmt: skip


def _blocks(brief: Brief) -> Iterator[Block]:
    yield Text(_told(brief), lead=True)
    if brief.edition in WARNINGS:
        yield Text((Run(str(WARNINGS[brief.edition]), bold=True),))
    if brief.is_example:
        yield Text((Run(_("Answers of this site are examples, invented to show what it does."), bold=True),))
    for country in brief.countries:
        yield from _country(country, _all(brief, country.code))
    if brief.left_out:
        named = (
            (Run(f"{name} ("), Run(str(many), url=_all(brief, code)), Run(")")) for name, code, many in brief.left_out
        )
        left_out = fill(_("Also reported, and left out to keep this short: %(names)s."), names=joined([*named], ", "))
        yield Text(tuple(replace(run, quiet=True) for run in left_out))
    yield from _again(brief)
    yield from _silent(brief)
    for standing, lines in brief.figures.items():
        yield _table(Standing(standing), lines, brief)
    if brief.evidence:
        yield Heading(_("Evidence"))
        yield Sources(brief.evidence)
    yield Heading(_("How to read this"))
    yield Points(tuple(_notes(brief)))


def _told(brief: Brief) -> Line:
    """How many dated activities there are, and of how many countries."""
    number = brief.told + brief.more
    if not number:
        return plain(_("No activity is reported here yet."))
    countries = len(brief.countries) + len(brief.left_out)
    every = Run(str(number), url=_all(brief))
    what = fill(ngettext("%(number)s activity", "%(number)s activities", number), number=every)
    where = fill(
        ngettext("%(number)s country or body", "%(number)s countries and bodies", countries),
        number=Run(str(countries), url=f"{_all(brief)}#{COUNTRIES}"),
    )
    once = plain(_("Each stands here once, whatever number of recommendations it serves."))
    if not brief.scope.has_period:
        return joined([fill(_("%(what)s of %(where)s."), what=what, where=where), once])
    told = fill(_("%(what)s of %(where)s %(when)s."), what=what, where=where, when=period(brief.scope))
    return joined([told, once])


def _all(brief: Brief, country: str = "") -> str:
    """The brief with every activity, of one country where it is named."""
    scope = replace(brief.scope, countries=(Offer(country, country),)) if country else brief.scope
    return f"{reverse('brief')}?{'&'.join(filter(None, (scope.query, 'length=all')))}"


def countries(brief: Brief) -> tuple[Line, ...]:
    """Each country of which an activity is told, with how many of it there are."""
    own = [(each.name, each.code, len(each.deeds) + each.more) for each in brief.countries]
    lines = {name: (Run(f"{name}: "), Run(str(many), url=_all(brief, code))) for name, code, many in own}
    return tuple(lines[name] for name in sorted(lines))


# --- Activities ----------------------------------------------------------------------------------------------


def _country(country: OfCountry, every: str) -> Iterator[Block]:
    yield Heading(country.name, url=reverse("country", args=[country.code]))
    yield Points(tuple(_deed(deed) for deed in country.deeds))
    if country.more:
        number = Run(str(len(country.deeds) + country.more), url=every)
        told = fill(_("The earlier ones are left out to keep this short; in all there are %(number)s."), number=number)
        yield Text(tuple(replace(run, quiet=True) for run in told))


def _deed(deed: Deed) -> Line:
    when = (Run(f"{deed.when}: ", bold=True),) if deed.when else (Run(_("No day given: "), bold=True),)
    who = (Run(f" ({deed.agencies})"),) if deed.agencies else ()
    claims = tuple(run for claim in deed.claims for run in _claim(claim))
    return (*when, Run(one_line(deed.text)), *who, *numbers(deed.evidence), *claims)


def _claim(claim: Claim) -> Iterator[Run]:
    yield Run(" · ", quiet=True)
    for at, place in enumerate(claim.places):
        mark = SUGGESTED if place.is_suggested else ""
        yield Run(f"{', ' if at else ''}", quiet=True)
        yield Run(f"{place.reference}{mark}", quiet=True, url=place.url)
    yield Run(f": {claim.words}.", quiet=True)


def _again(brief: Brief) -> Iterator[Block]:
    if not brief.again:
        return
    named = brief.again if brief.whole else brief.again[:MOST_AGAIN]
    yield Heading(_("Asked for elsewhere too"))
    items: list[Line] = [(Run(place.reference, url=place.url), Run(f": {said}.")) for place, said in named]
    if len(named) < len(brief.again):
        items.append((Run(_("All of them stand in the whole brief."), quiet=True, url=_all(brief)),))
    yield Points(tuple(items))


# --- Who is silent, what is claimed and what is confirmed ----------------------------------------------------


def _silent(brief: Brief) -> Iterator[Block]:
    yield Heading(_("Who is silent"))
    if brief.silent:
        said = _("No information at all was received from: %(names)s.") % {"names": ", ".join(brief.silent)}
    elif brief.figures:
        said = _("Everybody whose answer was due has answered at least once. The table counts what has no answer.")
    else:
        said = _("Nobody was asked about this.")
    yield Text(plain(said))


def _table(standing: Standing, lines: tuple[Figures, ...], brief: Brief) -> Table:
    shows = any(line.of(each) for line in lines for each in ASSESSED)
    heads = [
        _("Country"), _("Answered"), _("No information received"), _("Claimed: done"),
        _("Claimed: under way"),
    ]  # fmt: skip
    if shows:
        heads += [_("Confirmed by the ILO"), _("Confirmed in part"), _("More evidence asked")]
    widths = (3.3, 2, 2.3, 1.7, 1.7, 2.1, 2.1, 1.8)[: len(heads)]
    rows = tuple(_row(standing, line, brief, shows=shows) for line in lines)
    return Table(str(CAPTIONS[standing]), tuple(heads), rows, widths, figures_from=1)


def _row(standing: Standing, line: Figures, brief: Brief, *, shows: bool) -> tuple[Line, ...]:
    place = _place(standing, line, brief)

    def counted_as(counted: int, **filters: Any) -> Line:
        return (number(counted, **place, **filters),)

    cells = [
        (Run(line.name, url=reverse("country", args=[line.code])),),
        share(line.answered, line.asked, **place),
        counted_as(line.silent, answer=Answering.NO_INFORMATION.value),
        counted_as(line.done, status=_values(DONE)),
        counted_as(line.under_way, status=_values(UNDER_WAY)),
    ]
    if shows:
        # Who sees more than this edition holds finds in the list what it counts, and nothing else.
        published = {} if brief.edition == Edition.INSIDE else {"published": "yes"}
        cells += [counted_as(line.of(each), assessment=each.value, **published) for each in ASSESSED]
    return tuple(cells)


def _values(statuses: tuple[Status, ...]) -> list[str]:
    return [status.value for status in statuses]


def _place(standing: Standing, line: Figures, brief: Brief) -> dict[str, Any]:
    """The filters of the list of exactly the rows that were counted."""
    themes = "theme" if brief.scope.suggested else "confirmed"
    return {"country": line.code, "standing": standing.value, themes: brief.scope.slugs}


# --- Notes ---------------------------------------------------------------------------------------------------


def _notes(brief: Brief) -> Iterator[Line]:
    yield plain(
        _(
            "“Claimed” is what the country itself reports; “confirmed” is the ILO’s assessment of the evidence, where "
            "this edition may show it."
        )
    )
    yield plain(
        _(
            "“No information received”: asked, the answer was due, and none was accepted. It does not mean that "
            "nothing was done."
        )
    )
    if any(place.is_suggested for place in _places(brief)):
        told = _("%(mark)s Stands under this theme by a suggestion that nobody has confirmed yet.")
        yield plain(told % {"mark": SUGGESTED})
    if brief.undated:
        yield _undated(brief)
    if brief.scope.has_period:
        yield plain(_("The days choose the activities. The figures count all answers to what was asked."))
    if brief.edition == Edition.PUBLIC:
        yield plain(_("Evidence that may not be quoted publicly is left out, and assessments that are not published."))


def _undated(brief: Brief) -> Line:
    form = ngettext(
        "%(number)s activity without a day is left out.", "%(number)s activities without a day are left out.",
        brief.undated,
    )  # fmt: skip
    scope = replace(brief.scope, since=None, until=None, undated=True)
    return fill(form, number=Run(str(brief.undated), url=f"{reverse('brief')}?{scope.query}&length=all"))


def only_suggested(brief: Brief) -> Line:
    """How many texts are left out since nobody has confirmed their theme; empty where there are none."""
    if not brief.only_suggested:
        return ()
    form = ngettext(
        "%(number)s recommendation stands under this theme by a suggestion that nobody has confirmed, and is left out.",
        "%(number)s recommendations stand under these themes by a suggestion that nobody has confirmed, and are left "
        "out.",
        brief.only_suggested,
    )
    picks = {"suggested": brief.scope.slugs, "country": brief.scope.codes, "asked": "yes"}
    query = urlencode(picks, doseq=True)
    return fill(form, number=figure(brief.only_suggested, query, reverse("recommendation_texts")))


def _places(brief: Brief) -> Iterator[Place]:
    for country in brief.countries:
        for deed in country.deeds:
            for claim in deed.claims:
                yield from claim.places


def _name(scope: BriefScope) -> str:
    days = [f"since-{scope.since}" if scope.since else "", f"until-{scope.until}" if scope.until else ""]
    return "-".join(["afml-brief", *scope.slugs[:3], *scope.codes[:5], *filter(None, days)]).lower()
