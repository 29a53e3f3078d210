"""Commands for the live site: `deploy`, `rollback` and `status`.

`deploy` puts what `make publish` has written on a host, `rollback` brings back the release that was
live before, and `status` says what is live. Each says in the end what visitors get now. `assemble`
writes a folder for a host that replaces the whole site: the site, and old files of the live one.

Exit codes: 0 if it is done, 1 if it failed on the way, 2 if it cannot be used or was refused, 3 if
another publisher was first. Secrets are read from the environment alone.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from plugins.deploy.assembling import Assembly, assemble
from plugins.deploy.cloudflare import CloudflareSite
from plugins.deploy.deploying import deploy, live_now, rollback, status
from plugins.deploy.host import Host, HostError, OvertakenError
from plugins.deploy.host_limits import LIMITS
from plugins.deploy.hosts import HOSTS
from plugins.deploy.plan import DeployError
from plugins.deploy.retention import Keep
from plugins.hosting.manifest import ManifestError

DONE, FAILED, REFUSED, OVERTAKEN = 0, 1, 2, 3  # exit codes


def main(arguments: Sequence[str]) -> int:
    """Read the command line, do what it says, and return the exit code."""
    given = _parser().parse_args(arguments)
    host: Host | CloudflareSite | None = None
    try:
        if given.verb == "assemble":
            _assemble(given)
            return DONE
        host = _host(given)
        if isinstance(host, CloudflareSite):
            _do_whole(given, host)
        else:
            _do(given, host)
    except DeployError as error:
        _complain(error)
        code = _exit_code(error) if host else REFUSED
    except (OSError, ManifestError) as error:  # the site changes meanwhile, or no room is left
        _complain(DeployError(f"The site cannot be read or copied: {error}.", "Try again."))
        code = FAILED
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        code = FAILED
    else:
        return DONE
    if host:
        print(_live_now(host), file=sys.stderr)
    return code


def _host(given: argparse.Namespace) -> Host | CloudflareSite:
    if given.host in HOSTS:
        return HOSTS[given.host](given)
    if given.host in LIMITS:
        hint = "assemble makes what it needs: see docs/publishing.md."
        raise DeployError(f"Nothing here deploys to {LIMITS[given.host].host}.", hint)
    message = f"There is no host “{given.host}”." if given.host else "No host is named."
    raise DeployError(message, f"Write HOST={' or HOST='.join(HOSTS)}: see docs/publishing.md.")


def _live_now(host: Host | CloudflareSite) -> str:
    return host.live_now() if isinstance(host, CloudflareSite) else live_now(host)


def _do_whole(given: argparse.Namespace, site: CloudflareSite) -> None:
    if given.verb == "deploy":
        site.deploy(_assembly(given), _say)
    elif given.verb == "rollback":
        site.rollback(given.to, _say)
    else:
        print("\n".join(site.status()))


def _assemble(given: argparse.Namespace) -> None:
    if given.host not in LIMITS or not given.into:
        choices = " or ".join(f"--host {each}" for each in LIMITS)
        raise DeployError("assemble needs a host that replaces the whole site.", f"Use {choices}.")
    made = assemble(_assembly(given), given.into, _say)
    _say(f"Release {made.record.live.id} is in {given.into}/.")


def _assembly(given: argparse.Namespace) -> Assembly:
    return Assembly(
        given.output,
        LIMITS[given.host],
        Keep(given.keep, given.keep_days),
        datetime.now(UTC),
        given.url,
        given.allow_deletes,
    )


def _do(given: argparse.Namespace, host: Host) -> None:
    keep = Keep(given.keep, given.keep_days)
    if given.verb == "deploy":
        deploy(host, given.output, keep, _say, allow_deletes=given.allow_deletes)
    elif given.verb == "rollback":
        rollback(host, given.to, keep, _say)
    else:
        print("\n".join(status(host)))


def _exit_code(error: DeployError) -> int:
    if isinstance(error, OvertakenError):
        return OVERTAKEN
    return FAILED if isinstance(error, HostError) else REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m plugins.deploy",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=("deploy", "rollback", "status", "assemble"))
    parser.add_argument("--host", default="", help=" or ".join(dict.fromkeys([*HOSTS, *LIMITS])))
    parser.add_argument("--output", type=Path, default=Path("output"), help="the published site")
    parser.add_argument("--to", default="", help="rollback: the id of a release, as status says")
    parser.add_argument(
        "--keep",
        type=_number,
        default=Keep().releases,
        help="releases that stay beside the live one",
    )
    parser.add_argument(
        "--keep-days", type=_number, default=Keep().days, help="days for which each stays at least"
    )
    parser.add_argument(
        "--allow-deletes", action="store_true", help="even if much of the live site goes"
    )
    parser.add_argument("--bucket", default="", help="s3: the name of the bucket")
    parser.add_argument("--prefix", default="", help="s3: a folder in it")
    parser.add_argument("--endpoint", default="", help="s3: the address, if it is not Amazon's")
    parser.add_argument(
        "--target",
        default="",
        help="rsync: user@host:/srv/site, or a folder; cloudflare: the Worker",
    )
    parser.add_argument(
        "--precompress", action="store_true", help="rsync: with .gz and .br files beside texts"
    )
    parser.add_argument(
        "--url", default="", help="the live site, if it is not the one of SITEURL (replaced hosts)"
    )
    parser.add_argument("--into", type=Path, help="assemble: the folder to write")
    return parser


def _number(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text):
        raise argparse.ArgumentTypeError(f"“{text[:20]}” is no number from 0 to 999")
    return int(text)


def _say(line: str) -> None:
    print(line, flush=True)


def _complain(error: DeployError) -> None:
    print(f"error: {error.message} {error.hint}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
