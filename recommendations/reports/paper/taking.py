"""A paper as a person takes it: what it is made of."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from recommendations.models import GoodPractice, Seal, User
from recommendations.queries import paper as queries
from recommendations.queries import picture
from recommendations.queries.paper import Taking
from recommendations.reports import sentences
from recommendations.reports.paper import formats
from recommendations.reports.paper.material import Material, Practice
from recommendations.reports.paper.value import Paper


def taken(taking: Taking, user: User, today: date) -> Paper:
    """The paper in the words of its template, which is on this site; inside it names what `user` may open."""
    version = picture.template(taking.round, taking.number)
    return formats.VERSIONS[version].build(_material(taking, user, today, version))


def _material(taking: Taking, user: User, today: date, version: int) -> Material:
    found = taking.round
    seal = picture.seal_of(found, taking.number)
    return Material(
        picture=picture.sealed(seal) if seal else picture.take(found, today),
        evidence=queries.nameable(None if taking.public else user),
        assessments=picture.published(found, seal),
        today=today,
        address=settings.SITE_URL,
        template=version,
        public=taking.public,
        suggested=taking.suggested,
        texts={key: row.text for key, row in queries.texts(found).items()},
        practices=tuple(_practice(each) for each in queries.practices(found)),
        before=queries.picture_before(found),
        hidden=queries.hidden_statements(),
        earlier=earlier(seal),
    )


def _practice(each: GoodPractice) -> Practice:
    return Practice(each.follow_up.recommendation.reference, each.follow_up.party.code, each.title, each.text)


def earlier(seal: Seal | None) -> str:
    """That a seal was not the round's last word; "" of the one that is."""
    if seal is None:
        return ""
    days = (timezone.localdate(at) if at else None for at in (getattr(seal, "followed_at", None), seal.reopened_at))
    return sentences.of_earlier_seal(timezone.localdate(seal.sealed_at), *days)
