"""What became of each text from one edition of a document to the next. The machine proposes, people decide.

First the texts whose words are all there again, then by likeness: one text for one, one cut into several, several
joined into one. Rare words weigh more than common ones. The same input always gives the same answer.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from recommendations.matching.features import Bag, Weights, alike, features, share

SAME, REWORDED, MOVED, RENUMBERED = "same", "reworded", "moved", "renumbered"
SPLIT, MERGED, NEW, GONE = "split", "merged", "new", "gone"

# How alike two texts must be to be one text reworded: at another place, and under the same heading and number.
LIKE, LIKE_IN_PLACE = 0.45, 0.3
# How much of a piece must come from the whole, and how alike all pieces together and the whole must be.
PIECE, PIECES = 0.7, 0.65
# By how much several must fit better than the best of them alone.
BETTER = 0.05
# More equal texts than this, old times new, are paired in their order.
MANY = 10_000


@dataclass(frozen=True)
class Item:
    """One text of an edition. `under` is the place of its heading; `in_force`: whether it has not been withdrawn."""

    text: str
    under: int = 0
    label: str = ""
    in_force: bool = True


@dataclass(frozen=True)
class Printing:
    """An edition: the titles of its headings, and its texts in their order."""

    titles: tuple[str, ...]
    items: tuple[Item, ...]

    def same_place(self, place: int, other: "Printing", there: int) -> tuple[bool, bool]:
        """Whether two texts stand under the same title, and under the same number."""
        one, two = self.items[place], other.items[there]
        return self.titles[one.under] == other.titles[two.under], one.label == two.label


# For each new text the old ones it comes from, as places in the old edition: none for a new text, several where it
# joins them. The same old one under several new texts was split.
Matches = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class _Fit:
    """Some old and some new texts that belong together; the greatest `score` is taken first."""

    score: float
    olds: tuple[int, ...]
    news: tuple[int, ...]

    @property
    def order(self) -> tuple[float, tuple[int, ...], tuple[int, ...]]:
        return (-round(self.score, 6), self.olds, self.news)


def propose(old: Printing, new: Printing, known: Mapping[int, tuple[int, ...]] | None = None) -> Matches:
    """Where each new text comes from. `known` is what a person has decided, by the place of the new text."""
    found = dict(known or {})
    used = {place for olds in found.values() for place in olds}
    free_old = [place for place in range(len(old.items)) if place not in used]
    free_new = [place for place in range(len(new.items)) if place not in found]
    for a, b in _equal(old, new, free_old, free_new):
        found[b] = (a,)
        used.add(a)
    free_old = [place for place in free_old if place not in used]
    free_new = [place for place in free_new if place not in found]
    for fit in sorted(_fits(old, new, free_old, free_new), key=lambda fit: fit.order):
        if used.isdisjoint(fit.olds) and not any(place in found for place in fit.news):
            used.update(fit.olds)
            found.update((place, fit.olds) for place in fit.news)
    return tuple(found.get(place, ()) for place in range(len(new.items)))


# --- The same words --------------------------------------------------------------------------------------------


def _equal(old: Printing, new: Printing, free_old: Iterable[int], free_new: Iterable[int]) -> Iterator[tuple[int, int]]:
    olds, news = _by_words(old.items, free_old), _by_words(new.items, free_new)
    for words, places in news.items():
        yield from _paired(old, new, olds.get(words, []), places)


def _by_words(items: Sequence[Item], places: Iterable[int]) -> dict[tuple[str, ...], list[int]]:
    found: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in places:
        found[features(items[place].text)].append(place)
    return found


def _paired(old: Printing, new: Printing, olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    """Texts that say the same: those under the same heading and number first."""
    if len(olds) * len(news) > MANY:
        yield from zip(olds, news, strict=False)
        return
    pairs = [(_distance(old, a, new, b), abs(x - y), a, b) for x, a in enumerate(olds) for y, b in enumerate(news)]
    done_old, done_new = set(), set()
    for _far, _apart, a, b in sorted(pairs):
        if a not in done_old and b not in done_new:
            done_old.add(a)
            done_new.add(b)
            yield a, b


def _distance(old: Printing, a: int, new: Printing, b: int) -> tuple[bool, bool, bool]:
    heading, label = old.same_place(a, new, b)
    return (not old.items[a].in_force, not heading, not label)


# --- Alike -----------------------------------------------------------------------------------------------------


def _fits(old: Printing, new: Printing, free_old: list[int], free_new: list[int]) -> Iterator[_Fit]:
    weights = Weights.of(item.text for item in (*old.items, *new.items))
    olds = {place: weights.bag(old.items[place].text) for place in free_old}
    news = {place: weights.bag(new.items[place].text) for place in free_new}
    near = list(_near(olds, news))
    best: dict[tuple[str, int], float] = defaultdict(float)
    for a, b in near:
        score = alike(olds[a], news[b])
        best["old", a], best["new", b] = max(best["old", a], score), max(best["new", b], score)
        in_place = old.items[a].in_force and bool(old.items[a].label) and all(old.same_place(a, new, b))
        if score >= (LIKE_IN_PLACE if in_place else LIKE):
            yield _Fit(score + (0.05 if in_place else 0), (a,), (b,))
    for a, pieces in _together(near, 0).items():
        if group := _cut(olds[a], {b: news[b] for b in pieces}, best["old", a]):
            yield _Fit(group[0], (a,), group[1])
    for b, sources in _together(near, 1).items():
        standing = {a: olds[a] for a in sources if old.items[a].in_force}
        if group := _cut(news[b], standing, best["new", b]):
            yield _Fit(group[0], group[1], (b,))


def _near(olds: Mapping[int, Bag], news: Mapping[int, Bag]) -> Iterator[tuple[int, int]]:
    """The pairs that share a word which is not in most of the texts."""
    holding: dict[str, list[int]] = defaultdict(list)
    for place, bag in olds.items():
        for word in bag.words:
            holding[word].append(place)
    common = max(20, len(olds) // 4)
    for b, bag in news.items():
        shared: Counter[int] = Counter()
        for word in bag.words:
            if len(holding[word]) <= common:
                shared.update(holding[word])
        yield from ((a, b) for a, _number in sorted(shared.most_common(40)))


def _together(pairs: Iterable[tuple[int, int]], side: int) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for pair in pairs:
        found[pair[side]].append(pair[1 - side])
    return found


def _cut(whole: Bag, parts: Mapping[int, Bag], best: float) -> tuple[float, tuple[int, ...]] | None:
    """The parts that `whole` was cut into (or made of), and how well they fit; None where it was not."""
    inside = [(part.within(whole), place) for place, part in parts.items()]
    rest, chosen, together = whole, [], Bag({})
    for held, place in sorted(inside, key=lambda each: (-round(each[0], 6), each[1])):
        part = parts[place]
        if held >= PIECE and part.total < 0.95 * whole.total and part.within(rest) >= PIECE:
            chosen.append(place)
            rest, together = rest.without(part), together.plus(part)
    score = alike(whole, together)
    if len(chosen) < 2 or score < PIECES or score < best + BETTER:
        return None
    return score, tuple(sorted(chosen))


# --- What a match means ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Fate:
    """What a new text is to the old edition. `keeps`: whether it goes on under the reference of its first old text.

    `share` is the share of words that both have, 0 to 1; None for a new text.
    """

    kinds: tuple[str, ...]
    keeps: bool
    share: float | None


@dataclass(frozen=True)
class Compared:
    """Two editions side by side: the fate of each new text, the old ones that are gone, and for each new heading
    the place of the old one that goes on in it."""

    matches: Matches
    fates: tuple[Fate, ...]
    gone: tuple[int, ...]
    headings: dict[int, int]


def compare(old: Printing, new: Printing, known: Mapping[int, tuple[int, ...]] | None = None) -> Compared:
    """`propose`, and what it means."""
    matches = _tidy(propose(old, new, known))
    keeper = keepers(matches)
    links = {place: (old.items[matches[place][0]].under, new.items[place].under) for place in keeper}
    headings = same_headings(old.titles, new.titles, links.values())
    under = {place: a for place, (a, b) in links.items() if headings.get(b) == a}
    return Compared(matches, tuple(_fates(old, new, matches, _stays(matches, under))), gone(old, matches), headings)


def _fates(old: Printing, new: Printing, matches: Matches, stays: frozenset[int]) -> Iterator[Fate]:
    keeper = keepers(matches)
    counts = Counter(olds[0] for olds in matches if olds)
    for place, (item, olds) in enumerate(zip(new.items, matches, strict=True)):
        split = bool(olds) and counts[olds[0]] > 1
        yield _fate(old.items, item, olds, split=split, keeps=place in keeper, stays=place in stays)


def _tidy(matches: Matches) -> Matches:
    """Each old text joined once at most: into one that goes on, and never where it goes on or was split itself."""
    keeper, mains = keepers(matches), {olds[0] for olds in matches if olds}
    used: set[int] = set()
    found = []
    for place, olds in enumerate(matches):
        joined = tuple(each for each in olds[1:] if place in keeper and each not in mains | used)
        used.update(joined)
        found.append(olds[:1] + joined)
    return tuple(found)


def keepers(matches: Matches) -> frozenset[int]:
    """The new texts that go on under a reference: of several pieces the first."""
    first: dict[int, int] = {}
    for place, olds in enumerate(matches):
        if olds:
            first.setdefault(olds[0], place)
    return frozenset(first.values())


def gone(old: Printing, matches: Matches) -> tuple[int, ...]:
    """The old texts in force that no new one comes from."""
    used = {place for olds in matches for place in olds}
    return tuple(place for place, item in enumerate(old.items) if item.in_force and place not in used)


def same_words(one: str, other: str) -> bool:
    """Whether the words are the same: only spaces, punctuation or letters' case differ."""
    return features(one) == features(other)


def _fate(old: Sequence[Item], item: Item, olds: tuple[int, ...], *, split: bool, keeps: bool, stays: bool) -> Fate:
    if not olds:
        return Fate((NEW,), keeps=False, share=None)
    before = "\n\n".join(old[place].text for place in olds)
    first = old[olds[0]]
    if not keeps:
        return Fate((SPLIT,), keeps=False, share=share(before, item.text))
    told = (
        (SPLIT, split),
        (MERGED, len(olds) > 1),
        (REWORDED, not split and len(olds) == 1 and first.text != item.text),
        (MOVED, not stays),
        (RENUMBERED, first.label != item.label),
    )
    kinds = tuple(kind for kind, holds in told if holds)
    return Fate(kinds or (SAME,), keeps=True, share=share(before, item.text))


def _stays(matches: Matches, under: Mapping[int, int]) -> frozenset[int]:
    """The new texts in the order they had: the longest run of them under each heading that goes on.

    `under`: the place of a new text → that of its old heading, where that goes on as the one it stands under.
    """
    runs: dict[int, list[int]] = defaultdict(list)
    for place in sorted(under):
        runs[under[place]].append(place)
    return frozenset(place for run in runs.values() for place in _rising(run, matches))


def _rising(places: list[int], matches: Matches) -> list[int]:
    """The longest part of `places` whose old texts stand in that order too."""
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, matches[place][0], key=lambda each: matches[each][0])
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    found: list[int] = []
    last: int | None = ends[-1] if ends else None
    while last is not None:
        found.append(last)
        last = before[last]
    return found[::-1]


# --- Headings --------------------------------------------------------------------------------------------------


def same_headings(old: Sequence[str], new: Sequence[str], links: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The place of a new heading → that of the old one that goes on in it. A heading without either is new.

    `old` and `new` are titles; `links` has a pair (old heading, new heading) for each text that went from one to
    the other. The same title decides, then most of the texts.
    """
    votes = Counter(links)
    for a, title in enumerate(old):
        for b, other in enumerate(new):
            if features(title) == features(other):
                votes[a, b] += 1_000_000
    found: dict[int, int] = {}
    for (a, b), _number in sorted(votes.items(), key=lambda each: (-each[1], each[0])):
        if b not in found and a not in found.values():
            found[b] = a
    return found
