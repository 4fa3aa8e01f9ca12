import datetime

import pytest

from recommendations.choices import Answering, Assessment, NotPursuedReason, Standing, Status, UpdateState
from recommendations.templatetags.marks import assessment_mark, mark, standing_tag, state_tag, status_tag
from tests.html import check_fragment

UNANSWERED = [value for value in Answering.values if value != Answering.ANSWERED]


@pytest.mark.parametrize("value", [*Status.values, *UNANSWERED])
def test_status_tag_when(value):
    label = dict(Status.choices + Answering.choices)[value]
    html = status_tag(value)
    check_fragment(html)
    assert html.startswith(f'<span class="app-status app-status--{value}">')
    assert html.endswith(f"{label}</span>")


def test_status_tag_when_it_is_none_of_ours():
    with pytest.raises(ValueError, match="nonsense"):
        status_tag("nonsense")


@pytest.mark.parametrize("reason", NotPursuedReason)
def test_status_tag_when_not_pursued_says_why(reason):
    assert f'<span class="app-status__more">{reason.label}</span>' in status_tag("not-pursued", reason=reason)


def test_status_tag_when_no_information_says_since_when():
    html = status_tag("no-information", since=datetime.date(2026, 9, 30))
    assert html.endswith('since <time datetime="2026-09-30">30 September 2026</time></span>')


def test_marks_all_differ():
    shown = [mark(value) for value in [*Status.values, *UNANSWERED] if value != Answering.NOT_ASKED]
    assert all('aria-hidden="true"' in shape for shape in shown)
    assert len(set(shown)) == len(shown) == 9
    assert mark(Answering.NOT_ASKED) == ""


@pytest.mark.parametrize(("value", "sign"), [("confirmed", "✓"), ("confirmed-in-part", "½"), ("needs-evidence", "?")])
def test_assessment_mark_when(value, sign):
    html = assessment_mark(value)
    assert f">{sign}</span>{Assessment(value).label}</span>" in html


def test_assessment_mark_when_not_assessed_is_words_alone():
    assert assessment_mark("not-assessed") == '<span class="app-assessment app-quiet">Not assessed</span>'


@pytest.mark.parametrize("value", UpdateState)
def test_state_tag_when(value):
    assert state_tag(value.value) == f'<span class="app-tag app-tag--{value.value}">{value.label}</span>'


@pytest.mark.parametrize("value", Standing)
def test_standing_tag_when(value):
    assert standing_tag(value.value) == f'<span class="app-tag app-tag--{value.value}">{value.label}</span>'
