"""Answers: follow-ups, updates with their versions, reviews, rounds."""

import itertools
from collections.abc import Iterator

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from recommendations.choices import Assessment, Decision, NotPursuedReason, Part, Status, UpdateState
from recommendations.models import (
    FollowUp,
    Responsibility,
    Review,
    Round,
    Update,
    UpdateVersion,
    VersionActivity,
    VersionAgency,
    VersionEvidence,
)

SHOWN = (
    "status", "not_pursued_reason", "assessment", "answered_at", "current_version", "assessment_published",
)  # fmt: skip
WHERE = ("recommendation__reference", "party__code")


def follow_ups_show_their_answer() -> Iterator[str]:
    """Where `actions.answers.current_answer` asks row by row, this asks once for all."""
    decided = Review.objects.filter(
        update__follow_up=Coalesce(OuterRef("answered_under"), OuterRef("pk")),
        update__state=UpdateState.ACCEPTED,
        decision=Decision.ACCEPT,
        sent_at__isnull=False,
    )
    must = {
        "status": Coalesce(Subquery(decided.values("version__status")[:1]), Value("")),
        "not_pursued_reason": Coalesce(Subquery(decided.values("version__not_pursued_reason")[:1]), Value("")),
        "assessment": Coalesce(Subquery(decided.values("assessment")[:1]), Value(Assessment.NOT_ASSESSED.value)),
        "answered_at": Subquery(decided.values("update__submitted_at")[:1]),
        "current_version": Subquery(decided.values("version")[:1]),
        "assessment_published": Exists(
            decided.exclude(assessment=Assessment.NOT_ASSESSED).filter(
                update__round__assessments_published_at__gte=F("update__decided_at")
            )
        ),
    }
    rows = FollowUp.objects.order_by().annotate(**{f"must_{name}": value for name, value in must.items()})
    names = [f"must_{name}" for name in SHOWN]
    for reference, party, *values in rows.values_list(*WHERE, *SHOWN, *names).iterator():
        for name, shown, expected in zip(SHOWN, values[: len(SHOWN)], values[len(SHOWN) :], strict=True):
            if shown != expected:
                yield f"{reference} {party}: {name} is {shown!r}, its accepted update says {expected!r}"


def answered_under_fits() -> Iterator[str]:
    tied = FollowUp.objects.filter(answered_under__isnull=False)
    for reference, party in tied.exclude(answered_under__party=F("party")).values_list(*WHERE):
        yield f"{reference} {party}: answered under another country's follow-up"
    for reference, party in tied.filter(answered_under__answered_under__isnull=False).values_list(*WHERE):
        yield f"{reference} {party}: answered under a follow-up that is itself answered under another"


def one_lead() -> Iterator[str]:
    parts: tuple[tuple[str, str, QuerySet], ...] = (
        ("follow-up", "follow_up", Responsibility.objects.all()),
        ("version", "version", VersionAgency.objects.all()),
    )
    for what, column, rows in parts:
        leads = rows.filter(part=Part.LEAD).order_by().values(column).annotate(count=Count("pk"))
        for key, count in leads.filter(count__gt=1).values_list(column, "count"):
            yield f"{what} {key}: {count} lead agencies"


def heads_point_to_the_latest() -> Iterator[str]:
    heads = Update.objects.order_by().annotate(latest=Coalesce(Max("versions__number"), 0))
    for pk, version, latest in heads.exclude(version=F("latest"), latest__gt=0).values_list("pk", "version", "latest"):
        yield f"update {pk}: its head says version {version}, its latest version is {latest}"


def sent_updates_are_frozen() -> Iterator[str]:
    frozen = UpdateVersion.objects.filter(update=OuterRef("pk"), frozen_at__isnull=False)
    reviews = Review.objects.sent().filter(update=OuterRef("pk"), version__frozen_at__isnull=False)
    needs = {
        (UpdateState.SUBMITTED,): frozen.filter(number=OuterRef("version")),
        (UpdateState.RETURNED,): reviews.filter(decision=Decision.SEND_BACK),
        (UpdateState.ACCEPTED, UpdateState.SUPERSEDED): reviews.filter(decision=Decision.ACCEPT),
    }
    for states, needed in needs.items():
        lacking = Update.objects.filter(~Exists(needed), state__in=states)
        for pk, state in lacking.values_list("pk", "state"):
            yield f"update {pk}: it is {state} without a frozen version and the review that goes with it"


def reviews_fit() -> Iterator[str]:
    stray = Review.objects.filter(~Q(version__update=F("update")) | Q(version__frozen_at__isnull=True))
    for pk in stray.values_list("pk", flat=True):
        yield f"review {pk}: its version is not frozen or of another update"


def frozen_versions_are_complete() -> Iterator[str]:
    empty = Q(status="")
    no_reason = Q(status=Status.NOT_PURSUED, not_pursued_reason="")
    no_successor = Q(not_pursued_reason=NotPursuedReason.REPLACED, replaced_by="")
    nameless = Q(Exists(VersionAgency.objects.filter(version=OuterRef("pk"), name="")))
    blank = Q(Exists(VersionActivity.objects.filter(version=OuterRef("pk"), text="")))
    untitled = Q(Exists(VersionEvidence.objects.filter(version=OuterRef("pk"), title="")))
    incomplete = empty | no_reason | no_successor | nameless | blank | untitled
    frozen = UpdateVersion.objects.filter(incomplete, frozen_at__isnull=False).order_by()
    for update, number in frozen.values_list("update", "number"):
        yield f"update {update} version {number}: frozen without all that belongs to it"


def versions_stay_at_home() -> Iterator[str]:
    home = F("version__update__follow_up__party")
    children: tuple[tuple[str, QuerySet], ...] = (
        ("agency", VersionAgency.objects.exclude(organization__party=home)),
        ("activity", VersionActivity.objects.exclude(activity__party=home)),
        (
            "evidence",
            VersionEvidence.objects.filter(~Q(evidence__party=home) | ~Q(evidence_version__evidence=F("evidence"))),
        ),
    )
    for what, rows in children:
        for pk in rows.order_by().values_list("pk", flat=True):
            yield f"{what} {pk} of a version belongs elsewhere"


def rounds_do_not_overlap() -> Iterator[str]:
    for one, other in itertools.combinations(Round.objects.open().order_by("pk"), 2):
        both = FollowUp.objects.filter(recommendation__document__rounds=one, party__rounds=one).filter(
            recommendation__document__rounds=other, party__rounds=other
        )
        for reference, party in both.order_by().values_list(*WHERE):
            yield f"{reference} {party}: in two open rounds, “{one}” and “{other}”"
