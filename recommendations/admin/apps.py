from django.contrib.admin.apps import AdminConfig


class SecretariatAdmin(AdminConfig):
    default_site = "recommendations.admin.site.Site"

    def ready(self) -> None:
        super().ready()
        from recommendations.admin import nouns  # noqa: F401 (registers each page; models are ready only now)
