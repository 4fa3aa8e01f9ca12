from django.contrib import admin

from recommendations.admin.base import ReadOnly
from recommendations.models import Round


@admin.register(Round)
class RoundPage(ReadOnly):
    list_display = ("name", "opens_on", "due_on", "closed_at")
    search_fields = ("name",)
