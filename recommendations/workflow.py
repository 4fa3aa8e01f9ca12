"""The moves of an update, as one table that the actions, the buttons and the documented diagram read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from recommendations.choices import UpdateState as S
from recommendations.roles import Permission as P

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Move:
    """One step an update may take.

    `permission` is asked of the follow-up's party. `own_work` says whether somebody who had a hand in the
    update may make the move. `approval` narrows the move to parties that require approval (True), that do not
    (False), or either (None).
    """

    name: str
    label: StrOrPromise
    sources: tuple[S, ...]
    target: S
    permission: P
    own_work: bool = True
    needs_note: bool = False
    approval: bool | None = None

    @property
    def is_way_back(self) -> bool:
        """Whether it leads towards the draft rather than the answer."""
        return self.target == S.DRAFT


ASK_APPROVAL = Move(
    "ask_approval", _("Send for approval"), (S.DRAFT, S.RETURNED), S.FOR_APPROVAL, P.DRAFT_UPDATE, approval=True
)
APPROVE = Move("approve", _("Approve"), (S.FOR_APPROVAL,), S.APPROVED, P.APPROVE_UPDATE)
RECORD_APPROVAL = Move(
    "record_approval", _("Record an approval on paper"), (S.FOR_APPROVAL,), S.APPROVED, P.RECORD_APPROVAL
)
REFUSE_APPROVAL = Move(
    "refuse_approval",
    _("Send back to the reporter"),
    (S.FOR_APPROVAL,),
    S.DRAFT,
    P.APPROVE_UPDATE,
    needs_note=True,
)
SUBMIT_APPROVED = Move("submit", _("Submit"), (S.APPROVED,), S.SUBMITTED, P.SUBMIT_UPDATE, approval=True)
SUBMIT_DIRECTLY = Move(
    "submit", _("Submit"), (S.DRAFT, S.RETURNED, S.APPROVED), S.SUBMITTED, P.SUBMIT_UPDATE, approval=False
)
WITHDRAW = Move("withdraw", _("Withdraw"), (S.SUBMITTED,), S.DRAFT, P.SUBMIT_UPDATE)
ACCEPT = Move("accept", _("Accept"), (S.SUBMITTED,), S.ACCEPTED, P.REVIEW_UPDATE, own_work=False)
SEND_BACK = Move(
    "send_back",
    _("Send back"),
    (S.SUBMITTED,),
    S.RETURNED,
    P.REVIEW_UPDATE,
    own_work=False,
    needs_note=True,
)

MOVES = (
    ASK_APPROVAL,
    APPROVE,
    RECORD_APPROVAL,
    REFUSE_APPROVAL,
    SUBMIT_APPROVED,
    SUBMIT_DIRECTLY,
    WITHDRAW,
    ACCEPT,
    SEND_BACK,
)

# A save is not a move of its own: it may happen in these states, and leads back to a draft
# (a returned update stays marked as returned until it is sent again).
EDITABLE = {S.DRAFT: S.DRAFT, S.FOR_APPROVAL: S.DRAFT, S.APPROVED: S.DRAFT, S.RETURNED: S.RETURNED}


def moves_from(state: str, *, approval_required: bool) -> tuple[Move, ...]:
    """The moves that an update in `state` may take in a party with or without approval."""
    return tuple(move for move in MOVES if state in move.sources and move.approval in (None, approval_required))
