"""Whatever is wrong in a form: the forms that tests fill in, and what they are told."""

from django.core.files.uploadedfile import SimpleUploadedFile

from recommendations.models import Update
from tests.cast import cambodia
from tests.desk import Desk, dump
from tests.factories import ActivityFactory, EvidenceVersionFactory, OrganizationFactory
from tests.views.posting import Reply, as_it_stands, form_with

HUGE = "9" * 40
NOT_AN_ID = ("abc", "-1", HUGE, "\x00", "\u200b")
INCOMPLETE = "This form did not arrive whole. Open the page again; what was saved is still there."
FOREIGN_FORM = "This form is not complete. Open the page again; your saved drafts are still there."
STALE = "This answer was changed after you opened it."
FROM_LIST = "Choose one from your country’s list."
FROM_LISTS = "Choose from your country’s list."
ANSWERS = "Choose one of the answers in the list."
DATE = "Write the date as day/month/year, for example 30/09/2026."


def too_long(limit):
    return f"This text has {limit + 1} characters. Shorten it to {limit}."


class Page:
    """One form on one page, opened by one person; `sent` is what will be posted."""

    def __init__(self, client, user, url, has, to=None, **typed):
        client.force_login(user)
        self.client, self.url, self.has = client, to or url, has
        self.sent = as_it_stands(form_with(client.get(url).content.decode(), has)) | typed

    def post(self, **changes):
        """Post with these changes (None: left out). Nothing may have been written."""
        self.sent = {name: value for name, value in (self.sent | changes).items() if value is not None}
        before = dump()
        answer = self.client.post(self.url, self.sent)
        assert dump() == before
        return Reply(answer.status_code, answer.content.decode())

    def stays(self, reply, *apart):
        """What was typed stands in the form that came back; `apart`: what need not."""
        apart = {"form_key", "csrfmiddlewaretoken", "file", "then", "again", *apart}
        now = as_it_stands(form_with(reply.html, self.has))
        for name, value in self.sent.items():
            if name not in apart:
                typed = [str(each) for each in (value if isinstance(value, (list, tuple)) else [value])]
                found = [each.replace("\r\n", "\n") for each in now.get(name, [])]
                assert [each for each in typed if each] == [each for each in found if each], name

    def refuses(self, name, value, sentence, **more):
        reply = self.post(**{name: value}, **more)
        assert reply.status == 200
        reply.check()
        assert reply.beside(name) == sentence
        assert [line for line in reply.summary() if line.endswith(sentence)] == reply.summary()
        assert len(reply.summary()) == 1
        return reply


def answer_form(client, desk, **typed):
    agencies = list(desk.party.organizations.values_list("pk", flat=True))
    typed = {
        "status": "in-progress", "challenges": "Money ຂ.", "next_steps": "More & <better>.", "lead": agencies[0],
        "contributing": agencies[1:2], "activities-0-text": "Trained \"20\" inspectors.",
        "activities-0-starts_on": "2023-03-01", "activities-0-ends_on": "2023-04-01",
    } | typed  # fmt: skip
    url = f"{desk.follow_up.get_absolute_url()}update/"
    return Page(client, desk["reporter"], url, "challenges", **typed)


def evidence_form(client, desk, **typed):
    typed = {
        "title": "The report", "kind": "law", "link": "https://example.org/law", "dated_on": "2023-03-01",
        "publisher": "Ministry", "visibility": "everybody",
    } | typed  # fmt: skip
    url = f"{desk.follow_up.get_absolute_url()}evidence/"
    return Page(client, desk["reporter"], url, "publisher", **typed)


def upload(content, name="report.pdf"):
    return SimpleUploadedFile(name, content)


def move_page(client, desk, name, by, **typed):
    here = desk.follow_up.get_absolute_url()
    return Page(client, desk[by], here, "seen_version", to=f"{here}move/{name}/", **typed)


def review_form(client, desk, **typed):
    if not Update.objects.exists():
        desk.to("submitted")
    url = f"/review/{desk.follow_up.recommendation.reference}/LA/"
    typed = {"decision": "confirmed", "note": "Good <work>."} | typed
    return Page(client, desk["reviewer"], url, "decision", **typed)


def desk_of_agencies():
    """The writing side, with two agencies to choose from."""
    desk = Desk()
    for _ in range(2):
        OrganizationFactory(party=desk.party)
    return desk


def owned_by_cambodia():
    """What another country owns."""
    party = cambodia()
    return {
        "organization": OrganizationFactory(party=party).pk,
        "activity": ActivityFactory(party=party).pk,
        "evidence": EvidenceVersionFactory(evidence__party=party).evidence_id,
    }
