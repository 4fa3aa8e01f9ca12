"""The writing side in small: one follow-up of Lao PDR, everybody who has to do with it, and the way to any state."""

from django.apps import apps

from recommendations.actions import reviews, updates
from recommendations.actions.typed import Answer
from recommendations.choices import Part
from recommendations.models import FollowUp, Party, Update, User
from tests.cast import ROLES_OF_THE_REGION, cambodia, lao, person
from tests.factories import FollowUpFactory, RecommendationFactory, ResponsibilityFactory

ROLES = ("reporter", "approver", "coordinator", "partner", "reviewer", "secretariat", "viewer", "stranger", "foreigner")

# State → the moves that lead there from nothing; those of the approver fall away where no approval is required.
WAY = {
    "draft": ("save",),
    "for-approval": ("save", "ask_approval"),
    "approved": ("save", "ask_approval", "approve"),
    "submitted": ("save", "ask_approval", "approve", "submit"),
    "returned": ("save", "ask_approval", "approve", "submit", "send_back"),
    "accepted": ("save", "ask_approval", "approve", "submit", "accept"),
}


class Desk:
    """`approval`: whether Lao PDR asks for an approver."""

    def __init__(self, *, approval: bool = False) -> None:
        self.party = lao()
        self.party.approval_required = approval
        self.party.save()
        self.follow_up = self._ask()
        self.people = {role: self._person(role) for role in ROLES}

    def __getitem__(self, role: str) -> User:
        return self.people[role]

    def _ask(self) -> FollowUp:
        recommendation = RecommendationFactory(
            document__party=self.party, document__code="AFML15-LA", document__forum__number=15
        )
        return FollowUpFactory(recommendation=recommendation, party=self.party)

    def another(self, party: Party | None = None) -> FollowUp:
        """One more follow-up, of Lao PDR where no other country is given."""
        document = {"document": self.follow_up.recommendation.document} if party in (None, self.party) else {}
        recommendation = RecommendationFactory(**document or {"document__party": party})
        return FollowUpFactory(recommendation=recommendation, party=party or self.party)

    def _person(self, role: str) -> User:
        if role == "foreigner":
            return person("coordinator", cambodia())
        user = person(role, None if role in (*ROLES_OF_THE_REGION, "stranger") else self.party)
        if role == "partner":
            organization = user.memberships.get().organization
            ResponsibilityFactory(follow_up=self.follow_up, organization=organization, part=Part.LEAD)
        return user

    def save(self, by: str = "reporter", *, follow_up: FollowUp | None = None, **answer) -> Update:
        follow_up = follow_up or self.follow_up
        opened = Update.objects.open().filter(follow_up=follow_up).first()
        return updates.save(
            follow_up=follow_up,
            answer=Answer(**{"status": "in-progress"} | answer),
            opened_version=opened.version if opened else 0,
            by=self[by],
        )

    def to(self, state: str, *, follow_up: FollowUp | None = None, **answer) -> Update:
        """An update brought into `state` by the people whose work it is."""
        update = None
        skipped = set() if self.party.approval_required else {"ask_approval", "approve"}
        for step in WAY["accepted" if state == "superseded" else state]:
            if step in skipped:
                continue
            update = self.save(follow_up=follow_up, **answer) if step == "save" else self.move(step, update)
        if state == "superseded":
            self.to("accepted", follow_up=follow_up, challenges="A newer answer.")
        return Update.objects.get(pk=update.pk)

    def move(self, name: str, update: Update, by: str = "", **given) -> Update:
        """Make one move, as the role whose move it is where `by` does not say another."""
        act, role, needed = MOVES[name]
        if "seen_version" not in given:
            given["seen_version"] = Update.objects.get(pk=update.pk).version
        act(**{"update": update, "by": self[by or role]} | needed | given)
        return Update.objects.filter(pk=update.pk).first()


MOVES = {
    "ask_approval": (updates.ask_approval, "reporter", {}),
    "approve": (updates.approve, "approver", {}),
    "record_approval": (updates.record_approval, "coordinator", {}),
    "refuse_approval": (updates.refuse_approval, "approver", {"note": "Say where."}),
    "submit": (updates.submit, "reporter", {}),
    "withdraw": (updates.withdraw, "reporter", {}),
    "accept": (reviews.accept, "reviewer", {"assessment": "confirmed"}),
    "send_back": (reviews.send_back, "reviewer", {"note": "Say when."}),
    "discard": (updates.discard, "reporter", {}),
}


def dump() -> dict[str, list[dict]]:
    """Every row of every own table: two dumps are equal where nothing was written."""
    return {
        model.__name__: list(model.objects.order_by("pk").values())
        for model in apps.get_app_config("recommendations").get_models()
    }
