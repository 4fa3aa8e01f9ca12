"""What every view asks first: is this a member, and which follow-up is meant?"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from recommendations.models import FollowUp
from recommendations.permissions import holdings

View = Callable[..., HttpResponse]


def member(view: View) -> View:
    """For signed-in people who hold a role today; others are asked to sign in, or told why not."""

    @login_required
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not holdings(request.user):
            raise PermissionDenied(_("You are signed in, but you have no role on this site yet."))
        return view(request, *args, **kwargs)

    return asked


def follow_up_or_404(reference: str, party: str) -> FollowUp:
    """The follow-up at this address, with its source. Every member may know what was asked of whom."""
    return get_object_or_404(
        FollowUp.objects.with_source(), recommendation__reference=reference, party__code=party
    )
