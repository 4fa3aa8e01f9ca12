"""How django-allauth behaves here."""

from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up: people are invited (`manage.py invite`, or by the secretariat or a coordinator)."""

    def is_open_for_signup(self, request) -> bool:
        return False
