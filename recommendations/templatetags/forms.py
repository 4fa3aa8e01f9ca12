"""The pieces that the form templates are made of. Pages themselves only need `error_summary`."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.safestring import SafeString

register = template.Library()

# The look of a control, by its widget's input type or else its class name.
CLASSES = {
    "select": "govuk-select",
    "selectmultiple": "govuk-select",
    "textarea": "govuk-textarea",
    "file": "govuk-file-upload",
    "checkbox": "govuk-checkboxes__input",
    "radio": "govuk-radios__input",
}
PLAIN = "govuk-input"
GROUPS = ("radio", "checkbox")
UNMARKED = ("govuk-checkboxes__input", "govuk-radios__input")


@dataclass(frozen=True)
class Option:
    """One radio or checkbox: its control, the words beside it and the line under them."""

    control: SafeString
    id: str
    label: str
    hint: str


@dataclass(frozen=True)
class Problem:
    """A line of the error summary; `target` is the id of the field, or "" for the form as a whole."""

    text: str
    target: str


@register.filter
def kind(field: BoundField) -> str:
    """What the field template draws: radio, checkbox, checkboxes, or one (a control with its label above)."""
    shape = _shape(field.field.widget)
    if shape == "checkbox" and field.field.widget.use_fieldset:
        return "checkboxes"
    return shape if shape in GROUPS else "one"


@register.simple_tag
def control(field: BoundField) -> SafeString:
    """The control itself, classed; a placeholder is left out, for it vanishes when one types."""
    widget = field.field.widget
    look = CLASSES.get(_shape(widget), PLAIN)
    failed = f"{look}--error" if field.errors and look not in UNMARKED else ""
    classes = " ".join(filter(None, (look, failed, widget.attrs.get("class"))))
    return field.as_widget(attrs={"class": classes, "placeholder": False})


@register.simple_tag
def options(field: BoundField) -> list[Option]:
    """The radios or checkboxes of a field, each with its hint from the widget's `hints`."""
    hints = {str(value): text for value, text in getattr(field.field.widget, "hints", {}).items()}
    return [_option(choice, hints.get(str(choice.data["value"]), "")) for choice in field]


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet) -> dict:
    """What stands at the top of a page when something was refused; nothing where all is well."""
    return {"problems": [problem for form in forms for problem in _problems(form)]}


def _shape(widget) -> str:
    return getattr(widget, "input_type", None) or type(widget).__name__.lower()


def _option(choice, hint: str) -> Option:
    identity = choice.id_for_label
    attributes = {"class": CLASSES[choice.data["type"]]}
    if hint:
        attributes["aria-describedby"] = f"{identity}_hint"
    choice.data["attrs"] = choice.data["attrs"] | attributes
    return Option(control=choice.tag(), id=identity, label=choice.choice_label, hint=hint)


def _problems(form: BaseForm | BaseFormSet) -> list[Problem]:
    if not form.is_bound:
        return []
    if isinstance(form, BaseFormSet):
        rows = [_lines(row, f"{form.noun} {number}, ") for number, row in enumerate(form, start=1)]
        return sum(rows, _whole(form.non_form_errors()))
    return _lines(form, "")


def _lines(form: BaseForm, before: str) -> list[Problem]:
    hidden = [Problem(text, "") for field in form.hidden_fields() for text in field.errors]
    seen = [
        Problem(f"{before}{_with_colon(field.label)} {text}", _target(field))
        for field in form.visible_fields()
        for text in field.errors
    ]
    return _whole(form.non_field_errors()) + hidden + seen


def _with_colon(label: str) -> str:
    return label if str(label).endswith(("?", ":", ".")) else f"{label}:"


def _whole(errors: Iterable[str]) -> list[Problem]:
    return [Problem(text, "") for text in errors]


def _target(field: BoundField) -> str:
    """The id that a link to the field leads to: of its first choice where it has several."""
    return field.id_for_label or f"{field.auto_id}_0"
