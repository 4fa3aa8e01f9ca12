"""The small forms that move an update on and tie a follow-up to another."""

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.forms.fields import Count, Key, OwnField, passage
from recommendations.models import FollowUp
from recommendations.text import searchable


class MoveForm(forms.Form):
    """Which version the person saw, and a note where the move takes one."""

    form_key = Key()
    seen_update = Count(required=False)
    seen_version = Count()
    note = passage(_("Note"), rows=3)


class AnsweredUnderForm(forms.Form):
    """Another follow-up of the same country whose answer serves here too."""

    form_key = Key()
    under = OwnField(
        label=_("Answered under"),
        queryset=FollowUp.objects.none(),
        empty_label=_("Choose a recommendation"),
        error_messages={"required": _("Choose the recommendation whose answer serves here too.")},
    )

    def __init__(self, *args, follow_up: FollowUp, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["under"]
        field.queryset = (
            FollowUp.objects.in_force()
            .with_source()
            .filter(party=follow_up.party, answered_under__isnull=True)
            .exclude(pk=follow_up.pk)
        )
        field.label_from_instance = _short
        field.choices = _alike_first(field, follow_up.recommendation.text)


def _alike_first(field: OwnField, text: str) -> list[tuple[object, object]]:
    """The choices, those of the same text in a group of their own above the others."""
    rows = [(each, (field.prepare_value(each), field.label_from_instance(each))) for each in field.queryset]
    wanted = searchable(text)
    same = [choice for each, choice in rows if searchable(each.recommendation.text) == wanted]
    others = [choice for each, choice in rows if choice not in same]
    grouped = [(_("The same text"), same), (_("Other texts"), others)] if same else others
    return [("", field.empty_label), *grouped]


def _short(follow_up: FollowUp) -> str:
    text = follow_up.recommendation.first_line
    return f"{follow_up.recommendation.reference} · {text[:90]}{'…' if len(text) > 90 else ''}"
