"""No file of ours names a person's machine, a package registry's address or a key."""

import re
import shutil
import subprocess

import pytest

from tests.watch import ROOT

# Written so that no pattern finds itself.
FORBIDDEN = {
    "a machine's path": r"(?<![\w.:/])/(?:root|work|home/\w+|Users/\w+)/\w",
    "a registry's address": r"pypi[.]org|pythonhosted[.]org|registry[.]npmjs|deb[.]debian[.]org",
    "another index": r"--(?:extra-)?index[-]url|--find[-]links",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY",
    "an access key": r"\bAKIA[0-9A-Z]{16}\b",
}


def files():
    """What is in git, or would be with the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if not shutil.which("git"):
        pytest.skip("Without git there is no list of the files.")
    names = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not names:
        pytest.skip("This is not a git checkout, so there is no list of its files.")
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_file_names_a_machine_a_registry_or_a_key():
    found = []
    for path in files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for what, pattern in FORBIDDEN.items():
            found += [f"{path.relative_to(ROOT)}: {what}: {hit[0]}" for hit in re.finditer(pattern, text)]
    assert found == []


def test_each_locked_package_has_a_hash():
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        entries = re.split(r"\n(?=[\w.\[\]-]+==)", lock.read_text("utf-8"))
        without = [each.split()[0] for each in entries if "==" in each and "--hash=sha256:" not in each]
        assert without == []


def test_the_tests_stand_on_the_same_packages_as_the_site():
    base, test = (set(pinned(ROOT / "requirements" / name)) for name in ("base.txt", "test.txt"))
    assert base <= test


def pinned(lock):
    return re.findall(r"^([\w.\[\]-]+==\S+)", lock.read_text("utf-8"), re.MULTILINE)
