"""Makes .venv from a lock with hashes: `make_venv.py FOLDER {site,deploy,dev}`.

It must also run on old versions of Python, to report that they are too old.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
FOLDER = sys.argv[1]
WHICH = sys.argv[2]
NEEDED_BY = {"deploy": "deploys need", "dev": "tests need"}
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def stop(message: str) -> None:
    sys.stderr.write("error: " + message + "\n")
    sys.exit(1)


def check_python() -> None:
    """Stop, with a hint, on a Python that is too old."""
    if sys.version_info < OLDEST:
        stop(
            "this is Python %d.%d, and 3.11 or newer is needed: install it, then type "
            "python3.11 run.py, or make with PYTHON=python3.11 at its end." % sys.version_info[:2]
        )
    try:
        import ensurepip  # noqa: F401  # a separate package on Debian
        import venv  # noqa: F401
    except ImportError:
        stop(
            "Python's venv module is missing: sudo apt install python%d.%d-venv"
            % sys.version_info[:2]
        )


def run(*command: str) -> None:
    """Run Python in the new environment with these arguments; stop with a message if it fails."""
    python = os.path.join(FOLDER, "Scripts" if os.name == "nt" else "bin", "python")
    if subprocess.call([python, *command]) != 0:
        stop(
            "the libraries could not be installed (see above): check the network, then run "
            "the same command again."
        )


def install(lock: str, *options: str) -> None:
    """Install what a lock lists."""
    run("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes",
        "--only-binary", ":all:", *options, "-r", lock)  # fmt: skip


def main() -> None:
    check_python()
    lock = os.path.join("requirements", WHICH + ".lock")
    if WHICH == "site":
        import venv

        sys.stderr.write("Setting up %s with Python %d.%d ...\n" % (FOLDER, *sys.version_info[:2]))
        venv.create(FOLDER, with_pip=True, clear=True, symlinks=os.name != "nt")
    else:
        sys.stderr.write("Setting up what %s ...\n" % NEEDED_BY[WHICH])
    install(lock)
    if WHICH == "site":
        run("-m", "compileall", "-q", "plugins")  # builds do not write .pyc files
    elif WHICH == "dev":
        # Pelican would load these plugins in every build.
        folder = os.path.join(FOLDER, "other-plugins")
        lock = os.path.join("requirements", "plugins.lock")
        install(lock, "--no-deps", "--upgrade", "--target", folder)
    with open(os.path.join(FOLDER, WHICH + ".stamp"), "w") as stamp:
        stamp.write("While this is newer than requirements/%s.lock, nothing is done.\n" % WHICH)


if __name__ == "__main__":
    os.chdir(HERE)
    main()
