"""The reviewers' queue in small, and filling in the form of a decision."""

import datetime

from django.utils import timezone

from recommendations.models import Update
from tests.html import check_page
from tests.views.posting import as_it_stands, form_with


def rows(desk, count, *, answered=()):
    """Submitted updates, the first waiting longest: an hour apart. `answered`: those that had an answer before."""
    follow_ups = [desk.another() for _ in range(count)]
    for number in answered:
        desk.move("accept", desk.to("submitted", follow_up=follow_ups[number]), assessment="needs-evidence")
    found = [desk.to("submitted", follow_up=each, challenges="Money.") for each in follow_ups]
    for number, update in enumerate(found):
        at = timezone.now() - datetime.timedelta(hours=count - number)
        Update.objects.filter(pk=update.pk).update(submitted_at=at)
    return found


def reference(update):
    return update.follow_up.recommendation.reference


def listed(client, query="", known=()):
    html = client.get(f"/review/{query}").content.decode()
    check_page(html)
    return [update for update in known if f"/review/{reference(update)}/" in html.partition("<tbody>")[2]]


def page_of(update, query=""):
    return f"/review/{reference(update)}/LA/{query}"


def press(client, address, **typed):
    """Fill in the form of the decision and send it; where it leads."""
    body = as_it_stands(form_with(client.get(address).content.decode(), "decision"))
    return client.post(address, body | typed)
