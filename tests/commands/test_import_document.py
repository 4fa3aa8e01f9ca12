import io
import json
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from recommendations.actions import audit
from recommendations.actions.reference import VOCABULARY_FIXTURES
from recommendations.models import Document, Edition, FollowUp, Recommendation, SubTheme
from tests.fixtures.regenerate import sources
from tests.parsing.blocks import blocks
from tests.parsing.variants import as_docx_numbered, as_docx_tracked
from tests.parsing.variants_html import listed, page
from tests.parsing.variants_pdf import typeset
from tests.reading.scans import scan
from tests.watch import ROOT

SOURCES = {path.stem: path for path in sources()}
EXPECTED = ROOT / "tests" / "expected"
LAO = SOURCES["afml13-lao-pdr-national"]


def run(*arguments):
    """What the command says, and its exit code."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_document", *map(str, arguments), stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), end.code
    return out.getvalue(), err.getvalue(), 0


@pytest.fixture
def vocabulary(db):
    call_command("loaddata", *VOCABULARY_FIXTURES, verbosity=0)


# --- What it found ---------------------------------------------------------------------------------------------


def described(item):
    """A recommendation as the expected files describe it (their README)."""
    paragraphs = item["text"].split("\n\n")
    points = re.findall("^- ", item["text"], re.M)
    folded = " ".join(re.sub("^- ", "", item["text"], flags=re.M).split())
    return {
        "number": item["number"],
        "label": item["label"],
        "text_start": folded[:60],
        "text_end": folded[-40:],
        "sub_points": len(points),
        "paragraphs": len(paragraphs),
        "chars": len(folded),
    }


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_json_is_what_must_come_out(name):
    expected = json.loads((EXPECTED / f"{name}.json").read_text("utf-8"))
    out, err, code = run(SOURCES[name], "--json")
    found = json.loads(out)
    assert (err, code) == ("", 0)
    plain = "forum_number meeting kind country date date_end place online theme total".split()
    assert {key: found[key] for key in plain} == {key: expected[key] for key in plain}
    assert [
        {
            "number": sub_theme["number"],
            "title": sub_theme["title"],
            "introduction": sub_theme["introduction"],
            "recommendations": [described(item) for item in sub_theme["recommendations"]],
        }
        for sub_theme in found["sub_themes"]
    ] == expected["sub_themes"]


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_json_has_its_shape_and_no_more(name):
    found = json.loads(run(SOURCES[name], "--json")[0])
    assert list(found) == (
        "forum_number meeting kind country date date_end place online theme sub_themes total doubts".split()
    )
    for sub_theme in found["sub_themes"]:
        assert list(sub_theme) == ["number", "title", "introduction", "recommendations"]
        for item in sub_theme["recommendations"]:
            assert list(item) == ["label", "number", "text", "page", "doubts"]
            assert "**" not in item["text"]


def test_json_marks_exact_repeats():
    found = json.loads(run(SOURCES["afml13-viet-nam-national"], "--json")[0])
    items = found["sub_themes"][0]["recommendations"]
    repeated = [item["number"] for item in items if any("same text" in doubt for doubt in item["doubts"])]
    assert 16 in repeated


def test_what_it_found_in_plain_words():
    out, err, code = run(LAO)
    assert (err, code) == ("", 0)
    lines = out.splitlines()
    assert lines[:8] == [
        "Lao PDR National Recommendations for the 13th ASEAN Forum on Migrant Labour",
        "Forum: 13th AFML",
        "Kind: National tripartite preparatory workshop",
        "Country: LA",
        "Date: 23 October 2020",
        "Place: Vientiane, Lao PDR",
        "Online: yes",
        "Theme: Supporting migrant workers during the pandemic for a Cohesive and Responsive ASEAN Community",
    ]
    assert lines[8] == "Recommendations: 26"
    assert lines[-1] == "Nothing was stored. Add --publish to store it."


FORMATS = {
    "docx": lambda found: as_docx_numbered(found),
    "pdf": lambda found: typeset(found),
    "html": lambda found: page(listed(found)).encode(),
}


@pytest.mark.parametrize("ending", FORMATS)
def test_every_format_is_read(tmp_path, ending):
    (tmp_path / "file").write_bytes(FORMATS[ending](blocks("afml13-lao-pdr-national")))
    out, err, code = run(tmp_path / "file", "--json")
    found = json.loads(out)
    assert (err, code, found["total"], found["country"]) == ("", 0, 26, "LA")
    pages = {item["page"] for sub_theme in found["sub_themes"] for item in sub_theme["recommendations"]}
    assert pages == ({1, 2} if ending == "pdf" else {None})


def test_tracked_changes_are_read_as_asked(tmp_path):
    (tmp_path / "file").write_bytes(as_docx_tracked(blocks("afml13-lao-pdr-national")))
    outs = [run(tmp_path / "file", "--json", "--revisions", mode)[0] for mode in ("final", "original")]
    assert json.loads(outs[0])["total"] == 26
    assert outs[0] != outs[1]


def test_headings_of_another_language_are_known_by_the_reference_data(vocabulary, tmp_path):
    items = "1. Ensure legal aid.\n\n2. Establish a help desk.\n\n"
    text = f"Recommendations of the 13th AFML\n\nหัวข้อย่อยที่ 1: การคุ้มครอง\n\n{items}หัวข้อย่อยที่ 2: การกลับ\n\n{items}"
    (tmp_path / "file").write_text(text, "utf-8")
    found = json.loads(run(tmp_path / "file", "--json", "--language", "th")[0])
    assert [(each["number"], len(each["recommendations"])) for each in found["sub_themes"]] == [(1, 2), (2, 2)]


@pytest.mark.django_db
def test_a_scan_in_a_language_that_cannot_be_read_here(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "file").write_bytes(scan(typeset(blocks("afml13-lao-pdr-national")), 40))
    out, err, code = run(tmp_path / "file", "--language", "lo")
    assert (out, code) == ("", 1)
    assert err.startswith("The file is a scan without text, and the tesseract program with its data for “lo” is not")


def test_a_scan_is_printed_and_never_published_unseen(tmp_path, tesseract, vocabulary):
    (tmp_path / "file").write_bytes(scan(typeset(blocks("afml15-lao-pdr-national"))))
    out, err, code = run(tmp_path / "file", "--json")
    assert (err, code) == ("", 0)
    assert "read by machine" in json.loads(out)["doubts"][0]
    out, err, code = run(tmp_path / "file", "--publish")
    assert (out, code) == ("", 1)
    assert one_sentence(err) or err.endswith("Bring it in on the site.\n")
    assert not Document.objects.exists()


def test_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(LAO.read_bytes())))
    assert json.loads(run("-", "--json")[0])["total"] == 26


@pytest.mark.django_db
def test_without_publish_nothing_is_stored(vocabulary):
    run(LAO)
    run(LAO, "--json")
    assert not Document.objects.exists()


# --- Publishing ------------------------------------------------------------------------------------------------


def test_publish_says_what_was_made(vocabulary):
    run(SOURCES["afml14-cambodia-national"], "--publish")
    out, err, code = run(LAO, "--publish")
    assert (err, code) == ("", 0)
    assert out.splitlines()[-2:] == [
        "Published as AFML13-LA: 26 recommendations, 26 follow-ups.",
        "Before: 14 recommendations, 14 follow-ups. After: 40 recommendations, 40 follow-ups.",
    ]
    assert Edition.objects.get(document__code="AFML13-LA").file_name == LAO.name


def test_publish_with_json_keeps_standard_output_to_the_object(vocabulary):
    out, err, code = run(LAO, "--json", "--publish")
    assert json.loads(out)["total"] == Recommendation.objects.count() == 26
    assert err.strip().startswith("Published as AFML13-LA: 26 recommendations")
    assert code == 0


def test_a_regional_document_asks_nobody(vocabulary):
    out, _, _ = run(SOURCES["afml13-regional-workers"], "--publish")
    assert "Published as AFML13-WORKERS: 21 recommendations, 0 follow-ups." in out
    assert not FollowUp.objects.exists()


def test_what_the_document_does_not_say_can_be_said(vocabulary, tmp_path):
    file = tmp_path / "bare.txt"
    file.write_text("Recommendations\n\n1. Extend the protection.\n2. Reduce the costs of recruitment.\n", "utf-8")
    said = ["--forum", "14", "--kind", "national", "--country", "th", "--meeting", "Thai workshop"]
    out, err, code = run(file, "--publish", *said)
    assert (err, code) == ("", 0)
    assert "Published as AFML14-TH: 2 recommendations, 2 follow-ups." in out
    document = Document.objects.get()
    assert (document.meeting, document.party.code, document.forum.number) == ("Thai workshop", "TH", 14)
    assert [each.reference for each in document.recommendations.all()] == ["AFML14-TH-S0-01", "AFML14-TH-S0-02"]


def test_another_kind_drops_the_country(vocabulary):
    out, _, code = run(LAO, "--publish", "--kind", "regional-cso")
    assert code == 0
    assert "Published as AFML13-CSO: 26 recommendations, 0 follow-ups." in out


# --- What it cannot take ---------------------------------------------------------------------------------------


CONTENTS = {
    "empty": (b"", "The file is empty."),
    "spaces": (b" \n\t\n", "The file is empty."),
    "invisible": ("\u200b\ufeff\n".encode(), None),
    "binary": (bytes(range(256)) * 20, None),
    "program": (b"\x7fELF" + b"\0" * 100, None),
    "picture": (
        b"\x89PNG\r\n\x1a\n" + b"\0" * 100,
        "This picture is damaged or of a kind that is not read. Save it as a PDF, or as a JPEG.",
    ),
    "pdf": (b"%PDF-1.7\n", None),
    "word": (b"PK\x03\x04" + b"\0" * 100, None),
    "page": (b"<!DOCTYPE html><p>1. Extend it.</p>", None),
    "letter": (b"Dear colleague,\n\nthank you for lunch.\n", "No recommendation was found in this file."),
}


def one_sentence(err):
    return err.count("\n") == 1 and err[0].isupper() | (err[0] == "“") and "Traceback" not in err


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_file_it_cannot_take(tmp_path, name, options):
    content, sentence = CONTENTS[name]
    (tmp_path / "file.txt").write_bytes(content)
    out, err, code = run(tmp_path / "file.txt", *options)
    assert (out, code) == ("", 1)
    assert one_sentence(err)
    assert sentence is None or err == f"{sentence}\n"


def test_a_file_that_is_not_there(tmp_path):
    assert run(tmp_path / "gone.txt") == ("", f"There is no file “{tmp_path / 'gone.txt'}”.\n", 1)


def test_a_folder(tmp_path):
    assert run(tmp_path) == ("", f"“{tmp_path}” is not a file.\n", 1)


@pytest.mark.parametrize("name", ["a\0b", "x" * 5000, ""])
def test_a_name_that_no_file_has(name):
    out, err, code = run(name)
    assert (out, code) == ("", 1)
    assert one_sentence(err)


def test_a_file_that_cannot_be_read(tmp_path, monkeypatch):
    from pathlib import Path

    def refuse(path, *args, **kwargs):
        raise PermissionError

    file = tmp_path / "closed.txt"
    file.write_text("1. Extend it.")
    monkeypatch.setattr(Path, "open", refuse)
    assert run(file) == ("", f"The file “{file}” cannot be read.\n", 1)


def test_the_same_file_again(vocabulary):
    run(LAO, "--publish")
    _, err, code = run(LAO, "--publish")
    assert (err, code) == ("This file has been brought in already, as AFML13-LA.\n", 1)
    assert Recommendation.objects.count() == FollowUp.objects.count() == 26


@pytest.mark.django_db
def test_a_site_without_its_forums():
    _, err, code = run(LAO, "--publish")
    assert (err, code) == (
        "The 13th AFML is not among the forums of this site. Please add it first.\n",
        1,
    )


def test_a_country_that_is_none(vocabulary):
    _, err, code = run(LAO, "--publish", "--country", "xx")
    assert (err, code) == ("“XX” is not among the countries of this site.\n", 1)
    assert not Document.objects.exists()


def test_a_failure_in_the_middle_leaves_nothing(vocabulary, monkeypatch):
    def fails(*args, **kwargs):
        assert FollowUp.objects.count() == 26
        raise RuntimeError

    monkeypatch.setattr(audit, "record", fails)
    with pytest.raises(RuntimeError):
        run(LAO, "--publish")
    for model in (Document, Edition, SubTheme, Recommendation, FollowUp):
        assert not model.objects.exists()


def test_from_a_shell_the_exit_code_is_1_and_the_sentence_alone_on_standard_error(tmp_path):
    command = [sys.executable, "manage.py", "import_document", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"“{tmp_path}” is not a file.\n")
