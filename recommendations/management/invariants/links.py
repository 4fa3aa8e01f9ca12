"""Links between recommendations, and proposals that were not taken up."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from recommendations.choices import DocumentKind, LinkKind
from recommendations.models import Link, NotTakenUp

BOTH = ("earlier__reference", "later__reference")
ADOPTED = DocumentKind.FORUM


def earlier_comes_first() -> Iterator[str]:
    """By forum; what a forum adopts comes after what was proposed to it. A meeting's day may be corrected later."""
    same_forum = Q(earlier__document__forum__number=F("later__document__forum__number"))
    turned = Q(earlier__document__forum__number__gt=F("later__document__forum__number")) | (
        same_forum & Q(earlier__document__kind=ADOPTED) & ~Q(later__document__kind=ADOPTED)
    )
    for earlier, later in Link.objects.filter(turned).order_by("pk").values_list(*BOTH):
        yield f"{earlier} stands as the earlier of {later}, and is the later one"


def tied_once() -> Iterator[str]:
    """A pair has one link, whichever text stands first in it."""
    other = Link.objects.filter(earlier=OuterRef("later"), later=OuterRef("earlier"), pk__gt=OuterRef("pk"))
    for earlier, later in Link.objects.filter(Exists(other)).order_by("pk").values_list(*BOTH):
        yield f"{earlier} and {later} are tied twice"


def taken_up_by_adopted() -> Iterator[str]:
    """What takes up was adopted, and what it takes up was proposed."""
    found = Link.objects.confirmed().filter(kind=LinkKind.TAKES_UP)
    wrong = found.filter(Q(earlier__document__kind=ADOPTED) | ~Q(later__document__kind=ADOPTED))
    for earlier, later in wrong.order_by("pk").values_list(*BOTH):
        yield f"{later} cannot take up {earlier}: one is to be adopted, the other proposed"


def not_taken_up_fits() -> Iterator[str]:
    """Only a proposal is not taken up, and none that is linked to the text that it became."""
    taken = Link.objects.confirmed().filter(kind=LinkKind.TAKES_UP, earlier=OuterRef("recommendation"))
    for reference in NotTakenUp.objects.filter(Exists(taken)).values_list("recommendation__reference", flat=True):
        yield f"{reference} was taken up, and stands as not taken up"
    adopted = NotTakenUp.objects.filter(recommendation__document__kind=ADOPTED)
    for reference in adopted.values_list("recommendation__reference", flat=True):
        yield f"{reference} was adopted, and stands as not taken up"
