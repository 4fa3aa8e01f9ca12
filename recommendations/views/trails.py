"""The way back up from the pages about one follow-up (components/breadcrumbs.html)."""

from django.urls import reverse
from django.utils.translation import gettext as _

from recommendations.models import Document, FollowUp
from recommendations.views.addresses import Link


def above(follow_up: FollowUp) -> list[Link]:
    """Its country's list, its document, its text."""
    recommendation = follow_up.recommendation
    return [
        Link(follow_up.party.name, f"{reverse('recommendation_list')}?country={follow_up.party.code}"),
        Link(recommendation.document.code, recommendation.document.get_absolute_url()),
        Link(recommendation.reference, recommendation.get_absolute_url()),
    ]


def from_tasks(follow_up: FollowUp) -> list[Link]:
    """For whoever writes: the tasks, then the follow-up itself."""
    return [Link(_("My tasks"), reverse("task_list")), alone(follow_up)]


def from_answer(follow_up: FollowUp) -> list[Link]:
    """For what is done from inside the form of an answer."""
    return [*from_tasks(follow_up), Link(_("The answer"), reverse("update_edit", args=follow_up.address))]


def from_queue(query: str = "") -> list[Link]:
    """`query`: the filters of the queue, "?…" or ""."""
    return [Link(_("Updates to review"), reverse("review_queue") + query)]


def above_document(document: Document) -> list[Link]:
    """For what the secretariat does with a published document."""
    return [Link(_("Documents"), reverse("document_list")), Link(document.code, document.get_absolute_url())]


def alone(follow_up: FollowUp) -> Link:
    return Link(follow_up.recommendation.reference, follow_up.get_absolute_url())
