"""Invites a person: the first of the secretariat, and any other."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from recommendations.actions import addresses, people
from recommendations.errors import Refused
from recommendations.models import Membership, Organization, Party
from recommendations.roles import Role

# With these no mail leaves the machine, so that the link is shown here.
NOT_SENT = ("console", "filebased", "dummy", "locmem")
# How many codes a refusal lists.
SHOWN = 30


class Command(BaseCommand):
    help = "Invite EMAIL and give a role; the link to choose a password goes out with the next send_mail."

    def add_arguments(self, parser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", required=True, help=", ".join(Role.values))
        parser.add_argument("--party", metavar="CODE", help="the country's or body's code, for example LA")
        parser.add_argument("--organization", metavar="SLUG")
        parser.add_argument("--name", default="")

    def handle(self, **options) -> None:
        try:
            membership = people.invite(
                email=options["email"],
                role=role_of(options["role"]),
                party=found(Party, code=options["party"] and options["party"].upper()),
                organization=found(Organization, slug=options["organization"]),
                name=options["name"],
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from None
        self.say(membership)

    def say(self, membership: Membership) -> None:
        held = f"{membership.get_role_display()}, {membership.place}"
        self.stdout.write(f"Invited: {membership.user.email} ({held}).")
        if settings.EMAIL_BACKEND.split(".")[-2] in NOT_SENT and not membership.user.has_usable_password():
            self.stdout.write(f"To choose a password: {addresses.set_password_link(membership.user)}")
        else:
            self.stdout.write("The mail goes out with the next send_mail.")


def role_of(value: str) -> Role:
    if value not in Role.values:
        raise CommandError(f"“{value}” is not a role. The roles are: {', '.join(Role.values)}.")
    return Role(value)


def found(model, **lookup):
    """The row with this code or slug; None where none was named."""
    ((field, value),) = lookup.items()
    if not value:
        return None
    row = model.objects.filter(**lookup).first()
    if row is None:
        known = ", ".join(model.objects.order_by(field).values_list(field, flat=True)[:SHOWN]) or "none yet"
        raise CommandError(f"There is no {model._meta.verbose_name} “{value}”. There are: {known}.")
    return row
