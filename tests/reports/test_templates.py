"""An old report is never printed in a new template: what each version prints of one fixed picture stays as it is.

Whoever changes a word or the look of a report fails here. Then raise `models.seal.TEMPLATE`, register the new version
in `reports.formats` and `reports.paper.formats` beside the old one, whose code stays, and add its fingerprints. Until
a round has been sealed anywhere (there is no release yet) those of the only version may be written anew.
"""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from recommendations.choices import DocumentKind, Placing, Status
from recommendations.models.seal import TEMPLATE
from recommendations.queries import demands, progress
from recommendations.queries import picture_value as value
from recommendations.queries.sight import NO_ROW, Sight
from recommendations.reports import formats, pdf, typeset
from recommendations.reports.paper import formats as papers
from recommendations.reports.paper import pdf as paper_pdf
from recommendations.reports.paper.material import Material, Practice

DAY = date(2026, 11, 22)
FINGERPRINTS = {
    1: {
        "progress docx": "5c36fbcf5043b2b6",
        "progress xlsx": "a21fb0a44facd18c",
        "progress pdf": "8daf6844dc0a6238",
        "progress csv": "67085feb809c9c9b",
        "paper docx": "53e6cb1ea8292f5b",
        "paper xlsx": "8cb9591757c6f369",
        "paper pdf": "a1d43ffef0c7bd40",
    }
}


def picture() -> value.Picture:
    """Every kind of thing that a report prints, with no database behind it."""
    la, kh = value.Country("LA", "Lao PDR"), value.Country("KH", "Cambodia")
    body = value.Country("ASEAN", "ASEAN", kind="regional-body")
    forum, later = value.Forum(13, 2020), value.Forum(15, 2022)
    asked = value.Document("AFML13-LA", forum, DocumentKind.NATIONAL, "Workshop", 2020, la, held_on=date(2020, 9, 1))
    decided = value.Document("AFML15-FORUM", later, DocumentKind.FORUM, "15th AFML", 2022)
    heading = value.SubTheme(1, asked, 1, 1, "Social protection", "To be done by 2025.")
    other = value.SubTheme(2, decided, 0)
    health = value.Theme(1, "health", "Health", "Who is covered?", 1)
    justice = value.Theme(2, "justice", "Justice", "", 2)
    texts = (
        value.Text("AFML13-LA-S1-01", heading, 1, "Extend healthcare:\n\n- to all\n\nsoon", "1.",
                   themes=(value.Placed(health, True), value.Placed(justice))),
        value.Text("AFML13-LA-S1-02", heading, 2, "Recover wages.", editor_note="Printed twice.",
                   themes=(value.Placed(justice, True, Placing.SUGGESTED),)),
        value.Text("AFML15-FORUM-S0-01", other, 1, "ຂະຫຍາຍ ການປົກປ້ອງ"),
    )  # fmt: skip
    ministry = value.Organization("molsw", "Ministry of Labour", "MoLSW", "ministry", "LA")
    union = value.Organization("union", "Union of Workers", "UW", "workers", "LA")
    proof = value.Proof(1, 1, "Decree", "law", "public", "Gazette", date(2021, 1, 1), address="https://example.org/a")
    done = value.Activity(1, "Trained 45 inspectors.", date(2022, 3, 1), date(2022, 6, 30))
    rows = (
        value.Row(1, texts[0], la, date(2021, 1, 1), "answered", Status.IN_PROGRESS, answered_on=date(2026, 5, 1),
                  in_round=True, late=True, changed_on=date(2026, 6, 1), assessment="confirmed",
                  activities=(done, value.Activity(2, "Wrote.")), lead=value.Agency(ministry, "Ministry of Labour"),
                  contributing=(value.Agency(union, "Union of Workers"),),
                  informants=(value.Informant(union, "Union of Workers", date(2026, 4, 1)),),
                  challenges="Few inspectors.", next_steps="Train more.", proofs=(proof,),
                  letter=value.Letter("letter", "Mr A", date(2026, 4, 2)), example=True, update=7, version=2),
        value.Row(2, texts[0], body, date(2021, 1, 1), "not-yet-due"),
        value.Row(3, texts[1], la, date(2021, 1, 1), "answered", Status.NOT_PURSUED, "time-passed",
                  under="AFML13-LA-S1-01", answered_on=date(2026, 5, 1), activities=(done,), update=8, version=1),
        value.Row(4, texts[2], kh, date(2023, 1, 1), "no-information"),
    )  # fmt: skip
    return value.Picture(
        round=value.RoundFacts(3, "Round of 2026", date(2026, 1, 1), date(2026, 5, 31), DAY, (value.Joined(kh, DAY),)),
        taken_on=DAY,
        countries=(body, kh, la),
        documents=(asked, decided),
        sub_themes=(heading, other),
        themes=(health, justice),
        texts=texts,
        organizations=(ministry, union),
        rows=rows,
        statements=(value.Statement(1, texts[0], union, "Union of Workers", "Two days.", DAY, la),),
        ties=(value.Tie("AFML13-LA-S1-01", "AFML15-FORUM-S0-01", "takes-up"),),
        not_taken_up=(),
        seal=1,
    )


def progress_report(version: int):
    kept = picture()
    told = progress.of_rows(progress.Scope(), kept.rows, DAY)
    again = demands.again(kept.texts, kept.rows, kept.ties, kept.not_taken_up)
    return formats.VERSIONS[version].lay_out(
        replace(told, sealed=1, again=again), Sight(NO_ROW, evidence=None, inside=True)
    )


def paper(version: int):
    kept = picture()
    before = replace(kept, rows=(replace(kept.rows[0], status=Status.PLANNED), *kept.rows[1:]))
    texts = {(section, ""): f"Of {section}." for section in ("summary", "method", "comparison", "conclusions")}
    return papers.VERSIONS[version].build(
        Material(
            kept, frozenset({1}), assessments=True, today=DAY, address="https://example.org", template=version,
            texts=texts | {("chapter", "health"): "Of health."}, before=before,
            practices=(Practice("AFML13-LA-S1-01", "LA", "By boat", "They go by boat."),),
        )
    )  # fmt: skip


def parts_of(content: bytes) -> dict[str, str]:
    """What an Office file says and how it looks; not its pictures, which are typeset from `charts.typ`."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.endswith(".xml") and not name.startswith("docProps")]
        return {name: file.read(name).decode() for name in sorted(names)}


def typeset_from(data: object, *templates: str) -> list[object]:
    """What is given to the typesetter, and its templates: its own versions may break lines otherwise."""
    return [data, *((typeset.HERE / name).read_text() for name in (*templates, "bars.typ", "words.typ"))]


def fingerprint(printed: object) -> str:
    return hashlib.sha256(json.dumps(printed, sort_keys=True, default=str).encode()).hexdigest()[:16]


@pytest.mark.parametrize("version", list(FINGERPRINTS))
def test_what_a_version_prints_stays_as_it_is(version):
    report, review = progress_report(version), paper(version)
    of_report, of_paper = formats.of_template(version), papers.of_template(version)
    charts = (typeset.HERE / "charts.typ").read_text()
    printed = {
        "progress docx": [parts_of(of_report["docx"].layout(report)), charts],
        "progress xlsx": parts_of(of_report["xlsx"].layout(report)),
        "progress pdf": typeset_from(pdf._data(report), "progress.typ"),
        "progress csv": of_report["csv"].layout(report).decode(),
        "paper docx": [parts_of(of_paper["docx"].layout(review, None)), charts],
        "paper xlsx": parts_of(of_paper["xlsx"].layout(review, None)),
        "paper pdf": typeset_from(paper_pdf._data(review), "paper.typ"),
    }
    assert {name: fingerprint(each) for name, each in printed.items()} == FINGERPRINTS[version]


def test_each_version_has_its_fingerprints_and_the_latest_seals():
    assert set(formats.VERSIONS) == set(papers.VERSIONS) == set(FINGERPRINTS)
    assert max(formats.VERSIONS) == TEMPLATE
    assert all(set(FINGERPRINTS[version]) == set(FINGERPRINTS[1]) for version in FINGERPRINTS)
