"""The admin: one noun a file, each of which registers its page."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig

NOUNS = (
    "audit", "document", "evidence", "follow_up", "forum", "imported", "membership", "organization", "outbox", "party",
    "placing_rule", "recommendation", "review", "round", "update", "user", "vocabulary",
)  # fmt: skip


class SecretariatAdmin(AdminConfig):
    default_site = "recommendations.admin.site.Site"

    def ready(self) -> None:
        super().ready()
        for noun in NOUNS:  # models are ready only now
            import_module(f"recommendations.admin.{noun}")
