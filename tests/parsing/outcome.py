"""What becomes of a spoiled file: it is read, or refused in one sentence, and never anything else."""

from recommendations.errors import Refused
from recommendations.parsing import as_json, find, read


def outcome(data: bytes, *, revisions: str = "final") -> str:
    try:
        as_json(find(read(data, revisions=revisions)))
    except Refused as refusal:
        sentence = str(refusal)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return "refused"
    return "read"
