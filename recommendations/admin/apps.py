from django.contrib.admin.apps import AdminConfig


class SecretariatAdmin(AdminConfig):
    default_site = "recommendations.admin.site.Site"
