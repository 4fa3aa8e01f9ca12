"""A theme that a person confirmed, and a meeting of workers with its asks, for the pages of the browser tests."""

from recommendations.choices import DocumentKind
from recommendations.models import RecommendationTheme
from tests.factories import DocumentFactory, ForumFactory

NAMES = frozenset({"theme", "union"})


def make(scene) -> None:
    """Adds to `scene.imports` what stands in the addresses."""
    from tests.browser.scene import ask

    placing = RecommendationTheme.objects.filter(recommendation=scene.follow_ups["accepted"].recommendation).get()
    placing.is_main, placing.placing = True, "confirmed"
    placing.save()
    placing.theme.guiding_questions = f"{scene.words.passage}\nWho pays?"
    placing.theme.save()
    meeting = DocumentFactory(
        code="AFML17-WORKERS", kind=DocumentKind.REGIONAL_WORKERS, party=None, forum=ForumFactory(number=17),
        meeting=scene.words.meeting,
    )  # fmt: skip
    ask(scene, "union", meeting)
    scene.imports |= {"theme": placing.theme.slug, "union": "union"}
