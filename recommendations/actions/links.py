"""The same recommendation again: links are suggested by the machine, and only the secretariat decides on them.

A link may be undone: a suggestion is then a suggestion again, and what was added by hand is gone; the trail keeps both.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from recommendations.actions import audit
from recommendations.actions.locking import locked
from recommendations.choices import LinkKind, LinkState, Standing
from recommendations.errors import NotAllowed, Refused, TooLate
from recommendations.matching.linking import Suggestion
from recommendations.models import Document, Link, NotTakenUp, Recommendation, User
from recommendations.permissions import can
from recommendations.queries import linking
from recommendations.queries.links import moment
from recommendations.roles import Permission
from recommendations.text import clean, gettext_noop

BATCH = 500
# What somebody else did with a pair since the page was opened, by its state now.
MEANWHILE = {
    LinkState.CONFIRMED: gettext_noop("Somebody has linked %(earlier)s and %(later)s meanwhile. Nothing was changed."),
    LinkState.REFUSED: gettext_noop(
        "Somebody has refused to link %(earlier)s and %(later)s meanwhile. Nothing was changed."
    ),
    LinkState.SUGGESTED: gettext_noop(
        "Somebody has taken the decision on %(earlier)s and %(later)s back meanwhile. Nothing was changed."
    ),
}


# --- What the machine suggests ---------------------------------------------------------------------------------


@transaction.atomic
def suggest(*, among: Collection[Recommendation], found: Sequence[Suggestion], by: User | None) -> int:
    """Suggest what was `found` about these texts (`queries.linking.suggestions`, asked before the transaction: it
    takes seconds where thousands are stored). Gives back how many links are suggested for them now.

    Nothing that a person decided changes; a suggestion that no longer holds goes. `by` is None on the command line
    only. Errors: NotAllowed.
    """
    _check(by)
    keys = {each.pk for each in among}
    there = _locked(Recommendation.objects.in_force(), linking.named_in(found) | keys)
    texts = {text.reference: text for text in there}
    pairs = {_pair(texts, each): each for each in found if {each.reference, each.other} <= texts.keys()}
    stored = Link.objects.filter(Q(earlier__in=keys) | Q(later__in=keys)).order_by("pk")
    known = {frozenset((link.earlier_id, link.later_id)): link for link in stored}
    waiting = {pair: link for pair, link in known.items() if link.state == LinkState.SUGGESTED}
    gone = [link.pk for pair, link in waiting.items() if pair not in pairs]
    Link.objects.filter(pk__in=gone).delete()
    again = [link for pair, link in waiting.items() if pair in pairs and _rescored(link, pairs[pair])]
    Link.objects.bulk_update(again, ["score", "words"], batch_size=BATCH)
    new = [_suggested(texts, each) for pair, each in pairs.items() if pair not in known]
    Link.objects.bulk_create(new, batch_size=BATCH)
    if new or again or gone:
        _tell(there, keys, {"new": len(new), "changed": len(again), "gone": len(gone)}, by=by)
    return sum(pair not in known or pair in waiting for pair in pairs)


def _pair(texts: Mapping[str, Recommendation], found: Suggestion) -> frozenset[int]:
    return frozenset((texts[found.reference].pk, texts[found.other].pk))


def _suggested(texts: Mapping[str, Recommendation], found: Suggestion) -> Link:
    earlier, later = sorted((texts[found.reference], texts[found.other]), key=moment)
    kind = linking.kinds_for(earlier, later)[0]
    return Link(earlier=earlier, later=later, kind=kind, score=found.score, words=list(found.shared))


def _rescored(link: Link, found: Suggestion) -> bool:
    before = link.score, link.words
    link.score, link.words = found.score, list(found.shared)
    return before != (link.score, link.words)


def _tell(texts: Iterable[Recommendation], keys: Collection[int], after: dict[str, object], *, by: User | None) -> None:
    """One event for each document whose texts were compared; the figures are of all of them together."""
    own: dict[Document, int] = Counter(text.document for text in texts if text.pk in keys)
    for document, number in own.items():
        audit.record("link.suggest", document, by=by, party=document.party, after={"texts": number, **after})


def suggest_again(*, among: Collection[Recommendation], by: User | None) -> int:
    """Compare these texts with all in force, and suggest what is found; for whoever holds no transaction."""
    return suggest(among=among, found=linking.suggestions(among), by=by)


def suggest_soon(*, among: Collection[Recommendation], most: int, by: User | None) -> int:
    """The same as a last step of other work: nothing where that takes more than `most` comparisons, for a person
    waits. "Suggest again" does it then."""
    return 0 if linking.too_many(len(among), most) else suggest_again(among=among, by=by)


def forget(texts: QuerySet[Recommendation]) -> list[str]:
    """Delete all links of texts that are themselves about to be deleted, for an action that records; gives back those
    that people had confirmed."""
    found = Link.objects.filter(Q(earlier__in=texts) | Q(later__in=texts))
    confirmed = [str(link) for link in found.confirmed().select_related("earlier", "later").order_by("pk")]
    found.delete()
    NotTakenUp.objects.filter(recommendation__in=texts).delete()
    return confirmed


# --- What a person decides -------------------------------------------------------------------------------------


@transaction.atomic
def confirm(*, kinds: Mapping[int, str], by: User, seen: str = LinkState.SUGGESTED) -> list[Link]:
    """Confirm each link (by its key) with its kind; `seen` is the state in which the page showed them.

    Errors: NotAllowed, TooLate (decided otherwise meanwhile, withdrawn), Refused (a kind that does not fit).
    """
    return [_confirm(link, kinds[link.pk], by=by) for link in _to_decide(kinds, by, seen)]


@transaction.atomic
def refuse(*, links: Collection[int], by: User) -> list[Link]:
    """Refuse these links (by key): they are not suggested again. Errors: NotAllowed, TooLate."""
    found = _to_decide(links, by, LinkState.SUGGESTED)
    for link in found:
        _decide(link, LinkState.REFUSED, by=by)
        audit.record("link.refuse", link, by=by, after=_facts(link))
    return found


@transaction.atomic
def add(*, recommendation: Recommendation, other: Recommendation, kind: str, by: User) -> Link:
    """Tie two texts that the machine did not find; which is the earlier follows from their meetings.

    Errors: NotAllowed, TooLate (tied already, withdrawn), Refused (the same text, a kind that does not fit).
    """
    _check(by)
    if recommendation.pk == other.pk:
        raise Refused(gettext_noop("A recommendation cannot be linked to itself."), field="other")
    earlier, later = sorted(_locked(Recommendation.objects.all(), {recommendation.pk, other.pk}), key=moment)
    link = linking.between(earlier, later) or Link(earlier=earlier, later=later)
    if link.state == LinkState.CONFIRMED:
        raise TooLate(gettext_noop("These two are linked already."))
    return _confirm(link, kind, by=by)


@transaction.atomic
def take_up(*, proposal: Recommendation, adopted: Recommendation | None, by: User) -> Link:
    """Say which adopted text a proposal became. Errors as of `add`."""
    if adopted is None:
        raise Refused(gettext_noop("Choose the adopted text that it became."), field="adopted")
    return add(recommendation=proposal, other=adopted, kind=LinkKind.TAKES_UP, by=by)


@transaction.atomic
def undo(*, link: Link, seen: str, by: User) -> Link | None:
    """Take a decision back: the link is a suggestion again; None where it was added by hand and is gone.

    `seen` is the state in which the page showed it. Errors: NotAllowed, TooLate (nothing is decided, or otherwise).
    """
    _check(by)
    (now,) = _locked_links([link.pk]) or (None,)
    if now is None or now.state == LinkState.SUGGESTED:
        raise TooLate(gettext_noop("Nothing has been decided about this link, so there is nothing to undo."))
    _check_seen(now, seen)
    before = _facts(now)
    now.state, now.decided_at, now.decided_by = LinkState.SUGGESTED, None, None
    if now.score is None:
        audit.record("link.undo", now, by=by, before=before)
        now.delete()
        return None
    now.save()
    audit.record("link.undo", now, by=by, before=before, after=_facts(now))
    return now


def _confirm(link: Link, kind: str, *, by: User) -> Link:
    _check_fits(link, kind)
    link.kind = kind
    _decide(link, LinkState.CONFIRMED, by=by)
    before = None
    if kind == LinkKind.TAKES_UP:
        before = _no_longer_refused(link.earlier)
    audit.record("link.confirm", link, by=by, before=before, after=_facts(link))
    return link


def _decide(link: Link, state: LinkState, *, by: User) -> None:
    link.state, link.decided_at, link.decided_by = state, timezone.now(), by
    link.save()


def _no_longer_refused(proposal: Recommendation) -> dict[str, object] | None:
    """Whoever finds what took a proposal up speaks against "not taken up"."""
    said = NotTakenUp.objects.filter(recommendation=proposal).first()
    if said is None:
        return None
    said.delete()
    return {"not_taken_up": proposal.reference, "note": said.note}


# --- A proposal that no adopted text took up ---------------------------------------------------------------------


@transaction.atomic
def say_not_taken_up(*, recommendation: Recommendation, note: str, by: User) -> NotTakenUp:
    """A person compared a proposal with what its forum adopted, and found nothing.

    Errors: NotAllowed, TooLate (it was taken up, or that was said), Refused (it is no proposal).
    """
    _check(by)
    (proposal,) = _locked(Recommendation.objects.all(), {recommendation.pk})
    _check_in_force(proposal)
    if proposal.document.standing == Standing.ADOPTED:
        raise Refused(gettext_noop("The forum itself adopted this text."))
    if into := linking.taken_up_by(proposal):
        raise TooLate(
            gettext_noop("%(other)s took this proposal up. Undo that link first."), other=into.later.reference
        )
    if NotTakenUp.objects.filter(recommendation=proposal).exists():
        raise TooLate(gettext_noop("Somebody has said already that this proposal was not taken up."))
    said = NotTakenUp.objects.create(
        recommendation=proposal, note=clean(note), decided_at=timezone.now(), decided_by=by
    )
    audit.record("link.not_taken_up", proposal, by=by, party=proposal.document.party, after={"note": said.note})
    return said


@transaction.atomic
def compare_again(*, recommendation: Recommendation, by: User) -> None:
    """Take "not taken up" back: the proposal is not compared yet. Errors: NotAllowed, TooLate."""
    _check(by)
    (proposal,) = _locked(Recommendation.objects.all(), {recommendation.pk})
    before = _no_longer_refused(proposal)
    if before is None:
        raise TooLate(gettext_noop("Nobody has said that this proposal was not taken up."))
    audit.record("link.compare_again", proposal, by=by, party=proposal.document.party, before=before)


# --- What stands in the way ------------------------------------------------------------------------------------


def _check(by: User | None) -> None:
    if by is not None and not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat links recommendations."))


def _check_fits(link: Link, kind: str) -> None:
    if kind not in LinkKind.values:
        raise Refused(gettext_noop("Say how the two texts are tied."), field="kind")
    for text in (link.earlier, link.later):
        _check_in_force(text)
    if kind in linking.kinds_for(link.earlier, link.later):
        return
    raise Refused(
        gettext_noop("Only what a forum adopted can take up what was proposed: %(earlier)s and %(later)s.")
        if kind == LinkKind.TAKES_UP
        else gettext_noop("%(later)s was adopted by the forum to which %(earlier)s was proposed: it takes it up."),
        field="kind",
        earlier=link.earlier.reference,
        later=link.later.reference,
    )


def _check_in_force(text: Recommendation) -> None:
    if text.withdrawn_at:
        raise TooLate(
            gettext_noop("%(reference)s was withdrawn. It can be read, but not linked any more."),
            reference=text.reference,
        )


def _to_decide(keys: Collection[int], by: User, seen: str) -> list[Link]:
    """The links to decide on, locked, each still in the state that was `seen`."""
    _check(by)
    if not keys:
        raise Refused(gettext_noop("Tick at least one pair."))
    found = _locked_links(keys)
    if len(found) < len(set(keys)):
        raise TooLate(gettext_noop("One of these suggestions is gone: the texts were compared again."))
    for link in found:
        _check_seen(link, seen)
    return found


def _check_seen(link: Link, seen: str) -> None:
    """A decision is made on what the page showed, never over somebody else's."""
    if link.state != seen:
        raise TooLate(MEANWHILE[LinkState(link.state)], earlier=link.earlier.reference, later=link.later.reference)


def _locked_links(keys: Collection[int]) -> list[Link]:
    """With their texts: who says "not taken up" of one of these waits here, and the other way about."""
    texts = Link.objects.filter(pk__in=keys).values_list("earlier", "later")
    there = {text.pk: text for text in _locked(Recommendation.objects.all(), {pk for pair in texts for pk in pair})}
    found = list(locked(Link.objects).filter(pk__in=keys).order_by("pk"))
    for link in found:
        link.earlier, link.later = there[link.earlier_id], there[link.later_id]
    return found


def _locked(rows: QuerySet[Recommendation], keys: Collection[int]) -> list[Recommendation]:
    """By key, so that two who lock the same texts never wait for each other."""
    found = locked(rows).select_related("document__forum", "document__party")
    return list(found.filter(pk__in=keys).order_by("pk"))


def _facts(link: Link) -> dict[str, object]:
    return {
        "earlier": link.earlier.reference, "later": link.later.reference, "kind": link.kind, "state": link.state,
        "score": link.score,
    }  # fmt: skip
