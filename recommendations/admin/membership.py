import contextlib
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.actions import memberships
from recommendations.admin.base import Page, ReadOnlyRows
from recommendations.errors import Refused
from recommendations.forms.refusals import say
from recommendations.models import Membership, User


class RuledForm(forms.ModelForm):
    """Asks the rules of the action beforehand, so that a refusal stands beside its field."""

    by: User

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if not self.errors:
            with refusals_beside(self):
                self.check_rules(data)
        return data

    def check_rules(self, data: dict[str, Any]) -> None:
        """What the action would refuse, each form asks for itself. Raises Refused."""


class RoleForm(RuledForm):
    class Meta:
        model = Membership
        fields = ("user", "role", "party", "organization", "starts_on", "ends_on")

    def check_rules(self, data: dict[str, Any]) -> None:
        place = {name: data[name] for name in ("role", "party", "organization")}
        memberships.check_role(**place, by=self.by)


class DaysForm(RuledForm):
    class Meta:
        model = Membership
        fields = ("starts_on", "ends_on")

    def check_rules(self, data: dict[str, Any]) -> None:
        days = {name: data[name] for name in ("starts_on", "ends_on")}
        memberships.check_days(membership=self.instance, **days, by=self.by)


@contextlib.contextmanager
def refusals_beside(form: forms.Form) -> Iterator[None]:
    """Turns a refusal of an action's rules into an error of the form, beside the field that it names."""
    try:
        yield
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, ValidationError(say(refusal)))


class MembershipRows(ReadOnlyRows):
    model = Membership
    names = ("user", "party", "organization")
    fields = ("role", "party", "organization", "starts_on", "ends_on")
    show_change_link = True


@admin.register(Membership)
class MembershipPage(Page):
    may_delete = False
    form = RoleForm
    list_display = ("user", "role", "party", "organization", "starts_on", "ends_on")
    list_filter = ("role", "party")
    list_select_related = ("user", "party", "organization")
    search_fields = ("user__email", "user__name", "party__name", "organization__name")
    autocomplete_fields = ("user", "organization")
    actions = ("end_now",)

    def get_form(self, request: HttpRequest, obj: Membership | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **{**kwargs, "form": DaysForm if obj else RoleForm})
        form.by = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Membership | None = None) -> tuple[str, ...]:
        return ("user", "role", "party", "organization") if obj else ()

    def save_model(self, request: HttpRequest, obj: Membership, form: Any, change: bool) -> None:
        days = {name: form.cleaned_data[name] for name in ("starts_on", "ends_on")}
        if change:
            stored = Membership.objects.get(pk=obj.pk)
            memberships.set_days(membership=stored, **days, by=request.user)
            return
        place = {name: form.cleaned_data[name] for name in ("user", "role", "party", "organization")}
        obj.pk = memberships.give_role(**place, **days, by=request.user).pk

    @admin.action(description=_("End these roles now"), permissions=("change",))
    def end_now(self, request: HttpRequest, queryset: QuerySet[Membership]) -> None:
        for membership in queryset:
            try:
                memberships.end_role(membership=membership, by=request.user)
            except Refused as refusal:
                self.message_user(request, say(refusal), messages.ERROR)
