"""An import in review, in small, and opening its pages as the secretariat does."""

import re

from django.core.files.base import ContentFile
from django.urls import reverse

from recommendations.models import Extract
from tests.access.imports import png
from tests.factories import (
    DocumentImportFactory,
    ExtractedSubThemeFactory,
    ExtractFactory,
    ForumFactory,
    SourcePageFactory,
)
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with

LINES = [
    "Recommendations of the workshop", "Rights", "1. Establish help desks at airports.", "2. Train officials at",
    "borders. Report to ASEAN.", "A line that nobody used before the last text.", "3. Report to ASEAN.", "Thank you.",
]  # fmt: skip


def brought_in():
    """Three texts under one heading, on one page, with its picture."""
    made = DocumentImportFactory(file_name="workshop.pdf", forum=ForumFactory(number=15))
    heading = ExtractedSubThemeFactory(document_import=made, position=1, number=1, title="Rights")
    texts = (("Establish help desks at airports.", 3, 3), ("Train officials at borders. Report to ASEAN.", 4, 5))
    for at, (text, first, last) in enumerate((*texts, ("Report to ASEAN.", 7, 7)), 1):
        ExtractFactory(
            document_import=made, sub_theme=heading, position=at, text=text, label=f"{at}.", number=at, page=1,
            line_from=first, line_to=last,
        )  # fmt: skip
    lines = [
        {"number": at, "text": text, "place": [0.1, at / 10, 0.9, at / 10 + 0.05]} for at, text in enumerate(LINES, 1)
    ]
    page = SourcePageFactory(document_import=made, number=1, lines=lines)
    page.picture.save("1.png", ContentFile(png(100, 200)))
    return made


def get(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status, response.content.decode()
    html = response.content.decode()
    check_page(html)
    return html


def send(client, url, has, **typed):
    """Post the form of the page at `url` that holds a control `has`, as it stands but for `typed`."""
    body = as_it_stands(form_with(get(client, url), has))
    return client.post(url, body | typed)


def text_url(found, position):
    return reverse("extract", args=[found.pk, position])


def states(found):
    return list(Extract.objects.filter(document_import=found).order_by("position").values_list("state", flat=True))


def key_in(html):
    return re.search(r'name="form_key" value="([^"]*)"', html)[1]


def confirm(client, found, **typed):
    given = {"forum": str(found.forum_id), "kind": "regional-workers", "meeting": "A meeting", "held_on": "22/09/2022"}
    return send(client, reverse("import_facts", args=[found.pk]), "meeting", **(given | typed))
