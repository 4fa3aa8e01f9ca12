"""`manage.py verify` finds links that do not fit. Rows are broken below the actions."""

import pytest

from recommendations.actions import links
from tests.cast import person
from tests.factories import LinkFactory, NotTakenUpFactory
from tests.linked import adopted, confirm, text
from tests.management.verifying import verify

pytestmark = pytest.mark.django_db


def breaches():
    """Of links; the factories' references have no shape."""
    names = ("Of two linked", "Two texts are linked", "What takes a proposal", "What was not taken up")
    return [line for line in verify().splitlines() if line.startswith(names)]


def test_what_the_actions_make_holds():
    by, proposal, into = person("secretariat"), text(), adopted()
    links.take_up(proposal=proposal, adopted=into, by=by)
    links.add(recommendation=text(15, 2022), other=proposal, kind="repeats", by=by)
    links.say_not_taken_up(recommendation=text(), note="", by=by)
    assert breaches() == []


@pytest.mark.parametrize(
    ("make", "line"),
    [
        (lambda: LinkFactory(earlier=text(15), later=text(13)), "stands as the earlier of"),
        (lambda: LinkFactory(earlier=adopted(), later=text()), "stands as the earlier of"),
        (lambda: confirm(text(), text(15), "takes-up"), "cannot take up"),
        (lambda: confirm(adopted(), adopted(15), "takes-up"), "cannot take up"),
        (lambda: NotTakenUpFactory(recommendation=adopted()), "was adopted, and stands as not taken up"),
        (
            lambda: confirm(NotTakenUpFactory(recommendation=text()).recommendation, adopted(), "takes-up"),
            "was taken up, and stands as not taken up",
        ),
    ],
)
def test_what_does_not_fit(make, line):
    make()
    (found,) = breaches()
    assert line in found


def test_a_pair_that_is_tied_twice():
    link = LinkFactory(earlier=text(), later=text())
    LinkFactory(earlier=link.later, later=link.earlier)
    (found,) = breaches()
    assert found.endswith(f"{link.earlier.reference} and {link.later.reference} are tied twice")
