"""What a row of a comparison of editions means, in sentences."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def anchor(row) -> str:
    """An id for the row's place on the page."""
    return f"new-{row.extract.position}" if row.extract else f"gone-{row.old.reference}"


@register.filter
def consequences(row) -> list[str]:
    """What applying the edition does to this text."""
    told = (_gone if row.extract is None else _kept if row.keeps else _added)(row)
    if row.is_doubtful:
        told.append(_("Only %(share)s %% of the words are the same: is it the same text?") % {"share": row.share})
    return told


def _gone(row) -> list[str]:
    told = [_("It is withdrawn: still to be read, and asked no more.")]
    return told + ([_answers(row)] if row.answers else [])


def _kept(row) -> list[str]:
    told = [_("It keeps the reference %(reference)s.") % {"reference": row.old.reference}]
    if row.joined:
        names = ", ".join(each.reference for each in row.joined)
        told.append(_("%(references)s: withdrawn, with this text as the reason.") % {"references": names})
    if row.is_reworded and row.answers:
        told.append(_("Who has answered is asked to confirm.") if row.asks_again else _("Nobody is asked to confirm."))
        told.append(_answers(row))
    return told + _asked(row)


def _added(row) -> list[str]:
    told = [_("It takes the next free number of its sub-theme.")]
    if row.old:
        words = _("It is a further piece of %(reference)s; the first piece keeps that reference.")
        told.append(words % {"reference": row.old.reference})
    return told + _asked(row)


def _answers(row) -> str:
    words = ngettext(
        "%(n)s answer of %(asked)s asked; it is kept.", "%(n)s answers of %(asked)s asked; they are kept.", row.answers
    )
    return words % {"n": row.answers, "asked": row.asked}


def _asked(row) -> list[str]:
    number = len(row.parties)
    if not number:
        return [] if row.keeps else [_("Nobody is asked about it.")]
    words = ngettext("%(n)s country is asked about it.", "%(n)s countries are asked about it.", number)
    return [words % {"n": number}]
