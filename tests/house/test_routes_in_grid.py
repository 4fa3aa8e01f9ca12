"""Each route of ours stands in the access grid; admin's and allauth's are judged there by rule."""

from collections.abc import Iterator

from django.urls import URLPattern, get_resolver

THIRD_PARTY = ("allauth.", "django.views.static", "django.contrib.staticfiles")


def routes(resolver, namespaces=(), above="") -> Iterator[tuple[str, str]]:
    """(name with its namespaces, path) of each route of ours; a route without a name has the name None."""
    for each in resolver.url_patterns:
        path = f"{above}{each.pattern}"
        if isinstance(each, URLPattern):
            if not third_party(each):
                yield each.name and ":".join([*namespaces, each.name]), path
        elif each.app_name != "admin":
            yield from routes(each, [*namespaces, each.namespace] if each.namespace else namespaces, path)


def third_party(pattern):
    view = getattr(pattern.callback, "view_class", pattern.callback)
    return view.__module__.startswith(THIRD_PARTY)


def test_each_route_has_a_name_and_a_row_in_the_grid():
    from tests.access.grid import GRID

    found = dict(routes(get_resolver()))
    assert found, "no routes were found"
    assert found.get(None) is None, f"a route without a name: {found.get(None)}"
    assert set(found) - set(GRID) == set(), "routes without a row in tests/access/grid.py"
    assert set(GRID) - set(found) == set(), "rows of tests/access/grid.py without a route"
