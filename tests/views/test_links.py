"""Pages on the same recommendation again: the list, one pair, the links of a text, what became of a proposal."""

import pytest
from django.urls import reverse

from recommendations.actions import links
from recommendations.models import Link, NotTakenUp
from tests.cast import EVERYBODY, lao, person
from tests.factories import LinkFactory, RecommendationFactory, RecommendationThemeFactory, ThemeFactory
from tests.html import check_page
from tests.linked import JOBS, NOW, adopted, confirm, text
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db
LIST = reverse("link_list")


def get(client, url, status=200):
    response = client.get(url)
    assert response.status_code == status
    html = response.content.decode()
    check_page(html)
    return html


def sent(client, url, name, **typed):
    return client.post(url, as_it_stands(form_with(get(client, url), name)) | typed)


def of(route, found):
    return reverse(route, args=[found.reference])


def suggested(score=0.5, **more):
    return LinkFactory(earlier=text(**more), later=text(15, 2022), score=score, kind="repeats", words=["extend"])


# --- The list --------------------------------------------------------------------------------------------------


def test_the_closest_come_first_with_score_words_and_sources(client, secretariat):
    near, far = suggested(0.73), suggested(0.31)
    html = get(client, LIST)
    assert html.index(near.earlier.reference) < html.index(far.earlier.reference)
    for words in (
        "Score 73%",
        "Score 31%",
        "0 of 2 pairs are decided",
        "1 October 2020, for the 13th AFML; proposed",
    ):
        assert words in html


def test_differences_are_marked_where_texts_are_near(client, secretariat):
    LinkFactory(earlier=text(text="Open job centres now."), later=text(15, 2022, text="Open job centres soon."))
    html = get(client, LIST)
    assert '<ins><span class="govuk-visually-hidden">only here: </span>now</ins>' in html
    assert '<ins><span class="govuk-visually-hidden">only here: </span>soon</ins>' in html


def test_identical_texts_say_so(client, secretariat):
    LinkFactory(earlier=text(text=JOBS), later=text(15, 2022, text=JOBS), score=1)
    html = get(client, LIST)
    assert "Identical" in html
    assert "<ins>" not in html


def test_markup_in_texts_is_shown_as_text(client, secretariat):
    LinkFactory(earlier=text(text="Open <b>desks</b>."), later=text(15, 2022, text="Cap <script>fees"), words=["desks"])
    html = get(client, LIST)
    assert "<script>fees" not in html
    assert "&lt;b&gt;" in html


def test_several_are_linked_each_with_its_kind(client, secretariat):
    one, other, rest = suggested(), suggested(), suggested()
    typed = {"links": [one.pk, other.pk], f"kind_{other.pk}": "related", "do": "confirm"}
    answer = sent(client, LIST, "links", **typed)
    assert (answer.status_code, answer.url) == (302, LIST)
    rows = Link.objects.order_by("pk").values_list("pk", "state", "kind")
    assert list(rows) == [
        (one.pk, "confirmed", "repeats"), (other.pk, "confirmed", "related"), (rest.pk, "suggested", "repeats"),
    ]  # fmt: skip
    assert "2 of 3 pairs are decided: 2 linked, 0 refused." in get(client, LIST)


def test_all_of_a_page_are_ticked_by_a_link_and_refused(client, secretariat):
    suggested(), suggested()
    assert "links" not in as_it_stands(form_with(get(client, LIST), "links"))
    sent(client, f"{LIST}?tick=all", "links", do="refuse")
    assert Link.objects.filter(state="refused").count() == 2
    assert "No pair of this kind" in get(client, LIST)
    assert Link.objects.first().earlier.reference in get(client, f"{LIST}?state=refused")


def test_a_refusal_keeps_what_was_ticked(client, secretariat):
    link = suggested()
    answer = sent(client, LIST, "links", links=[link.pk], **{f"kind_{link.pk}": "takes-up"}, do="confirm")
    assert answer.status_code == 200
    html = answer.content.decode()
    check_page(html)
    assert "Only what a forum adopted can take up what was proposed" in html
    assert as_it_stands(form_with(html, "links"))["links"] == [str(link.pk)]


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"do": "confirm"}, 200, "Tick at least one pair."),
        ({"do": "confirm", "links": ["x"]}, 200, "Choose from the list."),
        ({"do": "confirm", "links": ["99999999999999999999999"]}, 200, "Choose from the list."),
        ({"do": "refuse", "links": ["\0"]}, 200, "Choose from the list."),
    ],
)
def test_what_cannot_be_decided(client, secretariat, typed, status, words):
    suggested()
    answer = sent(client, LIST, "links", **typed)
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_somebody_else_was_first(client, secretariat):
    link = suggested()
    form = as_it_stands(form_with(get(client, LIST), "links"))
    links.confirm(kinds={link.pk: "updates"}, by=secretariat)
    answer = client.post(LIST, form | {"links": [link.pk], "do": "refuse"})
    assert answer.status_code == 409
    assert Link.objects.get().state == "confirmed"


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("least=50", 2), ("least=90", 1), ("theme=health", 1), ("document=AFML13-XX", 1), ("state=refused", 0),
     ("document=%00", 3), ("theme=nothing", 0), ("least=x&state=y&page=z", 3)],
)  # fmt: skip
def test_the_list_is_narrowed(client, secretariat, query, number):
    one, _two, _three = suggested(0.95), suggested(0.55), suggested(0.3)
    one.earlier.document.code = "AFML13-XX"
    one.earlier.document.save()
    theme = ThemeFactory(slug="health", name="Health")
    RecommendationThemeFactory(recommendation=one.later, theme=theme)
    assert get(client, f"{LIST}?{query}").count('class="app-card app-compared"') == number


def test_withdrawn_texts_are_left_out(client, secretariat):
    suggested(withdrawn_at=NOW, withdrawn_reason="Wrong.")
    assert "No pair of this kind" in get(client, LIST)


def test_suggest_again(client, secretariat):
    for words in (JOBS, JOBS, "Cap the fee for sending money home.", "Train inspectors of housing."):
        text(text=words)
    answer = sent(client, LIST, "form_key", do="suggest")
    assert (answer.status_code, Link.objects.get().score) == (302, 1)
    assert "1 pair is suggested." in get(client, LIST)


def test_too_much_to_compare_at_once(client, secretariat, monkeypatch):
    monkeypatch.setattr("recommendations.queries.linking.ASKED_FOR", 10)
    text(text=JOBS), text(text=JOBS)
    answer = sent(client, LIST, "form_key", do="suggest")
    assert "Choose a document first." in answer.content.decode()
    assert not Link.objects.exists()


def test_the_same_post_twice_is_done_once(client, secretariat):
    link = suggested()
    form = as_it_stands(form_with(get(client, LIST), "links")) | {"links": [link.pk], "do": "confirm"}
    assert [client.post(LIST, form).status_code for _ in range(2)] == [302, 302]
    assert Link.objects.get().state == "confirmed"


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_look_and_who_may_decide(client, role):
    link = suggested()
    client.force_login(person(role, None if role in ("reviewer", "secretariat", "stranger") else lao()))
    looks = {"secretariat": 200, "reviewer": 200}.get(role, 403)
    for url in (LIST, reverse("link_decide", args=[link.pk])):
        assert client.get(url).status_code == looks
        assert client.post(url, {}).status_code == (200 if role == "secretariat" else 403)
    if role == "reviewer":
        assert 'name="links"' not in get(client, LIST)


def test_queries_are_the_same_for_one_pair_and_for_many(client, secretariat, django_assert_max_num_queries):
    suggested()
    numbers = []
    for _ in range(2):
        with django_assert_max_num_queries(12) as asked:
            get(client, LIST)
        numbers.append(len(asked))
        [suggested() for _ in range(5)]
    assert numbers[0] == numbers[1]


# --- One pair --------------------------------------------------------------------------------------------------


def test_a_pair_is_linked_and_taken_back(client, secretariat):
    link = suggested()
    url = reverse("link_decide", args=[link.pk])
    assert "Do these two ask for the same?" in get(client, url)
    assert sent(client, url, "kind", kind="updates", do="confirm").url == url
    html = get(client, url)
    assert f"{link.later.reference} updates {link.earlier.reference}" in html
    assert "Linked by" in html
    sent(client, url, "form_key", do="undo")
    assert Link.objects.get().state == "suggested"


def test_a_pair_is_refused_and_that_is_taken_back(client, secretariat):
    url = reverse("link_decide", args=[suggested().pk])
    sent(client, url, "kind", do="refuse")
    assert "These two do not ask for the same" in get(client, url)
    sent(client, url, "kind", do="undo")
    assert Link.objects.get().state == "suggested"


def test_a_decision_made_meanwhile_is_shown_and_then_may_be_changed(client, secretariat):
    link = suggested()
    url = reverse("link_decide", args=[link.pk])
    opened = as_it_stands(form_with(get(client, url), "kind"))
    links.refuse(links=[link.pk], by=secretariat)
    answer = client.post(url, opened | {"kind": "repeats", "do": "confirm"})
    assert answer.status_code == 409
    html = answer.content.decode()
    check_page(html)
    assert "Somebody has refused to link" in html
    assert "These two do not ask for the same" in html
    assert client.post(url, as_it_stands(form_with(html, "kind")) | {"kind": "repeats", "do": "confirm"}).url == url
    assert Link.objects.get().state == "confirmed"


def test_only_kinds_that_fit_are_offered(client, secretariat):
    link = LinkFactory(earlier=text(), later=adopted())
    html = get(client, reverse("link_decide", args=[link.pk]))
    assert 'value="takes-up"' in html
    assert 'value="repeats"' not in html


def test_no_such_pair(client, secretariat):
    get(client, reverse("link_decide", args=[0]), 404)


# --- The links of one text ---------------------------------------------------------------------------------------


def test_everybody_reads_what_is_linked_and_few_what_is_suggested(client, secretariat):
    one, other, near = text(), text(15, 2022), text(14, 2021)
    confirm(one, other)
    LinkFactory(earlier=one, later=near, score=0.4)
    client.force_login(person("reporter", lao()))
    html = get(client, of("recommendation_links", one))
    assert "Asked for at the 13th and 15th AFML; open since 2020." in html
    assert f"{other.reference} repeats {one.reference}" in html
    assert near.reference not in html
    client.force_login(person("reviewer"))
    assert near.reference in get(client, of("recommendation_links", one))


def test_a_text_is_added_by_its_reference(client, secretariat):
    one, other = text(15, 2022), text()
    url = of("recommendation_links", one)
    answer = sent(client, url, "other", other=f" {other.reference.lower()} ", kind="updates")
    assert answer.url == url
    link = Link.objects.get()
    assert (link.earlier, link.later, link.kind, link.score) == (other, one, "updates", None)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"other": "AFML13-XX-S1-99", "kind": "updates"}, "There is no recommendation AFML13-XX-S1-99."),
        ({"other": "", "kind": ""}, "Fill in this field."),
        ({"other": "own", "kind": "updates"}, "cannot be linked to itself"),
        ({"other": "own", "kind": "x"}, "Choose one of the answers in the list."),
        ({"other": "x" * 99, "kind": "updates"}, "Shorten it to 60."),
    ],
)
def test_what_cannot_be_added(client, secretariat, typed, words):
    one = text()
    typed = {name: one.reference if value == "own" else value for name, value in typed.items()}
    answer = sent(client, of("recommendation_links", one), "other", **typed)
    assert answer.status_code == 200
    check_page(answer.content.decode())
    assert words in answer.content.decode()


# --- What became of a proposal -----------------------------------------------------------------------------------


def test_a_proposal_becomes_an_adopted_text(client, secretariat):
    proposal, into = text(), adopted()
    url = of("fate", proposal)
    assert "Not compared yet" in get(client, url)
    assert sent(client, url, "adopted", adopted=into.pk, do="taken").url == url
    html = get(client, url)
    assert "Taken up" in html
    assert into.reference in html
    assert proposal.reference in get(client, of("fate", into))


def test_a_proposal_is_not_taken_up_and_compared_again(client, secretariat):
    url = of("fate", text())
    sent(client, url, "note", note="Dropped in the plenary.", do="not")
    html = get(client, url)
    assert "Not taken up" in html
    assert "Dropped in the plenary." in html
    sent(client, url, "form_key", do="again")
    assert not NotTakenUp.objects.exists()


def test_only_what_its_own_forum_adopted_is_offered(client, secretariat):
    into, elsewhere = adopted(), adopted(15, 2022)
    html = get(client, of("fate", text()))
    assert into.reference in html
    assert elsewhere.reference not in html


def test_the_same_main_theme_stands_first(client, secretariat):
    proposal, first = text(), adopted()
    second = RecommendationFactory(document=first.document)
    theme = ThemeFactory()
    for each in (proposal, second):
        RecommendationThemeFactory(recommendation=each, theme=theme)
    html = get(client, of("fate", proposal))
    assert html.index(second.reference) < html.index(first.reference)


def test_nothing_chosen(client, secretariat):
    adopted()
    answer = sent(client, of("fate", text()), "adopted", do="taken")
    assert "Choose the adopted text that it became." in answer.content.decode()


def test_nothing_was_adopted_yet(client, secretariat):
    assert "What the 13th AFML adopted is not on this site yet." in get(client, of("fate", text()))


@pytest.mark.parametrize("route", ["recommendation_links", "fate"])
def test_others_read_and_do_not_write(client, route):
    client.force_login(person("coordinator", lao()))
    url = of(route, text())
    assert '<form method="post" novalidate' not in get(client, url)
    assert client.post(url, {}).status_code == 403


@pytest.mark.parametrize("route", ["recommendation_links", "fate"])
def test_pages_of_a_text_cost_the_same(client, secretariat, route, django_assert_max_num_queries):
    one, into = text(), adopted()
    numbers = []
    for _ in range(2):
        confirm(one, text(15, 2022))
        confirm(one, RecommendationFactory(document=into.document), "takes-up")
        with django_assert_max_num_queries(12) as asked:
            get(client, of(route, one))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


# --- On other pages --------------------------------------------------------------------------------------------


def test_the_page_of_a_recommendation_says_it(client, secretariat):
    one, into = text(), adopted()
    confirm(one, text(15, 2022))
    confirm(one, into, "takes-up")
    html = get(client, one.get_absolute_url())
    assert "Asked for at the 13th and 15th AFML; open since 2020" in html
    assert f'Taken up: <a href="{into.get_absolute_url()}">{into.reference}</a>' in html


def test_an_adopted_text_has_no_fate_on_its_page(client, secretariat):
    html = get(client, adopted().get_absolute_url())
    assert "Not compared yet" not in html
