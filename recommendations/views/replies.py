"""A reviewer enters what a country answered by letter, e-mail or in a meeting; and the letter itself."""

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from recommendations.actions import replies, tokens
from recommendations.actions.replies import Letter
from recommendations.actions.typed import ActivityText, Answer
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.forms.activities import ActivityFormSet
from recommendations.forms.replies import LetterForm
from recommendations.forms.updates import UpdateForm
from recommendations.models import FollowUp
from recommendations.parsing.file_names import name_of
from recommendations.parsing.media import check_size
from recommendations.permissions import readable_replies
from recommendations.queries.replies import ReplyPage, reply_page
from recommendations.queries.responsibilities import to_name
from recommendations.roles import Permission as P
from recommendations.views import trails
from recommendations.views.access import demand, follow_up_or_404, member
from recommendations.views.follow_ups import show_not_allowed
from recommendations.views.writing import once, renew, repeatable, say, show_refusal, show_too_late, status_of

ROWS = "activities"
BOXES = 4


@member
@require_http_methods(["GET", "POST"])
@repeatable
def new(request: HttpRequest, reference: str, party: str) -> HttpResponse:
    """The letter first, then what it says, in the fields of an answer."""
    found = follow_up_or_404(reference, party)
    demand(request.user, P.REVIEW_UPDATE, found)
    page = reply_page(found, request.user)
    letter, form, rows = _forms(request, found, page)
    if page.closed:
        return _closed(request, found, page.closed, letter, form, rows)
    if request.method == "GET" or not all([letter.is_valid(), form.is_valid(), rows.is_valid()]):
        return _page(request, found, page, letter, form, rows)
    try:
        where = once(request, form, lambda key: _enter(request, found, letter, form, rows))
    except NotAllowed as error:
        return show_not_allowed(request, error)
    except TooLate as error:
        return show_too_late(request, found, error, letter, *rows, form)
    except Refused as error:
        show_refusal(letter if error.field in letter.fields else form, error)
        renew(letter, seen_answer=page.seen_answer)
        return _page(request, found, page, letter, form, rows, status=status_of(error))
    messages.success(request, _("Entered. Another reviewer decides on it."))
    return redirect(where)


def _enter(request: HttpRequest, found: FollowUp, letter: LetterForm, form: UpdateForm, rows: ActivityFormSet) -> str:
    typed = dict(letter.cleaned_data)
    seen, file = typed.pop("seen_answer"), typed.pop("file")
    if file is not None:
        check_size(file.size, settings.EVIDENCE_MAX_BYTES)  # before it is read into memory
        typed |= {"content": file.read(), "file_name": file.name}
    activities = tuple(ActivityText(**row) for row in rows.rows())
    replies.enter(
        follow_up=found,
        letter=Letter(**typed),
        answer=Answer(**form.answer(), activities=activities),
        seen_answer=seen,
        by=request.user,
    )
    return found.get_absolute_url()


def _forms(request: HttpRequest, found: FollowUp, page: ReplyPage) -> tuple[LetterForm, UpdateForm, ActivityFormSet]:
    data = request.POST if request.method == "POST" else None
    files = request.FILES if request.method == "POST" else None
    start = {"form_key": tokens.new_key(request.user), "opened_update": 0, "opened_version": 0, **page.fields}
    letter = LetterForm(data, files, initial={"seen_answer": page.seen_answer})
    agencies = to_name(found, request.user, page.named)
    form = UpdateForm(data, initial=start, party=found.party, agencies=agencies, attached=page.attached)
    rows = ActivityFormSet(data, initial=page.activities, prefix=ROWS, form_kwargs={"party": found.party})
    rows.extra = BOXES  # there is no draft to save and come back to for one more
    rows.folds(after=len(page.activities) + 1)
    return letter, form, rows


def _closed(request: HttpRequest, found: FollowUp, error: Refused, letter, form, rows) -> HttpResponse:
    if request.method == "POST":
        return show_too_late(request, found, error, letter, *rows, form)
    messages.error(request, say(error))
    return redirect(found)


def _page(request: HttpRequest, found: FollowUp, page: ReplyPage, letter, form, rows, *, status=200) -> HttpResponse:
    crumbs = [*trails.from_queue(), trails.alone(found)]
    context = {"follow_up": found, "page": page, "letter": letter, "form": form, "rows": rows, "crumbs": crumbs}
    return render(request, "replies/new.html", context, status=status)


@member
@require_GET
def file(request: HttpRequest, key) -> HttpResponse:
    """The letter as an attachment, for the country and the reviewers."""
    reply = get_object_or_404(readable_replies(request.user).exclude(file=""), key=key)
    name = name_of(reply.file_name, reply.media_type, otherwise="letter")
    response = FileResponse(reply.file.open("rb"), as_attachment=True, filename=name, content_type=reply.media_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
