"""What one answer serves for besides its own follow-up, and what else it may serve for."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Model, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from recommendations.models import AuditEvent, FollowUp, Recommendation, RecommendationTheme, Update, User
from recommendations.permissions import follow_ups_where
from recommendations.roles import Permission as P


def served(follow_up: FollowUp, user: User) -> tuple[FollowUp, ...]:
    """Those that are answered under it, and the others of its main theme that nobody has answered or begun, as far as
    `user` may write them; each with `newest` (the id of its newest update, or 0).

    For a follow-up that has an accepted answer no others: what is tied to it would show that answer at once. Tied or
    not they stand in one order: a browser that goes back sets its ticks by their places.
    """
    if follow_up.answered_under_id:
        return ()
    wanted = Q(answered_under=follow_up.pk)
    if not follow_up.status:
        wanted |= Q(pk__in=_not_begun(follow_up).values("pk"))
    found = FollowUp.objects.in_force().filter(follow_ups_where(user, P.DRAFT_UPDATE), wanted)
    return tuple(with_newest(found).select_related("party", "recommendation__document"))


def _not_begun(follow_up: FollowUp) -> QuerySet[FollowUp]:
    main = RecommendationTheme.objects.standing().filter(is_main=True)
    theme = main.filter(recommendation=follow_up.recommendation_id).values("theme")
    alike = main.filter(theme__in=theme).values("recommendation")
    found = FollowUp.objects.filter(party=follow_up.party_id, status="", answered_under__isnull=True)
    return found.filter(recommendation__in=alike).without_open_update().exclude(pk=follow_up.pk).order_by()


def set_by_form(rows: Iterable[FollowUp], user: User, form_key: str) -> list[FollowUp]:
    """Those of `rows` that this very form of `user` tied or untied last: its page was opened before."""
    rows = list(rows)
    if not rows:
        return []
    events = AuditEvent.objects.filter(
        target_type=FollowUp._meta.model_name, target__in=[str(row.pk) for row in rows],
        action__in=("follow_up.answer_under", "follow_up.answer_alone"),
    )  # fmt: skip
    last = {
        target: (by, (after or {}).get("form"))
        for target, by, after in events.order_by("sequence").values_list("target", "by", "after")
    }
    return [row for row in rows if last.get(str(row.pk)) == (user.pk, form_key)]


def with_tied(to: str) -> Prefetch:
    """The follow-ups that are answered under one, read with it. `to`: the way to it."""
    return Prefetch(
        f"{to}answers_also", FollowUp.objects.in_force().select_related("party", "recommendation__document")
    )


def served_by(follow_ups: Iterable[int]) -> dict[int, list[str]]:
    """Of these (by key) each that serves for others at this moment, with their references, to be frozen."""
    found: dict[int, list[str]] = defaultdict(list)
    others = FollowUp.objects.in_force().filter(answered_under__in=list(follow_ups))
    for under, reference in others.values_list("answered_under", "recommendation__reference"):
        found[under].append(reference)
    return found


def frozen(target: Model, action: str) -> dict[str, list[Recommendation]]:
    """What an event of the trail kept as answered under others when it was written, by their references or ids."""
    events = AuditEvent.objects.filter(target_type=target._meta.model_name, target=str(target.pk), action=action)
    also: dict[str, list[str]] = (events.values_list("after", flat=True).first() or {}).get("also", {})
    references = [each for found in also.values() for each in found]
    wanted = Recommendation.objects.filter(reference__in=references).select_related("document") if references else ()
    texts = {each.reference: each for each in wanted}
    return {under: [texts[each] for each in found if each in texts] for under, found in also.items()}


def with_newest(found: QuerySet[FollowUp]) -> QuerySet[FollowUp]:
    """Annotates `newest`: the id of the newest update, 0 where there is none."""
    newest = Update.objects.filter(follow_up=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return found.annotate(newest=Coalesce(Subquery(newest), 0))
