"""The overview: what everybody with a role sees first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from recommendations.models import User
from recommendations.permissions import holdings
from recommendations.queries.overview import overview


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Members read the picture in half a minute; a person without a role reads why the site is empty."""
    if not holdings(request.user):
        return render(request, "home/no_role.html")
    found = overview(party=_own_party(request.user), day=timezone.localdate())
    return render(request, "home/overview.html", {"overview": found})


def _own_party(user: User) -> int | None:
    """The one party a person works for; None where there are several, or the region."""
    parties = {holding.party_id for holding in holdings(user)}
    return parties.pop() if len(parties) == 1 else None
