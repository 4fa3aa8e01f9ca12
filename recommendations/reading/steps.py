"""The steps of a reading: what each takes of the whole, in percent."""

# The same words as choices.JobStep, which this floor does not know.
OPENING, READING, RECOGNISING, FINDING, DRAWING = "opening", "reading", "recognising", "finding", "drawing"

SPANS = {OPENING: (0, 5), READING: (5, 15), RECOGNISING: (15, 70), FINDING: (70, 75), DRAWING: (75, 95)}


def percent(step: str, done: int = 0, of: int = 1) -> int:
    """How far the whole is, where `done` of `of` pages of a step are."""
    start, end = SPANS[step]
    return start + (end - start) * min(done, of) // max(of, 1)
