"""Each template is named somewhere in Python or in another template, else it is to be deleted; none trusts a text."""

from pathlib import Path

from django.template.utils import get_app_template_dirs

from tests.watch import ROOT

FOLDERS = [ROOT / "templates", ROOT / "recommendations" / "templates"]
# Django asks for these by itself.
BY_ITSELF = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html"}


def templates():
    return {str(path.relative_to(folder)): path for folder in FOLDERS for path in folder.rglob("*") if path.is_file()}


def overrides_another_app(name):
    """allauth and Django look for it under this name."""
    elsewhere = [Path(folder) for folder in get_app_template_dirs("templates")]
    return any((folder / name).exists() for folder in elsewhere if folder not in FOLDERS)


def is_named(name, sources):
    return any(f'"{name}"' in text or f"'{name}'" in text for text in sources.values())


def test_each_template_is_used():
    found = templates()
    python = [path for app in ("recommendations", "aflm_tracker") for path in (ROOT / app).rglob("*.py")]
    sources = {path: path.read_text("utf-8") for path in [*python, *found.values()]}
    unused = [
        name
        for name, path in found.items()
        if name not in BY_ITSELF
        and not overrides_another_app(name)
        and not is_named(name, {source: text for source, text in sources.items() if source != path})
    ]
    assert sorted(unused) == []


def test_no_template_shows_a_text_as_markup():
    """What is markup says so where it is made (format_html); whatever else stands on a page is escaped."""
    texts = {name: path.read_text("utf-8") for name, path in templates().items()}
    assert sorted(name for name, text in texts.items() if "|safe" in text or "autoescape" in text) == []
