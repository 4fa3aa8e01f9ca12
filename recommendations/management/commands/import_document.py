"""Reads a forum document and says what it holds; stores it when told to."""

import dataclasses
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand
from django.db import DatabaseError

from recommendations.actions import documents, links
from recommendations.choices import DocumentKind, Revisions
from recommendations.errors import Refused
from recommendations.models import FollowUp, HeadingWord, Recommendation
from recommendations.models.forum import ordinal
from recommendations.parsing import Doubt, Found, FoundSubTheme, as_json
from recommendations.parsing.readers import MOST_BYTES
from recommendations.queries import linking
from recommendations.reading import Reading, read
from recommendations.reading.tesseract import DATA


class Command(BaseCommand):
    help = "Print what FILE holds (- for standard input); with --publish also store it and ask its country."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
        parser.add_argument("--publish", action="store_true", help="store it")
        said = parser.add_argument_group("what the document does not say, or says wrongly")
        said.add_argument("--forum", type=int, metavar="NUMBER", dest="forum_number")
        said.add_argument("--kind", choices=DocumentKind.values)
        said.add_argument("--country", metavar="CODE", help="for example LA")
        said.add_argument("--meeting", metavar="TITLE")
        said.add_argument("--language", choices=sorted(DATA), default="en", help="in which a scan is read by machine")
        said.add_argument(
            "--revisions",
            choices=Revisions.values,
            default="final",
            help="tracked changes: as if accepted, or not",
        )

    def handle(self, **options) -> None:
        try:
            self.run(**options)
        except Refused as refusal:
            self.stderr.write(str(refusal))
            sys.exit(1)

    def run(self, *, file: str, publish: bool, **options) -> None:
        data = bytes_of(file)
        language, revisions = options["language"], options["revisions"]
        result = read(
            data, language=language, revisions=revisions, pictures=False, heading_words=heading_words(language)
        )
        _check_text(result, language, publish=publish)
        found = corrected(result.found, options)
        if not found.total:
            raise Refused("No recommendation was found in this file.")
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), indent=1, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(told(found)))
        if publish:
            # With --json standard output is the object alone.
            out = self.stderr if options["json"] else self.stdout
            out.write(published(found, data, "" if file == "-" else Path(file).name))
        elif not options["json"]:
            self.stdout.write("\nNothing was stored. Add --publish to store it.")


def _check_text(result: Reading, language: str, *, publish: bool) -> None:
    if publish and result.machine_read:
        raise Refused(
            "The file is a scan: a person must compare what was read by machine with its pages. "
            "Bring it in on the site."
        )
    if result.is_scan and not result.machine_read:
        raise Refused(
            "The file is a scan without text, and the tesseract program with its data for “%(language)s” is not here. "
            "Upload it on the site and type the recommendations beside its pages, or give the Word file.",
            language=language,
        )


def heading_words(language: str) -> list[str]:
    """How "sub-theme" is written there; English needs no database."""
    if language == "en":
        return []
    try:
        return list(HeadingWord.objects.filter(language=language).values_list("words", flat=True))
    except DatabaseError:
        return []


def bytes_of(file: str) -> bytes:
    """The content of a file or of standard input. Raises Refused."""
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        path = Path(file)
        if not path.exists():
            raise Refused("There is no file “%(file)s”.", file=file)
        if not path.is_file():
            raise Refused("“%(file)s” is not a file.", file=file)
        with path.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except (OSError, ValueError):
        raise Refused("The file “%(file)s” cannot be read.", file=file) from None


def corrected(found: Found, options: dict) -> Found:
    """What was found, with what the caller says in its place."""
    fields = ("forum_number", "kind", "country", "meeting")
    said = {field: options[field] for field in fields if options[field]}
    if "country" in said:
        said["country"] = said["country"].upper()
    elif said.get("kind", DocumentKind.NATIONAL) != DocumentKind.NATIONAL:
        said["country"] = None
    return dataclasses.replace(found, **said)


def published(found: Found, data: bytes, file_name: str) -> str:
    """Store it, and say what was there before and after."""
    try:
        before = Recommendation.objects.count(), FollowUp.objects.count()
        document = documents.publish(found=found, data=data, file_name=file_name, by=None)
        after = Recommendation.objects.count(), FollowUp.objects.count()
        links.suggest_soon(among=linking.texts_in(document.code), most=linking.ASKED_FOR, by=None)
    except DatabaseError as error:
        raise Refused("The database refused: %(error)s. Has manage.py migrate been run?", error=error) from None
    new = [now - then for then, now in zip(before, after, strict=True)]
    return (
        f"\nPublished as {document.code}: {new[0]} recommendations, {new[1]} follow-ups.\n"
        f"Before: {before[0]} recommendations, {before[1]} follow-ups. "
        f"After: {after[0]} recommendations, {after[1]} follow-ups."
    )


# --- In plain words ----------------------------------------------------------------------------------------


def told(found: Found) -> Iterator[str]:
    unknown = "not found"
    online = {True: "yes", False: "no", None: unknown}[found.online]
    yield found.meeting or "A document without a title"
    yield f"Forum: {f'{ordinal(found.forum_number)} AFML' if found.forum_number else unknown}"
    yield f"Kind: {DocumentKind(found.kind).label if found.kind in DocumentKind.values else unknown}"
    if found.kind == DocumentKind.NATIONAL:
        yield f"Country: {found.country or unknown}"
    yield f"Date: {days(found) or unknown}"
    yield f"Place: {found.place or unknown}"
    yield f"Online: {online}"
    yield f"Theme: {found.theme or unknown}"
    yield f"Recommendations: {found.total}"
    for sub_theme in found.sub_themes:
        yield from under(sub_theme)
    yield from ("", *doubts("Please look at:", found.doubts)) if found.doubts else ()


def days(found: Found) -> str:
    known = [f"{day.day} {day:%B %Y}" for day in (found.date, found.date_end) if day]
    return " to ".join(known) or found.dates_printed


def under(sub_theme: FoundSubTheme) -> Iterator[str]:
    heading = f"Sub-theme {sub_theme.number}: {sub_theme.title}" if sub_theme.number else sub_theme.title
    yield f"\n{heading or 'Without a sub-theme'} ({len(sub_theme.recommendations)})"
    if sub_theme.introduction:
        yield sub_theme.introduction
    for item in sub_theme.recommendations:
        yield f"  {item.label or '-'} " + item.text.replace("\n", "\n    ")
        yield from doubts("    Please look:", item.doubts)


def doubts(before: str, found: tuple[Doubt, ...]) -> Iterator[str]:
    return (f"{before} {doubt.sentence}" for doubt in found)
