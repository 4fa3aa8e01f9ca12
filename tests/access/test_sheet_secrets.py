"""What a reviewer takes away in Excel for a country: what was sent and accepted, and nothing that is on its way."""

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.models import Document
from tests.access.reading import told
from tests.access.world import mark
from tests.factories import RoundFactory

pytestmark = [pytest.mark.django_db, pytest.mark.repeated_queries(reason="tests of the page watch that")]


@pytest.mark.parametrize("is_closed", [False, True])
def test_the_file_of_a_round_holds_no_draft(full_world, undone, is_closed):
    with undone():
        ended = {"closed_at": timezone.now(), "closed_by": full_world.people["rev"]} if is_closed else {}
        found = RoundFactory(**ended)
        found.documents.add(Document.objects.get(code="AFML15-LA"))
        found.parties.add(full_world.own)
        text = told(full_world.clients["rev"].get(reverse("reply_sheet_download", args=[found.pk, "LA"])))
    met = {each for each in full_world.readers if each in text}
    assert {each for each in met if "rev" not in full_world.readers[each]} == set()
    # What could have been there: in a round of the past nothing was answered.
    there = {mark(name, "challenges") for name in ("submitted", "returned", "returned-in-work", "accepted")}
    assert met & there == (set() if is_closed else there)
    assert mark("in-work", "challenges") not in text
