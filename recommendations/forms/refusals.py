"""What is refused, said in the reader's language."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext

from recommendations.errors import Refused
from recommendations.templatetags.layout import DAY


def say(error: Refused) -> str:
    """Its sentence, days as everywhere else."""
    sentence = gettext(error.sentence)
    params = {name: date_format(each, DAY) if isinstance(each, date) else each for name, each in error.params.items()}
    return sentence % params if params else sentence
