"""Who may do what: one table, with a sentence for each role that a manager understands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from recommendations.choices import Part

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Permission(TextChoices):
    READ_ACCEPTED = "read-accepted", _("read accepted answers of every country")
    READ_SUBMITTED = "read-submitted", _("read what a country has submitted")
    READ_DRAFTS = "read-drafts", _("read a country’s drafts")
    READ_ASSESSMENTS = "read-assessments", _("read assessments before they are published")
    DRAFT_UPDATE = "draft-update", _("write updates and activities, add evidence, ask for approval")
    APPROVE_UPDATE = "approve-update", _("approve a country’s drafts")
    RECORD_APPROVAL = "record-approval", _("record an approval that was given on paper")
    SUBMIT_UPDATE = "submit-update", _("submit a country’s updates")
    ASSIGN_RESPONSIBILITY = "assign-responsibility", _("assign agencies and target dates")
    MANAGE_PARTY_PEOPLE = "manage-party-people", _("give roles of the own country")
    REVIEW_UPDATE = "review-update", _("accept updates or send them back, assess")
    MANAGE_ROUNDS = "manage-rounds", _("open and close rounds")
    PUBLISH_STATEMENT = "publish-statement", _("publish the own organization’s view on a recommendation")
    MANAGE_SITE = "manage-site", _("bring in documents, keep reference data, people and roles")


class Scope(TextChoices):
    """What a membership of a role holds for."""

    PARTY = "party", _("one country or body")
    ORGANIZATION = "organization", _("one organization")
    REGION = "region", _("the region")


class Role(TextChoices):
    REPORTER = "reporter", _("Reporter")
    APPROVER = "approver", _("Approver")
    COORDINATOR = "coordinator", _("Coordinator")
    PARTNER = "partner", _("Partner")
    REVIEWER = "reviewer", _("Reviewer")
    SECRETARIAT = "secretariat", _("Secretariat")
    VIEWER = "viewer", _("Viewer")


P = Permission


@dataclass(frozen=True)
class Grant:
    """What one role gives: where it may be held, and what its holder may do there.

    `there` holds for the membership's party, or for every party where the membership is of the region, less
    `not_for_region`. `READ_ACCEPTED` holds everywhere for everybody with a role. `bound` names what a membership
    in one organization narrows to the follow-ups where that organization has one of the `bound_parts`.
    """

    sentence: StrOrPromise
    scopes: tuple[Scope, ...]
    there: frozenset[Permission]
    not_for_region: frozenset[Permission] = frozenset()
    bound: frozenset[Permission] = frozenset()
    bound_parts: tuple[Part, ...] = ()


_WRITE = frozenset({P.READ_SUBMITTED, P.READ_DRAFTS, P.READ_ASSESSMENTS, P.DRAFT_UPDATE, P.SUBMIT_UPDATE})

GRANTS: dict[Role, Grant] = {
    Role.REPORTER: Grant(
        _("Writes the country’s answers, adds evidence, asks for approval, and submits."),
        (Scope.PARTY, Scope.ORGANIZATION),
        _WRITE,
        bound=frozenset({P.DRAFT_UPDATE, P.SUBMIT_UPDATE}),
        bound_parts=(Part.LEAD, Part.CONTRIBUTING),
    ),
    Role.APPROVER: Grant(
        _("Reads all the country’s drafts and approves them or sends them back; edits nothing."),
        (Scope.PARTY,),
        frozenset({P.READ_SUBMITTED, P.READ_DRAFTS, P.READ_ASSESSMENTS, P.APPROVE_UPDATE}),
    ),
    Role.COORDINATOR: Grant(
        _(
            "Does all a reporter may; assigns agencies, target dates and the country’s people; records approvals "
            "given on paper."
        ),
        (Scope.PARTY,),
        _WRITE | {P.RECORD_APPROVAL, P.ASSIGN_RESPONSIBILITY, P.MANAGE_PARTY_PEOPLE},
    ),
    Role.PARTNER: Grant(
        _("Publishes the views of one organization; drafts answers where that organization leads."),
        (Scope.ORGANIZATION,),
        frozenset({P.READ_DRAFTS, P.READ_SUBMITTED, P.DRAFT_UPDATE, P.PUBLISH_STATEMENT}),
        bound=frozenset({P.READ_DRAFTS, P.READ_SUBMITTED, P.DRAFT_UPDATE}),
        bound_parts=(Part.LEAD,),
    ),
    Role.REVIEWER: Grant(
        _("Reads what countries submit, accepts it or sends it back, assesses; never own work."),
        (Scope.REGION, Scope.PARTY),
        frozenset({P.READ_SUBMITTED, P.READ_ASSESSMENTS, P.REVIEW_UPDATE, P.MANAGE_ROUNDS}),
    ),
    Role.SECRETARIAT: Grant(
        _("Brings in documents, keeps reference data, people and roles."),
        (Scope.REGION,),
        frozenset({P.MANAGE_SITE}),
    ),
    Role.VIEWER: Grant(
        _("Reads accepted answers; a country’s viewer also that country’s submitted ones."),
        (Scope.REGION, Scope.PARTY),
        frozenset({P.READ_SUBMITTED}),
        not_for_region=frozenset({P.READ_SUBMITTED}),
    ),
}

# What a coordinator may give, to people of the own party.
COORDINATOR_GIVES = (Role.REPORTER, Role.APPROVER, Role.VIEWER, Role.COORDINATOR)
