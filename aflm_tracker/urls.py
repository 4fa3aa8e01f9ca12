from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("recommendations.urls")),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
