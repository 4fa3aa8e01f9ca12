"""What the documents name is there: files, tests, commands, and what a new site begins with."""

import fnmatch
import re

import pytest
from django.core.management import get_commands

from recommendations.actions.reference import REFERENCE_FIXTURES
from tests.house.test_no_secrets import files
from tests.watch import ROOT

TEXT = "\n".join(path.read_text("utf-8") for path in (ROOT / "README.md", *sorted(ROOT.glob("docs/**/*.md"))))


def named(pattern):
    return sorted(set(re.findall(pattern, TEXT)))


def test_each_file_that_is_named_is_there():
    there = [f"/{path.relative_to(ROOT).as_posix()}" for path in files()]
    wanted = named(r"`([\w/-]+\.(?:py|md|js|css|scss|typ|json|toml|txt))`")
    assert len(wanted) > 50
    assert [name for name in wanted if not any(path.endswith(f"/{name}") for path in there)] == []


def test_each_room_that_is_named_is_there():
    rooms = {path.stem for path in files() if "recommendations" in path.parts}
    table = (ROOT / "docs" / "house.md").read_text("utf-8").partition("| about | rooms |")[2].partition("\n\n")[0]
    wanted = re.findall(r"`([a-z_*]+)`", table)
    assert len(wanted) > 60
    assert [name for name in wanted if not fnmatch.filter(rooms, name)] == []


def test_each_test_that_is_named_is_there():
    code = "\n".join(path.read_text("utf-8") for path in ROOT.glob("tests/**/test_*.py"))
    assert [name for name in named(r"`(test_\w+)`") if f"def {name}(" not in code] == []


@pytest.mark.parametrize("name", named(r"manage\.py ([a-z_]+)"))
def test_each_command_that_is_named_is_there(name):
    assert name in get_commands()


def test_a_new_site_begins_with_all_that_belongs_together():
    (told,) = re.findall(r"manage\.py loaddata ([a-z_\s]+)`", TEXT)
    assert told.split() == list(REFERENCE_FIXTURES)
