from django.urls import path

from recommendations.views import home

urlpatterns = [
    path("", home.home, name="home"),
]
