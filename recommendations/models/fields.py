"""Text fields that clean what they take, so that forms, Excel, API and admin need not."""

from typing import Any

from django.db import models

from recommendations import text


class CleanMixin:
    """Folds every value to NFC and an only-invisible value to the empty string (DESIGN section 7, Text)."""

    def to_python(self, value: Any) -> Any:
        return _clean(super().to_python(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = _clean(super().pre_save(model_instance, add))
        setattr(model_instance, self.attname, value)
        return value


def _clean(value: Any) -> Any:
    return text.clean(value) if isinstance(value, str) else value


class CleanCharField(CleanMixin, models.CharField):
    pass


class CleanTextField(CleanMixin, models.TextField):
    pass
