"""Run as a program: saves one answer again and again, and says each version once it is safe.

    python -m tests.faults.saving FOLLOW_UP_ID USER_ID

It runs until it is killed.
"""

import itertools
import os
import sys

import django


def main(follow_up_id: str, user_id: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "aflm_tracker.settings"
    django.setup()
    from recommendations.actions import updates
    from recommendations.actions.typed import ActivityText, Answer
    from recommendations.models import FollowUp, Update, User

    follow_up, user = FollowUp.objects.get(pk=follow_up_id), User.objects.get(pk=user_id)
    for _ in itertools.count():
        opened = Update.objects.values_list("version", flat=True).first() or 0
        activities = (ActivityText(f"Made from {opened}."),)
        answer = Answer(status="planned", challenges=f"Made from {opened}.", activities=activities)
        update = updates.save(follow_up=follow_up, answer=answer, opened_version=opened, by=user)
        os.write(1, f"{update.version}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
