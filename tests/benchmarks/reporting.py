"""How long reports take: `python -m tests.benchmarks.reporting`, on the site's own database (DATABASE_URL).

Fill it first: `manage.py demo --no-serve` (105 recommendations) or `manage.py make_dataset --recommendations 10000`.
It measures progress reports, a round's picture, its seal, and the paper, and takes everything back that it wrote.
"""

import datetime
import os
import resource
import time
from contextlib import contextmanager


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "aflm_tracker.settings")
    django.setup()
    from django.db import transaction

    with transaction.atomic():
        measure()
        transaction.set_rollback(True)


def measure() -> None:
    from django.utils import timezone

    from recommendations.models import FollowUp, Recommendation
    from recommendations.queries.progress import Scope, sight_of_the_ilo
    from recommendations.reports import progress
    from recommendations.reports.formats import FORMATS

    day, sight = timezone.localdate(), sight_of_the_ilo()
    asked = FollowUp.objects.count()
    print(f"{Recommendation.objects.count()} recommendations, {asked} follow-ups")
    one = FollowUp.objects.order_by("party__code").first().party
    for name, scope in (("one country", Scope(country=one)), ("the region", Scope())):
        with measured(f"{name}: value"):
            report = progress.build(scope, sight=sight, today=day)
        rows = sum(1 for _ in report.answers)
        for each in FORMATS.values():
            if each.most_rows is None or rows <= each.most_rows:
                with measured(f"{name}: {each.name}"):
                    made = each.layout(report)
                print(f"    {len(made) / 1024:.0f} KB, {rows} rows")
    _round(day)


def _round(day: datetime.date) -> None:
    from recommendations.actions import rounds
    from recommendations.models import Document, Evidence, Membership, Party, Round
    from recommendations.queries import picture
    from recommendations.reports.paper.build import build
    from recommendations.reports.paper.formats import FIRST
    from recommendations.reports.paper.material import Material

    Round.objects.filter(closed_at=None).update(closed_at="2026-01-01T00:00Z", closed_by=1)
    reviewer = Membership.objects.filter(role="reviewer", party=None).first().user
    asked = Party.objects.filter(follow_ups__isnull=False).distinct()
    opened = rounds.open_round(
        name="Measured", documents=Document.objects.all(), parties=asked,
        opens_on=day, due_on=day, by=reviewer,
    )  # fmt: skip
    with measured("close and seal the round"):
        rounds.close_round(target=opened, by=reviewer)
    opened.refresh_from_db()
    with measured("read the seal"):
        kept = picture.sealed(picture.latest(opened))
    every = frozenset(Evidence.objects.values_list("pk", flat=True))
    with measured("paper: value"):
        paper = build(Material(picture=kept, evidence=every, assessments=True, today=day, address="http://x.org"))
    for each in FIRST.values():
        if each.most_rows is None or len(kept.rows) <= each.most_rows:
            with measured(f"paper: {each.name}"):
                made = each.layout(paper, None)
            print(f"    {len(made) / 1024:.0f} KB")


@contextmanager
def measured(what: str):
    began = time.perf_counter()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {what}: {time.perf_counter() - began:.2f} s, process at most {peak:.0f} MB so far")


if __name__ == "__main__":
    main()
