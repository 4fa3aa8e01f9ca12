"""A person's own list: what is returned to them, what to approve, what to write."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import FollowUp
from recommendations.permissions import can
from recommendations.queries.tasks import task_list
from recommendations.roles import Permission as P
from recommendations.views.access import member
from recommendations.views.addresses import paging


@member
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Reporters, approvers and coordinators begin here."""
    if not any(can(request.user, permission) for permission in (P.DRAFT_UPDATE, P.APPROVE_UPDATE)):
        raise PermissionDenied(_("Your role has no tasks: tasks are for those who write or approve answers."))
    tasks = task_list(request.user)
    count = tasks.to_do.count()
    pages = paging(request, count)
    to_do = [_line(row, _("Begin"), _form(row)) for row in tasks.to_do[pages.start : pages.stop]]
    groups = [
        (group, [_line(row.follow_up, group.state.label, row.follow_up.get_absolute_url()) for row in rows])
        for group, rows in tasks.groups
    ]
    confirm = [_line(row, _("Confirm"), reverse("wording_confirm", args=row.address)) for row in tasks.to_confirm]
    context = {
        "confirm": confirm,
        "tasks": tasks,
        "groups": groups,
        "to_do": to_do,
        "to_do_count": count,
        "paging": pages,
    }
    return render(request, "tasks/list.html", context)


def _form(follow_up: FollowUp) -> str:
    """Where nothing is begun there is nothing to read first: the row opens the form."""
    return reverse("update_edit", args=follow_up.address)


def _line(follow_up: FollowUp, state: str, url: str) -> dict[str, object]:
    """One line of the component `task_list`."""
    recommendation = follow_up.recommendation
    return {
        "label": f"{recommendation.reference} · {follow_up.party.name}",
        "hint": recommendation.headline,
        "url": url,
        "state": state,
        "done": False,
        "overdue": False,
    }
