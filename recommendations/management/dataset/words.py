"""Of what the invented texts are made."""

import random

MARK = "Invented for measuring"

VERBS = """
strengthen extend review establish simplify fund monitor translate publish enforce coordinate digitize expand
negotiate harmonize inspect
""".split()
THINGS = """
recruitment wages contracts housing inspection complaints remittances training insurance pensions consulates
hotlines permits statistics reintegration childcare transport interpreters shelters courts
""".split()
PEOPLE = """
women seafarers fishers builders farmhands nurses returnees apprentices caregivers cleaners drivers cooks
welders tailors porters gardeners
""".split()
PLACES = """
borders provinces embassies ports factories farms islands districts airports markets villages towns
""".split()


def sentence(chance: random.Random, length: int) -> str:
    """`length` clauses, beginning with the mark that says it is invented."""
    clauses = (
        f"{chance.choice(VERBS)} {chance.choice(THINGS)} for {chance.choice(PEOPLE)} in {chance.choice(PLACES)}"
        for _ in range(length)
    )
    return f"{MARK}: {', '.join(clauses)}."
