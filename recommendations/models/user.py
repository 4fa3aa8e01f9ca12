from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations import text
from recommendations.models.fields import CleanCharField


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=text.searchable(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=text.searchable(email))


class User(AbstractBaseUser):
    """A person. Never deleted, only made nameless; what they may do hangs on their memberships."""

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("A person with this e-mail address is here already.")},
    )
    name = CleanCharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=50, blank=True)
    mail_off = models.JSONField(_("mails not wanted"), default=list, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    # When they signed in the time before: what is new since then is marked.
    previous_login = models.DateTimeField(_("signed in before"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    made_nameless_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UserManager()

    class Meta:
        ordering = ["email"]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                name="user_nameless_cannot_sign_in",
                condition=Q(made_nameless_at__isnull=True) | Q(is_active=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args, **kwargs) -> None:
        self.email = text.searchable(self.email)
        super().save(*args, **kwargs)

    def natural_key(self) -> tuple[str]:
        return (self.email,)

    # What `permissions.holdings` has read for this request.
    held: tuple | None = None

    # Django's admin and its templates ask these of every user. Our admin asks can() instead
    # (docs/decisions/permissions.md), so here nobody holds anything.
    is_staff = False
    is_superuser = False

    def has_perm(self, perm: str, obj: object = None) -> bool:
        return False

    def has_module_perms(self, app_label: str) -> bool:
        return False
