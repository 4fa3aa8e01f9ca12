"""The list of follow-ups, its downloads, the list by text, and the page of one recommendation."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import Recommendation
from recommendations.permissions import can
from recommendations.queries import follow_ups
from recommendations.queries.links import beside
from recommendations.queries.meetings import may_meet
from recommendations.queries.naming import document_name, said_by
from recommendations.queries.recommendations import by_text, text_page
from recommendations.queries.statements import voices
from recommendations.roles import Permission
from recommendations.tables.columns import html_table
from recommendations.tables.facts import facts
from recommendations.tables.follow_ups import FILE, PAGE
from recommendations.tables.texts import TEXTS
from recommendations.views import saved
from recommendations.views.access import member
from recommendations.views.addresses import Link, Sorting, carried, paging
from recommendations.views.files import as_table
from recommendations.views.listing import filters_of, in_words, listing

ORDERS = tuple(follow_ups.ORDERS)


@member
@require_GET
def recommendation_list(request: HttpRequest) -> HttpResponse:
    """A row is a follow-up. Reporters find what to answer here, ILO teams what was answered."""
    found = listing(request, other_view="recommendation_texts", counts_rows=True)
    sorting = Sorting.of(request, ORDERS)
    pages = paging(request, found.total)
    rows = follow_ups.page(
        found.filters.qs,
        order=sorting.name,
        descending=sorting.descending,
        start=pages.start,
        stop=pages.stop,
        user=request.user,
        day=timezone.localdate(),
    )
    links = sorting.links(request, ORDERS, latest_first=("answered",))
    table = html_table(PAGE, rows, caption=_("What was asked and what was answered"), sort=links)
    context = {
        "saved": saved.offered(request, "recommendations"),
        "listing": found, "paging": pages, "rows": rows, "table": table, "form": found.filters.form,
        "meeting_url": carried(reverse("meeting_new"), request.GET) if may_meet(request.user) else "",
    }  # fmt: skip
    return render(request, "recommendations/list.html", context)


@member
@require_GET
def recommendation_download(request: HttpRequest, fmt: str) -> HttpResponse:
    """The whole filtered list as a file, in the order of the page."""
    filters, sorting = filters_of(request), Sorting.of(request, ORDERS)
    day = timezone.localdate()
    rows = follow_ups.every_row(
        filters.qs, order=sorting.name, descending=sorting.descending, user=request.user, day=day
    )
    return as_table(f"afml-recommendations-{day:%Y-%m-%d}", fmt, FILE, rows, _about(request, in_words(filters)))


@member
@require_GET
def recommendation_texts(request: HttpRequest) -> HttpResponse:
    """A row is a text, with every country’s status; a text fits where one follow-up of it fits all filters."""
    found = listing(request, other_view="recommendation_list", counts_rows=False)
    texts = found.filters.texts()
    pages = paging(request, texts.count())
    rows = by_text(texts, start=pages.start, stop=pages.stop, day=timezone.localdate())
    table = html_table(TEXTS, rows, caption=_("Each text with every country’s status"), sort={})
    context = {
        "saved": saved.offered(request, "recommendations"),
        "listing": found, "paging": pages, "rows": rows, "table": table, "form": found.filters.form,
    }  # fmt: skip
    return render(request, "recommendations/texts.html", context)


@member
@require_GET
def recommendation(request: HttpRequest, reference: str) -> HttpResponse:
    """One text where it stands in its document, and what every country answered."""
    page = text_page(reference, user=request.user, day=timezone.localdate())
    if page is None:
        raise Http404
    demand, fate = beside(page.recommendation)
    context = {
        "page": page,
        "source": said_by(page.recommendation.document),
        "crumbs": _crumbs(page.recommendation),
        "facts": facts(page),
        "demand": demand,
        "fate": fate,
        "voices": voices(page.recommendation, request.user),
        "manages": can(request.user, Permission.MANAGE_SITE),
    }
    return render(request, "recommendations/detail.html", context)


def _crumbs(shown: Recommendation) -> list[Link]:
    document = shown.document
    return [
        Link(_("Documents"), reverse("document_list")),
        Link(document_name(document), document.get_absolute_url()),
    ]


def _about(request: HttpRequest, words: str) -> list[tuple[str, str]]:
    """What the sheet “About” says: what was chosen, of which day, and who may see it."""
    everybody = _("Only accepted answers are in it; everybody with a role on the site may read them.")
    some = _("It also holds assessments and evidence counts that only you, your country and the ILO may see.")
    reader = can(request.user, Permission.READ_ASSESSMENTS)
    return [
        (_("What this is"), _("What was asked of each country, and what it answered.")),
        (_("Filters"), words),
        (_("Data of"), date_format(timezone.localtime(), "j F Y, H:i e")),
        (_("Made for"), str(request.user)),
        (_("Who may see it"), f"{everybody} {some}" if reader else everybody),
        (_("No information received"), _("Asked, and no answer accepted. It does not mean “not started”.")),
    ]
