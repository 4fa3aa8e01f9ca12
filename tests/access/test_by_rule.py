"""The routes of Django's admin and of django-allauth, judged by rule instead of row by row."""

import re

import pytest
from django.contrib import admin
from django.urls import URLPattern, get_resolver, reverse

from recommendations.models import Update
from tests.access.reading import Changes, body, dump, told

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.repeated_queries(reason="tests/admin watches its lists; here everybody asks for all of them"),
]

# One of each kind: no rule here asks for more of a role than its name.
PEOPLE = ("rep", "coo", "rev", "sec", "str", "out")
# What only actions of the workflow may set. No form of the admin has a field for it.
WORKFLOW = {
    "followup", "update", "updateversion", "versionactivity", "versionagency", "versionevidence", "review",
    "evidence", "evidenceversion", "activity", "responsibility", "auditevent", "outboxmail", "formtoken",
}  # fmt: skip
# A signed-in person opens these, role or none. The rest answers with a redirect, or asks for the password again.
OWN_ACCOUNT = ("account_email", "account_change_password", "account_logout", "mfa_index")
SIGNED_OUT = ("account_login", "account_reset_password", "account_inactive", "account_reset_password_done")


def patterns(resolver, above=""):
    for each in resolver.url_patterns:
        path = f"{above}{each.pattern}"
        if isinstance(each, URLPattern):
            yield path, each
        else:
            yield from patterns(each, path)


def admin_paths() -> list[str]:
    """Every address of the admin, with the first row of its table (or 1) where it asks for one."""
    found = []
    rows = {
        f"{model._meta.app_label}/{model._meta.model_name}": model.objects.values_list("pk", flat=True).first() or 1
        for model in admin.site._registry
    }
    for path, _ in patterns(get_resolver()):
        if path.startswith("admin/"):
            filled = re.sub(
                r"\^?\(\?P<app_label>[^)]*\)/\$", "recommendations/", path.replace("(?P<url>.*)$", "absent")
            )
            noun = "/".join(filled.split("/")[1:3])
            found.append("/" + re.sub(r"<path:\w+>", str(rows.get(noun, 1)), filled))
    return sorted(set(found))


def allauth_paths() -> list[str]:
    found = []
    for path, _ in patterns(get_resolver()):
        if path.startswith("accounts/"):
            filled = re.sub(r"\(\?P<key>[^)]*\)", "some-key", re.sub(r"\(\?P<uidb36>[^)]*\)", "1", path))
            found.append("/" + filled.replace("^", "").rstrip("$"))
    return sorted(set(found))


def test_the_addresses_are_found(full_world):
    assert len(admin_paths()) > 80
    update = Update.objects.values_list("pk", flat=True).first()
    assert f"/admin/recommendations/update/{update}/change/" in admin_paths()
    assert "/accounts/login/" in allauth_paths()
    assert not [path for path in (*admin_paths(), *allauth_paths()) if re.search(r"[<>^$?]", path)]


# --- Admin --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [who for who in PEOPLE if who != "sec"])
def test_the_admin_is_closed_to_everybody_else(full_world, undone, who):
    """They are asked to sign in, or told that they may not; what they post changes nothing."""
    client, rows = full_world.clients[who], dump()
    for path in admin_paths():
        for method in ("get", "post"):
            with undone(), Changes(rows) as changes:
                response = getattr(client, method)(path)
                text = told(response)
            asked = response.status_code == 302 and re.match(r"/(admin|accounts)/log(in|out)/", response.url)
            # Signing out is for everybody.
            gone = path == "/admin/logout/" and response.status_code in (302, 405, 200)
            signing_in = path == "/admin/login/" and who == "out"
            assert asked or gone or signing_in or response.status_code == 403, f"{who} {method} {path}"
            assert changes.tables == [], path
            assert "Zq." not in text, path


def test_the_secretariat_gets_in(full_world, undone):
    client = full_world.clients["sec"]
    codes = {}
    for path in admin_paths():
        with undone():
            codes[path] = client.get(path).status_code
    assert set(codes.values()) <= {200, 302, 403, 404, 405}
    lists = [reverse(f"admin:{m._meta.app_label}_{m._meta.model_name}_changelist") for m in admin.site._registry]
    own = [path for path in lists if path.startswith("/admin/recommendations/")]
    assert {codes[path] for path in own} == {200}


@pytest.mark.parametrize("model", sorted(WORKFLOW))
def test_no_form_of_the_admin_changes_what_the_workflow_sets(full_world, undone, rf, model):
    """Neither a page of its own nor rows under another have a field for it; nor do they add or delete."""
    request = rf.get("/admin/")
    request.user = full_world.people["sec"]
    pages = [page for noun, page in admin.site._registry.items()]
    inlines = [inline for page in pages for inline in page.get_inline_instances(request)]
    for each in (*pages, *inlines):
        if each.model._meta.model_name == model:
            assert (
                not each.has_add_permission(request, None) if each in inlines else not each.has_add_permission(request)
            )
            assert not each.has_change_permission(request)
            assert not each.has_delete_permission(request)


def test_posts_to_the_admin_leave_the_workflow_as_it_is(full_world, undone):
    client, rows = full_world.clients["sec"], dump()
    wrong = []
    for path in admin_paths():
        noun = path.split("/")[3] if path.startswith("/admin/recommendations/") else ""
        if noun in WORKFLOW:
            with undone(), Changes(rows) as changes:
                client.post(path, {"post": "yes", "_save": "Save", "state": "accepted", "status": "implemented"})
            wrong += [f"{path}: {changes.tables}"] if changes.tables else []
    assert wrong == []


def test_the_admin_leads_to_no_object_s_own_address(full_world):
    """Django's /admin/r/ would give the link of evidence that nobody has shared."""
    from django.contrib.contenttypes.models import ContentType

    from recommendations.models import EvidenceVersion

    private = EvidenceVersion.objects.exclude(link="").filter(evidence__title__contains="draft").first()
    kind = ContentType.objects.get_for_model(EvidenceVersion)
    response = full_world.clients["sec"].get(f"/admin/r/{kind.pk}/{private.pk}/")
    assert response.status_code == 404
    assert private.link not in told(response)


# --- Accounts -------------------------------------------------------------------------------------------------------


def test_nobody_signs_up(full_world, undone):
    before = dump()
    typed = {"email": "new@example.org", "password1": "a very long password", "password2": "a very long password"}
    for who in ("out", "str", "rep"):
        for method in ("get", "post"):
            with undone(), Changes(before) as changes:
                response = getattr(full_world.clients[who], method)("/accounts/signup/", typed)
                told(response)
            assert changes.tables == []
            assert response.status_code in (200, 302)
            assert b'type="password"' not in response.content


@pytest.mark.parametrize("who", ["str", "rep", "sec"])
def test_whoever_is_signed_in_keeps_their_account(full_world, undone, who):
    for route in OWN_ACCOUNT:
        with undone():
            assert full_world.clients[who].get(reverse(route)).status_code == 200, route


@pytest.mark.parametrize("who", PEOPLE)
def test_no_account_page_fails_or_tells_of_others(full_world, undone, who):
    for path in allauth_paths():
        with undone():
            response = full_world.clients[who].get(path)
            text = told(response)
        assert response.status_code in (200, 302, 403, 404, 405), path
        assert "Zq." not in text, path
        others = [user.email for name, user in full_world.people.items() if name != who]
        assert not [email for email in others if email in text], path


def test_signed_out_people_reach_what_signing_in_needs_and_no_more(full_world, undone):
    for path in allauth_paths():
        with undone():
            response = full_world.clients["out"].get(path)
            body(response)
        if response.status_code == 302:
            assert response.url.startswith("/accounts/"), path
    for route in SIGNED_OUT:
        assert full_world.clients["out"].get(reverse(route)).status_code == 200, route


def test_a_forgotten_password_tells_nobody_who_has_an_account(full_world, undone):
    answers = []
    for email in (full_world.people["rep"].email, "nobody@example.org"):
        with undone():
            response = full_world.clients["out"].post("/accounts/password/reset/", {"email": email}, follow=True)
            answers.append(told(response).replace(email, ""))
    assert answers[0] == answers[1]
