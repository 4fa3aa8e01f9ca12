from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecommendationsConfig(AppConfig):
    name = "recommendations"
    verbose_name = _("Follow-up of recommendations")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from recommendations.models import triggers

        # SQLite drops a table's triggers when a migration remakes the table (DESIGN section 7, Audit).
        post_migrate.connect(triggers.make_again, sender=self)
