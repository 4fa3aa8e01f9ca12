"""How a country's agencies are called where one is chosen."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recommendations.models import Organization


def agency_label(agency: Organization, today: date) -> str:
    """Its name, and since when it is no more."""
    if agency.ended_on is None or not agency.has_ended(today):
        return str(agency)
    return _("%(name)s, ended %(day)s") % {"name": agency, "day": date_format(agency.ended_on, "j F Y")}
