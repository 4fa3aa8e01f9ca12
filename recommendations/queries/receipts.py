"""What a receipt says, as one plain value that the page and the Word file lay out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.models import Membership, Receipt, Recommendation, User
from recommendations.permissions import parties_where, readable_updates
from recommendations.queries.subject import frozen
from recommendations.roles import GRANTS
from recommendations.roles import Permission as P

# Of the receipts that are found again on the page on which one sends.
SHOWN = 20


@dataclass(frozen=True)
class Text:
    """A recommendation as a receipt names it."""

    reference: str
    headline: str


@dataclass(frozen=True)
class Item:
    """One answer that was sent. `status` and `reason` are "" for whoever may not read it (any more). `also`: for which
    others it served when it was sent."""

    reference: str
    party_code: str
    headline: str
    status: str
    reason: str
    also: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ReceiptPage:
    reference: str
    country: str
    sent_at: datetime  # in the country's own zone
    zone: str
    sent_by: str
    reviewers: tuple[str, ...]
    decided_by: date
    items: tuple[Item, ...]

    @property
    def also(self) -> int:
        """How many recommendations are answered under another."""
        return sum(len(item.also) for item in self.items)

    @property
    def sent(self) -> str:
        """What was sent: “3 answers”, “29 answers for 62 recommendations”."""
        return answers_for(len(self.items), len(self.items) + self.also)

    @property
    def clock(self) -> str:
        """The country's own day and time, whoever reads."""
        return date_format(self.sent_at, "j F Y, H:i")


def answers_for(answers: int, recommendations: int) -> str:
    """So many answers, and for how many recommendations where these are more."""
    told = ngettext("%(n)s answer", "%(n)s answers", answers) % {"n": answers}
    if recommendations == answers:
        return told
    return _("%(answers)s for %(n)s recommendations") % {"answers": told, "n": recommendations}


def readable_receipts(user: User) -> QuerySet[Receipt]:
    """Those of the parties whose submitted answers `user` may read."""
    return Receipt.objects.filter(parties_where(user, P.READ_SUBMITTED).q()).select_related("party", "sent_by")


def own_receipts(user: User) -> QuerySet[Receipt]:
    """The last of those of the countries for which `user` writes, latest first, each with `answers`: how many."""
    found = readable_receipts(user).filter(parties_where(user, P.DRAFT_UPDATE).q())
    return found.annotate(answers=Count("versions")).order_by("-sent_at", "-pk")[:SHOWN]


def receipt_page(receipt: Receipt, user: User) -> ReceiptPage:
    """A receipt as `user` may read it: what was taken back is no longer told to those who read no drafts."""
    sent_at = receipt.sent_at.astimezone(receipt.party.zone)
    return ReceiptPage(
        reference=receipt.reference,
        country=receipt.party.name,
        sent_at=sent_at,
        zone=f"{receipt.party.time_zone.replace('_', ' ')}, UTC{_offset(sent_at)}",
        sent_by=str(receipt.sent_by),
        reviewers=_reviewers(receipt),
        decided_by=sent_at.date() + timedelta(days=settings.REVIEW_DAYS),
        items=_items(receipt, user),
    )


def _offset(at: datetime) -> str:
    hours = at.strftime("%z")
    return f"{hours[:3]}:{hours[3:]}".removesuffix(":00").replace("+0", "+").replace("-0", "-")


def _reviewers(receipt: Receipt) -> tuple[str, ...]:
    """Whoever may decide on the country's answers today."""
    roles = [role for role, grant in GRANTS.items() if P.REVIEW_UPDATE in grant.there]
    held = Membership.objects.on(timezone.localdate()).filter(
        Q(party=None) | Q(party=receipt.party), role__in=roles, user__is_active=True
    )
    rows = held.exclude(user=receipt.sent_by).select_related("user")
    return tuple(sorted({str(each.user) for each in rows}))


def _items(receipt: Receipt, user: User) -> tuple[Item, ...]:
    place = "update__follow_up__recommendation__"
    versions = receipt.versions.select_related("update__follow_up__recommendation").order_by(
        f"{place}document__forum__number", f"{place}document__code", f"{place}position", "pk"
    )
    known = set(readable_updates(user).filter(versions__receipts=receipt).values_list("pk", flat=True))
    also = frozen(receipt, "receipt.give")
    return tuple(_item(version, receipt, also, told=version.update_id in known) for version in versions)


def _item(version, receipt: Receipt, also: dict[str, list[Recommendation]], *, told: bool) -> Item:
    recommendation = version.update.follow_up.recommendation
    others = also.get(recommendation.reference, ()) if told else ()
    return Item(
        reference=recommendation.reference,
        party_code=receipt.party.code,
        headline=recommendation.headline,
        status=version.status if told else "",
        reason=version.not_pursued_reason if told else "",
        also=tuple(Text(each.reference, each.headline) for each in others),
    )
