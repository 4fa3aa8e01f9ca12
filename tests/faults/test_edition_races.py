"""A corrected edition that two people apply at once, beside somebody who answers, or that is cut off in the middle."""

import subprocess
import sys
import time
from io import StringIO

import pytest
from django.core.management import call_command

from recommendations.actions import editions, updates
from recommendations.actions.typed import Answer
from recommendations.models import DocumentImport, Edition, FollowUp, FormerWording, Recommendation, Update
from tests.cast import lao, person
from tests.edition_texts import COSTS, DATA, DESKS, FISH, HEALTH, REWORDED, TRAIN
from tests.editions import corrected, mark, published, rows
from tests.faults.test_kill import ROOT, same_database
from tests.faults.test_races import at_once, check_trail, kinds

pytestmark = pytest.mark.django_db(transaction=True)
NEW = (("Impact", [REWORDED, DESKS, FISH]), ("Future", [TRAIN, DATA, COSTS]))


@pytest.fixture
def document():
    yield published(parties=[lao()])
    check_trail()


def applying(made, seen=None):
    found = DocumentImport.objects.get(pk=made.pk)
    return lambda: editions.apply_edition(document_import=found, by=None, seen=seen)


def test_applied_twice_at_once_is_applied_once(document, scale):
    for run in range(scale(3, 30)):
        made = corrected(document, NEW if run % 2 else (("Impact", [HEALTH, COSTS, DESKS]), ("Future", [TRAIN, DATA])))
        seen = mark(made)
        assert kinds(at_once(applying(made, seen), applying(made, seen))) == ["TooLate", "done"]
        assert document.editions.count() == run + 2


def test_of_two_editions_at_once_the_second_is_looked_at_again(document, scale):
    """Each was compared with what was published then: whoever comes second is told, or applies what was not seen."""
    for run in range(scale(3, 30)):
        one = corrected(document, (("Impact", [HEALTH, DESKS, f"{FISH} {run}"]), ("Future", [TRAIN, DATA, COSTS])))
        other = corrected(document, (("Impact", [HEALTH, COSTS]), ("Future", [f"{DATA} {run}"])))
        results = at_once(applying(one, mark(one)), applying(other, mark(other)))
        assert kinds(results) == ["Conflict", "done"]
        assert document.editions.count() == 2 * run + 2
        left = DocumentImport.objects.get(pk__in=[one.pk, other.pk], state="review")
        editions.apply_edition(document_import=left, by=None, seen=mark(left))


def test_an_answer_that_is_saved_while_an_edition_is_applied_is_kept_with_the_wording_it_was_given_to(document, scale):
    reporter = person("reporter", lao())
    texts = {1: HEALTH}
    for run in range(scale(4, 50)):
        health = Recommendation.objects.get(text__in=[HEALTH, REWORDED])
        row = FollowUp.objects.get(recommendation=health)
        update = Update.objects.filter(follow_up=row).first()
        made = corrected(document, NEW if health.text == HEALTH else (("Impact", [HEALTH, DESKS]), ("Future", [DATA])))
        opened, user = update.version if update else 0, type(reporter).objects.get(pk=reporter.pk)
        answer = Answer(status="planned", challenges=f"{run}")
        results = at_once(
            applying(made),
            lambda row=row, answer=answer, opened=opened, user=user: updates.save(
                follow_up=row, answer=answer, opened_version=opened, by=user
            ),
        )
        assert kinds(results) == ["done", "done"]
        health.refresh_from_db()
        texts[health.wording] = health.text
        version = Update.objects.get(follow_up=row).versions.last()
        assert version.challenges == f"{run}"
        assert version.wording in (health.wording, health.wording - 1)
    former = FormerWording.objects.filter(recommendation__text__in=[HEALTH, REWORDED])
    for number, text in former.values_list("number", "text"):
        assert texts[number] == text


def test_an_edition_that_is_killed_leaves_the_old_document_or_the_new_one_whole(document, scale):
    for run in range(scale(3, 30)):
        before = rows(document), document.editions.count(), FollowUp.objects.count()
        made = corrected(document, NEW if run % 2 == 0 else (("Impact", [HEALTH, COSTS]), ("Future", [TRAIN, DATA])))
        said = killed_while_applying(made, wait=0.004 * (run % 15))
        made.refresh_from_db()
        if made.state == "review":
            assert said == ["begins"]
            assert (rows(document), document.editions.count(), FollowUp.objects.count()) == before
            editions.apply_edition(document_import=made, by=None)
        check_whole(document, made)


def killed_while_applying(made, *, wait):
    """What the applying process said before it was killed with -9, so many seconds after it began."""
    command = [sys.executable, "-m", "tests.faults.applying", str(made.pk)]
    with subprocess.Popen(command, cwd=ROOT, env=same_database(), stdout=subprocess.PIPE, text=True) as process:
        said = [process.stdout.readline().strip()]
        time.sleep(wait)
        process.kill()
        said += process.stdout.read().split()
    return said


def check_whole(document, made):
    """The new edition, all of it: its texts are those of the import, in order, and everything holds."""
    made.refresh_from_db()
    assert made.state == "published"
    texts = [text for _reference, _label, text, withdrawn in rows(document) if not withdrawn]
    assert texts == list(made.extracts.order_by("position").values_list("text", flat=True))
    assert Edition.objects.filter(document=document).latest("number") == made.edition
    check_trail()
    call_command("verify", stdout=StringIO())
