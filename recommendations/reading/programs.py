"""Programs that read a picture: a process for each page, so that whatever it takes goes back with it."""

import subprocess
from collections.abc import Mapping, Sequence

from recommendations.reading.limits import Limits


def answer(command: Sequence[str], picture: bytes, limits: Limits, environment: Mapping[str, str]) -> bytes:
    """What it writes of the picture that it gets; nothing where it fails or takes too long."""
    try:
        done = subprocess.run(
            command,
            input=picture,
            capture_output=True,
            check=True,
            env=environment,
            timeout=limits.page_wall,
            preexec_fn=_more_memory,
        )
    except (subprocess.SubprocessError, OSError):
        return b""
    return done.stdout


def _more_memory() -> None:
    """Between fork and exec: it may take what the hard limit leaves."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
