"""What a person does on a page to meet its errors, and the pages that only follow on something."""

from dataclasses import replace
from unittest.mock import patch

from recommendations.actions import extracts, report_files, updates
from recommendations.actions.evidence import answer_of
from recommendations.actions.extracts import Typed
from recommendations.models import Extract
from tests.browser.scene import Scene


def ask_for_a_long_file(page, scene: Scene) -> None:
    """The page that offers to make it, as it comes where more was asked than is made at once."""
    with patch.object(report_files, "MOST_AT_ONCE", 0):
        page.goto(page.url.replace("/progress/?", "/progress.csv?"))


def press(page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def send_nothing(page, scene: Scene) -> None:
    page.locator("main form[method=post] button:not(.govuk-button--secondary)").first.click()


def save(page, scene: Scene) -> None:
    press(page, "Save draft")


def save_after_somebody_else(page, scene: Scene) -> None:
    found, by = scene.follow_ups["draft"], scene.people["coordinator"]
    update = updates.open_update(found)
    answer = replace(answer_of(update), status="planned", challenges="Something else.")
    updates.save(follow_up=found, answer=answer, opened_version=update.version, by=by)
    save(page, scene)


def save_too_late(page, scene: Scene) -> None:
    update = updates.open_update(scene.follow_ups["draft"])
    for act, who in ((updates.ask_approval, "reporter"), (updates.approve, "approver"), (updates.submit, "reporter")):
        act(update=update, seen_version=update.version, by=scene.people[who])
        update.refresh_from_db()
    save(page, scene)


def type_a_wrong_date(page, scene: Scene) -> None:
    page.get_by_label("From", exact=True).first.fill("yesterday")
    page.get_by_label("Until", exact=True).first.fill("31/02/2023")
    save(page, scene)


def send_nothing_ticked(page, scene: Scene) -> None:
    for box in reversed(page.locator("main input[name=rows]").all()):
        box.uncheck(force=True)
    send_nothing(page, scene)


def send_back_without_note(page, scene: Scene) -> None:
    page.locator("summary").get_by_text("Send back to the reporter").click()
    press(page, "Send back to the reporter")


def tie_to_nothing(page, scene: Scene) -> None:
    press(page, "Answer both at once")


def type_too_long_a_name(page, scene: Scene) -> None:
    page.get_by_label("Your name", exact=True).fill("Khamla " * 40)
    press(page, "Save")


def type_a_wrong_password(page, scene: Scene) -> None:
    sign_in(page, scene.people["reporter"].email, "not this one")


def sign_in_carefully(page, scene: Scene) -> None:
    """With a second factor a page for its code follows."""
    sign_in(page, scene.people["careful"].email, "a long password")


def sign_in(page, email: str, password: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    press(page, "Sign in")


def add_a_wrong_address(page, scene: Scene) -> None:
    page.get_by_label("E-mail address").last.fill("khamla at ministry")
    press(page, "Add the address")


def lose_the_cookie(page, scene: Scene) -> None:
    page.context.clear_cookies(name="csrftoken")
    press(page, "Save")


def save_in_the_admin(page, scene: Scene) -> None:
    page.locator("input[name=_save]").click()


def make_nameless(page, scene: Scene) -> None:
    page.locator("input.action-select").first.check()
    page.locator("select[name=action]").select_option("make_nameless")
    page.locator(".actions button").first.click()


def confirm_without_a_title(page, scene: Scene) -> None:
    page.get_by_label("Title of the meeting, as printed").fill("")
    page.get_by_label("First day").fill("yesterday")
    press(page, "Yes, this is the document")


def accept_after_somebody_else(page, scene: Scene) -> None:
    found = Extract.objects.get(document_import=scene.imports["import"], position=2)
    extracts.keep(extract=found, typed=Typed("Theirs."), seen_version=found.version, by=scene.people["secretariat"])
    page.get_by_label("Text", exact=True).fill("Mine.")
    press(page, "Accept")


def split_nowhere(page, scene: Scene) -> None:
    page.locator("summary").get_by_text("It holds two: split it").click()
    press(page, "Split here")


def add_nothing(page, scene: Scene) -> None:
    press(page, "Add and go on")


def tick_without_a_reason(page, scene: Scene) -> None:
    page.get_by_label("I have looked at this and it is right.").first.check()
    press(page, "Save")


def stand_still(page, scene: Scene) -> None:
    """The same page, which does not renew itself while it is looked at."""

    def without_refresh(route):
        response = route.fetch()
        kept = {name: value for name, value in response.headers.items() if name != "refresh"}
        route.fulfill(response=response, headers=kept)

    page.route(page.url, without_refresh)
    page.goto(page.url)
