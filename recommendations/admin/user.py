from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from recommendations.actions import addresses, people
from recommendations.actions.memberships import check_role
from recommendations.admin.base import Page
from recommendations.admin.membership import MembershipRows, refusals_beside
from recommendations.errors import Refused
from recommendations.forms.refusals import say
from recommendations.models import Membership, User


class InvitationForm(forms.ModelForm):
    """A new person: address, name and first role. The password is theirs, by the link in the mail."""

    role = Membership._meta.get_field("role").formfield()
    party = Membership._meta.get_field("party").formfield()
    organization = Membership._meta.get_field("organization").formfield()

    class Meta:
        model = User
        fields = ("email", "name")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            with refusals_beside(self):
                check_role(role=data["role"], party=data["party"], organization=data["organization"], by=None)
        return data


class PersonForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("email", "name", "language", "time_zone", "is_active")
        help_texts = {"email": _("The person signs in by it. When it changes, both addresses get a mail.")}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            with refusals_beside(self):
                if data["email"] != self.initial["email"]:
                    addresses.check_address(user=self.instance, email=data["email"])
                people.check_active(user=self.instance, active=data["is_active"])
        return data


@admin.register(User)
class UserPage(Page):
    may_delete = False
    list_display = ("email", "name", "is_active", "created_at", "last_login")
    list_filter = ("is_active",)
    search_fields = ("email", "name")
    actions = ("make_nameless",)

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **{**kwargs, "form": PersonForm if obj else InvitationForm})

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("email", "name", "role", "party", "organization")
        return ("email", "name", "language", "time_zone", "is_active", "created_at", "last_login")

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        return ("created_at", "last_login") if obj else ()

    def get_inlines(self, request: HttpRequest, obj: User | None) -> tuple[type, ...]:
        return (MembershipRows,) if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        data, by = form.cleaned_data, request.user
        if not change:
            obj.pk = people.invite(**data, by=by).user_id
            return
        user = User.objects.get(pk=obj.pk)
        said = {name: data[name] for name in ("name", "language", "time_zone")}
        people.save_profile(user=user, **said, by=by)
        if user.email != data["email"]:
            addresses.change_address(user=user, email=data["email"], by=by)
        if user.is_active != data["is_active"]:
            people.set_active(user=user, active=data["is_active"], by=by)

    @admin.action(description=_("Make these people nameless"), permissions=("change",))
    def make_nameless(self, request: HttpRequest, queryset: QuerySet[User]) -> HttpResponse | None:
        """Asks once more, for it cannot be undone."""
        if "sure" not in request.POST:
            context = {
                **self.admin_site.each_context(request),
                "title": _("Make nameless"),
                "opts": self.opts,
                "people": queryset,
                "checkbox": ACTION_CHECKBOX_NAME,
            }
            return render(request, "admin/make_nameless.html", context)
        for user in queryset:
            try:
                people.make_nameless(user=user, by=request.user)
            except Refused as refusal:
                self.message_user(request, say(refusal), messages.ERROR)
        return None
