"""What the publish page tells before anything is made: how much, of whom, and what does not seem to fit."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from recommendations.choices import DocumentKind, Standing
from recommendations.models import Document, DocumentImport, FollowUp, Party, Recommendation
from recommendations.models.forum import ordinal
from recommendations.parsing.titles import forum_number, kind_of
from recommendations.parsing.vocabulary import COUNTRIES, COUNTRY
from recommendations.queries import asking
from recommendations.queries.import_checks import Check, check

# Days between a meeting and its forum from which on the two may not belong together.
FAR = 400

WHY_ASKED = {
    DocumentKind.FORUM: gettext_lazy("What the forum itself adopts is asked of every state that was a member then."),
    DocumentKind.NATIONAL: gettext_lazy("What a national workshop proposes is asked of its own country."),
}
NOBODY = gettext_lazy("What a regional meeting proposes is asked of nobody, until you or a round ask chosen countries.")


@dataclass(frozen=True)
class Change:
    """A figure of the site before and after; `of` says what is counted, and never mixes the standings."""

    of: str
    before: int
    after: int


@dataclass(frozen=True)
class PublishPage:
    document_import: DocumentImport
    check: Check
    standing: Standing
    texts: int
    why_asked: str
    offered: QuerySet[Party]
    default: list[Party]
    left_out: list[Party]
    misfits: list[str]

    @property
    def is_ready(self) -> bool:
        return self.check.is_ready

    def changes(self, asked: int) -> list[Change]:
        """The figures, where `asked` countries are asked."""
        kinds = Document.objects.of_standing(self.standing)
        texts = Recommendation.objects.in_force().filter(document__in=kinds).count()
        follow_ups = FollowUp.objects.in_force().filter(recommendation__document__in=kinds).count()
        adopted = self.standing == Standing.ADOPTED
        return [
            Change(
                _("Adopted recommendations") if adopted else _("Proposed recommendations"), texts, texts + self.texts
            ),
            Change(
                _("Follow-ups of adopted recommendations") if adopted else _("Follow-ups of proposed recommendations"),
                follow_ups,
                follow_ups + self.texts * asked,
            ),
        ]


def publish_page(found: DocumentImport) -> PublishPage:
    offered = asking.parties_offered(found)
    chosen = list(found.asked.all()) if found.asked_chosen else asking.parties_asked(found)
    return PublishPage(
        document_import=found,
        check=check(found),
        standing=_standing(found),
        texts=found.extracts.to_publish().count(),
        why_asked=_why_asked(found),
        offered=offered,
        default=chosen,
        left_out=list(Party.objects.states().exclude(pk__in=offered.values("pk")).order_by("member_since")),
        misfits=list(_misfits(found)),
    )


def _why_asked(found: DocumentImport) -> str:
    return str(next((why for kind, why in WHY_ASKED.items() if kind == found.kind), NOBODY))


def _standing(found: DocumentImport) -> Standing:
    return Standing.ADOPTED if found.kind == DocumentKind.FORUM else Standing.PROPOSED


# --- What does not seem to fit ---------------------------------------------------------------------------------


def _misfits(found: DocumentImport) -> Iterator[str]:
    """Sentences about what the title, the dates and the other documents say against the facts."""
    yield from _kind(found)
    yield from _country(found)
    if found.forum:
        yield from _forum(found)
        yield from _dates(found)


def _kind(found: DocumentImport) -> Iterator[str]:
    read = kind_of(found.meeting, [])
    if not found.meeting or read == found.kind:
        return
    words = {"read": DocumentKind(read).label, "chosen": found.get_kind_display()}
    if found.kind == DocumentKind.FORUM:
        yield _("The title reads like “%(read)s”. As “%(chosen)s” its texts would count as adopted.") % words
    elif read != DocumentKind.FORUM:
        yield _("The title reads like “%(read)s”, but the document is said to be “%(chosen)s”.") % words
    elif "adopt" in found.meeting.casefold():
        yield _("The title speaks of adoption. As “%(chosen)s” its texts count as proposed.") % words


def _country(found: DocumentImport) -> Iterator[str]:
    named = COUNTRY.search(found.meeting)
    if named and found.party and COUNTRIES[named[0].casefold()] != found.party.code:
        yield _("The title names %(named)s, but the country is %(country)s.") % {
            "named": named[0], "country": found.party.name,
        }  # fmt: skip


def _forum(found: DocumentImport) -> Iterator[str]:
    read = forum_number([found.meeting])
    if read and read != found.forum.number:
        yield _("The title names the %(read)s AFML, but the forum is the %(chosen)s.") % {
            "read": ordinal(read), "chosen": ordinal(found.forum.number),
        }  # fmt: skip
    if found.kind == DocumentKind.FORUM:
        here = Document.objects.in_force().filter(forum=found.forum, kind=DocumentKind.FORUM)
        yield from (
            _("A document that this forum adopted is published already, as %(code)s.") % {"code": each.code}
            for each in here
        )


def _dates(found: DocumentImport) -> Iterator[str]:
    days = (found.held_on, found.forum.starts_on or found.forum.ends_on)
    if days[0] is None:
        yield _("No day of the meeting is given, so it counts by its forum’s year.")
    elif days[1] and abs((days[0] - days[1]).days) > FAR:
        yield _("The meeting lies more than a year from its forum.")
    elif not days[1] and abs(days[0].year - found.forum.year) > 1:
        yield _("The meeting lies more than a year from its forum, which was in %(year)s.") % {"year": found.forum.year}
