from django.contrib import admin
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from recommendations.admin.base import Page
from recommendations.models import HeadingWord, PlacingRule
from recommendations.queries.placings import Found, found_by

# Enough to see what a rule does.
SHOWN = 30


@admin.register(PlacingRule)
class PlacingRulePage(Page):
    list_display = ("words", "theme", "target_group", "addressee", "weight", "language")
    list_filter = ("theme", "target_group", "addressee", "language")
    list_select_related = ("theme", "target_group")
    search_fields = ("words", "theme__name", "target_group__name", "addressee")
    fields = ("theme", "target_group", "addressee", "words", "weight", "language", "finds")
    readonly_fields = ("finds",)

    @admin.display(description=gettext_lazy("The texts in which it finds its words"))
    def finds(self, rule: PlacingRule) -> SafeString | str:
        """To try a rule: save it and look here. It is asked on the rule's own page only."""
        if not rule.pk:
            return _("Save the rule to see them.")
        found = found_by(rule)
        told = ngettext("%(n)s text", "%(n)s texts", len(found)) % {"n": len(found)}
        return format_html(
            "{}<ul>{}</ul>", told, format_html_join("", "{}", ((_line(each),) for each in found[:SHOWN]))
        )


def _line(found: Found) -> SafeString:
    return format_html(
        '<li><a href="{}">{}</a>: … {}<strong>{}</strong>{} …</li>',
        found.text.get_absolute_url(), found.text.reference, found.before, found.words, found.after,
    )  # fmt: skip


@admin.register(HeadingWord)
class HeadingWordPage(Page):
    list_display = ("words", "language")
    list_filter = ("language",)
    search_fields = ("words",)
