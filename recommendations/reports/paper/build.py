"""The paper's parts in the order of the ILO's progress reviews, made from a round's picture alone."""

from collections.abc import Iterator
from itertools import count

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recommendations.choices import PaperSection, Status
from recommendations.queries.chapters import touches
from recommendations.queries.lines import joined
from recommendations.queries.picture_value import Row, Theme
from recommendations.queries.progress import Scope
from recommendations.reports import sentences
from recommendations.reports.paper import annexes, chapter, leads, method, wording
from recommendations.reports.paper.chapter import Teller
from recommendations.reports.paper.comparing import compared
from recommendations.reports.paper.figures import parts
from recommendations.reports.paper.material import Material
from recommendations.reports.paper.sources import Sources
from recommendations.reports.paper.value import Block, Chart, Grid, Heading, Paper, Point, Text
from recommendations.reports.short import Line, Run, fill
from recommendations.reports.value import Part


def build(material: Material) -> Paper:
    """The paper on a round. A running round's is a draft and says so on each page."""
    sources, numbers, pictures = Sources(material.evidence), count(1), count(1)
    blocks = (
        *_summary(material, pictures),
        *method.told(material, numbers),
        *_chapters(material, Teller(material, sources), numbers),
        *compared(material, numbers),
        *_own(material, PaperSection.CONCLUSIONS, _("Conclusions")),
    )
    picture = material.picture
    return Paper(
        title=_("Progress review of the AFML recommendations"),
        cover=tuple(_cover(material)),
        mark="" if material.is_final else _("Draft"),
        blocks=blocks,
        sources=sources.all(),
        annexes=tuple(annexes.all_of(material, sources.all())),
        data_on=picture.taken_on,
        name=f"afml-paper-round-{picture.round.key}{f'-seal-{picture.seal}' if material.earlier else ''}",
        language=get_language() or "en",
        template=material.template,
    )


def _cover(material: Material) -> Iterator[str]:
    picture = material.picture
    yield picture.round.name
    yield annexes.said_on(picture)
    if material.earlier:
        yield material.earlier
    if not material.is_final:
        yield _("Draft: the round is not closed, and these figures will change.")
    if material.public:
        yield _("Public edition: evidence that may not be quoted is left out.")
    else:
        yield _("Inside edition: it names evidence that is not for everybody. Do not pass it on.")
    if any(row.example for row in picture.rows):
        yield _("Answers marked “example” are invented, to show what the site does. No country gave them.")


def _summary(material: Material, pictures: Iterator[int]) -> Iterator[Block]:
    yield Heading(1, _("Summary"))
    yield from wording.own(material.written(PaperSection.SUMMARY))
    if not material.picture.rows:
        yield Text(sentences.nothing_asked(Scope()), tone="lead")
    for part in parts(material):
        yield Text("", tone="lead", figures=part.sentence)
        yield Chart(next(pictures), part)
        yield Text("", tone="quiet", figures=_key(material, part))


def _key(material: Material, part: Part) -> Line:
    """The chart's figures in words: "In progress 12 · Not started 3", each number leading to its rows."""
    told: list[Run] = []
    for figure in part.total.by_answer:
        if figure.number:
            name = "status" if figure.key in Status.values else "answer"
            found = leads.number(material, figure.number, standing=part.standing, **{name: figure.key})
            told += [Run(f"{' · ' if told else ''}{figure.label} "), found]
    return tuple(told)


def _own(material: Material, section: PaperSection, heading: str) -> Iterator[Block]:
    """What the team wrote, under its heading; nothing where it wrote nothing."""
    if text := material.written(section):
        yield Heading(1, heading)
        yield from wording.own(text)


def _chapters(material: Material, teller: Teller, numbers: Iterator[int]) -> Iterator[Block]:
    picture = material.picture
    for theme in picture.themes:
        if rows := [row for row in picture.rows if material.theme(row.text) == theme]:
            yield from _chapter(material, teller, theme, rows, numbers)
    if rows := [row for row in picture.rows if material.theme(row.text) is None]:
        yield Heading(1, _("Not yet placed"))
        yield Text(_("Nobody has confirmed a main theme of these recommendations."), tone="quiet")
        yield _figures(_("Answers on what is not yet placed"), material, None, rows, numbers)
        yield from chapter.told(material, teller, rows, None)


def _chapter(
    material: Material, teller: Teller, theme: Theme, rows: list[Row], numbers: Iterator[int]
) -> Iterator[Block]:
    yield Heading(1, theme.name)
    for question in wording.paragraphs(theme.guiding_questions):
        yield Point(question)
    yield from wording.own(material.written(PaperSection.CHAPTER, theme.slug))
    if guessed := [row for row in rows if row.text.main and row.text.main.is_suggested]:
        form = _("Here by a suggestion that nobody has confirmed: %(references)s.")
        told = fill(form, references=wording.short(material, (row.reference for row in guessed)))
        yield Text("", tone="quiet", figures=told)
    if also := _told_elsewhere(material, theme):
        yield Text("", tone="quiet", figures=also)
    caption = _("Answers on %(theme)s, by country") % {"theme": theme.name}
    yield _figures(caption, material, theme, rows, numbers)
    yield from chapter.told(material, teller, rows, theme)


def _figures(caption: str, material: Material, theme: Theme | None, rows: list[Row], numbers: Iterator[int]) -> Grid:
    """Who was asked what, and how much of it is answered; proposed and adopted texts in columns of their own."""
    standings = [each for each in ("adopted", "proposed") if any(row.standing == each for row in rows)]
    words = {"adopted": _("Adopted recommendations"), "proposed": _("Proposed recommendations")}
    lines: list[tuple[str | Line, ...]] = []
    main = leads.place(material, theme)
    for country in material.picture.countries:
        own = {each: [row for row in rows if row.country == country and row.standing == each] for each in standings}
        if any(own.values()):
            cells = (leads.cell(material, own[each], standing=each, main=main, country=country.code) for each in own)
            lines.append((country.name, *cells))
    columns = (_("Country"), *(words[standing] for standing in standings))
    return Grid(next(numbers), caption, columns, tuple(lines))


def _told_elsewhere(material: Material, theme: Theme) -> Line:
    """The recommendations that touch this theme and stand in another chapter; suggested ones where asked for."""
    also = (text for text in material.picture.texts if touches(text, theme, suggested=material.suggested))
    places = [(text.reference, material.theme(text)) for text in also]
    found = [
        (leads.text(material, reference), Run(f" ({place.name})"))
        for reference, place in places
        if place and place != theme
    ]
    return fill(_("See also: %(references)s."), references=joined([*found], "; ")) if found else ()
