"""Reading an import: from its source to pages, extracts and guessed facts that a person then looks at."""

import datetime
import logging
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db import transaction

from recommendations import reading
from recommendations.actions import audit, files, imports, jobs, leftovers, placed
from recommendations.actions.locking import locked
from recommendations.actions.naming import positions
from recommendations.choices import DocumentKind, ImportState, JobState, JobStep
from recommendations.errors import Refused
from recommendations.models import (
    DocumentImport,
    Extract,
    ExtractedSubTheme,
    Forum,
    HeadingWord,
    Job,
    Party,
    SourcePage,
)
from recommendations.parsing import Doubt, Found, FoundSubTheme, Line
from recommendations.queries.placings import rules
from recommendations.reading.process import Broken

log = logging.getLogger(__name__)
BATCH = 500
LARGEST, LARGEST_SMALL = 2**31 - 1, 2**15 - 1  # what PostgreSQL holds in an integer


def run(job: Job, limits: reading.Limits | None = None) -> None:
    """Do a claimed job to its end, whatever the end is."""
    with jobs.to_its_end(job, lambda refusal: _refused(job, refusal)):
        _read(job, jobs.Watch(job), limits)


def _refused(job: Job, refusal: Refused) -> None:
    if isinstance(refusal, Broken):
        log.warning("Reading %s failed: %s", job.key, refusal.detail)
    refuse(job=job, refusal=refusal)


@files.unless_it_fails()
def _read(job: Job, watch: jobs.Watch, limits: reading.Limits | None) -> None:
    found = job.document_import
    if found is None:
        raise jobs.Gone
    result = reading.read(
        imports.content(found), language=found.language, revisions=found.revisions, limits=limits,
        heading_words=HeadingWord.objects.values_list("words", flat=True),
        on_step=watch.on_step, on_beat=watch.on_beat,
    )  # fmt: skip
    watch.on_step(JobStep.STORING, 95)
    pages = list(_pages(found, result, watch))
    store_findings(job=job, result=result, pages=pages)


def _pages(found: DocumentImport, result: reading.Reading, watch: jobs.Watch) -> Iterator[SourcePage]:
    """Rows not yet saved, their pictures in the store already: that may take long, and no transaction waits for it."""
    for page in reading.pages_of(result.source, result.page_count):
        row = SourcePage(document_import=found, number=page.number, lines=[_line(line) for line in page.lines])
        if picture := result.pictures.get(page.number):
            row.picture.save(f"{page.number}.png", ContentFile(picture), save=False)
            files.stored(row.picture)
            watch.on_beat()
        yield row


def _line(line: Line) -> dict[str, object]:
    """As `SourcePage.lines` keeps it."""
    told: dict[str, object] = {"number": line.number, "text": f"{line.label or ''} {line.text}".strip()}
    told |= {"place": list(line.place)} if line.place else {}
    return told | {name: True for name in ("bold", "changed", "aside") if getattr(line, name)}


@transaction.atomic
def store_findings(*, job: Job, result: reading.Reading, pages: list[SourcePage]) -> DocumentImport:
    """Keep what was read; the import goes to review. Raises jobs.Gone where the job is no longer this process's."""
    held = jobs.hold(job)
    found = locked(DocumentImport.objects).get(jobs=held)
    SourcePage.objects.bulk_create(pages, batch_size=BATCH)
    _store_extracts(found, result)
    _guess(found, result.found)
    found.format, found.is_scan, found.machine_read = result.source.format, result.is_scan, result.machine_read
    found.doubts = told(result.found.doubts)
    found.state = ImportState.REVIEW
    found.save()
    jobs.end(held, JobState.DONE)
    audit.record("import.read", found, by=held.created_by, after={"extracts": result.found.total, "pages": len(pages)})
    return found


@transaction.atomic
def refuse(*, job: Job, refusal: Refused) -> None:
    """The file cannot be read: the job says why, the import is closed and its file deleted."""
    try:
        held = jobs.hold(job)
    except jobs.Gone:
        return
    jobs.end(held, JobState.FAILED, [refusal.sentence, {name: str(value) for name, value in refusal.params.items()}])
    if held.document_import:
        leftovers.throw_away(held.document_import, state=ImportState.REFUSED, by=held.created_by)


def _store_extracts(found: DocumentImport, result: reading.Reading) -> None:
    changed = {line.number for line in result.source.lines if line.changed}
    rows: list[Extract] = []
    ready, theme = rules(), result.found.theme or ""
    for place, sub_theme in _headings(result.found):
        heading = ExtractedSubTheme.objects.create(
            document_import=found,
            position=place,
            number=_fitting(sub_theme.number, LARGEST_SMALL),
            title=sub_theme.title,
            introduction=sub_theme.introduction or "",
        )
        rows += [
            Extract(
                document_import=found,
                sub_theme=heading,
                position=len(rows) + position,
                label=(item.label or "")[:20],
                number=_fitting(item.number, LARGEST),
                text=item.text,
                found_text=item.text,
                page=item.page,
                line_from=item.line_from,
                line_to=item.line_to,
                responsible=item.responsible,
                timeline=item.timeline,
                machine_read=result.machine_read,
                changed=not changed.isdisjoint(range(item.line_from, item.line_to + 1)),
                doubts=told(item.doubts),
                placings=placed.suggested(ready, item.text, heading=sub_theme.title, theme=theme),
            )
            for position, item in enumerate(sub_theme.recommendations, 1)
        ]
    Extract.objects.bulk_create(rows, batch_size=BATCH)


def _headings(found: Found) -> list[tuple[int, FoundSubTheme]]:
    """Where nothing was found, one bare heading under which a person may type."""
    sub_themes = found.sub_themes or (FoundSubTheme(None, "", None, ()),)
    return list(zip(positions(sub_themes), sub_themes, strict=True))


def _guess(row: DocumentImport, found: Found) -> None:
    """What the document says of itself; a document that is being corrected knows better."""
    row.meeting, row.theme = found.meeting or "", found.theme or ""
    row.forum = Forum.objects.filter(number=_fitting(found.forum_number, LARGEST_SMALL) or 0).first()
    says_something = bool(found.meeting or found.total)
    row.kind = found.kind if says_something and found.kind in DocumentKind.values else ""
    national = row.kind == DocumentKind.NATIONAL and found.country
    row.party = Party.objects.states().filter(code=found.country).first() if national else None
    row.held_on, row.held_until = found.date, _until(found.date, found.date_end)
    row.dates_printed, row.place, row.online = found.dates_printed[:100], (found.place or "")[:150], found.online
    if row.edition_of:
        for name in ("forum", "kind", "party"):
            setattr(row, name, getattr(row.edition_of, name))


def _until(day: datetime.date | None, last: datetime.date | None) -> datetime.date | None:
    return last if day and last and last >= day else None


def _fitting(number: int | None, largest: int) -> int | None:
    return number if number is not None and 0 <= number <= largest else None


def told(doubts: tuple[Doubt, ...]) -> list[list[object]]:
    """Doubts as rows keep them: [code, {name: value}]."""
    return [[doubt.code, doubt.params] for doubt in doubts]
