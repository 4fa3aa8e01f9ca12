"""What all pages of the admin share: `can()` decides, every write is an action, lists stay fast."""

import re
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import BadRequest
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from recommendations import text
from recommendations.actions import reference_data
from recommendations.permissions import can
from recommendations.roles import Permission

STORED_FOLDED = ("__contains", "__startswith", "__exact")
# A row's key. Django hands on whatever was sent, and the databases answer what is none with an error.
KEY = re.compile(r"[0-9]{1,18}")
BEYOND = re.compile(r"[+-]?[0-9]{19,}")


class Search(AutocompleteSelect):
    """What was sent and is no row's key is not looked for, to show it as chosen."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, [each for each in value if KEY.fullmatch(str(each))], attr)


class Secretariat:
    """For pages and inlines alike: the secretariat may all that the class does not switch off."""

    may_add = may_change = may_delete = True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return can(request.user, Permission.MANAGE_SITE)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Permission.MANAGE_SITE)

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_add and can(request.user, Permission.MANAGE_SITE)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_change and can(request.user, Permission.MANAGE_SITE)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.may_delete and can(request.user, Permission.MANAGE_SITE)


class Page(Secretariat, admin.ModelAdmin):
    """A noun's list and form. Saving and deleting go through `actions.reference_data`.

    A search field with a lookup ("search_text__contains") names a column that is stored folded, which both
    engines answer alike. Those without are names of a small table, as typed: they are compared here.
    """

    list_per_page = 50
    show_full_result_count = False
    view_on_site = False
    linked_by: tuple[str, ...] = ()  # columns that our own links narrow the list by, besides its filters

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Django filters by any column of the row, hidden ones too: an assessment, a mail's text, a password's hash."""
        own = any(lookup == name or lookup.startswith(f"{name}__") for name in self._narrowing())
        return own and not BEYOND.fullmatch(value) and super().lookup_allowed(lookup, value, request)

    def _narrowing(self) -> tuple[str, ...]:
        """The names of its filters, a column's or a filter's own, and of its links."""
        return (*(getattr(each, "parameter_name", each) for each in self.list_filter), *self.linked_by)

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        term = text.searchable(search_term)
        if not term or any(field.endswith(STORED_FOLDED) for field in self.search_fields):
            return super().get_search_results(request, queryset, term)
        return queryset.filter(pk__in=self._named(queryset, term)), False

    def _named(self, queryset: QuerySet, term: str) -> list[Any]:
        rows = queryset.order_by().values_list("pk", *self.search_fields)
        folded = ((key, text.searchable(" ".join(map(str, names)))) for key, *names in rows)
        return [key for key, names in folded if all(word in names for word in term.split())]

    # --- Writing --------------------------------------------------------------------------------------

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = Search(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def response_action(self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any) -> Any:
        if not all(map(KEY.fullmatch, request.POST.getlist(ACTION_CHECKBOX_NAME))):
            raise BadRequest
        return super().response_action(request, queryset, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        reference_data.save_row(row=obj, by=request.user)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            reference_data.delete_row(row=row, by=request.user)
        for row in rows:
            reference_data.save_row(row=row, by=request.user)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        reference_data.delete_row(row=obj, by=request.user)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple:
        """What hangs on a row is not listed: drafts may be among it."""
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return deleted, counts, lacking, [_("It is in use on this site.")] if protected else []

    # --- The audit trail tells the story, not Django's own log, which would keep people's names -----------

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        pass

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        pass

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        pass

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        about = urlencode({"target_type": self.opts.model_name, "target": object_id})
        return HttpResponseRedirect(f"{reverse('admin:recommendations_auditevent_changelist')}?{about}")


class ReadOnly(Page):
    """What the workflow writes: to be read here, never changed."""

    may_add = may_change = may_delete = False


class Rows(Secretariat, admin.TabularInline):
    """Rows under a form; `names` are the relations by which a row and its cells are called, fetched with it."""

    extra = 0
    view_on_site = False
    names: tuple[str, ...] = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        found = super().get_queryset(request)
        return found.select_related(*self.names) if self.names else found


class ReadOnlyRows(Rows):
    may_add = may_change = may_delete = False

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> tuple[str, ...]:
        return tuple(self.fields)
