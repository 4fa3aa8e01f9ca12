from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _

from recommendations.permissions import can
from recommendations.roles import Permission


class Site(AdminSite):
    """Django's admin for the secretariat. It asks `can()`, not Django's groups."""

    site_header = site_title = _("AFML tracker: administration")
    index_title = _("Reference data, people, documents")
    enable_nav_sidebar = False

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # Nothing is deleted by the dozen; each page of the admin says what may be deleted at all.
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        return can(request.user, Permission.MANAGE_SITE)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Without Django's redirect to any object's own address: for unshared evidence that is its link."""
        return [url for url in super().get_urls() if getattr(url, "name", None) != "view_on_site"]

    @method_decorator(secure_admin_login)
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sign-in goes the same way for everybody, with its limits and its second factor."""
        return super().login(request, extra_context)

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return redirect("account_change_password")
