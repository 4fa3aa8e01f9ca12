"""The overview: what everybody with a role sees first."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from recommendations.models import User
from recommendations.permissions import can, holdings
from recommendations.queries.body import OF_ORGANIZATIONS, Body
from recommendations.queries.overview import overview
from recommendations.queries.tasks import WRITING, task_list
from recommendations.roles import Permission


@login_required
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Members read the picture in half a minute; a person without a role reads why the site is empty."""
    if not holdings(request.user):
        return render(request, "home/no_role.html")
    found = overview(party=_own_party(request.user), day=timezone.localdate())
    writes = any(can(request.user, each) for each in WRITING)
    tasks = task_list(request.user) if writes else None
    return render(request, "home/overview.html", {"overview": found, "tasks": tasks, "side": _side(request.user)})


def _side(user: User) -> Body | None:
    """Whose asks are this person’s own: those of the side for whose organization they speak."""
    kinds = [holding.kind for holding in holdings(user) if holding.gives(Permission.PUBLISH_STATEMENT)]
    return next((OF_ORGANIZATIONS[kind] for kind in kinds if kind in OF_ORGANIZATIONS), None)


def _own_party(user: User) -> int | None:
    """The one party a person works for; None where there are several, or the region."""
    parties = {holding.party_id for holding in holdings(user)}
    return parties.pop() if len(parties) == 1 else None
