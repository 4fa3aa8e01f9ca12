"""Answers on the way, in Excel or on paper: the download, the upload, what it would change, and its confirmation."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations import sheets as workbook
from recommendations.actions import sheet_saving, sheets, tokens
from recommendations.errors import Conflict, Refused, TooLate
from recommendations.forms.sheets import AgenciesForm, ConfirmForm, UploadForm
from recommendations.models import FilledSheet, FollowUp, Organization, Party, User
from recommendations.parsing.media import DOCX, XLSX
from recommendations.permissions import can
from recommendations.queries import sheets as queries
from recommendations.queries.sheet_changes import compare
from recommendations.queries.sheet_difference import Difference
from recommendations.queries.sheet_sides import Side, side_of
from recommendations.queries.sheet_words import agencies
from recommendations.queries.tasks import RANKS, task_list
from recommendations.reports import answer_paper
from recommendations.roles import Permission as P
from recommendations.tables import sheets as table
from recommendations.views.access import member
from recommendations.views.addresses import Link
from recommendations.views.sheet_pages import (
    agencies_form,
    difference_page,
    progress_page,
    result_page,
    where_files_come_in,
)
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, status_of

# A Word file of more rows than this is no paper that anybody fills in, and takes long to make.
MOST_ON_PAPER = 500
THROW_AWAY = "throw-away"


@member
@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The task list as an Excel file to be filled in, with the list's filters."""
    _demand(request.user)
    party = _party(request)
    if party is None:
        return redirect("sheet_upload")
    agency = _agency(request, party)
    found = queries.to_fill_in(request.user, party, organization=agency.slug) if agency else _chosen(request, party)
    references = sorted(found.order_by().values_list("recommendation__reference", flat=True))
    ids = list(found.values_list("pk", flat=True))
    rows = queries.rows_of(ids, request.user)
    form = table.form(party, rows, queries.offered(party, ids, request.user), references, agency=agency)
    return as_file(workbook.write(form), XLSX, file_name(party, "xlsx", agency=agency))


@member
@require_GET
def on_paper(request: HttpRequest) -> HttpResponse:
    """The same as a Word file, to be filled in by hand or to be typed into."""
    _demand(request.user)
    party = _party(request)
    if party is None:
        return redirect("sheet_upload")
    found = _chosen(request, party)
    if found.count() > MOST_ON_PAPER:
        messages.error(request, _("These are too many for a Word file. Choose one group or agency, or take Excel."))
        return redirect("sheet_upload")
    names = agencies(party)
    return as_file(answer_paper.layout(party, queries.rows(found, request.user), names), DOCX, file_name(party, "docx"))


@member
@require_http_methods(["GET", "POST"])
@repeatable
def upload(request: HttpRequest) -> HttpResponse:
    """Filled files come in; nothing is changed by that."""
    _demand(request.user)
    if request.method == "GET":
        return _upload_page(request, UploadForm(initial={"form_key": tokens.new_key(request.user)}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _upload_page(request, form)
    try:
        owner, content, sha256 = sheets.take([given(each) for each in form.cleaned_data["filled"]])
        where = once(
            request, form,
            lambda _key: sheets.receive(
                owner=owner, content=content, sha256=sha256, by=request.user
            ).get_absolute_url(),
        )  # fmt: skip
    except Refused as error:
        show_refusal(form, error)
        return _upload_page(request, form)
    return redirect(where)


@member
@require_http_methods(["GET", "POST"])
@repeatable
def filled(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a filled file would change; after it was confirmed how far it is, and what became of it."""
    sheet, side = _sheet(request, key)
    if request.method == "GET" and sheet.result is not None:
        return result_page(request, sheet, side)
    if request.method == "GET" and (job := sheets.job_of(sheet)):
        return progress_page(request, sheet, side, job)
    if request.POST.get("then") == THROW_AWAY:
        return _throw_away(request, sheet, side)
    difference = compare(sheet.content, party=sheet.party, user=request.user, side=side)
    informing = agencies_form(sheet, difference, request.POST or None)
    if request.method == "GET":
        return difference_page(request, sheet, side, difference, _confirm_form(request, difference), informing)
    form = ConfirmForm(request.POST)
    confirmed = Confirmed(request, sheet, difference, form, informing)
    try:
        if not form.is_valid():
            raise Conflict(sheets.SEEN)
        if not informing.is_valid():
            return difference_page(request, sheet, side, difference, _confirm_form(request, difference), informing)
        once(request, form, confirmed.begin)
    except TooLate as error:
        messages.error(request, say(error))
    except Refused as error:
        messages.error(request, say(error))
        form = _confirm_form(request, difference)
        return difference_page(request, sheet, side, difference, form, informing, status=status_of(error))
    confirmed.save()
    return redirect(sheet)


def _sheet(request: HttpRequest, key: UUID) -> tuple[FilledSheet, Side]:
    """A file that this person uploaded, and for whom they write with it."""
    found = FilledSheet.objects.without_lines().select_related("party")
    sheet = get_object_or_404(found, key=key, uploaded_by=request.user)
    side = side_of(sheet, request.user)
    if side is None:
        raise Http404
    if side.round:
        request.area = "review_queue"
    return sheet, side


def _throw_away(request: HttpRequest, sheet: FilledSheet, side: Side) -> HttpResponse:
    """The file goes, with the letter that it came in; nothing else is changed."""
    form = ConfirmForm(request.POST)

    def act(_key: str) -> str:
        sheets.throw_away(sheet=sheet, by=request.user)
        return where_files_come_in(side)

    try:
        if not form.is_valid():
            raise Conflict(sheets.SEEN)
        where = once(request, form, act)
    except Refused as error:
        messages.error(request, say(error))
        return redirect(sheet)
    messages.success(request, _("The file was thrown away. No answer was changed."))
    return redirect(where)


class Confirmed:
    """What a person confirmed: claimed in the transaction of the form's token, then saved, or left to a job."""

    def __init__(
        self,
        request: HttpRequest,
        sheet: FilledSheet,
        difference: Difference,
        form: ConfirmForm,
        informing: AgenciesForm,
    ) -> None:
        self.sheet, self.difference, self.form, self.by = sheet, difference, form, request.user
        self.chosen, self.informing = request.POST, informing
        self.saves = False

    def begin(self, _key: str) -> str:
        if len(self.difference.rows) > sheet_saving.MOST_AT_ONCE:
            letters = self.informing.letters
            wanted = sheet_saving.Wanted.of(self.difference, self.chosen, send=self.send, letters=letters)
            sheets.claim_for_job(**self._claim, wanted=wanted.told)
        else:
            sheets.claim(**self._claim)
            self.saves = True
        return self.sheet.get_absolute_url()

    def save(self) -> None:
        """Nothing for a repeated post, and where a job does it."""
        if self.saves:
            sheet_saving.apply(
                sheet=self.sheet, difference=self.difference, chosen=self.chosen, letters=self.informing.letters,
                send=self.send, by=self.by,
            )  # fmt: skip

    @property
    def send(self) -> bool:
        return bool(self.form.cleaned_data["then"] == "send")

    @property
    def _claim(self) -> dict[str, Any]:
        seen = self.form.cleaned_data["seen"]
        return {"sheet": self.sheet, "difference": self.difference, "seen": seen, "by": self.by}


def _confirm_form(request: HttpRequest, difference) -> ConfirmForm:
    return ConfirmForm(initial={"form_key": tokens.new_key(request.user), "seen": difference.fingerprint})


def given(file: UploadedFile) -> sheets.Given:
    return sheets.Given(file.name or "", file)


def unsaved(user: User, **which: object) -> QuerySet[FilledSheet]:
    """The newest files that `user` uploaded and has not saved."""
    found = FilledSheet.objects.filter(uploaded_by=user, applied_at=None, **which)
    return found.select_related("party").defer("content")[:5]


def _upload_page(request: HttpRequest, form: UploadForm) -> HttpResponse:
    if form.is_bound:
        renew(form, form_key=tokens.new_key(request.user))
    context = {
        "form": form,
        "parties": queries.parties(request.user),
        "waiting": unsaved(request.user, content__letter__isnull=True),
        "crumbs": [Link(_("My tasks"), reverse("task_list"))],
    }
    return render(request, "sheets/upload.html", context)


# --- Which rows ----------------------------------------------------------------------------------------------


def _demand(user: User) -> None:
    if not can(user, P.DRAFT_UPDATE):
        raise PermissionDenied(_("Your role does not write answers."))


def _party(request: HttpRequest) -> Party | None:
    """The country that was asked for; the only one, where there is one only."""
    found = queries.parties(request.user)
    code = request.GET.get("country", "")
    chosen = [each for each in found if each.code == code] if code else found
    if code and not chosen:
        raise Http404
    return chosen[0] if len(chosen) == 1 else None


def _agency(request: HttpRequest, party: Party) -> Organization | None:
    """The agency that is to fill the file in, for one that goes to an agency."""
    slug = request.GET.get("agency", "")[:200].replace("\0", "")
    return get_object_or_404(Organization, party=party, slug=slug) if slug else None


def _chosen(request: HttpRequest, party: Party) -> QuerySet[FollowUp]:
    organization = request.GET.get("organization", "")[:200].replace("\0", "")
    found = queries.to_fill_in(request.user, party, organization=organization)
    group = request.GET.get("group", "")
    if group in RANKS:
        listed = task_list(request.user, organization=organization).rows.filter(rank=RANKS[group], party=party)
        found = FollowUp.objects.filter(pk__in=found.order_by().values("pk")).filter(
            pk__in=list(listed.order_by().values_list("pk", flat=True))
        )
    return found


def file_name(party: Party, ending: str, *, agency: Organization | None = None) -> str:
    whose = agency.slug if agency else party.code
    return f"answers-{whose}-{timezone.localdate():%Y-%m-%d}.{ending}"


def as_file(content: bytes, media_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=media_type, headers=headers)
