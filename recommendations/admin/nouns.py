"""One noun a file; this page lists them."""

from recommendations.admin import (
    audit,
    document,
    evidence,
    follow_up,
    forum,
    membership,
    organization,
    outbox,
    party,
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
    "membership",
    "organization",
    "outbox",
    "party",
    "recommendation",
    "review",
    "round",
    "update",
    "user",
    "vocabulary",
]
