"""The filters of the review queue as its page shows them: choices to tick, and tags of what is chosen."""

from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Assessment
from recommendations.forms.ticks import Ticks
from recommendations.queries.review_queue import AGES, KINDS, SINCE, STATES, Picks
from recommendations.queries.vocabulary import vocabulary
from recommendations.views.addresses import without
from recommendations.views.listing import Tag

LABELS = {
    "state": _("Looked at or not"),
    "kind": _("What came in"),
    "country": _("Country"),
    "forum": _("Forum"),
    "theme": _("Theme"),
    "assessment": _("ILO assessment of the last answer"),
    "age": _("How long it waits"),
    "since": _("New"),
}
WORDS = {"state": STATES, "kind": KINDS, "age": AGES, "since": SINCE, "assessment": dict(Assessment.choices)}


@dataclass(frozen=True)
class Shown:
    form: forms.Form
    groups: list[tuple[forms.BoundField, bool]]
    tags: list[Tag]
    clear_url: str
    sort: str

    @property
    def in_use(self) -> bool:
        return bool(self.tags)


def shown(request: HttpRequest, picks: Picks) -> Shown:
    offers = vocabulary()
    choices = WORDS | {
        name: {each.value: each.label for each in offers[name]} for name in ("country", "forum", "theme")
    }
    form = forms.Form(initial=dict(picks))
    for name, label in LABELS.items():
        form.fields[name] = forms.MultipleChoiceField(
            label=label, choices=list(choices[name].items()), widget=Ticks, required=False
        )
        form.fields[name].template_name = "recommendations/ticks.html"
    tags = [
        Tag(str(LABELS[name]), str(choices[name].get(value, value)), without(request, name, value))
        for name in LABELS
        for value in picks.get(name, ())
    ]
    groups = [(form[name], name in picks) for name in LABELS]
    return Shown(form, groups, tags, request.path, request.GET.get("sort", "")[:10])
