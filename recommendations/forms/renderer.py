"""Every form comes out of our own templates: `{{ field.as_field_group }}`, `{{ form }}`, `{{ formset }}`."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    field_template_name = "components/field.html"
    form_template_name = "components/form.html"
    formset_template_name = "components/formset.html"
