"""The text of a recommendation is read in the admin, and mended on the page that keeps how it read before."""

import pytest

from recommendations.models import Recommendation
from tests.cast import person
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_the_text_is_read_only_and_leads_to_its_page(client):
    client.force_login(person("secretariat"))
    text = RecommendationFactory(text="Establish a help dekc.")
    url = f"/admin/recommendations/recommendation/{text.pk}/change/"
    html = client.get(url).content.decode()
    assert f'href="/recommendations/{text.reference}/correct/"' in html
    assert 'name="text"' not in html
    client.post(url, {"text": "Another text.", "withdrawn_reason": "x", "wording": 7})
    now = Recommendation.objects.get()
    assert (now.text, now.wording, now.withdrawn_reason) == ("Establish a help dekc.", 1, "")
