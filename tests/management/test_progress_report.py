"""manage.py progress_report: a file as asked for, or one plain sentence and no file."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from recommendations.choices import Assessment, Visibility
from recommendations.management.commands import progress_report
from tests.answers import accepted_answer
from tests.cast import lao
from tests.factories import DocumentFactory, FollowUpFactory, ForumFactory, RecommendationFactory, ThemeFactory

pytestmark = pytest.mark.django_db
STARTS = {"html": b"\n<!DOCTYPE", "docx": b"PK", "xlsx": b"PK", "csv": b"\xef\xbb\xbf", "pdf": b"%PDF"}


@pytest.fixture
def answered():
    document = DocumentFactory(party=lao(), forum=ForumFactory(number=115))
    row = FollowUpFactory(recommendation=RecommendationFactory(document=document), party=lao())
    accepted_answer(
        row,
        activities=[("Trained 45 inspectors.", datetime.date(2019, 3, 1), None)],
        evidence=[("A secret letter", Visibility.PARTY_AND_REVIEWERS)],
        assessment=Assessment.NEEDS_EVIDENCE,
    )
    return row


@pytest.mark.parametrize("fmt", list(STARTS))
def test_it_writes_each_format_and_leaves_nothing_beside(answered, tmp_path, fmt):
    path = tmp_path / f"report.{fmt}"
    call_command("progress_report", country="LA", forum="115", format=fmt, output=str(path), verbosity=0)
    assert path.read_bytes().startswith(STARTS[fmt].lstrip())
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_it_says_what_was_written(answered, tmp_path, capsys):
    call_command("progress_report", "--format", "csv", "--output", str(tmp_path / "a.csv"))
    assert capsys.readouterr().out == f"Progress on AFML recommendations: the region: {tmp_path / 'a.csv'}\n"


def test_only_an_internal_edition_holds_what_is_not_for_everybody(answered, tmp_path):
    path = tmp_path / "report.html"
    for more, there in (([], False), (["--internal"], True)):
        call_command("progress_report", "--format", "html", "--output", str(path), *more)
        text = path.read_text("utf-8")
        assert ("A secret letter" in text, "Needs more evidence" in text) == (there, there)


def test_a_period_and_a_theme_narrow_it(answered, tmp_path):
    path = tmp_path / "report.html"
    call_command("progress_report", "--since", "2020-01-01", "--format", "html", "--output", str(path))
    assert "Trained 45 inspectors." not in path.read_text("utf-8")
    theme = ThemeFactory(slug="access-to-justice", name="Access to justice")
    call_command("progress_report", "--theme", theme.slug, "--format", "html", "--output", str(path))
    assert "Nothing was asked of anybody within this report." in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--country", "QQ"], "There is no country or body with the code “QQ”."),
        (["--forum", "x"], "There is no forum with the number “x”."),
        (["--theme", "x"], "There is no theme with the short name “x”."),
        (["--round", "7"], "There is no round with the number “7”."),
        (["--since", "soon"], "Write the date as day/month/year, for example 30/09/2026."),
        (
            ["--since", "2021-01-01", "--until", "2020-01-01"],
            "The last day comes before the first. Choose a later one.",
        ),
    ],
)
def test_a_bad_choice_is_one_sentence_and_no_file(arguments, sentence, tmp_path):
    path = tmp_path / "report.docx"
    with pytest.raises(CommandError) as refused:
        call_command("progress_report", *arguments, "--output", str(path))
    assert str(refused.value) == sentence
    assert refused.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_one_sentence(tmp_path):
    path = tmp_path / "missing" / "report.csv"
    with pytest.raises(CommandError, match=r"^The report cannot be written to .*: No such file or directory\.$"):
        call_command("progress_report", "--format", "csv", "--output", str(path))


def test_a_write_that_fails_half_way_keeps_the_old_file(answered, tmp_path, monkeypatch):
    path = tmp_path / "report.csv"
    path.write_text("the old one")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(progress_report.Path, "replace", full)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("progress_report", "--format", "csv", "--output", str(path))
    assert path.read_text() == "the old one"
    assert [each.name for each in tmp_path.iterdir()] == ["report.csv"]
