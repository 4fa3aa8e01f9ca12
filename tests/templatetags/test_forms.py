from django import forms

from recommendations.choices import STATUS_HELP, Status
from recommendations.forms.renderer import Renderer
from recommendations.forms.widgets import Day, HintedCheckboxes, HintedRadios
from recommendations.templatetags.forms import Problem, error_summary
from tests.html import check_fragment, check_page

CHOICES = [("w", "Women"), ("d", "Domestic workers")]


class Everything(forms.Form):
    default_renderer = Renderer

    status = forms.ChoiceField(label="Status", choices=Status.choices, widget=HintedRadios(hints=STATUS_HELP))
    text = forms.CharField(label="What was done?", widget=forms.Textarea, help_text="Facts and dates.")
    mail = forms.EmailField(label="E-mail", widget=forms.EmailInput(attrs={"placeholder": "you@example.org"}))
    begun = forms.DateField(label="Begun on", widget=Day)
    agency = forms.ChoiceField(label="Lead agency", choices=CHOICES)
    groups = forms.MultipleChoiceField(
        label="Who benefits?", choices=CHOICES, widget=HintedCheckboxes(hints={"w": "Of any age."})
    )
    sure = forms.BooleanField(label="Nothing has changed", help_text="Sent again.")
    file = forms.FileField(label="File")
    key = forms.CharField(widget=forms.HiddenInput)


class Rows(forms.BaseFormSet):
    noun = "Activity"


class Row(forms.Form):
    default_renderer = Renderer

    text = forms.CharField(label="What was done?")


def page(form):
    head = '<!DOCTYPE html><html lang="en"><head><title>x</title></head>'
    return check_page(f"{head}<body><h1>x</h1><form>{form}</form></body></html>")


def by_id(tree, identity):
    return next(element for element in tree.iter() if element.get("id") == identity)


def test_form_when_empty_is_valid_and_labelled():
    page(Everything())


def test_form_when_refused_ties_each_error_to_its_field():
    tree = page(Everything({"text": "", "mail": "nobody", "key": "k"}))
    assert by_id(tree, "id_text").get("aria-describedby") == "id_text_helptext id_text_error"
    assert by_id(tree, "id_text").get("aria-invalid") == "true"
    assert by_id(tree, "id_status").get("aria-describedby") == "id_status_error"
    assert by_id(tree, "id_sure").get("aria-describedby") == "id_sure_helptext id_sure_error"
    assert "govuk-input--error" in by_id(tree, "id_mail").get("class")


def test_form_when_refused_keeps_what_was_typed():
    typed = {"text": "Fourteen <agencies>", "mail": "nobody", "groups": ["d"], "status": "planned"}
    html = str(Everything(typed))
    assert "Fourteen &lt;agencies&gt;</textarea>" in html
    assert 'value="nobody"' in html
    assert html.count(" checked") == 2


def test_choices_have_their_line_of_explanation():
    html = str(Everything()["status"].as_field_group())
    check_fragment(html)
    assert html.count("govuk-radios__hint") == len(STATUS_HELP)
    assert 'aria-describedby="id_status_0_hint"' in html
    assert '<div class="govuk-hint govuk-checkboxes__hint" id="id_groups_0_hint">Of any age.</div>' in str(
        Everything()["groups"].as_field_group()
    )


def test_field_has_no_placeholder():
    assert "placeholder" not in str(Everything()["mail"].as_field_group())


def test_day_is_typed_and_written_day_first():
    import datetime

    html = str(Everything(initial={"begun": datetime.date(2026, 9, 30)})["begun"].as_field_group())
    assert 'type="text"' in html
    assert 'value="30/09/2026"' in html


def test_error_summary_when_nothing_was_sent():
    assert error_summary(Everything()) == {"problems": []}


def test_error_summary_links_to_the_first_choice_of_a_group():
    problems = error_summary(Everything({"text": "a", "key": "k"}))["problems"]
    assert Problem("Status: This field is required.", "id_status_0") in problems
    assert Problem("E-mail: This field is required.", "id_mail") in problems
    assert not [problem for problem in problems if problem.text.startswith("What was done?")]


def test_error_summary_when_the_form_as_a_whole_is_refused():
    form = Everything({"key": "k"})
    form.add_error(None, "The round is closed.")
    assert error_summary(form)["problems"][0] == Problem("The round is closed.", "")


def test_error_summary_names_the_row():
    rows = forms.formset_factory(Row, formset=Rows)({"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1})
    assert error_summary(rows)["problems"] == [
        Problem("Activity 1, What was done? This field is required.", "id_form-0-text")
    ]


def test_formset_gives_each_row_its_legend():
    rows = forms.formset_factory(Row, formset=Rows, extra=2, renderer=Renderer())()
    tree = page(rows)
    legends = [element.text for element in tree.iter("legend")]
    assert legends == ["Activity 1", "Activity 2"]
