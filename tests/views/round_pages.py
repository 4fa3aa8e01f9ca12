"""A round over the landscape, closed and opened by its reviewer, and what its pages say."""

import datetime

from django.urls import reverse
from django.utils import timezone

from recommendations.actions import rounds
from tests.cast import cambodia, lao
from tests.factories import RoundFactory
from tests.html import check_page


def opened(world, name="Round of 2026", days=30, parties=(lao, cambodia)):
    today = timezone.localdate()
    made = RoundFactory(
        name=name, opens_on=today - datetime.timedelta(days=days + 60), due_on=today - datetime.timedelta(days=days)
    )
    made.documents.set({row.recommendation.document for row in world.values()})
    made.parties.set([party() for party in parties])
    return made


def close(found, by):
    rounds.close_round(target=found, by=by)
    found.refresh_from_db()
    return found


def page_of(client, route, found, query=""):
    response = client.get(f"{reverse(route, args=[found.pk])}{query}")
    assert response.status_code == 200
    check_page(response.content)
    return response.content.decode()


def numbers(response):
    return {
        (table.caption, line.label): {
            heading: cell.number for heading, cell in zip(table.headings, line.cells, strict=True) if cell.number
        }
        for table in response.context["tables"]
        for line in table.lines
    }
