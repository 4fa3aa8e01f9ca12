"""People, their roles, their organizations."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef
from django.utils import timezone

from recommendations.actions.memberships import check_role
from recommendations.errors import Refused
from recommendations.models import Membership, Organization, OrganizationName, User
from recommendations.roles import Role


def roles_fit() -> Iterator[str]:
    for held in Membership.objects.select_related("party", "organization").order_by("pk").iterator():
        try:
            check_role(role=Role(held.role), party=held.party, organization=held.organization, by=None)
        except (Refused, ValueError) as problem:
            yield f"role {held.pk}: {problem}"


def addresses_are_verified() -> Iterator[str]:
    own = EmailAddress.objects.filter(user=OuterRef("pk"))
    primary = own.filter(email=OuterRef("email"), verified=True, primary=True)
    people, nameless = (User.objects.filter(made_nameless_at__isnull=named) for named in (True, False))
    for pk in people.exclude(Exists(primary)).values_list("pk", flat=True):
        yield f"person {pk}: their address is not verified"
    for pk in nameless.filter(Exists(own)).values_list("pk", flat=True):
        yield f"person {pk}: made nameless, and an address is kept"
    today = timezone.localdate()
    for pk in nameless.filter(Exists(Membership.objects.on(today).filter(user=OuterRef("pk")))).values_list(
        "pk", flat=True
    ):
        yield f"person {pk}: made nameless, and a role is held"


def present_names_are_listed() -> Iterator[str]:
    names = OrganizationName.objects.filter(organization=OuterRef("pk"))
    unlisted = Organization.objects.filter(Exists(names)).exclude(Exists(names.filter(name=OuterRef("name"))))
    for slug in unlisted.values_list("slug", flat=True):
        yield f"{slug}: its present name is not among its names"
