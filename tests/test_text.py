"""Text at the edge, and the sentence of a refusal."""

import pickle

import pytest

from recommendations.errors import Conflict, NotAllowed, Refused, TooLate
from recommendations.text import clean, fold_spaces, gettext_noop, is_blank, nfc, searchable, shortened


def test_nfc_joins_accents_and_leaves_compatibility_forms():
    assert nfc("attache\u0301") == "attaché"
    assert nfc("ﬁ ½ Ⅱ") == "ﬁ ½ Ⅱ"
    assert nfc("\u0e19\u0e49\u0e33") == "\u0e19\u0e49\u0e33"  # Thai SARA AM stays one character
    assert nfc("\u0e99\u0ecd\u0eb3") == "\u0e99\u0ecd\u0eb3"  # Lao AM


@pytest.mark.parametrize(
    "text", ["", " ", "\n\t", "\u200b", "\u200b \ufeff", "\u2060\u200d", "\u00ad", "\u3164", "\u00a0"]
)
def test_text_in_which_nothing_is_seen_is_blank(text):
    assert is_blank(text)
    assert clean(text) == ""


@pytest.mark.parametrize("text", ["a", ".", "\u200ba", "ກ", "0", "\u17d2"])
def test_text_in_which_something_is_seen_is_not_blank(text):
    assert not is_blank(text)


def test_clean_keeps_zero_width_spaces_between_words():
    assert clean("  ពលករ\u200bទេសន្តរ \n") == "ពលករ\u200bទេសន្តរ"


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x7f", "\ud800", "\ufffe", "\uffff"])
def test_clean_drops_what_no_document_can_hold(sign):
    assert clean(f"a{sign}b") == "ab"
    assert clean(sign) == ""


@pytest.mark.parametrize("sign", ["\t", "\n", "\ufffd", "\ue000", "\U0001f600"])
def test_clean_keeps_what_a_document_can_hold(sign):
    assert clean(f"a{sign}b") == f"a{sign}b"


def test_fold_spaces_touches_spaces_only():
    assert fold_spaces("  a\n\n b\u00a0c\u200bd ") == "a b c\u200bd"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Labour  ATTACHÉ", "labour attache\u0301"),
        ("STRASSE", "straße"),
        ("ﬁne", "FINE"),
        ("mi\u00adgrant", "Migrant"),
        ("ពល\u200bករ", "ពលករ"),
        ("İ", "i\u0307"),
    ],
)
def test_searchable_is_the_same_for(one, other):
    assert searchable(one) == searchable(other)


def test_searchable_twice_is_searchable_once():
    for text in ["ŉ", "İstanbul ẞ", "ǅ ﬀ ℃"]:
        assert searchable(searchable(text)) == searchable(text)


def test_searchable_tells_letters_apart():
    assert searchable("attache") != searchable("attaché")


def test_gettext_noop_gives_back_the_message():
    assert gettext_noop("A file.") == "A file."


def test_refusal_says_its_filled_sentence_and_keeps_its_parts():
    refusal = Refused("The file %(name)s is empty.", name="a.txt")
    assert str(refusal) == "The file a.txt is empty."
    assert (refusal.sentence, refusal.params) == ("The file %(name)s is empty.", {"name": "a.txt"})


def test_refusal_without_params_may_hold_a_percent_sign():
    assert str(Refused("More than 50 % is missing.")) == "More than 50 % is missing."


def test_refusal_takes_a_param_named_like_its_own():
    assert str(Refused("Say %(sentence)s.", sentence="it")) == "Say it."


@pytest.mark.parametrize("kind", [Refused, NotAllowed, TooLate, Conflict])
def test_refusal_survives_a_child_process(kind):
    again = pickle.loads(pickle.dumps(kind("Number %(number)s.", number=3)))
    assert (type(again), str(again)) == (kind, "Number 3.")
    assert isinstance(again, Refused)


@pytest.mark.parametrize(
    ("whole", "seen"),
    [
        ("Establish contacts.", "Establish contacts."),
        ("Establish contacts with shelters.", "Establish contacts …"),
        ("Establish contacts, with shelters.", "Establish contacts …"),
        ("repatriation/reintegration policies", "repatriation/reinte …"),
        ("ກແຮງງານເຄື່ອນຍ້າຍໃຫ້ກວມເອົາ", "ກແຮງງານເຄື່ອນຍ້າຍໃ …"),
    ],
)
def test_a_text_is_shortened_between_words(whole, seen):
    assert shortened(whole, 21) == seen.replace(" …", "\u00a0…")  # which stands with its word
    assert len(seen) <= 21
