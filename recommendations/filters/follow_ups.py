"""One set of filters for the list, the view by text, the downloads (and later the API)."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet

from recommendations import text
from recommendations.choices import Addressee, Answering, Assessment, NotPursuedReason, Standing, Status
from recommendations.filters import conditions
from recommendations.filters.fields import FilterForm, OnDay, Several, Words
from recommendations.models import FollowUp, Recommendation, User
from recommendations.queries.matrix import NOT_PLACED
from recommendations.queries.round_rows import ANY
from recommendations.queries.vocabulary import Offer, vocabulary

TEXT = {
    name: getattr(conditions, name)
    for name in (
        "forum",
        "document",
        "standing",
        "subtheme",
        "theme",
        "confirmed",
        "main",
        "also",
        "suggested",
        "suggested_main",
        "asked",
        "addressed",
        "force",
        "together",
    )
} | {"q": conditions.words}
ANSWER = {
    name: getattr(conditions, name)
    for name in (
        "country",
        "answer",
        "status",
        "reason",
        "under",
        "wording",
        "assessment",
        "published",
        "in_round",
        "agency",
        "evidence",
        "due",
        "target",
        "answered_since",
    )
}
FORCES = [("in-force", _("In force")), ("withdrawn", _("Withdrawn"))]
OVERDUE = [("overdue", _("Its round’s day has passed"))]
PASSED = [("passed", _("It has passed"))]
YES = [("yes", _("Yes"))]
WORDINGS = [("before", _("Answered before a change of the text")), ("present", _("The present one"))]
ANSWERINGS = [(each.value, each.label) for each in Answering if each != Answering.NOT_ASKED]


@dataclass(frozen=True)
class Chosen:
    """One chosen value, in words and as it stands in the address."""

    name: str
    label: str
    value: str
    words: str


class FollowUpFilters(FilterSet):
    """`qs`: the follow-ups that fit; `texts()`: the texts that do. A wrong value is told, and not used."""

    q = Words(label=_("Words in the text or the reference"))
    country = Several(label=_("Country"))
    together = Several(label=_("Asked of all of these"))
    asked = Several(label=_("Asked of anybody"), choices=YES)
    agency = Several(label=_("Agency"))
    answer = Several(label=_("Answered or not"), choices=ANSWERINGS)
    status = Several(label=_("Implementation status"), choices=Status.choices)
    reason = Several(label=_("Why it is not pursued"), choices=NotPursuedReason.choices)
    under = Several(label=_("Answered under another"), choices=YES)
    wording = Several(label=_("Which wording was answered"), choices=WORDINGS)
    assessment = Several(label=_("ILO assessment, where you may see it"), choices=Assessment.choices)
    published = Several(label=_("ILO assessment published"), choices=[*YES, ("no", _("No"))])
    in_round = Several(label=_("Answered in the round"))
    evidence = Several(label=_("Evidence"), choices=[("yes", _("With evidence you may open")), ("no", _("Without"))])
    answered_since = OnDay(label=_("Answered since"))
    due = Several(label=_("Answer overdue"), choices=OVERDUE)
    target = Several(label=_("Target date"), choices=PASSED)
    since = OnDay(label=_("Something was done since"))
    until = OnDay(label=_("Something was done until"))
    forum = Several(label=_("Forum"))
    document = Several(label=_("Document"))
    subtheme = Several(label=_("Sub-theme"))
    standing = Several(label=_("Standing"), choices=Standing.choices)
    force = Several(label=_("In force or withdrawn"), choices=FORCES)
    theme = Several(label=_("Theme"), help_text=_("Also by a suggestion that nobody has confirmed yet."))
    confirmed = Several(label=_("Theme, confirmed only"))
    main = Several(label=_("Main theme"))
    also = Several(label=_("Theme beside another main one"))
    suggested = Several(label=_("Theme, by a suggestion alone"))
    suggested_main = Several(label=_("Main theme, by a suggestion alone"))
    addressed = Several(label=_("Addressed to"), choices=Addressee.choices)

    class Meta:
        model = FollowUp
        fields: list[str] = []
        form = FilterForm

    def __init__(self, data: QueryDict, *, user: User, day: datetime.date) -> None:
        super().__init__(data, FollowUp.objects.with_not_yet_due(day))
        self.is_bound = True
        self.reader = conditions.Reader(user, day)
        self.offers: dict[str, tuple[Offer, ...]] = vocabulary()
        for name, offers in self.offers.items():
            self.filters[name].extra["choices"] = [(offer.value, offer.label) for offer in offers]
        self.filters["together"].extra["choices"] = self.filters["country"].extra["choices"]
        for name in ("confirmed", "also", "suggested"):
            self.filters[name].extra["choices"] = self.filters["theme"].extra["choices"]
        self.filters["suggested_main"].extra["choices"] = [*self.filters["theme"].extra["choices"], (ANY, _("Any"))]
        self.filters["main"].extra["choices"] = _main_themes(self.offers["theme"])

    @cached_property
    def picks(self) -> dict:
        """What was chosen and is right, by filter; nothing empty, nothing twice."""
        self.form.is_valid()
        found = {name: _once(value) for name, value in self.form.cleaned_data.items() if value}
        if "q" in found and not text.searchable(found["q"]):
            del found["q"]
        return found

    def filter_queryset(self, queryset: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
        return self.narrowed(queryset)

    def narrowed(self, queryset: QuerySet[FollowUp], *, but: tuple[str, ...] = ()) -> QuerySet[FollowUp]:
        """`queryset` by what was chosen, leaving out the filters in `but`."""
        picks = {name: value for name, value in self.picks.items() if name not in but}
        return queryset.filter(self._of_text(picks, "recommendation__"), self._of_answer(picks))

    def texts(self) -> QuerySet[Recommendation]:
        """The recommendations that fit; all filters over follow-ups must hold for one and the same."""
        picks = self.picks
        found = Recommendation.objects.filter(self._of_text(picks, ""))
        condition = self._of_answer(picks)
        if not condition:
            return found
        return found.filter(pk__in=self.queryset.filter(condition).order_by().values("recommendation"))

    @property
    def chosen(self) -> list[Chosen]:
        """Each chosen value by itself: the tags above the list, and the words in a download."""
        return [
            Chosen(name, str(self.form.fields[name].label), value, self._words(name, value))
            for name, values in self.picks.items()
            for value in (values if isinstance(values, list) else [str(values)])
        ]

    def _of_text(self, picks: dict, at: str) -> Q:
        picks = {"force": ["in-force"]} | picks
        found = Q()
        for name in TEXT.keys() & picks.keys():
            found &= TEXT[name](picks[name], at)
        return found

    def _of_answer(self, picks: dict) -> Q:
        found = conditions.activity(picks.get("since"), picks.get("until"))
        for name in ANSWER.keys() & picks.keys():
            found &= ANSWER[name](picks[name], self.reader)
        return found

    def _words(self, name: str, value: str) -> str:
        if isinstance(self.filters[name], OnDay):
            return date_format(self.picks[name], "j F Y")
        choices = dict(self.filters[name].extra.get("choices", ()))
        return str(choices.get(value, value))


def _main_themes(themes: tuple[Offer, ...]) -> list[tuple[str, str]]:
    """Each theme, and each with the suggestions that nobody has confirmed yet."""
    named = [*((each.value, each.label) for each in themes), (NOT_PLACED, str(_("Not yet placed")))]
    also = _("%(theme)s, also as suggested")
    return [*named, *((f"~{value}", also % {"theme": label}) for value, label in named)]


def _once(value: Any) -> Any:
    return list(dict.fromkeys(value)) if isinstance(value, list) else value
