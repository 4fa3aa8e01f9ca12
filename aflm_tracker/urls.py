from inspect import unwrap

from django.contrib import admin
from django.urls import include, path
from django.views import defaults

urlpatterns = [
    path("", include("recommendations.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]

# Django wraps these to look for the form's token in the body, which may be the very thing that cannot be read.
handler400 = unwrap(defaults.bad_request)
handler404 = unwrap(defaults.page_not_found)
handler500 = unwrap(defaults.server_error)
