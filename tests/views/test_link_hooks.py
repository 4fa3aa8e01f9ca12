"""Where pairs come to be suggested by themselves, and what becomes of links when texts change or go."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from recommendations.actions import edition_undo, links, undoing, withdrawing
from recommendations.choices import Placing
from recommendations.models import AuditEvent, DocumentImport, Link
from recommendations.queries.links import asked_for
from tests.access.publishing import ready
from tests.edition_texts import COSTS, DATA, DESKS, HEALTH, TRAIN
from tests.editions import corrected, mark, of, published
from tests.factories import RecommendationThemeFactory, ThemeFactory
from tests.linked import JOBS, confirm, text
from tests.views.posting import as_it_stands, form_with

pytestmark = pytest.mark.django_db
# Not so near that publishing asks whether it is the same text.
NEAR = "Open job centres for young people and pay for their language lessons."
REWORDED = ("Impact", [f"{HEALTH} Do it soon.", COSTS, DESKS]), ("Future", [TRAIN, DATA])


def send(client, url, **typed):
    html = client.get(url).content.decode()
    answer = client.post(url, as_it_stands(form_with(html, "form_key")) | typed)
    assert answer.status_code == 302
    return answer


def others():
    return [text(text=each) for each in ("Cap the fee for sending money home.", "Train inspectors of housing.")]


# --- Suggested by themselves -----------------------------------------------------------------------------------


def test_publishing_a_document(client, secretariat):
    stored = text(text=JOBS)
    others()
    made = ready(22, NEAR)
    send(client, reverse("import_publish", args=[made.pk]))
    link = Link.objects.get()
    assert (link.earlier, link.later.document.forum.number) == (stored, 22)
    assert 0.25 <= link.score < 0.6
    assert not client.get(reverse("link_list")).content.decode().count("No pair of this kind")


def test_applying_an_edition(client, secretariat):
    document = published()
    stored = text(15, 2022, text="Do it in each harbour: ratify the convention on domestic work, fishing and mines.")
    made = corrected(
        document,
        (REWORDED[0], ("Future", [TRAIN, "Ratify the convention on fishing and inspect every vessel at sea."])),
    )
    assert not Link.objects.exists()
    url = reverse("import_edition", args=[made.pk])
    send(client, url, sure="on", seen=mark(made))
    assert {link.later for link in Link.objects.all()} == {stored}


def test_confirming_themes(client, secretariat):
    theme = ThemeFactory()
    texts = [text(text="Job centres for all who return."), text(text=JOBS), *others()]
    for each in texts[:2]:
        RecommendationThemeFactory(recommendation=each, theme=theme, placing=Placing.SUGGESTED)
    links.suggest_again(among=texts, by=None)
    before = Link.objects.get().score
    send(client, reverse("placing_list"), texts=[each.pk for each in texts[:2]], do="confirm")
    lifted = Link.objects.get().score
    assert lifted > before
    send(client, reverse("placing", args=[texts[0].reference]), themes=[], main="")
    assert Link.objects.get().score < before


def test_the_command_compares_what_is_named_or_all():
    first, _second, *_ = text(text=JOBS), text(text=JOBS), others()
    out = io.StringIO()
    call_command("suggest_links", first.document.code, stdout=out)
    assert out.getvalue() == f"{first.document.code}: 1 pairs are suggested.\n"
    call_command("suggest_links", stdout=out)
    assert Link.objects.count() == 1
    with pytest.raises(CommandError, match="There is no document AFML13-XX in force"):
        call_command("suggest_links", "AFML13-XX")


# --- Texts that change or go -----------------------------------------------------------------------------------


def test_links_outlive_an_edition(client, secretariat):
    document = published()
    one, again = of(document, "S1-01"), text(15, 2022)
    confirm(one, again)
    send(client, (url := reverse("import_edition", args=[(made := corrected(document, REWORDED)).pk])), sure="on",
         seen=mark(made))  # fmt: skip
    one.refresh_from_db()
    assert one.text.endswith("Do it soon.")
    assert asked_for([one])[one.pk].sentence == "Asked for at the 13th and 15th AFML; open since 2020"
    assert client.get(url).status_code == 200


def test_undoing_an_import_takes_its_links_along(client, secretariat):
    stored, *_ = text(text=JOBS), others()
    made = ready(22, NEAR)
    send(client, reverse("import_publish", args=[made.pk]))
    links.confirm(kinds={Link.objects.get().pk: "repeats"}, by=secretariat)
    name = str(Link.objects.select_related("earlier", "later").get())
    undoing.undo_import(document_import=DocumentImport.objects.get(pk=made.pk), by=secretariat)
    assert not Link.objects.exists()
    assert AuditEvent.objects.get(action="import.undo").before["links"] == [name]
    assert stored.reference in name


def test_taking_an_edition_back_takes_the_links_of_its_new_texts_along(client, secretariat):
    document = published()
    kept = confirm(of(document, "S1-01"), text(15, 2022))
    made = corrected(document, (("Impact", [HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA, "Ratify it."])))
    send(client, reverse("import_edition", args=[made.pk]), sure="on", seen=mark(made))
    confirm(document.recommendations.get(text="Ratify it."), text(15, 2022))
    edition_undo.undo_edition(document_import=DocumentImport.objects.get(pk=made.pk), by=secretariat)
    assert list(Link.objects.confirmed()) == [kept]
    assert len(AuditEvent.objects.get(action="document.edition_undone").after["links"]) == 1


def test_a_withdrawn_document_falls_silent_and_comes_back(secretariat):
    document = published()
    one, again = of(document, "S1-01"), text(15, 2022)
    confirm(one, again)
    withdrawing.withdraw(document=document, reason="The wrong file.", by=secretariat)
    assert asked_for([again]) == {}
    withdrawing.reinstate(document=document, by=secretariat)
    assert asked_for([again])[again.pk].sentence == "Asked for at the 13th and 15th AFML; open since 2020"
