"""What every view asks first: is this a member, and which follow-up is meant?"""

import datetime
from collections.abc import Callable
from functools import lru_cache, wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.actions import kept
from recommendations.models import FollowUp, User
from recommendations.permissions import can, holdings
from recommendations.queries.follow_ups import with_shown_status
from recommendations.queries.paper import asked_last
from recommendations.queries.responsibilities import postponed
from recommendations.roles import Permission

View = Callable[..., HttpResponse]


def member(view: View) -> View:
    """For signed-in people who hold a role today; others are asked to sign in, or told why not."""

    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        if not holdings(request.user):
            raise PermissionDenied(_("You are signed in, but you have no role on this site yet."))
        return view(request, *args, **kwargs)

    return asked


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """Signing in leads on to the page that was asked for; where a session ended in mid-typing, to what was typed."""
    if keep(request):
        return redirect_to_login(reverse("kept_texts"))
    return redirect_to_login(request.get_full_path())


def keep(request: HttpRequest) -> bool:
    """Keep what was posted, where its form is somebody's; what saved itself is kept for the form it is typed in."""
    if request.method != "POST":
        return False
    match = request.resolver_match
    path = reverse("update_edit", kwargs=match.kwargs) if match.view_name == "update_autosave" else request.path
    return kept.keep(path=path, body=dict(request.POST.lists())) is not None


def follow_up_or_404(reference: str, party: str) -> FollowUp:
    """The follow-up at this address, with its source. Every member may know what was asked of whom.

    Those that are answered under it come with it, in the same query: `queries.follow_up.answers_also` asks no more.
    """
    address = {"recommendation__reference": reference, "party__code": party}
    key = Subquery(FollowUp.objects.filter(**address).order_by().values("pk")[:1])
    rows = list(_asked(timezone.localdate()).filter(Q(pk=key) | Q(answered_under=key)))
    found = next((row for row in rows if row.address == (reference, party)), None)
    if found is None:
        raise Http404
    found.others = tuple(row for row in rows if row != found)
    return found


def _asked(day: datetime.date) -> QuerySet[FollowUp]:
    """What a page reads of a follow-up, put together once a day, since that takes as long as asking."""
    found = _put_together(day).all()
    # Clones share these lists with what they come from and write the names of joined tables into them, page by page.
    found.query.table_map = {table: [*names] for table, names in found.query.table_map.items()}
    return found


@lru_cache(maxsize=4)
def _put_together(day: datetime.date) -> QuerySet[FollowUp]:
    found = with_shown_status(FollowUp.objects.with_source().with_changed_at(), day)
    return found.annotate(postponed=postponed(), asked_last=asked_last())


def demand(user: User, permission: Permission, follow_up: FollowUp) -> None:
    """Stop whoever may not do `permission` here.

    Where another party's unpublished work begins there is nothing to see (404); in one's own party, or for a
    reviewer, the role is too small (403).
    """
    if can(user, permission, follow_up):
        return
    if not can(user, Permission.READ_SUBMITTED, follow_up):
        raise Http404
    raise PermissionDenied(_("Your role does not allow this step."))


def secretariat(view: View) -> View:
    """For those who bring in documents and keep the site's data."""

    @member
    @wraps(view)
    def asked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not can(request.user, Permission.MANAGE_SITE):
            raise PermissionDenied(_("Only the secretariat opens this page."))
        return view(request, *args, **kwargs)

    return asked
