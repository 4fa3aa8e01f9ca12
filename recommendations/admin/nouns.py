"""One noun a file; this page lists them."""

from recommendations.admin import (
    audit,
    document,
    evidence,
    follow_up,
    forum,
    imported,
    membership,
    organization,
    outbox,
    party,
    placing_rule,
    recommendation,
    review,
    round,  # noqa: A004
    update,
    user,
    vocabulary,
)

__all__ = [
    "audit",
    "document",
    "evidence",
    "follow_up",
    "forum",
    "imported",
    "membership",
    "organization",
    "outbox",
    "party",
    "placing_rule",
    "recommendation",
    "review",
    "round",
    "update",
    "user",
    "vocabulary",
]
