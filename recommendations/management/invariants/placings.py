"""Where texts are placed."""

from collections.abc import Iterator

from recommendations.choices import Placing
from recommendations.models import RecommendationTheme


def main_themes_stand() -> Iterator[str]:
    refused = RecommendationTheme.objects.filter(is_main=True, placing=Placing.REFUSED)
    for reference, theme in refused.values_list("recommendation__reference", "theme__slug"):
        yield f"{reference}: its main theme {theme} was refused"
