"""What is done with a round that was closed: opening it again, publishing its assessments."""

from collections.abc import Callable

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from recommendations.actions import rounds, tokens
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.forms.rounds import RoundAssessmentsForm, RoundReopenForm
from recommendations.models import Round
from recommendations.queries.rounds import assessments
from recommendations.views.rounds import data, for_reviewers, form_page, to_manage
from recommendations.views.writing import once, repeatable, say, show_refusal, status_of


@require_http_methods(["GET", "POST"])
@for_reviewers
@repeatable
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """A reviewer says why a closed round is opened again, and until when; its seal is kept."""
    found = to_manage(request, pk)
    form = RoundReopenForm(data(request), initial={"form_key": tokens.new_key(request.user)})

    def act() -> str:
        typed = form.cleaned_data
        rounds.reopen_round(target=found, reason=typed["reason"], due_on=typed["due_on"], by=request.user)
        return _("The round is open again.")

    return _asked(request, found, form, "rounds/reopen.html", act)


@require_http_methods(["GET", "POST"])
@for_reviewers
@repeatable
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """A reviewer looks at how the answers were assessed, and shows it to everybody."""
    found = to_manage(request, pk)
    form = RoundAssessmentsForm(data(request), initial={"form_key": tokens.new_key(request.user)})

    def act() -> str:
        number = rounds.publish_assessments(target=found, by=request.user)
        return ngettext("%(n)s assessment is published.", "%(n)s assessments are published.", number) % {"n": number}

    return _asked(request, found, form, "rounds/assessments.html", act, rows=assessments(found))


def _asked(
    request: HttpRequest, found: Round, form: Form, template: str, act: Callable[[], str], **more: object
) -> HttpResponse:
    """The page of a closed round's form, or what came of it; an open round sends back to its page."""
    if not found.closed_at and request.method == "GET":
        return redirect(found)
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, form, found=found, **more)
    try:
        where = once(request, form, lambda key: _done(request, found, act()))
    except (NotAllowed, TooLate) as error:
        messages.error(request, say(error))
        return redirect(found)
    except Refused as error:
        show_refusal(form, error)
        return form_page(request, template, form, found=found, status=status_of(error), **more)
    return redirect(where)


def _done(request: HttpRequest, found: Round, sentence: str) -> str:
    messages.success(request, sentence)
    return found.get_absolute_url()
