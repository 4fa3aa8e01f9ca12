"""What the team has written into a round's paper, for the pages of the browser tests."""

from recommendations.actions import paper
from recommendations.choices import PaperSection
from recommendations.models import Round
from tests.factories import ThemeFactory

NAMES = frozenset({"box", "paper-theme"})


def make(scene) -> None:
    """Into the open round's paper, which tests.browser.rounds has made: a text, a chapter's note, a box."""
    found, by = Round.objects.get(pk=scene.imports["round"]), scene.people["reviewer"]
    theme = ThemeFactory(name=scene.words.sub_theme[:150], guiding_questions=scene.words.passage)
    paper.write(target=found, section=PaperSection.SUMMARY, text=scene.words.passage, seen_version=0, by=by)
    box = paper.mark_practice(
        target=found, follow_up=scene.follow_ups["accepted"], title=scene.words.title[:150], text=scene.words.passage,
        by=by,
    )  # fmt: skip
    scene.imports |= {"box": str(box.pk), "paper-theme": theme.slug}
