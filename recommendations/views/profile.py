"""A person's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.actions import people
from recommendations.forms.profile import ProfileForm
from recommendations.models import User
from recommendations.queries.profile import held_roles
from recommendations.views.access import member


@member
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    # A row of its own: what was typed must not stand in the frame before it is saved.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method == "POST" and form.is_valid():
        people.save_profile(user=request.user, **form.said(), by=request.user)
        messages.success(request, _("Your profile was saved."))
        return redirect("profile")
    return render(request, "profile/show.html", {"form": form, "roles": held_roles(request.user)})
