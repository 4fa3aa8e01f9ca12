"""A paper for signature, and an agency with much to do and a date that was postponed, for the browser tests."""

import datetime

from recommendations.actions import approvals, responsibilities
from recommendations.actions.many import Seen
from recommendations.actions.responsibilities import Change
from recommendations.actions.updates import open_update
from recommendations.models import FollowUp
from recommendations.queries.responsibilities import mark, with_agencies

NAMES = frozenset({"paper", "agency"})


def make(scene) -> None:
    if "for-approval" in scene.follow_ups:
        _paper(scene)
    coordinator = scene.people["coordinator"]
    scene.imports["agency"] = scene.agencies[0].slug
    for year in (2024, 2025):
        rows = with_agencies(FollowUp.objects.filter(pk=scene.follow_ups["nothing"].pk))
        change = Change(lead=scene.agencies[0], target_date=datetime.date(year, 6, 30), reason=scene.words.passage)
        responsibilities.assign(marks=[mark(row) for row in rows], change=change, by=coordinator)


def _paper(scene) -> None:
    waiting = open_update(scene.follow_ups["for-approval"])
    rows = [Seen(waiting.pk, waiting.version)]
    sheet = approvals.make_sheet(party=scene.own, rows=rows, by=scene.people["coordinator"])
    scene.imports["paper"] = sheet.code
