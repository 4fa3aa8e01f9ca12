"""The site's addresses, and two that go wrong on purpose."""

from django.core.exceptions import SuspiciousOperation
from django.urls import path

from aflm_tracker.urls import urlpatterns as site


def suspicious(request):
    raise SuspiciousOperation


def broken(request):
    raise ZeroDivisionError


urlpatterns = [*site, path("suspicious/", suspicious), path("broken/", broken)]
