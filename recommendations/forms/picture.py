"""What the matrices are to show, chosen beside them. Everything may stay empty."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.ticks import Ticks
from recommendations.queries.matrix import NOT_PLACED, Wanted
from recommendations.queries.vocabulary import Offer

# More documents than this are offered of the chosen forum only.
MOST = 60
MISSING = {"invalid_choice": _("“%(value)s” is not in this list. Choose from the list, or nothing.")}


class PictureForm(forms.Form):
    """`wanted` is what was chosen and is right; a wrong value is told, and not used."""

    country = forms.MultipleChoiceField(label=_("Country"), required=False, widget=Ticks, error_messages=MISSING)
    forum = forms.ChoiceField(label=_("Forum"), required=False, error_messages=MISSING)
    document = forms.ChoiceField(label=_("Document"), required=False, error_messages=MISSING)
    theme = forms.ChoiceField(label=_("Main theme"), required=False, error_messages=MISSING)
    alike = forms.BooleanField(label=_("Only what was asked of all of them"), required=False)
    suggested = forms.BooleanField(label=_("Count suggested themes too"), required=False)

    def __init__(self, data, *, offers: dict[str, tuple[Offer, ...]]) -> None:
        super().__init__(data)
        self.fields["country"].template_name = "recommendations/ticks.html"
        themes = (*offers["theme"], Offer(NOT_PLACED, str(_("Not yet placed"))))
        for name, empty, found in (
            ("forum", _("All forums"), offers["forum"]),
            ("document", _("All documents"), self._documents(offers["document"])),
            ("theme", _("All themes"), themes),
        ):
            self.fields[name].choices = [("", empty), *((each.value, each.label) for each in found)]
        self.fields["country"].choices = [(each.value, each.label) for each in offers["country"]]

    def _documents(self, offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
        """Those of the chosen forum, where all of them are too many to choose from; and the one that is chosen."""
        if len(offers) <= MOST:
            return offers
        forum, chosen = self.data.get("forum"), self.data.get("document")
        self.fields["document"].help_text = "" if forum else _("Choose a forum to see its documents.")
        return tuple(each for each in offers if each.value == chosen or (forum and each.forum == forum))

    @property
    def chosen(self) -> list[tuple[str, str, str, str]]:
        """(name, label, value, words) of each chosen value: the tags over the table."""
        wanted, found = self.wanted, []
        told = {"country": wanted.countries} | {
            name: (getattr(wanted, name),) for name in ("forum", "document", "theme") if getattr(wanted, name)
        }
        for name, values in told.items():
            field = self.fields[name]
            labels = dict(field.choices)
            found += [(name, str(field.label), value, str(labels[value])) for value in values]
        return found

    @property
    def wanted(self) -> Wanted:
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted(
            countries=tuple(dict.fromkeys(chosen.get("country") or ())),
            forum=chosen.get("forum") or "",
            document=chosen.get("document") or "",
            theme=chosen.get("theme") or "",
            alike=bool(chosen.get("alike")),
            suggested=bool(chosen.get("suggested")),
        )
