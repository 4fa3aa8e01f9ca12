"""Papers for signature in the access grid: one that waits, and one that was signed, with its scan."""

import uuid

from django.urls import reverse

from recommendations.actions import approvals
from recommendations.actions.approvals import Signature
from recommendations.actions.many import Seen
from recommendations.models import PaperApproval, SignatureSheet
from tests.cast import today_in

ROUTES = ("approval_list", "paper_approval", "signature_sheet", "paper_scan")
SCAN = b"%PDF-1.7 signed and sealed %%EOF"


def make(world, state: str, by: str = "coo") -> SignatureSheet:
    """A paper of the one answer that waits in `state`."""
    update = world.update(state)
    rows = [Seen(update.pk, update.version)]
    return approvals.make_sheet(party=world.own, rows=rows, by=world.people[by])


def sign(world, state: str, name: str) -> PaperApproval:
    """The coordinator records the signature of `name`, with a scan."""
    signature = Signature(
        name=name, signed_on=today_in(world.own), letter_number="1", content=SCAN, file_name=f"{name}.pdf"
    )
    paper, _outcome = approvals.record(sheet=make(world, state), signature=signature, by=world.people["coo"])
    return paper


def code(world, state: str) -> str:
    """The code of the paper that a state of the grid speaks of."""
    if state == "absent":
        return "LA-2222-3333"
    found = SignatureSheet.objects.filter(versions__update=world.update(STATES[state]))
    return found.get().code


STATES = {"waiting": "for approval", "signed": "approved"}


def address(world, route: str, state: str) -> str:
    if route == "approval_list":
        return reverse(route)
    if route == "paper_scan":
        return reverse(route, args=[_scan(world, state)])
    if route == "signature_sheet":
        fmt, _, state = state.partition(" ")
        return reverse(route, args=[code(world, state), fmt])
    return reverse(route, args=[code(world, state)])


def _scan(world, state: str) -> str:
    if state == "absent":
        return str(uuid.UUID(int=7))
    return str(PaperApproval.objects.get(sheet__code=code(world, state)).key)


def body(world, route: str, state: str) -> dict[str, object]:
    """What the form of this page holds, filled in."""
    if route == "approval_list":
        update = world.update("for approval")
        if state == "paper":  # the same versions again would be the same paper
            SignatureSheet.objects.filter(versions__update=update).delete()
        return {"rows": [f"{update.pk}.{update.version}"], "do": state, "note": "Say when."}
    return {"name": "The Minister", "signed_on": today_in(world.own).strftime("%d/%m/%Y"), "letter_number": "7"}
