"""Who can sign in to the demo. The addresses lead nowhere, and the site answers this machine only."""

from dataclasses import dataclass

from recommendations.roles import Role

# Long enough for the site's own rule; printed by the command and of use nowhere else.
PASSWORD = "forum-demo-2026"  # noqa: S105 (no secret: the demo prints it)


@dataclass(frozen=True)
class Player:
    email: str
    name: str
    role: Role
    party: str | None = None
    organization: str | None = None


PEOPLE = (
    Player("reporter.la@example.org", "Khamla (demo)", Role.REPORTER, "LA"),
    Player("approver.la@example.org", "Bounmy (demo)", Role.APPROVER, "LA"),
    Player("coordinator.la@example.org", "Somchit (demo)", Role.COORDINATOR, "LA"),
    Player("partner.la@example.org", "Vilay (demo)", Role.PARTNER, "LA", "la-example-union"),
    Player("reporter.kh@example.org", "Sophea (demo)", Role.REPORTER, "KH"),
    Player("approver.kh@example.org", "Dara (demo)", Role.APPROVER, "KH"),
    Player("reporter.vn@example.org", "Linh (demo)", Role.REPORTER, "VN"),
    Player("reporter.asean@example.org", "Putri (demo)", Role.REPORTER, "ASEAN"),
    Player("reviewer@example.org", "Anna (demo)", Role.REVIEWER),
    Player("reviewer2@example.org", "Marco (demo)", Role.REVIEWER),
    Player("secretariat@example.org", "Nina (demo)", Role.SECRETARIAT),
    Player("viewer@example.org", "Thomas (demo)", Role.VIEWER),
)

# Agencies beside the ministries, invented since nobody has read of real ones yet: slug, party, kind, name.
ORGANIZATIONS = (
    ("la-example-union", "LA", "workers", "Example: trade union of Lao PDR (invented)"),
    ("la-example-office", "LA", "ministry", "Example: provincial labour office (invented)"),
    ("kh-example-office", "KH", "ministry", "Example: provincial labour office (invented)"),
    ("vn-example-union", "VN", "workers", "Example: trade union of Viet Nam (invented)"),
)

# Here a reporter submits without an approver.
WITHOUT_APPROVAL = ("VN",)
