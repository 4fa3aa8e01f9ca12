"""The answers of a filled Excel file as they are to be saved, and what they name, fetched at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from recommendations.actions.evidence_files import Proof
from recommendations.actions.typed import ActivityText, Answer, Informant
from recommendations.models import Activity, Evidence, Organization
from recommendations.models.activity import mark_of
from recommendations.queries.sheet_cells import NewEvidence
from recommendations.queries.sheet_final import Final
from recommendations.queries.sheets import Row


@dataclass(frozen=True)
class Entry:
    """One answer to be saved. `seen`: its newest update and that one's version as they were when it was confirmed."""

    row: Row
    made: Final
    seen: tuple[int, int]


class Shelf:
    """The organizations, activities and evidence that answers name."""

    def __init__(self, answers: Iterable[Final]) -> None:
        answers = list(answers)
        self.organizations = _found(Organization, (pk for each in answers for pk in _agencies(each)))
        self.activities = _found(Activity, (pk for each in answers for pk, _typed in each.activities))
        self.evidence = _found(Evidence, (pk for each in answers for pk in _pieces(each)))

    def answer(self, made: Final, row: Row) -> Answer:
        """`made` of `row`. An activity that says something else by now than in `row` was changed in another answer
        meanwhile: a long file takes minutes."""
        shown = {each.id: mark_of(each.text, each.starts_on, each.ends_on) for each in row.activities}
        return Answer(
            **made.plain,
            lead=self.organizations.get(made.lead),
            contributing=tuple(self.organizations[pk] for pk in made.contributing),
            activities=tuple(
                ActivityText(typed.text, typed.starts_on, typed.ends_on, self.activities.get(pk), shown.get(pk, ""))
                for pk, typed in made.activities
            ),
            evidence=tuple(self.evidence[pk] for pk in dict.fromkeys(_pieces(made)) if pk in self.evidence),
            informants=tuple(Informant(self.organizations[pk], day) for pk, day in made.informants.items()),
        )


def proof(typed: NewEvidence) -> Proof:
    return Proof(
        title=typed.title, link=typed.link, kind=typed.kind, visibility=typed.visibility, dated_on=typed.dated_on,
        publisher=typed.publisher,
    )  # fmt: skip


def _agencies(made: Final) -> tuple[int, ...]:
    return (made.lead, *made.contributing, *made.informants)


def _pieces(made: Final) -> list[int]:
    return [*made.attached, *(each.known for each in made.links if each.known)]


def _found(model: type[Model], ids: Iterable[int]) -> dict[int, Any]:
    rows: QuerySet[Any] = Evidence.objects.standing() if model is Evidence else model._default_manager.all()
    wanted = sorted({pk for pk in ids if pk})
    found: dict[int, Any] = {}
    for start in range(0, len(wanted), 1_000):
        found |= rows.in_bulk(wanted[start : start + 1_000])
    return found
