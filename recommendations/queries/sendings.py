"""The decisions for one country that wait to be sent."""

from dataclasses import dataclass

from recommendations.choices import Decision, UpdateState
from recommendations.models import Party, Review, User
from recommendations.queries.review import in_words, mark_of

# A covering note goes into a mail, which stays small in every script.
LONGEST_NOTE = 1500


@dataclass(frozen=True)
class Row:
    """One decision. `has_moved_on`: the update is no longer what was decided on, or the recommendation was withdrawn:
    it cannot be sent."""

    review: Review

    @property
    def mark(self) -> str:
        return mark_of(self.review)

    @property
    def words(self) -> str:
        return in_words(self.review)

    @property
    def on_fields(self) -> list[tuple[str, str]]:
        return [(each.get_field_display(), each.text) for each in self.review.notes.all()]

    @property
    def has_moved_on(self) -> bool:
        update = self.review.update
        withdrawn = update.follow_up.recommendation.withdrawn_at is not None
        return withdrawn or update.state != UpdateState.SUBMITTED or update.version != self.review.version.number


@dataclass(frozen=True)
class SendingPage:
    party: Party
    rows: tuple[Row, ...]
    moved_on: tuple[Row, ...]
    others: tuple[Row, ...]

    @property
    def accepted(self) -> int:
        return self._count(Decision.ACCEPT)

    @property
    def returned(self) -> int:
        return self._count(Decision.SEND_BACK)

    def _count(self, decision: str) -> int:
        return sum(row.review.decision == decision for row in self.rows)


def sending_page(party: Party, user: User) -> SendingPage:
    """The decisions of `user` for `party`, and those of others, which their own authors send."""
    found = (
        Review.objects.pending().filter(update__follow_up__party=party)
        .select_related("decided_by", "version", "update__follow_up__recommendation__document",
                        "update__follow_up__party")
        .prefetch_related("notes")
        .order_by("-decision", "update__follow_up__recommendation__reference", "pk")
    )  # fmt: skip
    rows = [Row(review) for review in found]
    own = [row for row in rows if row.review.decided_by_id == user.pk]
    return SendingPage(
        party=party,
        rows=tuple(row for row in own if not row.has_moved_on),
        moved_on=tuple(row for row in own if row.has_moved_on),
        others=tuple(row for row in rows if row.review.decided_by_id != user.pk and not row.has_moved_on),
    )
