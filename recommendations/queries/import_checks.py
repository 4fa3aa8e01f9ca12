"""Is an import whole? Errors stop its publication; warnings want a tick with a reason."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from recommendations.choices import DocumentKind, ExtractState
from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, Recommendation
from recommendations.queries import doubts
from recommendations.queries.repeats import Repeat, repeats_inside, repeats_of_stored, too_many
from recommendations.queries.unused_text import Unused, unused

S = ExtractState


@dataclass(frozen=True)
class Finding:
    """One line of a check: its words and where to mend it."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Warned:
    """A warning with what it rests on. `key` changes when that does, so that an old tick does not cover it."""

    key: str
    title: str
    findings: tuple[Finding, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    unused: tuple[Unused, ...] = ()
    reason: str = ""

    @property
    def is_ticked(self) -> bool:
        return bool(self.reason)


@dataclass(frozen=True)
class Check:
    errors: tuple[Finding, ...]
    warnings: tuple[Warned, ...]
    beside: tuple[Unused, ...]  # unused text before the first text and after the last
    texts: int
    only_exact: bool  # too much is stored to look for near repeats

    @property
    def is_ready(self) -> bool:
        """Whether it may be published."""
        return not self.errors and all(warning.is_ticked for warning in self.warnings)

    @property
    def to_tick(self) -> int:
        return sum(not warning.is_ticked for warning in self.warnings)


@dataclass(frozen=True)
class _Material:
    document_import: DocumentImport
    sub_themes: Sequence[ExtractedSubTheme]
    texts: Sequence[Extract]  # accepted, and not looked at
    open: int
    first_open: int | None
    left: Sequence[Unused]
    stored: Sequence[tuple[str, str]]  # the published texts, by reference


def check(document_import: DocumentImport) -> Check:
    """Everything that stands between an import and its publication."""
    material = _material(document_import)
    reasons = {each["key"]: each["reason"] for each in document_import.ticked}
    return Check(
        errors=tuple(_errors(material)),
        warnings=tuple(_ticked(warning, reasons) for warning in _warnings(material)),
        beside=tuple(each for each in material.left if each.where != "among"),
        texts=sum(text.state == S.ACCEPTED for text in material.texts),
        only_exact=too_many(len(material.texts), len(material.stored)),
    )


def _material(document_import: DocumentImport) -> _Material:
    found = Extract.objects.filter(document_import=document_import, state__in=(S.PROPOSED, S.ACCEPTED))
    texts = list(found.order_by("position"))
    waiting = [text.position for text in texts if text.state == S.PROPOSED]
    return _Material(
        document_import,
        list(document_import.sub_themes.order_by("position")),
        texts,
        len(waiting),
        waiting[0] if waiting else None,
        unused(document_import),
        _stored(document_import),
    )


def _stored(document_import: DocumentImport) -> list[tuple[str, str]]:
    """What is in force, but for the document that this one corrects."""
    found = Recommendation.objects.in_force().exclude(document=document_import.edition_of_id)
    return list(found.order_by("pk").values_list("reference", "text"))


# --- Errors ------------------------------------------------------------------------------------------------


def _errors(material: _Material) -> Iterable[Finding]:
    found = material.document_import
    facts = reverse("import_facts", args=[found.pk])
    national = found.kind == DocumentKind.NATIONAL
    holding = (
        (not found.facts_confirmed_at, _("Nobody has confirmed which document this is."), facts),
        (not found.forum_id, _("The forum is missing."), facts),
        (not found.kind, _("The kind of the meeting is missing."), facts),
        (not found.meeting, _("The title of the meeting is missing."), facts),
        (national and not found.party_id, _("The country of this national workshop is missing."), facts),
        (
            bool(found.kind) and not national and bool(found.party_id),
            _("Only a national workshop belongs to a country."),
            facts,
        ),
        (not material.texts, _("There is no recommendation to publish."), reverse("import_add", args=[found.pk])),
    )
    yield from (Finding(words, url) for wrong, words, url in holding if wrong)
    if material.open:
        words = ngettext("%(n)s text has not been looked at.", "%(n)s texts have not been looked at.", material.open)
        yield Finding(words % {"n": material.open}, _extract_url(found, material.first_open))
    yield from _bare_headings(material)


def _bare_headings(material: _Material) -> Iterable[Finding]:
    """Where one sub-theme has a title, each that holds texts needs one; only the first may stand without."""
    held = {text.sub_theme_id for text in material.texts}
    shown = [each for each in material.sub_themes if each.pk in held]
    for each in shown[1:]:
        if not each.title:
            url = reverse("import_sub_theme", args=[material.document_import.pk, each.position])
            yield Finding(_("The sub-theme at place %(place)s has no title.") % {"place": each.position}, url)


# --- Warnings ----------------------------------------------------------------------------------------------


def _warnings(material: _Material) -> Iterable[Warned]:
    found = material.document_import
    told = doubts.sentences(found.doubts, but=doubts.OF_FACTS | OF_TEXTS)
    yield from _one("numbers", _("The printed numbers do not run on."), _numbering(material))
    yield from _one("document", _("The file itself raises doubts."), [Finding(each) for each in told])
    yield from _one("empty", _("A sub-theme holds no recommendation."), _empty(material))
    inside = repeats_inside(material.texts)
    yield from _repeated("inside", _("The same is said more than once in this document."), inside)
    stored = material.stored
    yield from _repeated(
        "stored", _("The same was said in another document."), repeats_of_stored(material.texts, stored)
    )
    among = tuple(each for each in material.left if each.where == "among")
    if among:
        key = _key("unused", [f"{each.first}-{each.last}" for each in among])
        yield Warned(key, _("Text among the recommendations was not used."), unused=among)


# What the checks here tell themselves, from the texts as they are now.
OF_TEXTS = frozenset({"empty-sub-theme", "left-out", "inner-heading", "nothing-found"})


def _one(code: str, title: str, findings: Iterable[Finding]) -> Iterable[Warned]:
    found = tuple(findings)
    if found:
        yield Warned(_key(code, [each.text for each in found]), title, findings=found)


def _repeated(code: str, title: str, repeats: Sequence[Repeat]) -> Iterable[Warned]:
    if repeats:
        key = _key(code, [f"{each.position}={each.other}" for each in repeats])
        yield Warned(key, title, repeats=tuple(repeats))


def _numbering(material: _Material) -> Iterable[Finding]:
    """Each number is one more than that before it; a sub-theme may begin again at 1."""
    before: Extract | None = None
    for text in material.texts:
        if text.number is None or not text.label:
            continue
        begins = before is None or text.sub_theme_id != before.sub_theme_id
        runs_on = before is not None and text.number == (before.number or 0) + 1
        if not runs_on and not (begins and text.number == 1):
            words = _("“%(label)s” follows “%(before)s”.") if before else _("The first number is “%(label)s”.")
            told = words % {"label": text.label, "before": before.label if before else ""}
            yield Finding(told, _extract_url(material.document_import, text.position))
        before = text


def _empty(material: _Material) -> Iterable[Finding]:
    held = {text.sub_theme_id for text in material.texts}
    for each in material.sub_themes:
        if each.pk not in held and (each.title or each.number):
            yield Finding(str(each), reverse("import_sub_theme", args=[material.document_import.pk, each.position]))


def _ticked(warning: Warned, reasons: dict[str, str]) -> Warned:
    return Warned(**{**vars(warning), "reason": reasons.get(warning.key, "")})


def _key(code: str, parts: Sequence[str]) -> str:
    return f"{code}-{hashlib.sha256(chr(10).join(parts).encode()).hexdigest()[:12]}"


def _extract_url(document_import: DocumentImport, position: int | None) -> str:
    return reverse("extract", args=[document_import.pk, position])
