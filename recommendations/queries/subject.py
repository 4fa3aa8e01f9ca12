"""The follow-ups of one subject that nobody has begun: what one answer may serve for besides its own."""

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recommendations.models import FollowUp, RecommendationTheme, Update, User
from recommendations.permissions import follow_ups_where
from recommendations.roles import Permission as P


def of_one_subject(follow_up: FollowUp, user: User) -> tuple[FollowUp, ...]:
    """The others of the same main theme and country that `user` may write and nobody has answered or begun.

    Each has `newest` (the id of its newest update, or 0). None for a follow-up that has an accepted answer: what is
    tied to it would show that answer at once.
    """
    if follow_up.status or follow_up.answered_under_id:
        return ()
    main = RecommendationTheme.objects.standing().filter(is_main=True)
    theme = main.filter(recommendation=follow_up.recommendation_id).values("theme")
    alike = main.filter(theme__in=theme).values("recommendation")
    found = FollowUp.objects.in_force().filter(follow_ups_where(user, P.DRAFT_UPDATE), party=follow_up.party_id)
    found = found.filter(status="", answered_under__isnull=True, recommendation__in=alike).without_open_update()
    return tuple(with_newest(found.exclude(pk=follow_up.pk)).select_related("party", "recommendation__document"))


def tied_to(follow_up: FollowUp) -> tuple[FollowUp, ...]:
    """Those that are answered under it, in the same shape."""
    return tuple(with_newest(follow_up.answers_also.select_related("party", "recommendation__document")))


def with_tied(to: str) -> Prefetch:
    """The follow-ups that are answered under one, read with it. `to`: the way to it."""
    return Prefetch(f"{to}answers_also", FollowUp.objects.select_related("party", "recommendation"))


def count_tied(to: str) -> Coalesce:
    """How many are answered under one, as a column. `to`: the way to it."""
    tied = FollowUp.objects.filter(answered_under=OuterRef(to)).order_by().values("answered_under")
    return Coalesce(Subquery(tied.annotate(number=Count("pk")).values("number")), 0)


def with_newest(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Annotates `newest`: the id of the newest update, 0 where there is none."""
    newest = Update.objects.filter(follow_up=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return found.annotate(newest=Coalesce(Subquery(newest), 0))
