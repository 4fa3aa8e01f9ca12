"""No export of the site holds what a spreadsheet would take for a formula, whoever typed it."""

import io
import re
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone

from recommendations.actions import rounds
from recommendations.choices import Status
from recommendations.models import Organization, Party, Recommendation, Round, SubTheme, Theme
from tests.answers import accepted_answer
from tests.cast import lao, person
from tests.factories import RoundFactory
from tests.landscape import landscape
from tests.views.test_lists import whole

pytestmark = pytest.mark.django_db
CALL = '=HYPERLINK("http://example.org";1)'
LINES = f"{CALL}\n{CALL};{CALL}\t@SUM(A1)"
BOTH = ("csv", "xlsx")
LIVE = re.compile(r"(^|[;\t\n\r,\"]) *[=@]", re.MULTILINE)


def addresses(found):
    for route, args, formats in (
        ("recommendation_download", (), BOTH), ("thematic_download", (), BOTH), ("picture_download", (), BOTH),
        ("picture_recommendations_download", (), BOTH), ("progress_report_download", (), BOTH),
        ("agency_download", ("molsw",), ("xlsx",)), ("paper_download", (found.pk,), ("xlsx",)),
        ("round_compare_download", (found.pk,), BOTH),
    ):  # fmt: skip
        for fmt in formats:
            yield reverse(route, args=[*args, fmt])
    yield reverse("reply_sheet_download", args=[found.pk, "LA"])


def test_what_somebody_typed_runs_in_no_export(client):
    found, reviewer = landscape(), person("reviewer")
    Recommendation.objects.update(text=LINES)
    for model, field in ((SubTheme, "title"), (Theme, "name"), (Organization, "name"), (Party, "name")):
        for row in model.objects.all():
            model.objects.filter(pk=row.pk).update(**{field: f"{CALL} {row.pk}"})
    accepted_answer(
        found["shared LA"], Status.IN_PROGRESS, activities=[LINES], evidence=[CALL], lead=CALL, challenges=LINES,
        next_steps=LINES,
    )  # fmt: skip
    first, second = Round.objects.get(), RoundFactory(name=CALL, due_on=timezone.localdate())
    second.documents.set(first.documents.all())
    second.parties.add(lao())
    rounds.close_round(target=second, by=reviewer)
    client.force_login(reviewer)
    for address in addresses(first):
        check(client, address)
    client.force_login(person("reporter", lao()))
    check(client, reverse("sheet_download"))


def check(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    content = whole(response)
    if not content.startswith(b"PK"):
        assert "HYPERLINK" in content.decode(), address
        assert not LIVE.findall(content.decode("utf-8-sig")), address
        return
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        sheets = [file.read(name).decode() for name in file.namelist() if "worksheets/sheet" in name]
    assert sheets, address
    assert not any("<f>" in sheet for sheet in sheets), address
