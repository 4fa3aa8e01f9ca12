from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from recommendations.actions import succession
from recommendations.admin.base import Page, Rows
from recommendations.admin.membership import RuledForm
from recommendations.models import Organization, OrganizationName


class OrganizationForm(RuledForm):
    class Meta:
        model = Organization
        fields = ("slug", "party", "kind", "name", "acronym", "ended_on", "successor", "to_check")

    def check_rules(self, data: dict[str, Any]) -> None:
        if data.get("successor") and "successor" in self.changed_data:
            row = Organization(
                pk=self.instance.pk, party=data.get("party") or self.instance.party, ended_on=data["ended_on"],
                successor=data["successor"],
            )  # fmt: skip
            succession.check(row=row, by=self.by)


class NameRows(Rows):
    model = OrganizationName


@admin.register(Organization)
class OrganizationPage(Page):
    form = OrganizationForm
    list_display = ("name", "acronym", "party", "kind", "ended_on", "to_check")
    list_filter = ("to_check", "kind", "party")
    list_select_related = ("party",)
    search_fields = ("name", "acronym", "slug")
    autocomplete_fields = ("successor",)
    inlines = (NameRows,)

    def get_form(
        self, request: HttpRequest, obj: Organization | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.by = request.user
        return form

    def get_readonly_fields(self, request: HttpRequest, obj: Organization | None = None) -> tuple[str, ...]:
        """Follow-ups of the party hang on it, so it cannot move to another; what passed on stays with its successor."""
        if obj is None:
            return ()
        return ("slug", "party", "ended_on", "successor") if obj.successor_id else ("slug", "party")

    def save_model(self, request: HttpRequest, obj: Organization, form: Any, change: bool) -> None:
        """Naming a successor passes on what is open: how much is said afterwards."""
        if not (change and obj.successor_id and "successor" in form.changed_data):
            super().save_model(request, obj, form, change)
            return
        passed = succession.pass_on(row=obj, by=request.user)
        said = {"name": obj.heir.name, "n": len(passed.follow_ups), "roles": len(passed.roles)}
        told = _("Passed on to %(name)s: open follow-ups: %(n)s; roles of people: %(roles)s.")
        self.message_user(request, told % said)
        if passed.stayed:
            left = _(
                "Roles that do not fit the successor and stay as they are: %(n)s. Look at them under Roles of people."
            )
            self.message_user(request, left % {"n": len(passed.stayed)}, messages.WARNING)
