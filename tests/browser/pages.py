"""Every page of the site in every state it is looked at. A new route without a row here fails the build.

A row reads: who opens it | in which scenes (tests/browser/scene.py) | the address | then, where an error or
another page is to be brought about, the name of a gesture of tests/browser/gestures.py.
{draft} and the like stand for the address of a follow-up in that state. "-" is somebody signed out.
Each part of the site has its rows in a module of its own, `pages_<room>.py`.
"""

import re
from dataclasses import dataclass

from tests.browser import pages_reading, pages_reviewing, pages_secretariat, pages_signing_in, pages_writing

ROOMS = (pages_reading, pages_reviewing, pages_secretariat, pages_signing_in, pages_writing)

# Routes that answer with a file, with a redirect, or to a post alone.
NOT_PAGES = {
    "review_seen": "takes posts",
    "saved_view": "leads to a page",
    "update_move": "takes posts",
    "signature_sheet": "a file",
    "paper_scan": "a file",
    "agency_download": "a file",
    "paper_download": "a file",
    "round_compare_download": "a file",
    "picture_download": "a file",
    "picture_recommendations_download": "a file",
    "body_download": "a file",
    "update_autosave": "takes posts",
    "receipt_download": "a file",
    "sheet_download": "a file",
    "reply_sheet_download": "a file",
    "task_word": "a file",
    "evidence_file": "a file",
    "reply_file": "a file",
    "evidence_picture": "a picture",
    "job_cancel": "takes posts",
    "job_file": "a file",
    "report_make": "takes posts",
    "import_page_picture": "a picture",
    "edition_file": "a file",
    "recommendation_download": "a file",
    "progress_report_download": "a file",
    "brief_download": "a file",
    "one_page_download": "a file",
    "country_report": "a file",
    "thematic_download": "a file",
    "meeting_minutes": "a file",
    "mfa_download_recovery_codes": "a file",
    "account_confirm_login_code": "sign-in by code is off",
}

# The status of a page that is no 200: by its row’s route, gesture or address.
STATUS = {
    "400": 400,
    "403": 403,
    "403_csrf": 403,
    "404": 404,
    "500": 500,
    "save_after_somebody_else": 409,
    "save_too_late": 409,
    "accept_after_somebody_else": 409,
    "/reports/progress/?since=yesterday": 400,
    "/reports/brief/?since=soon": 400,
}
# Where these begin, and name no follow-up, all of them are listed.
LISTS = (
    "/recommendations/", "/approvals/", "/responsibilities/", "/documents/", "/tasks/", "/review/", "/reports/",
    "/admin/", "/picture/", "/countries/", "/forums/",
)  # fmt: skip
# Pages of the admin that are Django’s own templates: their HTML is not ours to mend.
STOCK = {"admin:changelist", "admin:change", "admin:add"}


@dataclass(frozen=True)
class Row:
    route: str
    who: str
    scene: str
    path: str
    gesture: str = ""

    @property
    def name(self) -> str:
        gesture = f"-{self.gesture}" if self.gesture else ""
        return f"{self.route}-{self.who}-{self.scene}-{self.path}{gesture}"

    @property
    def states(self) -> frozenset[str]:
        """The follow-ups that the page shows, by state: "" stands for all of them."""
        if named := re.findall(r"{([^}]+)}", self.path):
            return frozenset({*named, "nothing", "accepted"})
        return frozenset({""} if self.path == "/" or self.path.startswith(LISTS) else ())

    @property
    def status(self) -> int:
        return next((STATUS[key] for key in (self.route, self.gesture, self.path) if key in STATUS), 200)

    @property
    def is_own(self) -> bool:
        return self.route not in STOCK

    @property
    def has_skip_link(self) -> bool:
        """Errors that happen before anything is known have no navigation to skip."""
        return self.route not in {"400", "403_csrf", "500"}


def rows() -> list[Row]:
    found = []
    for line in (line for room in ROOMS for line in room.ROWS.strip().splitlines()):
        route, who, *words = line.split()
        at = next(number for number, word in enumerate(words) if word.startswith("/"))
        found += [Row(route, who, scene, words[at], *words[at + 1 :]) for scene in words[:at]]
    return found
