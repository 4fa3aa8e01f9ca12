"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from recommendations.actions import visits
from recommendations.models import User


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited (`manage.py invite`, or by the secretariat or a coordinator)."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("The e-mail address or the password is wrong."),
        "incorrect_password": _("The password is wrong."),
        "enter_current_password": _("The password is wrong."),
        "too_many_login_attempts": _("Too many wrong passwords. Wait five minutes, then try again."),
        "duplicate_email": _("This address is stored for you already."),
        "email_taken": _("This address belongs to another account."),
    }

    def is_open_for_signup(self, request) -> bool:
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        visits.begin(user)
        super().login(request, user)
