"""How long publishing takes and how much memory: `python -m tests.benchmarks.publishing`.

It makes a test database on the engine of DATABASE_URL, publishes imports of 100, 1,000 and 10,000 texts asked of
eleven countries, undoes the one of 1,000, and prints a table. The goal: 1,000 × 11 in 5 s, memory flat.
"""

import datetime
import resource
import time
import tracemalloc
from contextlib import contextmanager

COUNTRIES = 11
SIZES = (100, 1000, 10_000)
TEXT = "Strengthen the capacity of labour inspectors to protect migrant workers, part %d. "


def main() -> None:
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment(debug=False)
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(kept, verbosity=0)


def measure() -> None:
    from django.db import connection

    from recommendations.actions import documents, undoing

    parties = _parties()
    print(f"{connection.vendor}: {COUNTRIES} countries")
    for number, size in enumerate(SIZES, 1):
        made = _import(number, size)
        with measured(f"publish {size} × {COUNTRIES}"):
            documents.publish_import(document_import=made, parties=parties, by=None)
        if size == 1000:
            with measured(f"undo {size} × {COUNTRIES}"):
                undoing.undo_import(document_import=made, by=None)
    # Python's own memory, in a run of its own: watching it takes time.
    for number, size in enumerate(SIZES[:2], 11):
        made = _import(number, size)
        tracemalloc.start()
        documents.publish_import(document_import=made, parties=parties, by=None)
        print(f"  peak of Python memory, {size} × {COUNTRIES}: {tracemalloc.get_traced_memory()[1] / 2**20:.1f} MB")
        tracemalloc.stop()


@contextmanager
def measured(what: str):
    began, cpu = time.perf_counter(), time.process_time()
    yield
    took, used = time.perf_counter() - began, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  {what}: {took:.2f} s ({used:.2f} s of it ours), process at most {peak:.0f} MB so far")


def _parties():
    from recommendations.models import Party

    joined = datetime.date(1997, 7, 23)
    return Party.objects.bulk_create(
        Party(code=f"X{number}", name=f"Country {number}", kind="state", member_since=joined)
        for number in range(COUNTRIES)
    )


def _import(number: int, size: int):
    from django.utils import timezone

    from recommendations.models import DocumentImport, Extract, ExtractedSubTheme, Forum, User

    now = timezone.now()
    by, _ = User.objects.get_or_create(email="bench@example.org")
    made = DocumentImport.objects.create(
        state="review", source_text=f"{number}", sha256=f"{number:064}", size=1, received_at=now, kind="forum",
        forum=Forum.objects.create(number=number, year=2020), meeting=f"Recommendations of forum {number}",
        held_on=datetime.date(2020, 10, 23), facts_confirmed_at=now, facts_confirmed_by=by,
    )  # fmt: skip
    heading = ExtractedSubTheme.objects.create(document_import=made, position=1, number=1, title="A sub-theme")
    placings = [{"axis": "addressee", "value": "asean", "placing": "suggested", "words": "ASEAN"}]
    Extract.objects.bulk_create(
        (
            Extract(
                document_import=made,
                sub_theme=heading,
                position=at,
                number=at,
                label=f"{at}.",
                text=(TEXT % at) * 4,
                state="accepted",
                decided_at=now,
                decided_by=by,
                placings=placings,
            )
            for at in range(1, size + 1)
        ),
        batch_size=1000,
    )
    return made


if __name__ == "__main__":
    main()
