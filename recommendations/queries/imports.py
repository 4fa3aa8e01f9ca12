"""Documents on their way in: the list, how far each is, the texts that were found, one text beside its source."""

from dataclasses import dataclass

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recommendations.choices import ExtractState
from recommendations.models import (
    Document,
    DocumentImport,
    Extract,
    ExtractedSubTheme,
    Job,
    SourcePage,
)
from recommendations.queries import doubts
from recommendations.queries.source_pages import Passage, Span, passages

S = ExtractState
OPEN = Q(state=S.PROPOSED)
STANDING = (S.PROPOSED, S.ACCEPTED)


# --- The list ----------------------------------------------------------------------------------------------


def import_list() -> QuerySet[DocumentImport]:
    """Every import, the latest first, with `total` texts found and `looked` at, and the `job` that reads it."""
    texts = Extract.objects.filter(document_import=OuterRef("pk")).order_by().values("document_import")
    job = Job.objects.filter(document_import=OuterRef("pk")).order_by("-created_at", "-pk")
    return (
        DocumentImport.objects.defer("source_text")
        .select_related("received_by", "document", "forum", "party")
        .annotate(
            total=Coalesce(Subquery(texts.annotate(n=Count("pk")).values("n")), 0),
            looked=Coalesce(Subquery(texts.looked_at().annotate(n=Count("pk")).values("n")), 0),
            job=Subquery(job.values("key")[:1]),
        )
    )


def one_import(pk: int) -> DocumentImport | None:
    related = (
        "forum",
        "party",
        "document",
        "edition_of__forum",
        "edition__document",
        "received_by",
        "facts_confirmed_by",
        "ended_by",
    )
    return DocumentImport.objects.defer("source_text").select_related(*related).filter(pk=pk).first()


# --- How far it is -----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Progress:
    """How many texts there are, how many were looked at, and which is the first that was not."""

    total: int
    looked: int
    accepted: int
    first_open: int | None

    @property
    def left(self) -> int:
        return self.total - self.looked


def progress(document_import: DocumentImport) -> Progress:
    counted = Extract.objects.filter(document_import=document_import).aggregate(
        total=Count("pk"),
        left=Count("pk", filter=OPEN),
        accepted=Count("pk", filter=Q(state=S.ACCEPTED)),
        first_open=Min("position", filter=OPEN),
    )
    return Progress(counted["total"], counted["total"] - counted["left"], counted["accepted"], counted["first_open"])


def next_open(document_import: DocumentImport, after: int, *, doubtful: bool = False) -> int | None:
    """The next text that nobody has looked at: behind `after`, or else from the beginning."""
    found = Extract.objects.filter(OPEN, document_import=document_import)
    if doubtful:
        found = found.doubtful()
    places = found.aggregate(behind=Min("position", filter=Q(position__gt=after)), first=Min("position"))
    return places["behind"] or places["first"]


# --- The texts in a list -----------------------------------------------------------------------------------

SHOWN = {"open": OPEN, "left-out": Q(state=S.REJECTED)}


def found_texts(document_import: DocumentImport, show: str) -> QuerySet[Extract]:
    """The texts of an import in their order: all, "open", with "doubts", or "left-out"."""
    found = Extract.objects.filter(document_import=document_import).select_related("sub_theme").order_by("position")
    if show == "doubts":
        return found.doubtful()
    return found.filter(SHOWN[show]) if show in SHOWN else found


@dataclass(frozen=True)
class Group:
    """The texts of one sub-theme on a page of the list."""

    sub_theme: ExtractedSubTheme
    texts: list[Extract]


def groups(texts: list[Extract], sub_themes: list[ExtractedSubTheme], *, empty: bool) -> list[Group]:
    """Neighbours of one sub-theme together. `empty`: sub-themes without any text are shown too, at their place."""
    found: list[Group] = []
    for text in texts:
        if not found or found[-1].sub_theme.pk != text.sub_theme_id:
            found.append(Group(text.sub_theme, []))
        found[-1].texts.append(text)
    bare = {each.pk for each in sub_themes} - {group.sub_theme.pk for group in found}
    if empty and bare:
        found += [Group(each, []) for each in sub_themes if each.pk in bare]
        found.sort(key=lambda group: group.texts[0].position if group.texts else 10**9)
    return found


# --- One text ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ExtractPage:
    extract: Extract
    passages: list[Passage]
    doubts: list[str]
    total: int
    looked: int
    ordinal: int
    previous: int | None
    next: int | None
    one_before: str

    @property
    def is_open(self) -> bool:
        return self.extract.state == S.PROPOSED


def extract_page(document_import: DocumentImport, extract: Extract) -> ExtractPage:
    """A text beside the passage it came from, and its neighbours."""
    around = Extract.objects.filter(document_import=document_import)
    before = around.filter(position__lt=extract.position, state__in=STANDING).order_by("-position")
    place = around.aggregate(
        total=Count("pk"),
        left=Count("pk", filter=OPEN),
        ordinal=Count("pk", filter=Q(position__lte=extract.position)),
        previous=Max("position", filter=Q(position__lt=extract.position)),
        next=Min("position", filter=Q(position__gt=extract.position)),
    )
    return ExtractPage(
        extract=extract,
        passages=passages(document_import, spans_of(extract), extract.page),
        doubts=doubts.sentences(extract.doubts),
        total=place["total"],
        looked=place["total"] - place["left"],
        ordinal=place["ordinal"],
        previous=place["previous"],
        next=place["next"],
        one_before=before.values_list("text", flat=True).first() or "",
    )


def spans_of(extract: Extract) -> list[Span]:
    """The lines of a text, with those of the texts that were merged into it."""
    merged: list[tuple[int | None, int | None]] = []
    if extract.state != S.MERGED:
        behind = Extract.objects.filter(document_import=extract.document_import_id, position__gt=extract.position)
        for state, first, last in behind.order_by("position").values_list("state", "line_from", "line_to")[:20]:
            if state in STANDING:
                break
            merged += [(first, last)] if state == S.MERGED else []
    return [(first, last) for first, last in [(extract.line_from, extract.line_to), *merged] if first and last]


# --- What it is compared with ------------------------------------------------------------------------------


def same_meeting(document_import: DocumentImport, *, forum: object, kind: str, party: object) -> list[Document]:
    """The published documents that may be of the same meeting: same forum, kind and country."""
    if not forum or not kind:
        return []
    found = Document.objects.filter(forum=forum, kind=kind, party=party, withdrawn_at__isnull=True)
    return list(found.select_related("forum", "party").order_by("code"))


def page_numbers(document_import: DocumentImport) -> list[int]:
    pages = SourcePage.objects.filter(document_import=document_import)
    return list(pages.order_by("number").values_list("number", flat=True))
