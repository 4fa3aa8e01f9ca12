"""The picture: themes by country, and recommendations by country, on the page and as files."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from recommendations.choices import Answering
from recommendations.forms.picture import PictureForm
from recommendations.queries import matrix, shares, texts_by_country
from recommendations.queries.alike import Asked
from recommendations.queries.lines import Line, figure, fill, listed, plain
from recommendations.queries.matrix import Matrix
from recommendations.queries.vocabulary import vocabulary
from recommendations.tables.picture import THEME_FILE, html_matrix, html_texts, text_file, theme_rows
from recommendations.views.access import member
from recommendations.views.addresses import Link, address, carried, paging, without
from recommendations.views.files import as_table
from recommendations.views.listing import Tag

NAMED = 4
FILES = (("Excel", "xlsx"), ("CSV", "csv"))


@dataclass(frozen=True)
class Shown:
    """A matrix as its page shows it."""

    matrix: Matrix
    sentence: Line
    beside: Line
    switch: Link | None
    table: str


@member
@require_GET
def picture(request: HttpRequest) -> HttpResponse:
    """Everybody with a role sees where the region stands in half a minute, and opens what lies behind a figure."""
    form = _form(request)
    found = matrix.matrices(form.wanted, timezone.localdate())
    context = {
        "form": form,
        "tags": _tags(request, form),
        "shown": [_shown(request, each) for each in found],
        "unplaced": any(row.slug == matrix.NOT_PLACED for each in found for row in each.rows),
        "suggested": address(request, suggested=None if form.wanted.suggested else "on"),
        "other": carried(reverse("picture_recommendations"), request.GET),
        "downloads": _downloads(request, "picture_download"),
    }
    return render(request, "picture/themes.html", context)


@member
@require_GET
def picture_download(request: HttpRequest, fmt: str) -> HttpResponse:
    """One row for each cell in which anything was asked."""
    form = _form(request)
    rows = theme_rows(matrix.matrices(form.wanted, timezone.localdate()))
    return _file(request, fmt, "afml-themes-by-country", THEME_FILE, rows)


@member
@require_GET
def picture_recommendations(request: HttpRequest) -> HttpResponse:
    """Each text with every country's accepted answer beside it."""
    form, today = _form(request), timezone.localdate()
    found = texts_by_country.texts(form.wanted)
    pages = paging(request, found.total)
    rows = texts_by_country.page(found, start=pages.start, stop=pages.stop, user=request.user, day=today)
    context = {
        "form": form,
        "tags": _tags(request, form),
        "rows": rows,
        "table": html_texts(rows, found.countries, _("Each recommendation with every country’s answer")),
        "beside": _beside(found.compared, form.wanted.alike),
        "switch": _switch(request, found.compared, form.wanted.alike),
        "paging": pages,
        "crumbs": [Link(_("Themes and countries"), reverse("picture"))],
        "other": carried(reverse("picture"), request.GET),
        "downloads": _downloads(request, "picture_recommendations_download"),
    }
    return render(request, "picture/recommendations.html", context)


@member
@require_GET
def picture_recommendations_download(request: HttpRequest, fmt: str) -> HttpResponse:
    """The same with the whole texts, every row."""
    found = texts_by_country.texts(_form(request).wanted)
    rows = texts_by_country.every_row(found, user=request.user, day=timezone.localdate())
    return _file(request, fmt, "afml-recommendations-by-country", text_file(found.countries), rows)


def _form(request: HttpRequest) -> PictureForm:
    return PictureForm(request.GET, offers=vocabulary())


def _tags(request: HttpRequest, form: PictureForm) -> list[Tag]:
    """The filters in use, each with this page without it."""
    return [Tag(label, words, without(request, name, value)) for name, label, value, words in form.chosen]


def _shown(request: HttpRequest, found: Matrix) -> Shown:
    cells = [share for share in found.total.cells if share]
    answered = (*found.filters, ("answer", Answering.ANSWERED.value))
    sentence = fill(
        _("%(heading)s: %(asked)s asked, %(answered)s answered."),
        heading=str(shares.HEADINGS[found.standing]),
        asked=listed(sum(share.asked for share in cells), found.filters),
        answered=listed(sum(share.answered for share in cells), answered),
    )
    return Shown(found, sentence, _compare(found), _offer(request, found), html_matrix(found))


def _compare(found: Matrix) -> Line:
    """What may be read across, said before anybody does."""
    if found.common is None:
        return ()
    if found.alike:
        told = ngettext(
            "Only what was asked of %(countries)s alike: %(number)s recommendation.",
            "Only what was asked of %(countries)s alike: %(number)s recommendations.",
            found.common,
        )
        texts = figure(found.common, urlencode(found.filters), reverse("recommendation_texts"))
        return fill(told, countries=_names(found.compared), number=texts)
    if found.is_alike:
        return plain(_("All of these countries were asked the same."))
    return plain(_("Each country was asked other recommendations. Read down a column; do not compare across."))


def _offer(request: HttpRequest, found: Matrix) -> Link | None:
    """The way to what can be compared, and back."""
    if found.alike:
        return Link(_("Show all that was asked"), address(request, alike=None))
    if not found.common or found.is_alike:
        return None
    told = ngettext(
        "Compare them on the %(number)d recommendation that was asked of %(countries)s alike",
        "Compare them on the %(number)d recommendations that were asked of %(countries)s alike",
        found.common,
    )
    words = told % {"number": found.common, "countries": _names(found.compared)}
    return Link(words, address(request, alike="on"))


def _beside(countries: list[Asked], alike: bool) -> str:
    if len(countries) < 2:
        return ""
    if alike:
        return _("Only what was asked of %(countries)s alike.") % {"countries": _names(countries)}
    return _("A blank cell: the country was not asked. Compare countries only where all of them were asked.")


def _switch(request: HttpRequest, countries: list[Asked], alike: bool) -> Link | None:
    if alike:
        return Link(_("Show all that was asked"), address(request, alike=None))
    if len(countries) < 2:
        return None
    words = _("Show only what was asked of %(countries)s alike") % {"countries": _names(countries)}
    return Link(words, address(request, alike="on"))


def _names(countries: list[Asked]) -> str:
    """A few are named; more stand as the columns."""
    if len(countries) > NAMED:
        return _("all the countries")
    return get_text_list([each.name for each in countries], _("and"))


def _downloads(request: HttpRequest, route: str) -> list[Link]:
    return [Link(label, carried(reverse(route, args=[ending]), request.GET)) for label, ending in FILES]


def _file(request: HttpRequest, fmt: str, name: str, columns, rows) -> FileResponse:
    return as_table(f"{name}-{timezone.localdate():%Y-%m-%d}", fmt, columns, rows, _about(request))


def _about(request: HttpRequest) -> list[tuple[str, str]]:
    """What the sheet “About” says."""
    return [
        (_("What this is"), _("What was asked of each country, and what it answered.")),
        (_("Made from"), request.build_absolute_uri()),
        (_("Data of"), date_format(timezone.localtime(), "j F Y, H:i e")),
        (_("Made for"), str(request.user)),
        (_("Only accepted answers"), _("An answer that is on its way counts as none.")),
        (_("Proposed and adopted"), _("They are never added up.")),
        (_("No information received"), _("Asked, and no answer accepted. It does not mean “not started”.")),
    ]
