"""The same post twice is one change; a form belongs to the person it was made for."""

import pytest
from django.core import signing

from recommendations.actions import tokens
from recommendations.errors import Refused
from recommendations.models import FormToken
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NOT_YOURS = "This form is not complete. Open the page again; your saved drafts are still there."


@pytest.fixture
def user():
    return UserFactory()


def test_a_key_is_read_by_the_person_it_was_made_for(user):
    signed = tokens.new_key(user)
    assert tokens.read_key(user, signed) != tokens.read_key(user, tokens.new_key(user))
    assert tokens.read_key(user, signed) == tokens.read_key(user, signed)


@pytest.mark.parametrize("name", ["another person", "tampered", "other salt", "other content", "empty", "no key"])
def test_a_key_is_refused_from(user, name):
    good = tokens.new_key(user)
    bad = {
        "another person": tokens.new_key(UserFactory()),
        "tampered": good[:-1] + ("a" if good[-1] != "a" else "b"),
        "other salt": signing.dumps([user.pk, "key"]),
        "other content": signing.dumps("text", salt="recommendations.form-key"),
        "empty": "",
        "no key": "hello",
    }[name]
    with pytest.raises(Refused) as told:
        tokens.read_key(user, bad)
    assert str(told.value) == NOT_YOURS


def test_the_digest_tells_bodies_apart():
    bodies = [
        {}, {"a": ["1"]}, {"a": ["1", ""]}, {"a": ["", "1"]}, {"a": ["1"], "b": []}, {"a": ["1"], "b": [""]},
        {"b": ["1"]}, {"a": ["1', 'b"]},
    ]  # fmt: skip
    assert len({tokens.digest(body) for body in bodies}) == len(bodies) - 1  # a name without a value says nothing
    assert tokens.digest({"a": ["1"], "b": ["2"]}) == tokens.digest({"b": ["2"], "a": ["1"]})
    assert tokens.digest({"a": ["1"], "csrfmiddlewaretoken": ["x"]}) == tokens.digest({"a": ["1"]})


def test_the_digest_tells_files_apart_and_not_how_they_came_in_pieces():
    whole, pieces = [("file", [b"abcd"])], [("file", [b"ab", b"cd"])]
    assert tokens.digest({}, whole) == tokens.digest({}, pieces)
    assert len({tokens.digest({}, files) for files in ([], whole, [("file", [b"abc"])], [("other", [b"abcd"])])}) == 4


def once(user, calls, *, key="k", body="d", result="/there/"):
    def act():
        calls.append(result)
        return result

    return tokens.once(user=user, key=key, body_digest=body, act=act)


def test_the_same_body_again_gives_the_same_result_and_acts_once(user):
    calls = []
    assert [once(user, calls, result=f"/{n}/") for n in range(3)] == ["/0/"] * 3
    assert calls == ["/0/"]


def test_another_body_another_key_and_another_person_act_anew(user):
    calls = []
    once(user, calls)
    once(user, calls, body="e")
    once(user, calls, key="l")
    once(UserFactory(), calls)
    assert len(calls) == 4


def test_a_refused_post_leaves_no_token_and_may_come_again(user):
    def refuse():
        raise Refused("No.")

    with pytest.raises(Refused):
        tokens.once(user=user, key="k", body_digest="d", act=refuse)
    assert not FormToken.objects.exists()
    assert once(user, []) == "/there/"


def test_what_a_post_did_before_is_found_for_that_person_only(user):
    once(user, [])
    assert tokens.earlier(user=user, key="k", body_digest="d") == "/there/"
    assert tokens.earlier(user=user, key="k", body_digest="e") is None
    assert tokens.earlier(user=UserFactory(), key="k", body_digest="d") is None
