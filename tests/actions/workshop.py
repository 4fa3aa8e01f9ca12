"""A national workshop as it was brought in, decided about, to be published or taken back."""

import datetime

from django.utils import timezone

from recommendations.actions import documents, undoing
from recommendations.choices import ExtractState
from recommendations.models import Document, DocumentImport, Extract, FollowUp
from tests.cast import lao
from tests.factories import DocumentImportFactory, ExtractedSubThemeFactory, ExtractFactory, ForumFactory, UserFactory

DAY = datetime.date(2020, 10, 23)


def an_import(**changes) -> DocumentImport:
    """A national workshop of Lao PDR: two sub-themes, three texts to publish, one left out."""
    facts = {
        "forum": ForumFactory(number=13, year=2020), "kind": "national", "party": lao(), "held_on": DAY,
        "meeting": "Recommendations from Lao PDR Workshop", "theme": "A theme", "place": "Vientiane",
        "dates_printed": "23 October 2020", "online": False, "language": "en", "file_name": "lao.txt",
        "facts_confirmed_at": timezone.now(), "facts_confirmed_by": UserFactory(),
    }  # fmt: skip
    made = DocumentImportFactory(**facts | changes)
    first = ExtractedSubThemeFactory(document_import=made, position=1, number=1, title="Impact", introduction="Timely.")
    second = ExtractedSubThemeFactory(document_import=made, position=2, number=2, title="Future")
    ExtractedSubThemeFactory(document_import=made, position=3, number=3, title="Empty")
    taken(made, first, 1, number=1, page=1, line_from=7, text="Extend healthcare.", editor_note="“Extent” in print.")
    taken(made, first, 2, number=2, text="Reduce costs.")
    taken(made, first, 3, state=ExtractState.REJECTED, text="Adopted by all.")
    taken(made, second, 4, number=None, label="", text="Strengthen policies by\n- training")
    return made


def taken(made, sub_theme, position, *, state=ExtractState.ACCEPTED, **values) -> Extract:
    return ExtractFactory(
        document_import=made, sub_theme=sub_theme, position=position, state=state, decided_at=timezone.now(), **values
    )


def publish(made, by=None, **options) -> Document:
    return documents.publish_import(document_import=made, by=by, **options)


def undo(made, by=None):
    return undoing.undo_import(document_import=DocumentImport.objects.get(pk=made.pk), by=by)


def first():
    return FollowUp.objects.order_by("pk").first()
