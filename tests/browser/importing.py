"""Documents on their way in, as the browser tests look at them: each text in another state, and jobs."""

import datetime

from django.core.files.base import ContentFile
from django.utils import timezone

from recommendations.choices import ExtractState, ImportState, JobKind, JobState, JobStep
from tests.access.imports import png
from tests.factories import (
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    JobFactory,
    SourcePageFactory,
    ThemeFactory,
)

NAMES = frozenset({"import", "scan", "discarded", "running", "lost", "refused", "reporting"})
STATES = (
    ExtractState.ACCEPTED,
    ExtractState.PROPOSED,
    ExtractState.REJECTED,
    ExtractState.MERGED,
    ExtractState.PROPOSED,
)


def make(scene) -> None:
    """Fills `scene.imports` with what stands in the addresses."""
    now, long_ago = timezone.now(), timezone.now() - datetime.timedelta(days=1)
    made = {"import": in_review(scene), "scan": scan(scene)}
    made["discarded"] = DocumentImportFactory(
        state=ImportState.DISCARDED, ended_at=now, ended_by=scene.people["secretariat"], meeting=scene.words.meeting
    )
    scene.imports = {name: str(each.pk) for name, each in made.items()}
    refused = DocumentImportFactory(state=ImportState.REFUSED, ended_at=now)
    jobs = {
        "running": JobFactory(
            state=JobState.RUNNING, step=JobStep.FINDING, percent=60, started_at=now,
            alive_at=now + datetime.timedelta(days=1),
        ),
        "lost": JobFactory(state=JobState.RUNNING, started_at=long_ago, alive_at=long_ago),
        "refused": JobFactory(
            document_import=refused, state=JobState.FAILED, ended_at=now,
            message=["The file is protected by a password.", {}],
        ),
        "reporting": JobFactory(
            kind=JobKind.REPORT, state=JobState.RUNNING, percent=40, started_at=now, document_import=None,
            created_by=scene.people["reviewer"], alive_at=now + datetime.timedelta(days=1),
            wanted={"fmt": "csv", "query": ""},
        ),
    }  # fmt: skip
    scene.imports |= {name: str(job.key) for name, job in jobs.items()}


def in_review(scene):
    """Two pages, one with its picture; a text of each state; a doubt, a suggestion, the cells of a table."""
    words = scene.words
    made = DocumentImportFactory(
        file_name=f"{words.title[:150]}.pdf", meeting=words.meeting, theme=words.sub_theme, kind="national",
        party=scene.own, forum=ForumFactory(number=15), received_by=scene.people["secretariat"],
        doubts=[["one-comment", {}], ["no-date", {}]],
    )  # fmt: skip
    headings = [
        ExtractedSubThemeFactory(document_import=made, position=at, title=words.sub_theme, introduction="… should:")
        for at in (1, 2)
    ]
    theme = ThemeFactory(name=words.sub_theme[:100])
    for at, state in enumerate(STATES, 1):
        ExtractFactory(
            document_import=made, sub_theme=headings[at // 4], position=at, text=f"{at}. {words.text}", state=state,
            decided_at=None if state == ExtractState.PROPOSED else timezone.now(),
            decided_by=None if state == ExtractState.PROPOSED else scene.people["secretariat"],
            page=1 + at // 5, line_from=at + 1, line_to=at + 1, doubts=[["short", {}], ["no-full-stop", {}]],
            responsible=words.agency, timeline="2021–2022", changed=True, machine_read=True, number=at * 2,
            label=f"{at * 2}.",
            placings=[
                {"axis": "theme", "value": theme.slug, "is_main": True, "placing": "suggested", "words": words.title},
            ],
        )  # fmt: skip
    lines = ["A title", *(f"{at}. {words.text}" for at in range(1, 5)), words.activity]
    first = SourcePageFactory(document_import=made, number=1, lines=placed(lines, 1))
    first.picture.save("1.png", ContentFile(png(400, 560)))
    SourcePageFactory(document_import=made, number=2, lines=placed([words.text, "Thank you."], 7))
    return made


def scan(scene):
    """No text at all, only a picture."""
    by = scene.people["secretariat"]
    made = DocumentImportFactory(is_scan=True, facts_confirmed_at=timezone.now(), facts_confirmed_by=by)
    ExtractedSubThemeFactory(document_import=made, position=0, number=None, title="")
    page = SourcePageFactory(document_import=made, number=1, lines=[])
    page.picture.save("1.png", ContentFile(png(400, 560)))
    return made


def placed(texts, first):
    return [
        {"number": first + at, "text": text, "changed": True, "place": [0.1, at / 10, 0.9, at / 10 + 0.04]}
        for at, text in enumerate(texts)
    ]
