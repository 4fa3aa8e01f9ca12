"""Publishing a document: from what parsing found to recommendations that countries are asked about."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import models, transaction
from django.utils import timezone

from recommendations import text
from recommendations.actions import asking, audit, naming
from recommendations.choices import DocumentKind
from recommendations.errors import Refused
from recommendations.models import Document, Edition, FollowUp, Forum, Party, Recommendation, SubTheme, User
from recommendations.models.forum import ordinal
from recommendations.parsing import Found, FoundSubTheme
from recommendations.text import gettext_noop


@transaction.atomic
def publish(
    *,
    found: Found,
    data: bytes,
    file_name: str = "",
    parties: Iterable[Party] | None = None,
    by: User | None,
) -> Document:
    """Store what was found in the file `data`, and ask `parties` about it (None: `asking.parties_asked`).

    What parsing did not find, the caller fills in: `dataclasses.replace(found, forum_number=13)`. `by` is
    None on the command line only. Errors: NotAllowed, Refused (not whole, a forum or country that is not here,
    a file or meeting that was brought in before).
    """
    asking.check_may_publish(by)
    _check_whole(found)
    document = _document(found, by)
    _check_new(document, data)
    _save(document)
    recommendations = _recommendations(document, found.sub_themes)
    asked = asking.parties_asked(document) if parties is None else list(parties)
    follow_ups = asking.open_follow_ups(recommendations, asked, asking.asking_day(document))
    with _source_kept(document, data, file_name) as edition:
        after = _facts(document, edition, recommendations, follow_ups)
        audit.record("document.publish", document, by=by, party=document.party, after=after)
    return document


# --- What is refused ---------------------------------------------------------------------------------------


def _check_whole(found: Found) -> None:
    national = found.kind == DocumentKind.NATIONAL
    refusals = (
        (not found.total, None, gettext_noop("No recommendation was found in this document.")),
        (
            found.kind not in DocumentKind.values,
            "kind",
            gettext_noop("The kind of the meeting was not found in this document. Please say which it is."),
        ),
        (
            not found.forum_number,
            "forum",
            gettext_noop("The number of the forum was not found in this document. Please say which it is."),
        ),
        (
            not found.meeting,
            "meeting",
            gettext_noop("The title of the meeting was not found in this document. Please give it."),
        ),
        (
            national and not found.country,
            "country",
            gettext_noop("The country of this national workshop was not found. Please say which it is."),
        ),
        (
            not national and bool(found.country),
            "country",
            gettext_noop("Only a national workshop belongs to a country; this meeting is of another kind."),
        ),
    )
    for wrong, field, sentence in refusals:
        if wrong:
            raise Refused(sentence, field=field)


def _check_new(document: Document, data: bytes) -> None:
    """Raise Refused for the same file, and for the same meeting in another file (no editions yet)."""
    known = Edition.objects.filter(sha256=_sha256(data)).select_related("document").first()
    if known:
        raise Refused(gettext_noop("This file has been brought in already, as %(code)s."), code=known.document.code)
    same = Document.objects.filter(
        forum=document.forum, kind=document.kind, party=document.party, held_on=document.held_on
    )
    title = text.searchable(document.meeting)
    for other in same:
        if text.searchable(other.meeting) == title:
            raise Refused(
                gettext_noop("The document of this meeting has been published already, as %(code)s."),
                code=other.code,
            )


# --- What is stored ----------------------------------------------------------------------------------------


def _document(found: Found, by: User | None) -> Document:
    forum, party = _forum(found.forum_number), _country(found.country)
    taken = set(Document.objects.filter(forum=forum).values_list("code", flat=True))
    code = naming.document_code(
        forum_number=forum.number, kind=found.kind, country=party.code if party else None, taken=taken
    )
    return Document(
        code=code,
        forum=forum,
        kind=found.kind,
        party=party,
        meeting=found.meeting or "",
        theme=found.theme or "",
        held_on=found.date,
        held_until=found.date_end,
        year=found.date.year if found.date else forum.year,
        dates_printed=found.dates_printed,
        place=found.place or "",
        online=found.online,
        published_at=timezone.now(),
        published_by=by,
    )


def _forum(number: int | None) -> Forum:
    """The forum, locked: two documents published for it at once get two codes."""
    forum = Forum.objects.select_for_update().filter(number=number or 0).first()
    if forum is None:
        raise Refused(
            gettext_noop("The %(ordinal)s AFML is not among the forums of this site. Please add it first."),
            field="forum",
            ordinal=ordinal(number or 0),
        )
    return forum


def _country(code: str | None) -> Party | None:
    if code is None:
        return None
    party = Party.objects.states().filter(code=code.upper()).first()
    if party is None:
        raise Refused(gettext_noop("“%(code)s” is not among the countries of this site."), field="country", code=code)
    return party


def _recommendations(document: Document, found: tuple[FoundSubTheme, ...]) -> list[Recommendation]:
    recommendations: list[Recommendation] = []
    for place, sub_theme, endings in zip(naming.positions(found), found, naming.endings(found), strict=True):
        heading = SubTheme(
            document=document,
            position=place,
            number=sub_theme.number,
            title=sub_theme.title,
            introduction=sub_theme.introduction or "",
        )
        _save(heading)
        for ending, item in zip(endings, sub_theme.recommendations, strict=True):
            recommendation = Recommendation(
                reference=f"{document.code}-{ending}",
                document=document,
                sub_theme=heading,
                position=len(recommendations) + 1,
                label=item.label or "",
                number=item.number,
                text=item.text,
                page=item.page,
                line=item.line_from,
            )
            _save(recommendation)
            recommendations.append(recommendation)
    return recommendations


@contextlib.contextmanager
def _source_kept(document: Document, data: bytes, file_name: str) -> Iterator[Edition]:
    """The source as the document's first edition: a UTF-8 text as text, anything else as a file.

    A file is on the disk before its transaction ends, so it is taken away again when the rest fails.
    """
    edition = Edition(
        document=document,
        file_name=file_name[-200:],
        sha256=_sha256(data),
        received_at=document.published_at,
        received_by=document.published_by,
    )
    try:
        try:
            edition.source_text = data.decode()
        except UnicodeDecodeError:
            edition.file.save(document.code, ContentFile(data), save=False)
        edition.save()
        yield edition
    except BaseException:
        if edition.file:
            edition.file.delete(save=False)
        raise


def _save(row: models.Model) -> None:
    """Save a row whose values fit their fields. Raises Refused, naming the field that does not."""
    left_out = [field.name for field in row._meta.fields if field.is_relation or not field.editable]
    try:
        row.clean_fields(exclude=left_out)
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        raise Refused(
            gettext_noop("This cannot be stored as “%(name)s”: %(problem)s"),
            name=str(getattr(row._meta.get_field(name), "verbose_name", name)),
            problem=messages[0],
        ) from None
    row.save()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _facts(
    document: Document, edition: Edition, recommendations: list[Recommendation], follow_ups: list[FollowUp]
) -> dict[str, object]:
    return {
        "code": document.code,
        "sha256": edition.sha256,
        "recommendations": [each.reference for each in recommendations],
        "asked": sorted({each.party.code for each in follow_ups}),
        "asked_on": asking.asking_day(document),
    }
