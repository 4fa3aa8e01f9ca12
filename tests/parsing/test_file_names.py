"""A file is handed out under an ending of what it is."""

import pytest

from recommendations.parsing.file_names import name_of
from recommendations.parsing.media import CSV, JPEG, PDF


@pytest.mark.parametrize(
    ("given", "kind", "name"),
    [
        ("Decree 12.PDF", PDF, "Decree 12.PDF"),
        ("photo.jpeg", JPEG, "photo.jpeg"),
        ("table.txt", CSV, "table.txt"),
        ("letter.html", PDF, "letter.html.pdf"),
        ("letter.pdf.exe", PDF, "letter.pdf.exe.pdf"),
        ("ຈົດໝາຍ", PDF, "ຈົດໝາຍ.pdf"),
        ("pdf", JPEG, "pdf.jpg"),
        ("", CSV, "evidence.csv"),
    ],
)
def test_it_is_given_out_as(given, kind, name):
    assert name_of(given, kind, otherwise="evidence") == name
