"""The paper of a round in the access grid: for reviewers whose role reaches every country in it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import paper
from recommendations.choices import PaperSection
from recommendations.models import GoodPractice, Round
from tests.docx_files import word_file
from tests.factories import RoundFactory, UserFactory

# rep … pa-, x-rep … x-par, rev, rev+, rev-, r-vie, sec, str, out
_NO = "no   no   no   no   no   no   no   no    no    no    no    no    no "
_NOBODY = "-    -    -    -    -    -    -    -     -     -     -     -     -      -    -    -    -     -     no   in"
_NOT_THEIRS = "no   no    no    no   in"


def _pages(states: str, post: bool = True) -> str:
    found = f"""
GET  {states}
   : {_NO}    ok   ok   {_NOT_THEIRS}
"""
    return found + (f"POST {states}\n   : {_NO}    done done {_NOT_THEIRS}\n" if post else "")


def _absent(*methods: str) -> str:
    return "".join(f"{method} absent\n   : {_NO}    -    -    {_NOT_THEIRS}\n" for method in methods)


ROWS = {
    "paper": _pages("told", post=False) + f"GET  absent\n   : {_NOBODY}\n",
    "paper_download": _pages("docx, pdf, xlsx", post=False) + _absent("GET"),
    "paper_text": _pages("summary") + _absent("GET", "POST"),
    "paper_chapter": _absent("GET", "POST"),
    "good_practice": _pages("accepted") + _absent("GET", "POST"),
    "good_practice_drop": _pages("marked") + _absent("GET", "POST"),
    "word_base": f"""
GET  -
   : {_NO}    ok   no   no   no    no    no   in
POST -
   : {_NO}    done no   no   no    no    no   in
""",
}
ROUTES = tuple(ROWS)


def make_round(world) -> None:
    """A round that was closed, about what the own country was asked."""
    told = RoundFactory(name="Round told", opens_on="2020-01-01", due_on="2020-02-01")
    told.documents.set([world.follow_ups["accepted"].recommendation.document])
    told.parties.set([world.own])
    Round.objects.filter(pk=told.pk).update(closed_at=timezone.now(), closed_by=UserFactory())


def make(world, note) -> None:
    """What reviewers wrote into its paper: a text, a box."""
    told = Round.objects.get(name="Round told")
    readers = frozenset({"rev", "rev+"})
    paper.mark_practice(
        target=told, follow_up=world.follow_ups["accepted"], by=world.people["rev"],
        title=note(world, "practice", readers), text=note(world, "practice-why", readers),
    )  # fmt: skip
    paper.write(
        target=told, section=PaperSection.METHOD, text=note(world, "paper", readers), seen_version=0,
        by=world.people["rev"],
    )  # fmt: skip


def address(world, route: str, state: str) -> str:
    told = Round.objects.get(name="Round told").pk
    row = world.follow_ups["accepted"].address
    places = {
        "paper": [told] if state != "absent" else [999],
        "paper_download": [told, state if state != "absent" else "exe"],
        "paper_text": [told, state if state != "absent" else "no-such-part"],
        "paper_chapter": [told, "chapter", "no-such-theme"],
        "good_practice": [told, *(row if state != "absent" else world.follow_ups["nothing"].address)],
        "good_practice_drop": [told, GoodPractice.objects.get().pk if state != "absent" else 999],
        "word_base": [],
    }
    return reverse(route, args=places[route])


def urls() -> list[str]:
    """Whatever of a paper is asked for by GET."""
    told = Round.objects.get(name="Round told").pk
    file = reverse("paper_download", args=[told, "docx"])
    pages = [("paper", told), ("paper_text", told, "method"), ("paper_text", told, "summary")]
    pages += [("good_practice_drop", told, each.pk) for each in GoodPractice.objects.all()]
    return [*(reverse(name, args=args) for name, *args in pages), file, f"{file}?edition=inside"]


def body(world, route: str, state: str) -> dict[str, object]:
    return {
        "paper_text": {"text": "What it showed.", "seen_version": 0},
        "good_practice": {"title": "A help desk", "text": "Open on market days."},
        "word_base": {"file": SimpleUploadedFile("base.docx", word_file())},
    }.get(route, {})
