"""One country: where it stands, on one page."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import Party
from recommendations.queries.country import country_page
from recommendations.views.access import member
from recommendations.views.addresses import Link


@member
@require_GET
def country(request: HttpRequest, code: str) -> HttpResponse:
    """For whoever meets the country tomorrow: a sentence, the bars, the news, and what is missing."""
    party = get_object_or_404(Party, code=code)
    page = country_page(party, timezone.localdate())
    rows = reverse("recommendation_list")
    context = {
        "page": page,
        "rows": f"{rows}?{urlencode({'country': code})}",
        "report": f"{reverse('progress_report')}?{urlencode({'country': code})}",
        "beside": f"{reverse('picture_recommendations')}?{urlencode({'country': code})}",
        "crumbs": [Link(_("Themes and countries"), reverse("picture"))],
    }
    return render(request, "countries/detail.html", context)
