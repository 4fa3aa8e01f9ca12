"""The paper that a chief signs: numbered answers, the version code, and the block for the signature."""

import zoneinfo
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from recommendations.choices import NotPursuedReason, Status
from recommendations.models import SignatureSheet, UpdateVersion, VersionActivity, VersionEvidence
from recommendations.queries.approvals import Printed
from recommendations.reports import sentences


@dataclass(frozen=True)
class Line:
    """A heading with what stands under it: one or several paragraphs."""

    head: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One numbered answer: what was asked (`text`, in `language`) and what is answered."""

    number: int
    reference: str
    text: str
    language: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class SignaturePaper:
    title: str
    scope: str
    code: str
    code_note: str
    made_on: date
    language: str
    rows: tuple[Row, ...]
    block_title: str
    block: tuple[str, ...]


def build(sheet: SignatureSheet, printed: list[Printed]) -> SignaturePaper:
    """The paper of `sheet` in the language that is on; always what was printed first."""
    made_on = timezone.localdate(sheet.made_at, zoneinfo.ZoneInfo(sheet.party.time_zone))
    n = len(printed)
    scope = ngettext(
        "%(n)d answer on a recommendation of the ASEAN Forum on Migrant Labour, as it stood on %(day)s.",
        "%(n)d answers on recommendations of the ASEAN Forum on Migrant Labour, as they stood on %(day)s.",
        n,
    )
    return SignaturePaper(
        title=_("Answers for approval: %(country)s") % {"country": sheet.party.name},
        scope=scope % {"n": n, "day": sentences.day(made_on)},
        code=_("Version code %(code)s") % {"code": sheet.code},
        code_note=_(
            "The signature approves these answers in this version only. An answer that is changed afterwards needs a "
            "new approval."
        ),
        made_on=made_on,
        language=get_language() or "en",
        rows=tuple(map(_row, printed)),
        block_title=_("Approved"),
        block=(_("Name"), _("Title"), _("Letter number"), _("Date"), _("Signature and seal")),
    )


def _row(printed: Printed) -> Row:
    version = printed.answer.version
    recommendation = version.update.follow_up.recommendation
    return Row(
        number=printed.row.number,
        reference=recommendation.reference,
        text=recommendation.text,
        language=recommendation.document.language,
        lines=tuple(line for line in _lines(version, printed) if line.texts),
    )


def _lines(version: UpdateVersion, printed: Printed) -> tuple[Line, ...]:
    agencies = version.agencies.all()
    also = (f"{each.reference}: {' '.join(each.text.split())}" for each in printed.also)
    return (
        Line(_("Also the answer to"), tuple(also)),
        Line(_("Status"), (status(version),)),
        Line(_("What was done"), tuple(map(_dated, version.activities.all()))),
        Line(_("Agencies"), tuple(f"{each.name} ({each.get_part_display()})" for each in agencies)),
        Line(_("Information from"), tuple(each.said for each in version.informed_by)),
        Line(_("Challenges"), _paragraphs(version.challenges)),
        Line(_("Next steps"), _paragraphs(version.next_steps)),
        Line(_("Evidence"), tuple(map(_piece, printed.answer.evidence))),
    )


def status(version: UpdateVersion) -> str:
    """The status in words, with the reason where it is not pursued."""
    if not version.status:
        return _("Not chosen yet")
    words = str(Status(version.status).label)
    if version.not_pursued_reason:
        words += f": {NotPursuedReason(version.not_pursued_reason).label}"
    return f"{words} ({version.replaced_by})" if version.replaced_by else words


def _dated(activity: VersionActivity) -> str:
    when = sentences.period(activity.starts_on, activity.ends_on)
    return f"{when}: {activity.text}" if when else activity.text


def _piece(piece: VersionEvidence) -> str:
    where = piece.evidence_version.file_name or piece.evidence_version.link
    return f"{piece.title} ({where})"


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line.strip())
