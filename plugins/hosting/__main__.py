"""Commands for a site that `make publish` has written: `verify-live` and `precompress`.

`verify-live` compares the site on the internet with the manifest. Its exit codes: 0 if it is as it
was published, 1 if files are missing or different, 2 if the command cannot be used or nothing
answers, 3 if only headers, cache rules or the host's redirects are different, 130 after Ctrl-C.

`precompress` writes a copy of the site with .gz and .br files, for a server of your own.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.hosting import live_report, manifest
from plugins.hosting.live import THREADS, LiveSite
from plugins.hosting.manifest import Manifest, ManifestError
from plugins.hosting.web import NoAnswerError, Web, without_password, wrong_url
from plugins.publishing.staging import StagingError, release_folder

_INTERRUPTED = 130  # as shells report it


class HostingCommandError(Exception):
    """A command that cannot be used; the message says why, and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Read the command line, do what it says, and return the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m plugins.hosting",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    verify = verbs.add_parser("verify-live", help="compare a live site with its manifest")
    verify.add_argument("--manifest", type=Path, default=Path("output.release/manifest.json"))
    verify.add_argument(
        "--url", default="", help="the site's address, if it is not that of SITEURL"
    )
    precompress = verbs.add_parser("precompress", help="copy a site, with .gz and .br files")
    precompress.add_argument("--output", type=Path, default=Path("output"), help="the site")
    precompress.add_argument("--into", type=Path, required=True, help="the folder of the copy")
    given = parser.parse_args(arguments)
    try:
        return _verify(given) if given.verb == "verify-live" else _precompress(given)
    except (HostingCommandError, ManifestError, StagingError) as error:
        hint = f" {error.hint}" if isinstance(error, StagingError) else ""
        print(f"error: {error}{hint}", file=sys.stderr)
    except OSError as error:
        print(f"error: {error.filename}: {error.strerror}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return _INTERRUPTED
    return live_report.USAGE


def _verify(given: argparse.Namespace) -> int:
    expected = _manifest(given.manifest)
    url = (given.url or expected.siteurl).rstrip("/")
    if wrong := wrong_url(url):
        raise HostingCommandError(
            f"“{without_password(url)}” cannot be asked: {wrong}. Write URL=https://www.example.org."
        )
    try:
        web = Web(THREADS)
        found = [*LiveSite(expected, url, web.get, web.get_compressed).differences()]
    except NoAnswerError as error:
        raise HostingCommandError(f"{url} cannot be asked: {error}.") from error
    print("\n".join(live_report.lines(expected, url, found)))
    return live_report.exit_code(found)


def _precompress(given: argparse.Namespace) -> int:
    from plugins.hosting import precompressed  # noqa: PLC0415  # needs a library that builds do not

    site: Path = given.output
    made = precompressed.write(
        site, given.into, _manifest(release_folder(site) / manifest.FILE_NAME)
    )
    print(f"Wrote {made:,} .gz and .br files beside those of {site}/ to {given.into}/.")
    return 0


def _manifest(file: Path) -> Manifest:
    """The manifest in a file; raises HostingCommandError."""
    try:
        with file.open("rb") as opened:
            return manifest.from_json(opened.read(manifest.MAX_BYTES + 1))
    except FileNotFoundError as error:
        raise HostingCommandError(f"There is no {file}: make publish writes it.") from error
    except ManifestError as error:
        raise HostingCommandError(f"{file} is no manifest of ours: {error}") from error


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
