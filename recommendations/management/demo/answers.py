"""Example answers, all invented and said to be so. How far each has come is its `stage`."""

from dataclasses import dataclass
from datetime import date, timedelta

from recommendations.choices import Assessment, NotPursuedReason, Status

DRAFT, SUBMITTED, RETURNED, ACCEPTED = "draft", "submitted", "returned", "accepted"
# The round in which they are given: it opens on the day on which the demo is made.
ROUND = "Example round (invented)"
# It asks about this forum alone, so that the others show what was asked and never answered.
ROUND_FORUM = 13
ROUND_LASTS = timedelta(weeks=6)


@dataclass(frozen=True)
class Example:
    """`activities`: text, from, until. `evidence`: title, link. `note`: what the reviewer wrote."""

    reference: str
    party: str
    stage: str
    status: Status
    activities: tuple[tuple[str, date | None, date | None], ...] = ()
    challenges: str = ""
    next_steps: str = ""
    lead: str = ""
    contributing: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()
    reason: NotPursuedReason | str = ""
    assessment: Assessment = Assessment.NOT_ASSESSED
    note: str = ""


EXAMPLES = (
    # --- Lao PDR --------------------------------------------------------------------------------------
    Example(
        "AFML15-LA-S1-06",
        "LA",
        ACCEPTED,
        Status.IN_PROGRESS,
        activities=(
            (
                "Example: trained 40 staff of job centres to test returning workers’ skills.",
                date(2023, 3, 6),
                date(2023, 3, 10),
            ),
            ("Example: drew up a skills passport with two vocational schools.", date(2024, 2, 1), None),
        ),
        challenges="Example: few testing places outside the capital.",
        next_steps="Example: open three testing places in the south.",
        lead="la-molsw",
        evidence=(("Example: report of the training of job centre staff", "https://example.org/skills-training"),),
        assessment=Assessment.CONFIRMED_IN_PART,
    ),
    Example(
        "AFML15-LA-S2-12",
        "LA",
        ACCEPTED,
        Status.PARTLY_IMPLEMENTED,
        activities=(
            (
                "Example: two migrant resource centres took 118 complaints about wages.",
                date(2023, 1, 1),
                date(2023, 12, 31),
            ),
        ),
        next_steps="Example: a form for complaints in three languages.",
        lead="la-molsw",
        contributing=("la-example-office",),
        evidence=(("Example: figures on complaints, 2023", "https://example.org/complaints-2023"),),
        assessment=Assessment.CONFIRMED,
    ),
    Example(
        "AFML15-LA-S2-15",
        "LA",
        ACCEPTED,
        Status.PLANNED,
        next_steps="Example: a member’s card for workers who go abroad, from next year.",
        lead="la-example-office",
        assessment=Assessment.NEEDS_EVIDENCE,
        note="Example: please add the plan once it is published.",
    ),
    Example(
        "AFML13-LA-S1-08",
        "LA",
        ACCEPTED,
        Status.IMPLEMENTED,
        activities=(
            ("Example: three banks halved the fee for sending money home.", date(2022, 7, 1), date(2022, 7, 1)),
        ),
        lead="la-molsw",
        evidence=(("Example: notice on remittance fees", "https://example.org/remittance-fees"),),
        assessment=Assessment.CONFIRMED,
    ),
    Example(
        "AFML13-LA-S2-07",
        "LA",
        ACCEPTED,
        Status.NOT_PURSUED,
        reason=NotPursuedReason.TIME_PASSED,
        challenges="Example: the quarantine centres were closed in 2022.",
        assessment=Assessment.NOT_ASSESSED,
    ),
    Example(
        "AFML15-LA-S2-14",
        "LA",
        SUBMITTED,
        Status.IN_PROGRESS,
        activities=(("Example: a second labour attaché was sent to the embassy.", date(2024, 5, 1), None),),
        lead="la-molsw",
    ),
    Example(
        "AFML15-LA-S1-01",
        "LA",
        DRAFT,
        Status.IN_PROGRESS,
        activities=(("Example: figures on new jobs are being collected.", None, None),),
    ),
    # --- Cambodia -------------------------------------------------------------------------------------
    Example(
        "AFML14-KH-S1-01",
        "KH",
        ACCEPTED,
        Status.IMPLEMENTED,
        activities=(
            ("Example: free tests and vaccination at four border crossings.", date(2021, 4, 1), date(2022, 6, 30)),
        ),
        lead="kh-mlvt",
        evidence=(("Example: bulletin on vaccination at the border", "https://example.org/vaccination"),),
        assessment=Assessment.CONFIRMED,
    ),
    Example(
        "AFML14-KH-S2-09",
        "KH",
        ACCEPTED,
        Status.IN_PROGRESS,
        activities=(("Example: a standard contract was agreed with employers abroad.", date(2023, 9, 1), None),),
        challenges="Example: sea-based work is not covered yet.",
        lead="kh-mlvt",
        assessment=Assessment.CONFIRMED_IN_PART,
    ),
    Example(
        "AFML14-KH-S2-13",
        "KH",
        ACCEPTED,
        Status.NOT_STARTED,
        next_steps="Example: a study of skills needs is in the budget for next year.",
        lead="kh-mlvt",
        assessment=Assessment.NOT_ASSESSED,
    ),
    Example(
        "AFML14-KH-S1-08",
        "KH",
        RETURNED,
        Status.IN_PROGRESS,
        activities=(("Example: returned workers received advice on jobs.", None, None),),
        lead="kh-mlvt",
        note="Example: please say when, and how many people received advice.",
    ),
    Example(
        "AFML13-WORKERS-S1-05",
        "KH",
        DRAFT,
        Status.PLANNED,
        next_steps="Example: a rule that employers pay for recruitment.",
    ),
    # --- Viet Nam -------------------------------------------------------------------------------------
    Example(
        "AFML13-VN-S1-02",
        "VN",
        ACCEPTED,
        Status.IN_PLACE,
        activities=(("Example: a hotline in four languages has answered since 2021.", date(2021, 2, 1), None),),
        lead="vn-moha",
        contributing=("vn-overseas-labour",),
        evidence=(("Example: yearly report of the hotline", "https://example.org/hotline"),),
        assessment=Assessment.CONFIRMED,
    ),
    Example(
        "AFML13-VN-S2-10",
        "VN",
        ACCEPTED,
        Status.PARTLY_IMPLEMENTED,
        activities=(
            (
                "Example: a website matches returned workers with employers in 12 provinces.",
                date(2022, 10, 1),
                date(2023, 6, 30),
            ),
        ),
        lead="vn-overseas-labour",
        assessment=Assessment.CONFIRMED_IN_PART,
    ),
    Example(
        "AFML13-VN-S1-06",
        "VN",
        SUBMITTED,
        Status.IN_PROGRESS,
        activities=(("Example: talks with banks on fees for sending money.", date(2024, 1, 15), None),),
        lead="vn-moha",
    ),
)
