#!/usr/bin/env python3
"""From a fresh clone to a running site, or to the tests, with Python and pip alone.

    python3 bootstrap.py demo               the site with demo data, at 127.0.0.1:8000
    python3 bootstrap.py test               all checks and tests, on SQLite and on PostgreSQL
    python3 bootstrap.py test --help        the choices: --full, --only, and whatever pytest takes

What is needed goes into .venv beside this file, once, and again when requirements/ changed.
"""

import contextlib
import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "installed.txt"
# The tests' lock holds all that the site's lock holds, at the same versions.
LOCKS = {"demo": ["base.txt"], "test": ["test.txt", "base.txt"]}
NEXT = {"demo": ["manage.py", "demo"], "test": ["tests/run.py"]}


def main(arguments):
    if not arguments or arguments[0] not in NEXT:
        sys.exit(__doc__)
    if sys.version_info < (3, 11):
        sys.exit("Python 3.11 or newer is needed; this one is %d.%d." % sys.version_info[:2])
    what, *more = arguments
    with alone():
        install(what)
    script, *words = NEXT[what]
    hand_over([str(PYTHON), str(ROOT / script), *words, *more])


@contextlib.contextmanager
def alone():
    """One at a time: a second one would clear what the first is filling. Where files cannot be locked, nobody waits."""
    with (ROOT / ".venv.lock").open("w") as lock:
        with contextlib.suppress(ImportError):
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def install(what):
    """Fill .venv for `what`, unless it is already as the lock says."""
    name = LOCKS[what][0]
    done = STAMP.read_text("utf-8").splitlines() if STAMP.exists() and works(PYTHON) else []
    if fingerprint(name) in done:
        return
    pip = [sys.executable, "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode:
        sys.exit(f"pip is missing for {sys.executable}: install it (Debian, Ubuntu: apt install python3-pip).")
    lock = ROOT / "requirements" / name
    count = len(re.findall(r"^[\w.\[\]-]+==", lock.read_text("utf-8"), re.MULTILINE))
    print(f"Installing {count} packages into .venv, once. This takes about a minute.", flush=True)
    STAMP.unlink(missing_ok=True)
    if str(ROOT) not in done:  # none yet, a half-made one, or one moved here from elsewhere
        run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])
    quiet = ["-qq", "--disable-pip-version-check", "--no-input"]
    exact = ["--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    run([*pip, "--python", str(PYTHON), "install", *quiet, *exact])
    STAMP.write_text("\n".join([str(ROOT), *map(fingerprint, LOCKS[what])]) + "\n", "utf-8")


def works(python):
    ask = [str(python), "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
    return python.exists() and subprocess.call(ask) == 0


def fingerprint(name):
    return f"{name} {hashlib.sha256((ROOT / 'requirements' / name).read_bytes()).hexdigest()}"


def run(command):
    if subprocess.call(command):
        sys.exit("Setting up stopped at the message above. Try again; without a network it cannot work.")


def hand_over(command):
    os.chdir(ROOT)
    if os.name == "nt":  # there, exec gives the prompt back at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
