"""The rows that a corrected edition changes: sub-themes, texts, follow-ups. `actions.editions` calls it.

Places are unique in a document, so all of them are first moved out of the way and then given anew.
"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, Max
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.actions import asking, document_rows, naming, wordings
from recommendations.actions.printed import Part, text_of
from recommendations.models import Document, Edition, Extract, Party, Recommendation, SubTheme, User
from recommendations.queries.editions import Comparison, Row

# What a text takes over from the new edition, whatever became of it.
PRINTED = ("sub_theme", "label", "number", "page", "line", "editor_note", "position")
FORCE = ("withdrawn_at", "withdrawn_by", "withdrawn_reason")


@dataclass
class Writing:
    """One edition being applied. `named`: each row of the comparison by its place → its recommendation. `asked`: the
    reference of a text → the codes of those who are asked about it now."""

    found: Comparison
    edition: Edition
    at: datetime.datetime
    by: User | None
    sub_themes: dict[int, SubTheme] = field(default_factory=dict)
    named: dict[int, Recommendation] = field(default_factory=dict)
    added: list[Recommendation] = field(default_factory=list)
    asked: dict[str, list[str]] = field(default_factory=dict)

    @property
    def document(self) -> Document:
        return self.found.document


def write(writing: Writing) -> None:
    """Everything but the edition itself, the import and the trail."""
    _write_sub_themes(writing)
    _write_texts(writing)
    _withdraw(writing)
    _place(writing)
    _leave_sub_themes(writing)
    _ask(writing)


# --- Sub-themes ------------------------------------------------------------------------------------------------


def _write_sub_themes(writing: Writing) -> None:
    document, found = writing.document, writing.found
    out_of_the_way(SubTheme, document, len(found.sub_themes))
    parts = [Part(each.number, each.title, each.introduction, ()) for each in found.sub_themes]
    for extracted, place in zip(found.sub_themes, naming.positions(parts), strict=True):
        row = found.headings.get(extracted.pk) or SubTheme(document=document)
        row.position, row.number = place, extracted.number
        row.title, row.introduction = extracted.title, extracted.introduction
        document_rows.check(row)
        row.save()
        writing.sub_themes[extracted.pk] = row


def _leave_sub_themes(writing: Writing) -> None:
    """A heading that the new edition has no more stays behind the others for its withdrawn texts, if it has any."""
    kept = {row.pk for row in writing.sub_themes.values()}
    place = max((row.position for row in writing.sub_themes.values()), default=0)
    for row in writing.document.sub_themes.exclude(pk__in=kept).order_by("position"):
        if row.recommendations.exists():
            place += 1
            row.position = place
            row.save(update_fields=["position"])
        else:
            row.delete()


# --- Texts -----------------------------------------------------------------------------------------------------


def _write_texts(writing: Writing) -> None:
    out_of_the_way(Recommendation, writing.document, len(writing.found.rows) + len(writing.found.published))
    taken = {each.reference.removeprefix(f"{writing.document.code}-") for each in writing.found.published}
    for at, row in enumerate(writing.found.rows):
        if row.extract is None:
            continue
        if row.keeps and row.old:
            _go_on(writing, row, row.extract, row.old)
            writing.named[at] = row.old
        else:
            writing.named[at] = _add(writing, row.extract, taken)


def _go_on(writing: Writing, row: Row, extract: Extract, text: Recommendation) -> None:
    """The text keeps its reference. Where it reads otherwise, how it read before is kept."""
    if row.is_reworded:
        wordings.reword(
            text, label=extract.label, text=extract.text, note="", asks_again=row.asks_again,
            at=writing.at, by=writing.by, edition=writing.edition,
        )  # fmt: skip
    if text.withdrawn_at:
        text.withdrawn_at, text.withdrawn_by, text.withdrawn_reason = None, None, ""
    _print(writing, extract, text)
    if extract.editor_note or row.is_reworded:
        text.editor_note = extract.editor_note


def _print(writing: Writing, extract: Extract, text: Recommendation) -> None:
    text.sub_theme = writing.sub_themes[extract.sub_theme_id]
    text.label, text.number, text.page, text.line = extract.label, extract.number, extract.page, extract.line_from


def _add(writing: Writing, extract: Extract, taken: set[str]) -> Recommendation:
    heading = writing.sub_themes[extract.sub_theme_id]
    section = heading.position if heading.number is None else heading.number
    ending = naming.next_ending(section, extract.number, taken)
    taken.add(ending)
    text = Recommendation(
        reference=f"{writing.document.code}-{ending}",
        document=writing.document,
        text=extract.text,
        editor_note=extract.editor_note,
    )
    _print(writing, extract, text)
    writing.added.append(text)
    return text


def _withdraw(writing: Writing) -> None:
    day = date_format(timezone.localdate(writing.at), "j F Y")
    for at, row in enumerate(writing.found.rows):
        for text in row.joined:
            into = {"reference": writing.named[at].reference, "day": day}
            _out_of_force(writing, text, _("Part of %(reference)s in the edition of %(day)s.") % into)
        if row.extract is None and row.old:
            _out_of_force(writing, row.old, _("Not in the edition of %(day)s.") % {"day": day})


def _out_of_force(writing: Writing, text: Recommendation, reason: str) -> None:
    text.withdrawn_at, text.withdrawn_by, text.withdrawn_reason = writing.at, writing.by, reason


def _place(writing: Writing) -> None:
    """Give every text its place: those of the edition in its order, each withdrawn one behind its neighbour."""
    places = {text.pk: at for at, text in writing.named.items() if text.pk}
    last, order = -1, [(at, 0, text) for at, text in writing.named.items()]
    for step, text in enumerate(writing.found.published, 1):
        if text.pk in places:
            last = places[text.pk]
        else:
            order.append((last, step, text))
    for place, (_at, _step, text) in enumerate(sorted(order, key=lambda each: each[:2]), 1):
        text.position = place
    Recommendation.objects.bulk_update(writing.found.published, [*PRINTED, *FORCE], batch_size=200)
    for text in writing.added:
        document_rows.check(text)
        text.fold()
    Recommendation.objects.bulk_create(writing.added, batch_size=document_rows.CHUNK)
    rows = ((writing.named.get(at), row) for at, row in enumerate(writing.found.rows))
    new = [(named, text_of(row.extract)) for named, row in rows if named and row.extract and not row.keeps]
    document_rows.store_placings(new, document_rows.vocabulary())


def out_of_the_way(model: type[SubTheme] | type[Recommendation], document: Document, coming: int) -> None:
    """Make room: every place in the document lies behind all that `coming` rows may take."""
    rows = model._default_manager.filter(document=document)
    highest = rows.aggregate(highest=Max("position"))["highest"] or 0
    rows.update(position=F("position") + highest + coming + 1)


# --- Follow-ups ------------------------------------------------------------------------------------------------


def _ask(writing: Writing) -> None:
    """Ask about what is new, as of today: nobody was asked before."""
    wanted: dict[frozenset[int], list[Recommendation]] = defaultdict(list)
    for at, row in enumerate(writing.found.rows):
        if row.parties:
            wanted[row.parties].append(writing.named[at])
    parties = Party.objects.in_bulk({key for keys in wanted for key in keys})
    for keys, texts in wanted.items():
        named = _named(parties, keys)
        asking.open_follow_ups(texts, named, timezone.localdate(writing.at))
        writing.asked |= {text.reference: [party.code for party in named] for text in texts}


def _named(parties: dict[int, Party], keys: frozenset[int]) -> Sequence[Party]:
    return sorted((parties[key] for key in keys), key=lambda party: party.code)
