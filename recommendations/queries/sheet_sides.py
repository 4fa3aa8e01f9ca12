"""Whose rows a filled Excel file may change, and what each starts from: the country's writers, or a reviewer."""

from dataclasses import dataclass

from django.db.models import QuerySet

from recommendations.models import FilledSheet, FollowUp, Party, Round, User
from recommendations.permissions import can
from recommendations.queries import sheet_replies, sheets
from recommendations.roles import Permission as P


@dataclass(frozen=True)
class Side:
    """`round`: the one for which a reviewer enters a country's answers; None for the country's own writers."""

    asked: QuerySet[FollowUp]
    source: sheets.Source
    round: Round | None = None


def writing(party: Party, user: User) -> Side:
    return Side(sheets.own(user, party), sheets.Drafts())


def entering(found: Round, party: Party, user: User) -> Side:
    return Side(sheet_replies.asked(found, party, user), sheet_replies.Replies(found), found)


def side_of(sheet: FilledSheet, user: User) -> Side | None:
    """The side of `user` as to this file; None where it is no longer theirs to write."""
    if letter := sheet.letter:
        found = Round.objects.get(pk=letter["round"])
        return entering(found, sheet.party, user) if can(user, P.REVIEW_UPDATE, sheet.party) else None
    return writing(sheet.party, user) if sheets.writes_for(user, sheet.party) else None
