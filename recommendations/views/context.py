"""The `frame` of templates/base.html: who reads, where they may go, what waits for them."""

import datetime
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.models import User
from recommendations.permissions import can, holdings
from recommendations.queries import frame as queries
from recommendations.roles import Permission as P


@dataclass(frozen=True)
class Area:
    """One link of the main navigation: its words and route, the routes that lie in it, who sees it, what waits."""

    label: Promise
    route: str
    within: tuple[str, ...] = ()
    permissions: tuple[P, ...] = (P.READ_ACCEPTED,)
    count: str = ""

    def holds(self, request: HttpRequest) -> bool:
        """Whether the page lies in it. One that belongs now here, now there says itself where (`request.area`)."""
        match = request.resolver_match
        lies_in = getattr(request, "area", match and match.view_name)
        return lies_in in (self.route, *self.within)


IMPORTING = (
    "import_list",
    "import_new",
    "job",
    "import",
    "import_facts",
    "import_review",
    "extract",
    "import_add",
    "import_sub_theme",
    "import_sub_theme_new",
    "import_check",
    "import_publish",
    "import_undo",
    "import_edition",
    "import_edition_text",
    "import_edition_gone",
    "import_edition_tell",
    "import_edition_undo",
    "import_discard",
)
EVIDENCE = ("evidence_list", "evidence", "evidence_version", "evidence_change", "evidence_withdraw")
REPORTS = (
    "progress_report", "brief", "one_page", "thematic_list",
    "meeting_list", "meeting_new", "meeting", "meeting_item", "meeting_change", "meeting_add", "meeting_delete",
    "word_base", "progress_report_download",
)  # fmt: skip
AREAS = (
    Area(gettext_lazy("Overview"), "home"),
    Area(
        gettext_lazy("Recommendations"),
        "recommendation_list",
        (
            "recommendation",
            "recommendation_texts",
            "follow_up",
            "placing",
            "placing_list",
            "link_list",
            "link_decide",
            "recommendation_links",
            "fate",
            "statement_new",
            "statement_move",
        ),
    ),
    Area(
        gettext_lazy("Themes and countries"),
        "picture",
        ("picture_recommendations", "country", "theme", "body"),
    ),
    Area(
        gettext_lazy("My tasks"),
        "task_list",
        (
            "task_reasons",
            "task_unchanged",
            "task_together",
            "update_check",
            "receipt",
            "sheet_upload",
            "filled_sheet",
            "kept_texts",
            "kept_text",
            "update_edit",
            "update_move",
            "wording_confirm",
            "answered_under",
            "evidence_add",
            *EVIDENCE,
        ),
        (P.DRAFT_UPDATE, P.APPROVE_UPDATE),
        "tasks",
    ),
    Area(
        gettext_lazy("Approvals"),
        "approval_list",
        ("paper_approval", "paper_scan", "signature_sheet"),
        (P.APPROVE_UPDATE, P.RECORD_APPROVAL),
    ),
    Area(
        gettext_lazy("Responsibilities"),
        "responsibility_list",
        ("hand_over", "agency", "agency_download"),
        (P.ASSIGN_RESPONSIBILITY,),
    ),
    Area(
        gettext_lazy("Review"),
        "review_queue",
        (
            "round_list",
            "round",
            "round_new",
            "round_change",
            "round_close",
            "round_reopen",
            "round_assessments",
            "round_compare",
            "round_rows",
            "paper",
            "paper_text",
            "paper_chapter",
            "good_practice",
            "good_practice_drop",
            "reply_sheet_new",
            "update_reopen",
            "review",
            "review_many",
            "sending_new",
            "reply_new",
        ),
        (P.REVIEW_UPDATE,),
        "reviews",
    ),
    Area(gettext_lazy("Reports"), "report_list", REPORTS),
    Area(
        gettext_lazy("Documents"),
        "document_list",
        ("document", "forum", "document_withdraw", "recommendation_correct", *IMPORTING),
    ),
    Area(gettext_lazy("Admin"), "admin:index", (), (P.MANAGE_SITE,)),
)


@dataclass(frozen=True)
class Person:
    name: str
    email: str
    place: str


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    count: int | None
    current: bool


class Frame:
    """Asked only for what a template shows: pages of the admin cost no query here."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def user(self) -> User | None:
        user = getattr(self.request, "user", None)
        return user if user and user.is_authenticated else None

    @cached_property
    def person(self) -> Person | None:
        if self.user is None:
            return None
        return Person(str(self.user), self.user.email, "; ".join(queries.places(self.user)))

    @cached_property
    def navigation(self) -> list[Item]:
        if self.user is None or not holdings(self.user):
            return []
        return [item for area in AREAS if (item := self._item(area))]

    @cached_property
    def waiting(self) -> queries.Waiting:
        return queries.waiting(self.user) if self.user else queries.Waiting()

    @cached_property
    def notice(self) -> str:
        if not (self.waiting.examples if self.user else queries.has_examples()):
            return ""
        return _("Example data: the answers here were invented to show how the site works.")

    @property
    def print_date(self) -> str:
        return date_format(self.today, "j F Y")

    @property
    def today(self) -> datetime.date:
        return timezone.localdate()

    def _item(self, area: Area) -> Item | None:
        if not any(can(self.user, permission) for permission in area.permissions):
            return None
        url = reverse(area.route)
        count = getattr(self.waiting, area.count) if area.count else None
        return Item(str(area.label), url, count, area.holds(self.request))


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Not called `site`: django-allauth's sign-in views put a `site` of their own into the context."""
    return {"frame": Frame(request)}
