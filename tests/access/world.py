"""One country with a follow-up in every state, made by the actions, and a mark in every text somebody wrote.

A mark looks like Zq.draft.challenges.q: the state of the follow-up, then the field. None lies within another,
and none can come from anywhere else; READERS says who may ever meet it.
"""

from dataclasses import dataclass, field

from recommendations.actions import evidence, evidence_changes, follow_ups, reviews, updates
from recommendations.actions.typed import ActivityText, Answer
from recommendations.choices import Assessment, Part, Status, Visibility
from recommendations.models import DocumentImport, EvidenceVersion, FollowUp, Job, Organization, Party, Update, User
from tests.access import (
    editions,
    filled,
    grid_links,
    grid_meetings,
    grid_paper,
    grid_picture,
    grid_review,
    imports,
    papers,
    rounds,
    sending,
    voices,
)
from tests.access.people import ASSESSMENT_READERS, DRAFT_READERS, MEMBERS, SENT_READERS, make_people
from tests.cast import cambodia, lao
from tests.factories import (
    DocumentFactory,
    FollowUpFactory,
    ForumFactory,
    OrganizationFactory,
    RecommendationFactory,
    ResponsibilityFactory,
)

# The texts of one version, and the evidence it rests on, by visibility ("link": shared, but no file).
TEXTS = ("activity", "challenges", "next-steps")
PIECES = {"private": Visibility.PARTY_AND_REVIEWERS, "shared": Visibility.EVERYBODY, "public": Visibility.PUBLIC}


def mark(state: str, name: str) -> str:
    return f"Zq.{state}.{name}.q"


@dataclass
class World:
    own: Party
    other: Party
    people: dict[str, User]
    agencies: dict[Part, Organization]
    follow_ups: dict[str, FollowUp] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # "draft.private" → the key in the file's address
    readers: dict[str, frozenset[str]] = field(default_factory=dict)  # mark → who may meet it
    imports: dict[str, DocumentImport | Job] = field(default_factory=dict)

    def update(self, state: str) -> Update | None:
        return updates.open_update(self.follow_ups[state])


def quiet() -> World:
    """What everybody may know: everything is asked, something is accepted, nothing is on its way."""
    own, other = lao(), cambodia()
    own.approval_required = True
    own.save()
    world = World(own, other, *make_people(own, other))
    document = DocumentFactory(party=own, code="AFML15-LA", forum=ForumFactory(number=15))
    elsewhere = DocumentFactory(party=other, code="AFML14-KH", forum=ForumFactory(number=14))
    for state in ASKED:
        _ask(world, state, document)
    _ask(world, "elsewhere", elsewhere)
    accept(world, "accepted", readers=MEMBERS)
    accept(world, "published", readers=MEMBERS, status=Status.PLANNED)
    FollowUp.objects.filter(pk=world.follow_ups["published"].pk).update(assessment_published=True)
    accept(world, "answered, new draft", readers=MEMBERS, status=Status.NOT_STARTED)
    replaced(world)
    accept(world, "host", readers=MEMBERS, status=Status.IN_PLACE)
    _tie(world, "tied, answered", "host")
    voices.enter(world, "entered", mark)
    decide(world, "entered")
    for name in ("said", "abuse"):
        voices.say(world, name, mark(name, "statement"))
    accept(world, "reopened", readers=MEMBERS)
    accept(world, "reworded", readers=MEMBERS)
    editions.reword(world.follow_ups["reworded"])
    rounds.make(world)
    grid_meetings.make(world, mark)
    grid_picture.make(world)
    grid_paper.make_round(world)
    grid_links.make(world)
    OrganizationFactory(party=own, slug="unchecked", name="An office nobody knows yet", to_check=True)
    world.imports = imports.make()
    return world


def replaced(world: World) -> None:
    """Accepted twice; what the second answer no longer rests on stays what the first rested on."""
    accept(world, "superseded", readers=MEMBERS)
    accept(world, "superseded", readers=MEMBERS, status=Status.IMPLEMENTED, name="superseding")
    # Sent back once, and the piece taken off before it was accepted: it was never part of an answer.
    write(world, "corrected", readers=SENT_READERS, pieces=["shared"])
    send(world, "corrected")
    send_back(world, "corrected")
    write(world, "corrected", name="corrected-then", readers=MEMBERS, pieces=[], texts_readers=MEMBERS)
    send(world, "corrected")
    decide(world, "corrected")
    world.readers[mark("corrected", "shared")] = SENT_READERS
    withdrawn = EvidenceVersion.objects.get(key=world.keys["accepted.taken-back"]).evidence
    reason = mark("accepted", "taken-back-why")
    evidence_changes.withdraw(evidence=withdrawn, reason=reason, by=world.people["rep"])
    world.readers[reason] = DRAFT_READERS


def fill(world: World) -> None:
    """Everything that is on its way, and that no outsider may notice."""
    write(world, "draft", readers=DRAFT_READERS)
    filled.make(world, "waiting")
    filled.make(world, "applied")
    write(world, "for approval", readers=DRAFT_READERS)
    ask(world, "for approval")
    write(world, "refused", readers=DRAFT_READERS)
    ask(world, "refused")
    updates.refuse_approval(note=note(world, "refused", DRAFT_READERS), **_by(world, "refused", "app"))
    write(world, "approved", readers=DRAFT_READERS)
    ask(world, "approved")
    world.readers[mark("approved", "signer")] = frozenset({"coo", "app"})
    papers.sign(world, "approved", mark("approved", "signer"))
    papers.make(world, "for approval")
    write(world, "submitted", readers=SENT_READERS)
    send(world, "submitted")
    write(world, "returned", readers=SENT_READERS)
    send(world, "returned")
    send_back(world, "returned")
    write(world, "returned, in work", readers=SENT_READERS)
    send(world, "returned, in work")
    send_back(world, "returned, in work")
    write(world, "returned, in work", name="in-work", readers=DRAFT_READERS)
    write(world, "withdrawn", readers=DRAFT_READERS)
    send(world, "withdrawn")
    updates.withdraw(**_by(world, "withdrawn", "rep"))
    write(world, "answered, new draft", name="new", readers=DRAFT_READERS)
    write(world, "open host", readers=DRAFT_READERS)
    _tie(world, "tied", "open host")
    sending.make(world)
    for state in ("looked", "decided"):
        write(world, state, readers=SENT_READERS)
        send(world, state)
    grid_review.make(world, note)
    grid_paper.make(world, note)


ASKED = (
    "nothing", "draft", "for approval", "refused", "approved", "submitted", "returned", "returned, in work",
    "withdrawn", "accepted", "published", "superseded", "corrected", "answered, new draft", "host",
    "reworded", "tied, answered", "open host", "tied", "spare", "entered",
    *grid_review.STATES,
)  # fmt: skip


# --- The steps, each by the person whose step it is ----------------------------------------------------------


def write(
    world: World,
    state: str,
    *,
    readers: frozenset[str],
    name: str = "",
    status: str = Status.IN_PROGRESS,
    pieces=(*PIECES, "link"),
    texts_readers: frozenset[str] | None = None,
) -> None:
    """The reporter writes marked texts and adds marked evidence; `name` stands for `state` in the marks."""
    follow_up, name = world.follow_ups[state], name or state.replace(", ", "-").replace(" ", "-")
    found = updates.open_update(follow_up)
    agency = OrganizationFactory(party=world.own, name=mark(name, "agency"))
    answer = Answer(
        status=status,
        challenges=mark(name, "challenges"),
        next_steps=mark(name, "next-steps"),
        activities=(ActivityText(mark(name, "activity")),),
        lead=world.agencies[Part.LEAD],
        contributing=(world.agencies[Part.CONTRIBUTING], agency),
    )
    opened = found.version if found else 0
    updates.save(follow_up=follow_up, answer=answer, opened_version=opened, by=world.people["rep"])
    for text in TEXTS:
        world.readers[mark(name, text)] = texts_readers or readers
    for piece in pieces:
        add_piece(world, follow_up, name, piece, readers=readers)


def add_piece(world: World, follow_up: FollowUp, name: str, piece: str, *, readers: frozenset[str]) -> None:
    told = mark(name, piece)
    given: dict = {"link": f"https://example.org/{told}"}
    if piece != "link":
        given = {"content": f"{told};1\n".encode(), "file_name": f"{told}.csv"}
    proof = evidence.Proof(title=told, publisher=told, visibility=PIECES.get(piece, Visibility.EVERYBODY), **given)
    found = evidence.add(follow_up=follow_up, proof=proof, by=world.people["rep"])
    world.keys[f"{name}.{piece}"] = str(found.versions.get().key)
    private = PIECES.get(piece) == Visibility.PARTY_AND_REVIEWERS
    world.readers[told] = readers & SENT_READERS if private else readers


def note(world: World, name: str, readers: frozenset[str]) -> str:
    told = mark(name.replace(", ", "-"), "note")
    world.readers[told] = readers
    return told


def ask(world: World, state: str) -> None:
    updates.ask_approval(**_by(world, state, "rep"))


def approve(world: World, state: str) -> None:
    updates.approve(**_by(world, state, "app"))


def send(world: World, state: str) -> None:
    ask(world, state)
    approve(world, state)
    updates.submit(**_by(world, state, "rep"))


def send_back(world: World, state: str) -> None:
    reviews.send_back(note=note(world, state, SENT_READERS), **_by(world, state, "rev"))


def decide(world: World, state: str) -> None:
    told = note(world, f"{state}-accepted", ASSESSMENT_READERS)
    reviews.accept(assessment=Assessment.CONFIRMED_IN_PART, note=told, **_by(world, state, "rev"))


def accept(
    world: World, state: str, *, readers: frozenset[str], status: str = Status.IN_PROGRESS, name: str = ""
) -> None:
    pieces = (*PIECES, "link", *(["taken-back"] if state == "accepted" else []))
    write(world, state, name=name, readers=readers, status=status, pieces=pieces)
    send(world, state)
    decide(world, state)
    if state == "accepted":
        world.readers[mark("accepted", "taken-back")] = DRAFT_READERS


def _by(world: World, state: str, who: str) -> dict:
    update = world.update(state)
    return {"update": update, "seen_version": update.version, "by": world.people[who]}


def _tie(world: World, state: str, under: str) -> None:
    follow_ups.answer_under(follow_up=world.follow_ups[state], under=world.follow_ups[under], by=world.people["rep"])


def _ask(world: World, state: str, document) -> None:
    found = FollowUpFactory(recommendation=RecommendationFactory(document=document), party=document.party)
    if document.party == world.own:
        for part, organization in world.agencies.items():
            ResponsibilityFactory(follow_up=found, organization=organization, part=part)
    world.follow_ups[state] = found
