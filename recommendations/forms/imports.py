"""Bringing in a document: what is sent, what it is, and what a person decides about each text."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from recommendations.choices import DocumentKind, Language, Revisions
from recommendations.forms.fields import (
    INCOMPLETE,
    ChoiceField,
    Count,
    DayField,
    Key,
    OwnField,
    Seen,
    Upload,
    Words,
    line,
    passage,
)
from recommendations.forms.placings import ExtractPlacing
from recommendations.forms.widgets import HintedRadios
from recommendations.models import Document, DocumentImport, Extract, ExtractedSubTheme, Forum, Party
from recommendations.text import shortened

LONGEST_PASTED = 2_000_000
# No recommendation is longer than that.
MOST_LINES = 2_000
# How high the box of a text is, at least and at most.
ROWS, LETTERS_A_ROW = (5, 16), 58
NOT_IN_LIST = _("Choose one of the list.")
UNKNOWN, ONLINE, IN_PLACE = "", "yes", "no"


class UploadForm(forms.Form):
    """A file, or a text without one."""

    form_key = Key()
    file = Upload(label=_("File"), max_length=500, help_text=_("PDF, Word (.docx), a web page, or plain text."))
    text = Words(
        label=_("Or paste the text"),
        required=False,
        max_length=LONGEST_PASTED,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("The whole document, with its title, date, sub-themes and numbers."),
    )
    language = ChoiceField(label=_("Language of the document"), choices=Language.choices, initial="en")
    revisions = ChoiceField(
        label=_("Which text is read?"),
        choices=Revisions.choices,
        initial=Revisions.FINAL,
        widget=HintedRadios(
            hints={
                Revisions.FINAL: _("What was inserted is read, what was deleted is left out."),
                Revisions.ORIGINAL: _("What was inserted is left out, what was deleted is read."),
            }
        ),
    )

    def clean(self) -> dict:
        typed = super().clean()
        if "file" in self.errors or "text" in self.errors:
            return typed
        if not typed.get("file") and not typed.get("text"):
            self.add_error("file", _("Choose a file, or paste the text below."))
        if typed.get("file") and typed.get("text"):
            self.add_error("text", _("Give the file or the text, not both. Empty one of them."))
        return typed


class FactsForm(forms.Form):
    """Which document it is. `same`: published documents that may be of the same meeting."""

    form_key = Key()
    seen = Seen()
    forum = OwnField(
        label=_("Forum"),
        queryset=Forum.objects.order_by("-number"),
        empty_label=_("Choose the forum"),
        error_messages={"required": _("Choose the forum."), "invalid_choice": NOT_IN_LIST},
    )
    kind = ChoiceField(
        label=_("Kind of meeting"),
        choices=[("", _("Choose the kind")), *DocumentKind.choices],
        error_messages={"required": _("Choose the kind of meeting.")},
    )
    party = OwnField(
        label=_("Country"),
        queryset=Party.objects.states(),
        required=False,
        empty_label=_("None: the forum itself, or a regional meeting"),
        error_messages={"invalid_choice": NOT_IN_LIST},
        help_text=_("Of a national workshop."),
    )
    meeting = passage(_("Title of the meeting, as printed"), rows=2, required=True)
    theme = passage(_("Theme, as printed"), rows=2)
    held_on = DayField(label=_("First day"), required=False)
    held_until = DayField(label=_("Last day"), required=False, help_text=_("Empty where the meeting lasted one day."))
    dates_printed = line(
        _("Dates as printed"), longest=100, help_text=_("Where the print says less or more, for example October 2020.")
    )
    place = line(_("Place"), longest=150)
    online = ChoiceField(
        label=_("Was it held online?"),
        choices=[(UNKNOWN, _("Not known")), (ONLINE, _("Online")), (IN_PLACE, _("In one place"))],
        required=False,
    )
    relation = ChoiceField(
        label=_("Is it the same document?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether this corrects the published document or is another one.")},
    )

    def __init__(self, *args, same: list[Document], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.same = {str(each.pk): each for each in same}
        corrected = _("It is a corrected edition of %(code)s: %(meeting)s")
        editions = [
            (key, lazy(lambda each=each: corrected % {"code": each.code, "meeting": each.meeting}, str)())
            for key, each in self.same.items()
        ]
        self.fields["relation"].choices = [*editions, ("other", _("It is the document of another meeting."))]
        if not same:
            del self.fields["relation"]

    def facts(self) -> dict:
        """What was confirmed, by the names of actions.import_facts.Facts."""
        typed = {name: value for name, value in self.cleaned_data.items() if name not in ("form_key", "seen")}
        typed["online"] = {ONLINE: True, IN_PLACE: False}.get(typed["online"])
        typed["edition_of"] = self.same.get(typed.pop("relation", "") or "")
        return typed


def facts_of(document_import: DocumentImport) -> dict[str, object]:
    """The guessed or confirmed facts, as the form starts from them."""
    names = (
        "forum",
        "kind",
        "party",
        "meeting",
        "theme",
        "held_on",
        "held_until",
        "dates_printed",
        "place",
        "language",
    )
    start = {name: getattr(document_import, name) for name in names}
    start["online"] = {True: ONLINE, False: IN_PLACE}.get(document_import.online, UNKNOWN)
    start["relation"] = str(document_import.edition_of_id or "")
    if document_import.facts_confirmed_at and not document_import.edition_of_id:
        start["relation"] = "other"
    return start


class SubThemeChoice(OwnField):
    """One of the document's own headings."""

    def __init__(self, **kwargs) -> None:
        super().__init__(
            queryset=ExtractedSubTheme.objects.none(),
            error_messages={"invalid_choice": NOT_IN_LIST, "required": NOT_IN_LIST},
            **kwargs,
        )

    def label_from_instance(self, obj: ExtractedSubTheme) -> str:
        number = f"{obj.number}: " if obj.number is not None else ""
        return f"{number}{shortened(obj.title or _('Without a title'), 90)}"


class TextForm(forms.Form):
    """A recommendation as it is to be published."""

    form_key = Key()
    text = passage(_("Text"), rows=ROWS[0])
    label = line(_("Number"), longest=20)
    sub_theme = SubThemeChoice(label=_("Sub-theme"), empty_label=None, required=False)
    editor_note = passage(
        _("Editor’s note"), rows=2, help_text=_("Printed beside the text, where the print itself has an error.")
    )

    def __init__(self, *args, document_import: DocumentImport, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        headings = self.fields["sub_theme"]
        headings.queryset = document_import.sub_themes.order_by("position")
        # Asked for once: a select looks at its first choice before it draws them all.
        headings.choices = [(each.pk, headings.label_from_instance(each)) for each in headings.queryset]
        text = str(self["text"].value() or "")
        lines = sum(1 + len(line) // LETTERS_A_ROW for line in text.split("\n"))
        self.fields["text"].widget.attrs |= {
            "lang": document_import.language,
            "rows": min(max(lines + 1, ROWS[0]), ROWS[1]),
        }


class ExtractForm(TextForm):
    """The decision about one found text: which version the person saw, and where a second one begins."""

    extract = Count()
    seen_version = Count()
    begins = ChoiceField(label=_("The second one begins with"), required=False)

    def __init__(self, *args, beginnings: list[str], placing: ExtractPlacing, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.placing = placing
        shown = [(each, shortened(each, 70)) for each in dict.fromkeys(beginnings)]
        self.fields["begins"].choices = [("", _("A line of dashes that I typed (---)")), *shown]

    def is_valid(self) -> bool:
        """With the ticks of its placing, where the page showed them."""
        return super().is_valid() and (not self.placing.is_bound or self.placing.is_valid())


def start_of(extract: Extract) -> dict[str, object]:
    """What the form of a found text starts from."""
    names = ("text", "label", "sub_theme", "editor_note")
    return {"extract": extract.pk, "seen_version": extract.version, **{name: getattr(extract, name) for name in names}}


class AddForm(TextForm):
    """A text that parsing missed. `after`: the position it follows; `page` and `lines`: where it stands."""

    after = Count()
    page = Count(required=False)
    line_from = Count(required=False)
    line_to = Count(required=False)

    def clean(self) -> dict:
        typed = super().clean()
        first, last = typed.get("line_from"), typed.get("line_to")
        if first and last and not first <= last < first + MOST_LINES:
            self.add_error("line_to", INCOMPLETE)
        return typed


class SubThemeForm(forms.Form):
    """A heading: its printed number, its title and the sentence that introduces its texts."""

    form_key = Key()
    seen = Seen()
    number = forms.IntegerField(
        label=_("Number as printed"),
        required=False,
        min_value=0,
        max_value=999,
        error_messages={"invalid": _("Write a whole number."), "max_value": _("Write a number below 1,000.")},
    )
    title = passage(_("Title"), rows=2)
    introduction = passage(
        _("Introduction"), rows=3, help_text=_("The sentence under the heading, where one is printed.")
    )


class SeenForm(forms.Form):
    """A button that needs nothing typed."""

    form_key = Key()


class TickForm(forms.Form):
    """The warnings of an import: each with its tick and its reason."""

    form_key = Key()

    def __init__(self, *args, warnings, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for each in warnings:
            self.fields[f"tick-{each.key}"] = forms.BooleanField(
                label=_("I have looked at this and it is right."), required=False, initial=each.is_ticked
            )
            self.fields[f"reason-{each.key}"] = line(_("Reason"), longest=300)
            self.initial[f"reason-{each.key}"] = each.reason

    def clean(self) -> dict:
        typed = super().clean()
        for each in self.warnings:
            ticked, reason = typed.get(f"tick-{each.key}"), typed.get(f"reason-{each.key}")
            if ticked and not reason:
                self.add_error(f"reason-{each.key}", _("Write why this is right, in a few words."))
        return typed

    def reasons(self) -> dict[str, str]:
        typed = self.cleaned_data
        keys = [each.key for each in self.warnings]
        return {key: typed[f"reason-{key}"] for key in keys if typed[f"tick-{key}"]}

    @property
    def rows(self):
        """Each warning with its two fields."""
        return [(each, self[f"tick-{each.key}"], self[f"reason-{each.key}"]) for each in self.warnings]
