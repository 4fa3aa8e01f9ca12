"""A person's own list: what came back to them, what is due, what to approve, what is on its way and accepted."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from recommendations.models import User
from recommendations.permissions import can
from recommendations.queries import tasks as queries
from recommendations.queries.tasks import GROUPS, RANKS, Tasks
from recommendations.roles import Permission as P
from recommendations.tables.tasks import address as address_of
from recommendations.tables.tasks import html_sections
from recommendations.views.access import member
from recommendations.views.addresses import Link, address, paging

SIZES = (50, 100)


@member
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """Reporters, approvers and coordinators begin here."""
    demand_tasks(request.user)
    together = "together" in request.GET
    if "next" in request.GET and (row := queries.next_task(request.user, not_begun=together)):
        return redirect(address_of(GROUPS[row.rank], row) + ("?together=1" if together else ""))
    organization = request.GET.get("organization", "")[:200].replace("\0", "")
    tasks = queries.task_list(request.user, organization=organization)
    chosen = request.GET.get("group", "")
    chosen = chosen if tasks.counts.get(chosen) else ""
    pages = paging(request, tasks.counts[chosen] if chosen else tasks.total, SIZES)
    found = tasks.rows.filter(rank=RANKS[chosen]) if chosen else tasks.rows
    rows = list(found[pages.start : pages.stop])
    sections, notes = queries.sections(rows, tasks.counts), queries.notes(rows)
    table = html_sections(sections, notes=notes, ticks=tasks.writes, named=tasks.is_many)
    agencies = list(queries.organizations(tasks.parties)) if tasks.total or organization else []
    context = {
        "tasks": tasks,
        "table": table,
        "groups": _groups(request, tasks, chosen),
        "organizations": agencies,
        "organization": organization,
        "agency": next((each.name for each in agencies if each.slug == organization), ""),
        "group": chosen,
        "mine": queries.own_organization(request.user),
        "next_round": None if tasks.turn else queries.next_round(tasks.parties),
        "paging": pages,
    }
    return render(request, "tasks/list.html", context)


def demand_tasks(user: User) -> None:
    if not any(can(user, permission) for permission in (P.DRAFT_UPDATE, P.APPROVE_UPDATE)):
        raise PermissionDenied(_("Your role has no tasks: tasks are for those who write or approve answers."))


def _groups(request: HttpRequest, tasks: Tasks, chosen: str) -> list[Link]:
    """All of the list, or one group of it."""
    every = Link(f"{_('All')} ({tasks.total})", address(request, group=None), not chosen)
    return [every] + [
        Link(f"{group.heading} ({count})", address(request, group=group.key), group.key == chosen)
        for group in GROUPS
        if (count := tasks.counts.get(group.key))
    ]
