"""Placing stored texts: a person confirms, changes or refuses what is suggested; rules suggest again."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from recommendations.actions import audit, placed
from recommendations.actions.locking import locked
from recommendations.actions.placed import Chosen
from recommendations.choices import PlacingAxis
from recommendations.errors import Conflict, NotAllowed, Refused
from recommendations.models import Document, Recommendation, TargetGroup, Theme, User
from recommendations.permissions import can
from recommendations.queries.placings import MODELS, Fact, facts_of, fingerprint, rules
from recommendations.roles import Permission
from recommendations.text import gettext_noop

BATCH = 500
SUGGEST = "recommendation.suggest_placings"
# The column that names a value, and the one an addressee stands in.
NAMED = {PlacingAxis.THEME: ("theme_id", Theme), PlacingAxis.TARGET_GROUP: ("target_group_id", TargetGroup)}
Change = tuple[Recommendation, list[Fact], list[Fact]]


@transaction.atomic
def decide(*, recommendation: Recommendation, chosen: Chosen, seen: str, by: User) -> list[Fact]:
    """Place one text as a person ticked it. `seen` is the `fingerprint` of what the page showed.

    Errors: NotAllowed, Conflict (the text was placed otherwise since).
    """
    _check(by)
    (text,) = _locked([recommendation.pk])
    before = facts_of([text]).get(text.pk, [])
    if fingerprint(before) != seen:
        raise Conflict(
            gettext_noop("Somebody else has placed this text since you opened the page. Nothing was overwritten.")
        )
    after = placed.decide(before, chosen)
    _write([(text, before, after)], "recommendation.place", by)
    return after


@transaction.atomic
def confirm(*, recommendations: Iterable[Recommendation], by: User) -> int:
    """Confirm everything that is suggested for these texts; gives back how many were changed. Errors: NotAllowed."""
    return _each(recommendations, placed.confirm, "recommendation.confirm_placings", by)


@transaction.atomic
def refuse_theme(*, recommendations: Iterable[Recommendation], theme: Theme, by: User) -> int:
    """These texts are not about the theme. Errors: NotAllowed."""
    return _each(recommendations, lambda facts: placed.refuse(facts, theme.slug), "recommendation.refuse_theme", by)


@transaction.atomic
def make_main(*, recommendations: Iterable[Recommendation], theme: Theme, by: User) -> int:
    """The theme is the main one of these texts. Errors: NotAllowed."""
    return _each(recommendations, lambda facts: placed.make_main(facts, theme.slug), "recommendation.main_theme", by)


@transaction.atomic
def suggest(*, recommendations: Iterable[Recommendation], by: User | None) -> int:
    """Let the rules place these texts again; what a person decided stays. Gives back how many were changed.

    Errors: NotAllowed.
    """
    ready = rules()

    def act(text: Recommendation, facts: list[Fact]) -> list[Fact]:
        heading, theme = text.sub_theme.title, text.document.theme
        return placed.again(facts, placed.suggested(ready, text.text, heading=heading, theme=theme))

    _check(by)
    return _all(recommendations, act, SUGGEST, by)


def _check(by: User | None) -> None:
    if by is not None and not can(by, Permission.MANAGE_SITE):
        raise NotAllowed(gettext_noop("Only the secretariat places recommendations."))


def _each(
    recommendations: Iterable[Recommendation], act: Callable[[list[Fact]], list[Fact]], action: str, by: User
) -> int:
    _check(by)
    return _all(recommendations, lambda _text, facts: act(facts), action, by)


def _all(
    recommendations: Iterable[Recommendation],
    act: Callable[[Recommendation, list[Fact]], list[Fact]],
    action: str,
    by: User | None,
) -> int:
    keys = sorted(each.pk for each in recommendations)
    if not keys:
        raise Refused(gettext_noop("Tick at least one text."))
    changed = 0
    for start in range(0, len(keys), BATCH):
        texts = _locked(keys[start : start + BATCH])
        facts = facts_of(texts)
        changes = [(text, facts.get(text.pk, []), act(text, facts.get(text.pk, []))) for text in texts]
        changed += _write([each for each in changes if each[1] != each[2]], action, by)
    return changed


def _locked(keys: Sequence[int]) -> list[Recommendation]:
    found: QuerySet[Recommendation] = locked(Recommendation.objects).select_related("document__party", "sub_theme")
    return list(found.filter(pk__in=keys).order_by("pk"))


# --- Writing ------------------------------------------------------------------------------------------------


def _write(changes: list[Change], action: str, by: User | None) -> int:
    """Rows gone, main themes cleared, rows changed, rows new; then one event a document. Gives back how many texts."""
    if not changes:
        return 0
    keys = {axis: dict(model._default_manager.values_list("slug", "pk")) for axis, (_column, model) in NAMED.items()}
    for axis in MODELS:
        _write_axis(axis, changes, keys.get(axis, {}))
    _tell(changes, action, by)
    return len(changes)


def _write_axis(axis: PlacingAxis, changes: list[Change], keys: dict[str, int]) -> None:
    manager = MODELS[axis][0]._default_manager
    rows = manager.filter(recommendation__in=[text for text, *_facts in changes])
    stored: dict[tuple[int, str], Any] = {
        (row.recommendation_id, row.value): row for row in rows.annotate(value=F(MODELS[axis][1]))
    }
    wanted = {
        (text.pk, fact["value"]): (text, fact) for text, _before, after in changes for fact in after
        if fact["axis"] == axis
    }  # fmt: skip
    manager.filter(pk__in=[row.pk for key, row in stored.items() if key not in wanted]).delete()
    new = [_new(axis, *wanted[key], keys) for key in wanted if key not in stored]
    kept = [_set(stored[key], fact) for key, (_text, fact) in wanted.items() if key in stored]
    columns = ["placing", "words"]
    if axis == PlacingAxis.THEME:
        # A text has one main theme at most, also between two statements.
        rows.filter(is_main=True).update(is_main=False)
        columns.append("is_main")
    manager.bulk_update(kept, columns, batch_size=BATCH)
    manager.bulk_create(new, batch_size=BATCH)


def _new(axis: PlacingAxis, text: Recommendation, fact: Fact, keys: dict[str, int]) -> Any:
    value = fact["value"]
    if axis not in NAMED:
        return _set(MODELS[axis][0](recommendation=text, addressee=value), fact)
    if value not in keys:
        raise Refused(gettext_noop("“%(value)s” is not among the themes and target groups of this site."), value=value)
    return _set(MODELS[axis][0](recommendation=text, **{NAMED[axis][0]: keys[value]}), fact)


def _set(row: Any, fact: Fact) -> Any:
    """The row of one of the three tables, as the fact has it."""
    row.placing, row.words = fact["placing"], fact["words"]
    if fact["axis"] == PlacingAxis.THEME:
        row.is_main = fact["is_main"]
    return row


def _tell(changes: list[Change], action: str, by: User | None) -> None:
    """One text is told by itself, many by their document; what rules suggest anew only by its references."""
    if len(changes) == 1 and action != SUGGEST:
        text, before, after = changes[0]
        audit.record(action, text, by=by, party=text.document.party, before=before, after=after)
        return
    documents: dict[Document, list[Change]] = defaultdict(list)
    for change in changes:
        documents[change[0].document].append(change)
    for document, own in documents.items():
        was: Any = {text.reference: facts for text, facts, _after in own}
        is_now: Any = {text.reference: facts for text, _before, facts in own}
        if action == SUGGEST:
            was, is_now = None, {"recommendations": sorted(is_now)}
        audit.record(action, document, by=by, party=document.party, before=was, after=is_now)
