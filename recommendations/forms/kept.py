"""What was typed in a form that is not there any more, under the labels that the person knew."""

import re
from collections.abc import Iterable, Mapping

from django import forms
from django.utils.functional import Promise

from recommendations.forms import (
    activities,
    approvals,
    evidence,
    imports,
    informants,
    links,
    meetings,
    moves,
    paper,
    publishing,
    replies,
    responsibilities,
    reviews,
    rounds,
    saved,
    statements,
    updates,
)

# A page's route → the forms on it. A field of any other page is called by its name.
FORMS: Mapping[str, tuple[type[forms.BaseForm], ...]] = {
    "approval_list": (approvals.ApprovalsForm,),
    "document_withdraw": (publishing.WithdrawForm,),
    "evidence_add": (evidence.EvidenceForm,),
    "evidence_change": (evidence.ChangeForm,),
    "evidence_withdraw": (evidence.WithdrawForm,),
    "extract": (imports.ExtractForm,),
    "fate": (links.FateForm,),
    "good_practice": (paper.PracticeForm,),
    "import_add": (imports.AddForm,),
    "import_facts": (imports.FactsForm,),
    "meeting_change": (meetings.ChangeForm,),
    "meeting_item": (meetings.RemarkForm,),
    "meeting_new": (meetings.MeetingForm,),
    "paper_approval": (approvals.PaperForm,),
    "paper_chapter": (paper.PaperTextForm,),
    "paper_text": (paper.PaperTextForm,),
    "recommendation_correct": (publishing.CorrectForm,),
    "recommendation_links": (links.AddForm,),
    "reply_new": (replies.LetterForm, updates.UpdateForm, activities.ActivityForm),
    "responsibility_list": (responsibilities.AssignForm,),
    "review": (reviews.ReviewForm,),
    "review_many": (reviews.ManyForm,),
    "round_change": (rounds.RoundChangeForm,),
    "round_new": (rounds.RoundForm,),
    "round_reopen": (rounds.RoundReopenForm,),
    "saved_view_new": (saved.SaveViewForm,),
    "sending_new": (reviews.SendingForm,),
    "statement_move": (statements.StatementForm, statements.HideForm),
    "statement_new": (statements.StatementForm,),
    "update_edit": (updates.UpdateForm, activities.ActivityForm, informants.InformantForm),
    "update_move": (moves.MoveForm,),
    "update_reopen": (reviews.ReopenForm,),
}
# A form's key, and the button that was pressed.
NOT_TYPED = ("form_key", "then")
# The rows of a formset: "activities-0-text".
IN_A_ROW = re.compile(r"[a-z]+-[0-9]{1,4}-([a-z_]+)", re.ASCII)
COUNTS = re.compile(r"[a-z]+-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS")


def told(route: str, body: Mapping[str, Iterable[str]]) -> list[tuple[str | Promise, str]]:
    """What a person typed or chose, each with its label, in the form's order; ids and what was hidden are left out."""
    fields = {name: field for form in FORMS.get(route, ()) for name, field in form.base_fields.items()}
    order = [*fields]
    found = []
    for sent in body:
        name = row[1] if (row := IN_A_ROW.fullmatch(sent)) else sent
        if name in NOT_TYPED or COUNTS.fullmatch(sent):
            continue
        place = order.index(name) if name in fields else len(order)
        texts = (_text(fields.get(name), value) for value in body[sent])
        found += [(place, sent, _label(fields.get(name), name), text) for text in texts if text]
    return [(label, text) for _place, _sent, label, text in sorted(found, key=lambda each: each[:2])]


def _label(field: forms.Field | None, name: str) -> str | Promise:
    return field.label if field and field.label else name.replace("_", " ").replace("-", " ").capitalize()


def _text(field: forms.Field | None, value: str) -> str | Promise:
    if field is None:
        return value
    if field.widget.is_hidden or isinstance(field, forms.ModelChoiceField):
        return ""
    if isinstance(field, forms.ChoiceField):
        return dict(field.choices).get(value, "") if value else ""
    return value
