from django.contrib import admin

from recommendations.admin.base import Page
from recommendations.models import TargetGroup, Theme


class WordPage(Page):
    list_display = ("name", "slug", "position")
    search_fields = ("name", "slug")


@admin.register(Theme)
class ThemePage(WordPage):
    pass


@admin.register(TargetGroup)
class TargetGroupPage(WordPage):
    pass
