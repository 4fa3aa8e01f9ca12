"""What the pages show in the browser tests: a country with a follow-up in every state, in short words or long."""

import datetime
import time
from dataclasses import dataclass, field

from recommendations.actions import evidence, follow_ups, reviews, updates
from recommendations.actions.typed import ActivityText, Answer
from recommendations.choices import Assessment, DocumentKind, Status, Visibility
from recommendations.models import FollowUp, Organization, Party, User
from tests.browser import (
    editions,
    importing,
    library,
    linking,
    meetings,
    papering,
    picturing,
    publishing,
    reviewing,
    rounds,
    sending,
    sheets,
    signing,
    speaking,
)
from tests.cast import cambodia, lao, person
from tests.factories import (
    DocumentFactory,
    EditionFactory,
    FollowUpFactory,
    ForumFactory,
    OrganizationFactory,
    RecommendationFactory,
    RecommendationThemeFactory,
    SubThemeFactory,
    ThemeFactory,
)

STATES = ("nothing", "draft", "for-approval", "approved", "submitted", "returned", "accepted", "again", "tied")


@dataclass(frozen=True)
class Words:
    """How much stands in each place."""

    text: str = "Regulate recruitment agencies, conduct regular monitoring and inspections."
    meeting: str = "Recommendations from Lao PDR National Tripartite Preparatory Workshop"
    sub_theme: str = "Rights protection to maximize development impacts"
    activity: str = "Inspected 14 recruitment agencies in Vientiane Capital."
    passage: str = "Few inspectors speak the languages of the workers."
    title: str = "Decree on recruitment agencies"
    agency: str = "Ministry of Labour and Social Welfare"
    person: str = "Khamla"
    activities: int = 1
    agencies: int = 2
    scripts: dict[str, str] = field(default_factory=dict)


UNBROKEN = "recruitmentfeesandrelatedcosts" * 5
SCRIPTS = {
    "lo": "ຂະຫຍາຍການປົກປ້ອງແຮງງານເຄື່ອນຍ້າຍໃຫ້ກວມເອົາແຮງງານທຸກຄົນບໍ່ວ່າຈະຢູ່ໃນສະຖານະໃດກໍຕາມ" * 3,
    "km": "ពង្រីកការការពារពលករចំណាកស្រុកទាំងអស់ដោយមិនគិតពីស្ថានភាពស្របច្បាប់របស់ពួកគេ" * 3,
    "my": "ရွှေ့ပြောင်းအလုပ်သမားအားလုံးအတွက်အကာအကွယ်ပေးမှုကိုတိုးချဲ့ပါ" * 3,
    "th": "ขยายการคุ้มครองแรงงานข้ามชาติทุกคนโดยไม่คำนึงถึงสถานะทางกฎหมาย" * 3,
    "vi": "Mở rộng bảo vệ cho mọi người lao động di cư, không phân biệt tình trạng pháp lý của họ. " * 3,
}
LONG = Words(
    text=("Regulate recruitment agencies " + UNBROKEN + " and apply sanctions. " + "Extend protection. " * 25)[:600],
    meeting="Recommendations from the National Tripartite Preparatory Workshop on Labour Migration " * 2
    + UNBROKEN[:80],
    sub_theme="Inclusive and responsive labour migration policy for future preparedness in ASEAN " * 2,
    activity=f"Inspected agencies. {UNBROKEN} {SCRIPTS['lo']}\n\n- one point\n- another {UNBROKEN}",
    passage=f"{SCRIPTS['my']}\n\n{UNBROKEN}\n\n{SCRIPTS['vi']}",
    title=(UNBROKEN + " " + SCRIPTS["km"])[:250],
    agency="Department of Overseas Employment and Skills Development of the Ministry of Labour " + UNBROKEN,
    person="Somphone " + UNBROKEN[:120],
    activities=20,
    agencies=12,
    scripts=SCRIPTS,
)


@dataclass
class Scene:
    words: Words
    people: dict[str, User]
    own: Party
    other: Party
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    agencies: list[Organization] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)  # what stands for them in an address

    def address(self, state: str) -> str:
        return "/".join(self.follow_ups[state].address)


def bare() -> Scene:
    """People and countries; nothing has been asked yet."""
    own, other = lao(), cambodia()
    own.approval_required = True
    own.save()
    people = {name: person(name, own) for name in ("reporter", "approver", "coordinator", "viewer")}
    people |= {name: person(name) for name in ("reviewer", "secretariat", "stranger")}
    people["cambodian"] = person("reporter", other)
    return Scene(Words(), people, own, other)


def full(words: Words, states=frozenset({""})) -> Scene:
    """A document of each standing, and a follow-up in each of the states ("" for every one)."""
    scene = bare()
    scene.words = words
    for user in scene.people.values():
        user.name = words.person
        user.save()
    scene.agencies = [
        OrganizationFactory(party=scene.own, name=f"{words.agency[:290]} {number}") for number in range(words.agencies)
    ]
    document = DocumentFactory(
        party=scene.own, code="AFML15-LA", meeting=words.meeting, forum=ForumFactory(number=15),
        theme=words.sub_theme, place="Vientiane Capital",
    )  # fmt: skip
    EditionFactory(document=document, file_name=f"{words.title[:60]}.pdf")
    for state in (each for each in STATES if states & {"", each}):
        ask(scene, state, document)
    for more in (
        importing, publishing, editions, sheets, rounds, signing, sending, speaking, library, linking,
        meetings, papering, picturing, reviewing,
    ):  # fmt: skip
        if states & more.NAMES:
            more.make(scene)
    adopted = DocumentFactory(code="AFML16-FORUM", kind=DocumentKind.FORUM, party=None, forum=ForumFactory(number=16))
    ask(scene, "adopted", adopted)
    for language, text in words.scripts.items():
        printed = DocumentFactory(
            party=scene.own, code=f"AFML13-{language.upper()}", meeting=text[:200], language=language
        )
        ask(scene, language, printed, text=text)
    return scene


def ask(scene: Scene, state: str, document, text: str = "") -> None:
    """Ask Lao PDR and Cambodia, and bring what Lao PDR answers into `state`."""
    words = scene.words
    number = len(scene.follow_ups) + 1
    sub_theme = SubThemeFactory(document=document, title=words.sub_theme, introduction="… should be time-bound:")
    recommendation = RecommendationFactory(
        document=document, sub_theme=sub_theme, position=number, text=text or words.text, editor_note=words.title[:80]
    )
    RecommendationThemeFactory(
        recommendation=recommendation, theme=ThemeFactory(name=f"{words.sub_theme[:120]} {number}")
    )
    FollowUpFactory(recommendation=recommendation, party=scene.other)
    scene.follow_ups[state] = FollowUpFactory(recommendation=recommendation, party=scene.own)
    bring(scene, state)


# State → the steps that lead there.
WAY = {
    "draft": "write",
    "for-approval": "write ask_approval",
    "approved": "write ask_approval approve",
    "submitted": "write ask_approval approve submit",
    "returned": "write ask_approval approve submit send_back",
    "accepted": "write ask_approval approve submit accept",
    "again": "write ask_approval approve submit accept write ask_approval approve submit",
}
STEPS = {
    "ask_approval": (updates.ask_approval, "reporter", {}),
    "approve": (updates.approve, "approver", {}),
    "submit": (updates.submit, "reporter", {}),
    "send_back": (reviews.send_back, "reviewer", {"note": "Say what the inspections led to."}),
    "accept": (reviews.accept, "reviewer", {"assessment": Assessment.CONFIRMED_IN_PART, "note": "Thank you."}),
}


def bring(scene: Scene, state: str) -> None:
    found = scene.follow_ups[state]
    if state == "tied":
        follow_ups.answer_under(follow_up=found, under=scene.follow_ups["accepted"], by=scene.people["reporter"])
    for step in WAY.get(state, "").split():
        if step == "write":
            write(scene, found)
            continue
        act, who, given = STEPS[step]
        update = updates.open_update(found)
        if step == "send_back":
            given = {"note": f"{given['note']} {scene.words.title}"}
        act(update=update, seen_version=update.version, by=scene.people[who], **given)


def write(scene: Scene, found: FollowUp, status: str = Status.IN_PROGRESS) -> None:
    words, by = scene.words, scene.people["reporter"]
    opened = updates.open_update(found)
    first, last = datetime.date(2023, 3, 1), datetime.date(2023, 6, 30)
    answer = Answer(
        status=status, challenges=words.passage, next_steps=words.passage,
        activities=tuple(
            ActivityText(f"{number}. {words.activity}", starts_on=first, ends_on=last if number % 2 else None)
            for number in range(words.activities)
        ),
        lead=scene.agencies[0], contributing=tuple(scene.agencies[1:]),
    )  # fmt: skip
    updates.save(follow_up=found, answer=answer, opened_version=opened.version if opened else 0, by=by)
    for given in (
        {"link": "https://example.org/decree"},
        {"content": b"month;inspections\n", "file_name": f"{words.title[:80]}.csv"},
    ):
        proof = evidence.Proof(
            title=words.title, publisher=words.agency[:200], visibility=Visibility.EVERYBODY, kind="law",
            dated_on=first, **given,
        )  # fmt: skip
        added = evidence.add(follow_up=found, proof=proof, by=by)
        name = "piece" if proof.content else "taken-back"
        if name not in scene.imports and status == Status.IN_PROGRESS:
            scene.imports[name] = str(added.pk)


SCENES = {
    "empty": lambda states: bare(),
    "filled": lambda states: full(Words(), states),
    "long": lambda states: full(LONG, states),
}


def just_signed_in(session, user: User) -> None:
    """As after typing the password: what protects the account is open for a while."""
    record = {"method": "password", "at": time.time(), "email": user.email, "reauthenticated": True}
    session["account_authentication_methods"] = [record]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
