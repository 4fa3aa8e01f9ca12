"""What a person should look at, each with a code for programs and a sentence for people."""

from dataclasses import dataclass

from recommendations.text import gettext_noop as _

SENTENCES = {
    # on one recommendation
    "repeat": _("The same text stands at %(other)s."),
    "no-full-stop": _("The text does not end in a full stop."),
    "number-gap": _("Number %(number)s follows %(before)s: something may be missing."),
    "number-again": _("Number %(number)s follows %(before)s: the numbers do not run on."),
    "starts-small": _("The text begins with a small letter: its beginning may stand elsewhere."),
    "short": _("The text is very short."),
    "long": _("The text is very long: it may hold more than one recommendation."),
    "unmarked": _("The paragraph has no number and no bullet: please check that it is a recommendation."),
    "no-demand": _("The text asks for nothing: please check that it is a recommendation."),
    # on the document
    "nothing-found": _("No recommendation was found."),
    "no-meeting": _("No title was found."),
    "no-forum": _("No number of the forum was found."),
    "no-date": _("No date was found."),
    "part-date": _("The date is not complete: %(printed)s."),
    "dates-differ": _("The document gives two dates: %(one)s and %(other)s."),
    "no-country": _("The document is national, but no country was found."),
    "empty-sub-theme": _("No recommendation was found under “%(title)s”."),
    "sub-theme-gap": _("Sub-theme %(number)s follows %(before)s: something may be missing."),
    "inner-heading": _("A heading inside a sub-theme was left out: “%(text)s”."),
    "left-out": _("Text among the recommendations was left out: “%(text)s”."),
    "encoding": _("The encoding of the file was guessed (%(encoding)s): please look at accents and quotation marks."),
    "one-change": _("The file has one tracked change."),
    "changes-of-one": _("The file has %(changes)s tracked changes by one person."),
    "changes": _("The file has %(changes)s tracked changes by %(people)s people."),
    "changes-accepted": _("Tracked changes were read as if accepted."),
    "changes-rejected": _("Tracked changes were left out: this is the original text."),
    "one-comment": _("The file has one comment. It was left out."),
    "comments": _("The file has %(count)s comments. They were left out."),
    "embedded": _("The file holds another document inside. Its text was left out."),
    "pages-without-text": _("Nothing could be read on page %(pages)s: it may be a picture."),
    "script-from-pdf": _("The %(script)s text of a PDF is not exact: compare it with the page."),
    "spaces-lost": _(
        "The file had lost its spaces; words were told apart by a list: please compare them with the page."
    ),
    "hyphen": _("The word “%(word)s” was broken at a line's end: please check its hyphen."),
    "machine-read": _("The text was read by machine from pictures: please compare it with the page."),
    "lost-characters": _("Some characters of the file could not be read: they show as “�”."),
}


@dataclass(frozen=True)
class Doubt:
    """A code of SENTENCES and what goes into its sentence, kept apart so that upper floors can translate.

    Show ``sentence``; to translate, fill the translation of ``template`` with ``params``.
    """

    code: str
    values: tuple[tuple[str, str], ...] = ()

    @property
    def template(self) -> str:
        return SENTENCES[self.code]

    @property
    def params(self) -> dict[str, str]:
        return dict(self.values)

    @property
    def sentence(self) -> str:
        return self.template % self.params


def doubt(code: str, **values: object) -> Doubt:
    """``doubt("number-gap", number=5, before=3)``; KeyError for a code without a sentence."""
    SENTENCES[code]
    return Doubt(code, tuple((name, str(value)) for name, value in values.items()))
