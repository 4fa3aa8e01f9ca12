"""Opening pages of a document's way in and sending their forms, as the secretariat does."""

import lxml.html

from recommendations.models import DocumentImport
from tests.access.publishing import ready
from tests.cast import lao
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with


def page(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    html = response.content.decode()
    check_page(html)
    return html


def words(html):
    return " ".join(" ".join(lxml.html.document_fromstring(html).find(".//main").itertext()).split())


def send(client, url, name="form_key", **typed):
    """Open the page, change what is typed, and send its form."""
    sent = as_it_stands(form_with(page(client, url), name))
    return client.post(url, sent | typed, follow=True)


def publish(client, made, **typed):
    return send(client, f"/imports/{made.pk}/publish/", **typed)


def national(number=31, **changes):
    made = ready(number)
    facts = {"kind": "national", "party": lao(), "meeting": f"Lao PDR National Workshop {number}", **changes}
    DocumentImport.objects.filter(pk=made.pk).update(**facts)
    return DocumentImport.objects.get(pk=made.pk)
