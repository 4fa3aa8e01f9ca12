"""The pages of a filled Excel file: what it would change, how far its saving is, and what became of it."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.actions import tokens
from recommendations.choices import ReplySource
from recommendations.errors import Refused
from recommendations.forms.sheets import AgenciesForm, ConfirmForm
from recommendations.models import FilledSheet, Job, Organization, Round
from recommendations.permissions import can
from recommendations.queries.doubts import stored_sentence
from recommendations.queries.sheet_difference import Difference, Dispute, Edit, Place, Problem, RowChanges
from recommendations.queries.sheet_sides import Side
from recommendations.roles import Permission as P
from recommendations.tables import sheets as table
from recommendations.views.addresses import Link
from recommendations.views.jobs import OFTEN, PATIENCE, RARELY, elapsed
from recommendations.views.writing import say

# More is not shown at once; what is not shown is done all the same, but for disputes: they stay as they are.
MOST_ROWS, MOST_DISPUTES, MOST_PROBLEMS = 100, 200, 200
LONGEST = 600


@dataclass(frozen=True)
class ShownChange:
    name: str
    saved: str
    typed: str
    removed: bool


@dataclass(frozen=True)
class ShownRow:
    reference: str
    text: str
    url: str
    changes: tuple[ShownChange, ...]


@dataclass(frozen=True)
class ShownDispute:
    key: str
    reference: str
    name: str
    saved: str
    edits: tuple["ShownEdit", ...]
    all: tuple[str, str] | None  # the key and the words of all of them, one after the other
    chosen: str  # the key of the edit that was chosen before the page came again, else ""


@dataclass(frozen=True)
class ShownEdit:
    """`who`: the agencies in whose files it stands, "" for the country's own."""

    key: str
    who: str
    says: str
    where: str


@dataclass(frozen=True)
class ShownProblem:
    where: str
    reference: str
    name: str
    typed: str
    reason: str


def difference_page(
    request: HttpRequest,
    sheet: FilledSheet,
    side: Side,
    difference: Difference,
    form: ConfirmForm,
    informing: AgenciesForm,
    *,
    status: int = 200,
) -> HttpResponse:
    many = len(sheet.content["files"]) > 1
    disputes = [(row, each) for row in difference.rows for each in row.disputes]
    changed = [row for row in difference.rows if row.changes]
    context = {
        "sheet": sheet,
        "form": form,
        "informing": informing,
        "difference": difference,
        "rows": [_row(row, sheet) for row in changed[:MOST_ROWS]],
        "changed": len(changed),
        "left_out": max(0, len(changed) - MOST_ROWS),
        "disputes": [_dispute(*each, request, informing, many=many) for each in disputes[:MOST_DISPUTES]],
        "to_choose": len(disputes),
        "disputes_left": max(0, len(disputes) - MOST_DISPUTES),
        "problems": [_problem(each, many=many) for each in difference.problems[:MOST_PROBLEMS]],
        "refused": len(difference.problems),
        "problems_left": max(0, len(difference.problems) - MOST_PROBLEMS),
        "asks_approval": sheet.party.approval_required,
        "may_send": _may_send(request, sheet),
        "stopped": sheet.applied_at is not None,
        "letter": _letter(sheet, side),
        "back": where_files_come_in(side),
        "crumbs": _crumbs(side),
    }
    return render(request, "sheets/difference.html", context, status=status)


def progress_page(request: HttpRequest, sheet: FilledSheet, side: Side, job: Job) -> HttpResponse:
    """How far the process is that saves; where it stopped, how it is begun again."""
    seconds = int((timezone.now() - job.created_at).total_seconds())
    runs = not job.is_over and not job.is_lost
    context = {
        "sheet": sheet,
        "job": job,
        "runs": runs,
        "why": stored_sentence(job.message),
        "elapsed": elapsed(seconds),
        "form_key": tokens.new_key(request.user),
        "crumbs": _crumbs(side),
    }
    response = render(request, "sheets/progress.html", context)
    if runs:
        response.headers["Refresh"] = str(OFTEN if seconds < PATIENCE else RARELY)
    return response


def result_page(request: HttpRequest, sheet: FilledSheet, side: Side) -> HttpResponse:
    result = sheet.result or {}
    context = {
        "sheet": sheet,
        "saved": result["saved"],
        "sent": result["sent"],
        "receipt": result["receipt"],
        "refused": [_told(each) for each in result["refused"]],
        "not_sent": [_told(each) for each in result["not_sent"]],
        "asks_approval": sheet.party.approval_required,
        "letter": _letter(sheet, side),
        "crumbs": _crumbs(side),
    }
    return render(request, "sheets/result.html", context)


def _told(row: list) -> tuple[str, str]:
    reference, sentence, params = row
    return reference, say(Refused(sentence, **params))


def _may_send(request: HttpRequest, sheet: FilledSheet) -> bool:
    """Sending is offered to those who may send all of the country's answers."""
    return can(request.user, P.DRAFT_UPDATE if sheet.party.approval_required else P.SUBMIT_UPDATE)


def _letter(sheet: FilledSheet, side: Side) -> dict[str, Any] | None:
    """How a country's answers came that a reviewer enters, None for what its own people write."""
    if side.round is None:
        return None
    told = sheet.letter or {}
    dated_on = datetime.date.fromisoformat(told["dated_on"])
    return told | {"round": side.round, "source": ReplySource(told["source"]).label, "dated_on": dated_on}


def agencies_form(sheet: FilledSheet, difference: Difference, data: Mapping[str, Any] | None) -> AgenciesForm:
    """It asks of each agency that filled in something which changes an answer."""
    edits = [each.edit for row in difference.rows for each in row.changes]
    edits += [edit for each in difference.disputes for edit in each.edits]
    pks = {pk for edit in edits for pk in edit.agencies}
    found = Organization.objects.filter(party=sheet.party, pk__in=pks).order_by("name", "pk") if pks else ()
    return AgenciesForm(data, agencies=tuple(found))


def where_files_come_in(side: Side) -> str:
    return reverse("reply_sheet_new", args=[side.round.pk]) if side.round else reverse("sheet_upload")


def reply_crumbs(found: Round) -> list[Link]:
    return [Link(_("Rounds"), reverse("round_list")), Link(found.name, found.get_absolute_url())]


def _crumbs(side: Side) -> list[Link]:
    if side.round:
        return [*reply_crumbs(side.round), Link(_("Answers in Excel"), where_files_come_in(side))]
    return [Link(_("My tasks"), reverse("task_list")), Link(_("Upload filled Excel"), reverse("sheet_upload"))]


# --- In words ------------------------------------------------------------------------------------------------


def _row(found: RowChanges, sheet: FilledSheet) -> ShownRow:
    row = found.row
    return ShownRow(
        reference=row.reference,
        text=_short(row.text, 160),
        url=reverse("follow_up", args=[row.reference, sheet.party.code]),
        changes=tuple(
            ShownChange(name_of(each.edit.what), _short(each.saved), _short(each.edit.shown), not each.edit.shown)
            for each in found.changes
        ),
    )


def _dispute(
    found: RowChanges, dispute: Dispute, request: HttpRequest, informing: AgenciesForm, *, many: bool
) -> ShownDispute:
    """In full: two texts may begin alike."""
    names = {each.pk: str(each) for each in informing.agencies}
    edits = tuple(
        ShownEdit(each.key, _who(each, names), each.shown, _places(each, many=many)) for each in dispute.edits
    )
    chosen = request.POST.get(dispute.key, "")
    return ShownDispute(
        key=dispute.key,
        reference=found.row.reference,
        name=name_of(dispute.edits[0].what),
        saved=dispute.saved,
        edits=edits,
        all=(dispute.all.key, dispute.all.shown) if dispute.all else None,
        chosen=chosen if chosen in {each.key for each in dispute.choices} else "",
    )


def _who(edit: Edit, names: Mapping[int, str]) -> str:
    return "; ".join(dict.fromkeys(names[place.agency] for place in edit.places if place.agency))


def _places(edit: Edit, *, many: bool) -> str:
    return "; ".join(_where(place, many=many) for place in edit.places)


def _problem(problem: Problem, *, many: bool) -> ShownProblem:
    return ShownProblem(
        where=_where(problem.place, many=many),
        reference=problem.place.reference,
        name=name_of(problem.column) if problem.column else "",
        typed=_short(problem.typed, 200),
        reason=say(problem.error),
    )


def name_of(what: str) -> str:
    """What a thing that is changed is called."""
    kinds = {
        "activity": _("What was done"),
        "evidence": _("Evidence"),
        "contributing": _("Contributing agencies"),
    }
    for start, words in kinds.items():
        if what.startswith(start):
            return words
    return table.headings().get(what, what)


def _where(place: Place, *, many: bool) -> str:
    told = _("sheet “%(sheet)s”, row %(row)d") % {"sheet": table.title_of(place.table), "row": place.row}
    return f"{place.file}, {told}" if many else told


def _short(text: str, most: int = LONGEST) -> str:
    return text if len(text) <= most else text[:most].rstrip() + " …"
