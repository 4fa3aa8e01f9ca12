"""The sentences of a progress report, made from its data. They never say more than the figures do."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.choices import UNDER_WAY, Answering, Standing, Status
from recommendations.queries.lines import Line as Words
from recommendations.queries.lines import Run, figure, fill, joined, plain
from recommendations.queries.progress import Scope
from recommendations.queries.round_rows import ANY
from recommendations.reports.value import Figure, Filters, Line, Table

DAY = "j F Y"
DONE = (Status.IMPLEMENTED, Status.IN_PLACE)

# Written out for each standing: no language makes these by putting words together.
STANDING_HEADINGS = {
    Standing.ADOPTED: gettext_lazy("Recommendations adopted by the forum"),
    Standing.PROPOSED: gettext_lazy("Proposed recommendations"),
}
STATUS_CAPTIONS = {
    Standing.ADOPTED: gettext_lazy("Adopted recommendations by status"),
    Standing.PROPOSED: gettext_lazy("Proposed recommendations by status"),
}
TABLE_CAPTIONS = {
    Standing.ADOPTED: {
        "country": gettext_lazy("Adopted recommendations by country"),
        "document": gettext_lazy("Adopted recommendations by document"),
        "sub-theme": gettext_lazy("Adopted recommendations by sub-theme"),
        "theme": gettext_lazy("Adopted recommendations by main theme"),
    },
    Standing.PROPOSED: {
        "country": gettext_lazy("Proposed recommendations by country"),
        "document": gettext_lazy("Proposed recommendations by document"),
        "sub-theme": gettext_lazy("Proposed recommendations by sub-theme"),
        "theme": gettext_lazy("Proposed recommendations by main theme"),
    },
}
NOTES = (
    gettext_lazy("The figures count what was asked: one recommendation asked of one country counts once."),
    gettext_lazy(
        "“No information received” means that the country was asked, the answer was due, and none has been "
        "accepted. It does not mean that nothing was started."
    ),
    gettext_lazy("Proposed recommendations and those adopted by the forum are never added up."),
    gettext_lazy(
        "“Answered under another” means that the country gave one answer to several recommendations; each of "
        "them is counted as answered."
    ),
    gettext_lazy("Statuses are what the countries report. Countries stand in alphabetical order."),
)


# Stands behind an answer that was given before its text was reworded.
CHANGED = "†"
OF_CHANGED = gettext_lazy(
    "† The text was reworded after this answer was given, and the country has not confirmed since that it stands."
)


OF_FATES = gettext_lazy(
    "Where nothing is said of what became of a proposal, nobody has compared it with what the forum adopted yet."
)
CLOSED_EVIDENCE = gettext_lazy("Evidence that was withdrawn since, or is no longer open to you")
EXAMPLES = gettext_lazy("Answers marked “example” are invented, to show what the site does. No country gave them.")


def of_seal(on: date) -> str:
    return _(
        "The round was closed on %(day)s. This report is made from what stood then, and is the same for ever; evidence "
        "that was withdrawn since keeps its number only."
    ) % {"day": day(on)}


def of_earlier_seal(sealed_on: date, followed_on: date | None, reopened_on: date | None) -> str:
    """Of a seal that was not the round's last word; "" of the one that is."""
    days = {"day": day(sealed_on)}
    if followed_on:
        days["later"] = day(followed_on)
        return _("This is the report of the seal of %(day)s, followed by a later one of %(later)s.") % days
    if reopened_on:
        days["later"] = day(reopened_on)
        return _("This is the report of the seal of %(day)s. The round was opened again on %(later)s.") % days
    return ""


def day(value: date) -> str:
    """30 September 2026."""
    return date_format(value, DAY)


def period(starts_on: date | None, ends_on: date | None) -> str:
    """The days of an activity, to stand before its text; what has no end is going on."""
    if starts_on and ends_on and starts_on != ends_on:
        return _("%(first)s to %(last)s") % {"first": day(starts_on), "last": day(ends_on)}
    if starts_on and ends_on:
        return day(starts_on)
    if starts_on:
        return _("From %(first)s") % {"first": day(starts_on)}
    return _("Until %(last)s") % {"last": day(ends_on)} if ends_on else ""


def title(scope: Scope) -> str:
    """What the report is about, as its title."""
    about = [str(each) for each in (scope.country, scope.forum, scope.theme, scope.round) if each]
    return _("Progress on AFML recommendations: %(about)s") % {"about": ", ".join(about) or _("the region")}


def scope_sentence(scope: Scope, today: date) -> str:
    """Which data the report covers, and of which day it is."""
    who = scope.country.name if scope.country else _("all countries and bodies")
    what = _("the %(forum)s") % {"forum": scope.forum} if scope.forum else _("all forums")
    said = _("Covers what was asked of %(who)s in the recommendations of %(what)s") % {
        "who": who,
        "what": what,
    }
    if scope.theme:
        said += _(", on the theme “%(theme)s”") % {"theme": scope.theme}
    if scope.round:
        said += _(", in the round “%(round)s”") % {"round": scope.round}
    return _("%(said)s. Data of %(day)s.") % {"said": said, "day": day(today)}


def of_period(scope: Scope) -> str:
    """Which activities are told; "" where all are."""
    if scope.since and scope.until:
        within = _("from %(first)s to %(last)s") % {"first": day(scope.since), "last": day(scope.until)}
    elif scope.since:
        within = _("since %(first)s") % {"first": day(scope.since)}
    elif scope.until:
        within = _("until %(last)s") % {"last": day(scope.until)}
    else:
        return ""
    return _("Only activities dated %(within)s are told; undated ones are left out. The figures count all answers.") % {
        "within": within
    }


def asked(total: Line, standing: Standing, scope: Scope, *, texts: int, parties: int, round_key: int | None) -> Words:
    """One sentence on what was asked and what was answered, of one standing; each figure leads to its rows.

    `round_key`: whose rows they are, None where the lists are of all follow-ups.
    """
    page, number = rows_page(round_key), total.asked.number
    if scope.country:
        forms = {
            Standing.PROPOSED: ngettext(
                "%(who)s was asked about %(number)s proposed recommendation",
                "%(who)s was asked about %(number)s proposed recommendations",
                number,
            ),
            Standing.ADOPTED: ngettext(
                "%(who)s was asked about %(number)s recommendation adopted by the forum",
                "%(who)s was asked about %(number)s recommendations adopted by the forum",
                number,
            ),
        }
        start = fill(forms[standing], who=scope.country.name, number=_rows(page, total.asked))
    else:
        start = _asked_of_several(total, standing, texts=texts, parties=parties, round_key=round_key)
    told = (*start, *plain("; "), *_answered(total, page), *plain("."))
    return joined([told, *_missing(total, page)])


def rows_page(round_key: int | None) -> str:
    """The list on which the rows of a report stand."""
    return reverse("round_rows", args=[round_key]) if round_key else reverse("recommendation_list")


def _rows(page: str, *counted: Figure) -> Run:
    """What these figures count together, which leads to its rows; they differ in one filter."""
    filters = tuple(dict.fromkeys(pair for each in counted for pair in each.filters))
    return figure(sum(each.number for each in counted), urlencode(filters), page)


def _asked_of_several(total: Line, standing: Standing, *, texts: int, parties: int, round_key: int | None) -> Words:
    about = {
        Standing.PROPOSED: ngettext("%(number)s proposed recommendation", "%(number)s proposed recommendations", texts),
        Standing.ADOPTED: ngettext(
            "%(number)s recommendation adopted by the forum",
            "%(number)s recommendations adopted by the forum",
            texts,
        ),
    }[standing]
    number = total.asked.number
    who = ngettext("%(number)s country or body was", "%(number)s countries and bodies were", parties)
    answers = ngettext("%(number)s answer", "%(number)s answers", number)
    return fill(
        _("%(who)s asked for %(answers)s on %(about)s"),
        who=fill(who, number=_countries(total.asked, parties, standing, round_key)),
        answers=fill(answers, number=_rows(rows_page(round_key), total.asked)),
        about=fill(about, number=texts_of(texts, total.asked.filters, round_key)),
    )


def _countries(asked: Figure, parties: int, standing: Standing, round_key: int | None) -> Run:
    """How many were asked: of a round they have a list, and else a table in the report, but for one alone."""
    if round_key:
        return figure(parties, urlencode((*asked.filters, ("each", "country"))), rows_page(round_key))
    scope = urlencode([pair for pair in asked.filters if pair[0] != "standing"])
    table = f"{reverse('progress_report')}{scope and '?'}{scope}#{standing.value}-country"
    return Run(str(parties), url=table if parties > 1 else "")


def texts_of(number: int, filters: Filters, round_key: int | None) -> Run:
    """How many of the texts that were asked fit, which leads to them: of the round's rows, or of all follow-ups."""
    if round_key:
        return figure(number, urlencode((*filters, ("each", "text"))), rows_page(round_key))
    return figure(number, urlencode((*filters, ("asked", "yes"))), reverse("recommendation_texts"))


def _answered(total: Line, page: str) -> Words:
    number = total.answered.number
    if not number:
        return plain(_("none is answered"))
    form = ngettext("%(number)s is answered", "%(number)s are answered", number)
    said = fill(form, number=_rows(page, total.answered))
    if total.under.number:
        said += fill(_(" (of them %(number)s under another answer)"), number=_rows(page, total.under))
    way, done = (sum(map(total.count, statuses)) for statuses in (UNDER_WAY, DONE))
    parts = [said]
    if way:
        form = ngettext("%(number)s reports work under way", "%(number)s report work under way", way)
        parts.append(fill(form, number=_rows(page, *map(total.figure, UNDER_WAY))))
    if done:
        form = ngettext("%(number)s is reported as implemented", "%(number)s are reported as implemented", done)
        parts.append(fill(form, number=_rows(page, *map(total.figure, DONE))))
    return joined(parts, ", ")


def _missing(total: Line, page: str) -> Iterator[Words]:
    gone, waiting = total.figure(Answering.NO_INFORMATION), total.figure(Answering.NOT_YET_DUE)
    if gone.number:
        yield fill(_("No information was received on %(number)s."), number=_rows(page, gone))
    if waiting.number:
        form = ngettext("%(number)s answer is not yet due.", "%(number)s answers are not yet due.", waiting.number)
        yield fill(form, number=_rows(page, waiting))


def nothing_asked(scope: Scope) -> str:
    if scope.country:
        return _("Nothing was asked of %(who)s within this report.") % {"who": scope.country.name}
    return _("Nothing was asked of anybody within this report.")


def of_suggestions(number: int, scope: Scope, filters: Filters) -> Words:
    """`filters`: of all that the report covers."""
    form = ngettext(
        "%(number)s recommendation stands under this theme by a suggestion that nobody has confirmed yet.",
        "%(number)s recommendations stand under this theme by a suggestion that nobody has confirmed yet.",
        number,
    )
    theme = scope.theme.slug if scope.theme else ""
    return fill(
        form, number=texts_of(number, (*filters, ("suggested", theme)), scope.round.pk if scope.round else None)
    )


def of_open_suggestions(number: int, scope: Scope, filters: Filters) -> Words:
    form = ngettext(
        "%(number)s recommendation has a main theme that is suggested and not confirmed; it is counted as not yet "
        "placed.",
        "%(number)s recommendations have a main theme that is suggested and not confirmed; they are counted as not "
        "yet placed.",
        number,
    )
    return fill(
        form, number=texts_of(number, (*filters, ("suggested_main", ANY)), scope.round.pk if scope.round else None)
    )


def of_long_table(table: Table) -> str:
    told = _("Table %(number)d, “%(caption)s”, is long: it stands in the files, not on this page.")
    return told % {"number": table.number, "caption": table.caption}


def message(total: Line, standing: Standing, scope: Scope, *, round_key: int | None) -> Words:
    """What the chart shows, in one line: its title; each figure leads to its rows."""
    number, page = total.asked.number, rows_page(round_key)
    if scope.country:
        forms = {
            Standing.PROPOSED: ngettext(
                "%(answered)s of %(asked)s proposed recommendation answered",
                "%(answered)s of %(asked)s proposed recommendations answered",
                number,
            ),
            Standing.ADOPTED: ngettext(
                "%(answered)s of %(asked)s adopted recommendation answered",
                "%(answered)s of %(asked)s adopted recommendations answered",
                number,
            ),
        }
    else:
        forms = {
            Standing.PROPOSED: ngettext(
                "%(answered)s of %(asked)s answer on proposed recommendations received",
                "%(answered)s of %(asked)s answers on proposed recommendations received",
                number,
            ),
            Standing.ADOPTED: ngettext(
                "%(answered)s of %(asked)s answer on adopted recommendations received",
                "%(answered)s of %(asked)s answers on adopted recommendations received",
                number,
            ),
        }
    return fill(forms[standing], answered=_rows(page, total.answered), asked=_rows(page, total.asked))
