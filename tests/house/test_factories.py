"""Each model of ours has a factory in tests/factories, so that no test builds rows by hand."""

import factory
from django.apps import apps


def test_each_own_model_has_a_factory():
    models = {m for m in apps.get_app_config("recommendations").get_models() if m._meta.managed and not m._meta.proxy}
    assert models, "no models were found"
    from tests import factories

    made = {
        each._meta.model
        for each in vars(factories).values()
        if isinstance(each, type) and issubclass(each, factory.Factory) and each._meta.model
    }
    assert {m.__name__ for m in models - made} == set()
