"""Filters of a page kept under a name."""

from django.db import transaction

from recommendations.actions import audit
from recommendations.actions.locking import locked
from recommendations.choices import SavedPage
from recommendations.errors import Refused, TooLate
from recommendations.models import SavedView, User
from recommendations.text import clean, gettext_noop

LONGEST_QUERY = 1000


@transaction.atomic
def save(*, page: str, name: str, query: str, by: User) -> SavedView:
    """Keep `query` (what stands behind the "?" of the page's address). Errors: Refused."""
    if page not in SavedPage.values:
        raise Refused(gettext_noop("The filters of this page cannot be saved."))
    name = clean(name)
    if not name:
        raise Refused(gettext_noop("Give the filters a name."), field="name")
    if len(query) > LONGEST_QUERY:
        raise Refused(gettext_noop("These are too many filters to be saved. Choose fewer."))
    made, is_new = SavedView.objects.get_or_create(saved_by=by, page=page, name=name, defaults={"query": query})
    if not is_new:
        raise Refused(gettext_noop("You have saved filters under this name already."), field="name")
    audit.record("saved_view.save", made, by=by, after={"page": page, "name": name, "query": query})
    return made


@transaction.atomic
def delete(*, saved: SavedView, by: User) -> None:
    """Only one's own. Errors: TooLate (it is gone already)."""
    found = locked(SavedView.objects).filter(pk=saved.pk, saved_by=by).first()
    if found is None:
        raise TooLate(gettext_noop("These filters were deleted already."))
    before, key = {"page": found.page, "name": found.name, "query": found.query}, found.pk
    found.delete()
    found.pk = key  # for the trail
    audit.record("saved_view.delete", found, by=by, before=before)
