"""What is sent and said: receipts, papers for signature, letters that were entered, statements, target dates."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, Subquery

from recommendations.choices import SPEAKING
from recommendations.management.invariants.files import problem
from recommendations.models import (
    AuditEvent,
    FollowUp,
    PaperApproval,
    Receipt,
    Reply,
    SignatureRow,
    SignatureSheet,
    Statement,
    TargetDateChange,
    UpdateVersion,
)


def receipts_are_whole() -> Iterator[str]:
    """What a receipt names was sent by its own country, and stands as it was sent."""
    rows = Receipt.versions.through.objects.order_by("receipt", "updateversion")
    stray = rows.exclude(updateversion__update__follow_up__party=F("receipt__party"))
    for reference, version in stray.values_list("receipt__reference", "updateversion"):
        yield f"receipt {reference}: version {version} is another country's"
    loose = rows.filter(updateversion__frozen_at__isnull=True)
    for reference, version in loose.values_list("receipt__reference", "updateversion"):
        yield f"receipt {reference}: version {version} is not frozen"
    for reference in Receipt.objects.filter(versions=None).order_by("pk").values_list("reference", flat=True):
        yield f"receipt {reference}: it names nothing"


def papers_stay_at_home() -> Iterator[str]:
    stray = SignatureRow.objects.exclude(version__update__follow_up__party=F("sheet__party"))
    for code, number in stray.order_by("sheet", "number").values_list("sheet__code", "number"):
        yield f"paper {code}: row {number} is another country's"
    for code in SignatureSheet.objects.filter(rows=None).order_by("pk").values_list("code", flat=True):
        yield f"paper {code}: it has no row"


def scans_are_whole() -> Iterator[str]:
    for approval in PaperApproval.objects.exclude(scan="").select_related("sheet").order_by("pk").iterator():
        if wrong := problem(approval.scan, approval.sha256):
            yield f"paper {approval.sheet.code}: its scan {wrong}"


def replies_are_whole() -> Iterator[str]:
    """Whoever entered a letter wrote the version that was sent; the letter is as it came."""
    entered = UpdateVersion.objects.filter(
        update=OuterRef("update"), saved_by=OuterRef("entered_by"), frozen_at__isnull=False
    )
    for pk in Reply.objects.filter(~Exists(entered)).order_by("pk").values_list("pk", flat=True):
        yield f"reply {pk}: whoever entered it sent no version of its update"
    for reply in Reply.objects.exclude(file="").order_by("pk").iterator():
        if wrong := problem(reply.file, reply.sha256):
            yield f"reply {reply.pk}: its letter {wrong}"


def statements_fit() -> Iterator[str]:
    """Said by an organization that speaks for itself, under the name it then had, of its own country or one asked."""
    for pk in Statement.objects.exclude(organization__kind__in=SPEAKING).order_by("pk").values_list("pk", flat=True):
        yield f"statement {pk}: its organization publishes none"
    asked = FollowUp.objects.filter(recommendation=OuterRef("recommendation"), party=OuterRef("party"))
    stray = Statement.objects.exclude(Q(party=None) | Q(party=F("organization__party")) | Exists(asked))
    for pk in stray.order_by("pk").values_list("pk", flat=True):
        yield f"statement {pk}: it speaks of a country that is neither its own nor was asked"
    events = AuditEvent.objects.filter(target_type="statement", action__in=["statement.publish", "statement.change"])
    told = dict(events.order_by("sequence").values_list("target", "after__organization"))
    for pk, name in Statement.objects.order_by("pk").values_list("pk", "organization_name"):
        if not name or name != told.get(str(pk), name):
            yield f"statement {pk}: it was published by “{told.get(str(pk), '')}” and says “{name}”"


def target_dates_follow_their_changes() -> Iterator[str]:
    """A follow-up's target date is what its last change set, and each change begins where the one before ended."""
    where = ("follow_up__recommendation__reference", "follow_up__party__code")
    changes = TargetDateChange.objects.filter(follow_up=OuterRef("pk")).order_by("-changed_at", "-pk")
    rows = FollowUp.objects.filter(Exists(changes)).annotate(last=Subquery(changes.values("after")[:1])).order_by("pk")
    for reference, party, day, last in rows.values_list(
        "recommendation__reference", "party__code", "target_date", "last"
    ):
        if day != last:
            yield f"{reference} {party}: its target date is {day}, the last change set {last}"
    earlier: dict[int, object] = {}
    found = TargetDateChange.objects.order_by("follow_up", "changed_at", "pk")
    for pk, before, after, *named in found.values_list("follow_up", "before", "after", *where).iterator():
        if earlier.get(pk, before) != before:
            yield f"{named[0]} {named[1]}: a change says that the target date was {before}, it was {earlier[pk]}"
        earlier[pk] = after
