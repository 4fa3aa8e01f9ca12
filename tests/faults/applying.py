"""Run as a program: applies a corrected edition, and says when it begins and when it is safe.

python -m tests.faults.applying IMPORT_ID
"""

import os
import sys

import django


def main(import_id: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "aflm_tracker.settings"
    django.setup()
    from recommendations.actions import editions
    from recommendations.models import DocumentImport

    made = DocumentImport.objects.get(pk=import_id)
    os.write(1, b"begins\n")
    editions.apply_edition(document_import=made, by=None)
    os.write(1, b"safe\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
