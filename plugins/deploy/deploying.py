"""Deploys, rollbacks and the status of a site, at whichever host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from plugins.deploy.host import Host, HostError
from plugins.deploy.plan import DeployError, Known, Plan, plan_deploy, plan_rollback
from plugins.deploy.published_site import manifest_of_site
from plugins.deploy.releases import Releases
from plugins.deploy.retention import Keep
from plugins.hosting.manifest import Manifest

Say = Callable[[str], None]  # prints a line of progress


def deploy(host: Host, site: Path, keep: Keep, say: Say, *, allow_deletes: bool) -> None:
    """Make the published site in this folder live; raises DeployError."""
    manifest = manifest_of_site(site)
    known = _known(host)
    anew = manifest in known.manifests.values() and not host.is_as_asked(manifest)
    anew = anew or (keep.is_nothing and len(known.releases.releases) > 1)
    plan = plan_deploy(known, manifest, keep, host.now(), allow_deletes=allow_deletes, anew=anew)
    if plan is None:
        say(f"Nothing has changed since the last deploy. {live_now(host)}")
        return
    _publish(host, plan, site, known, say)


def rollback(host: Host, to: str, keep: Keep, say: Say) -> None:
    """Make the release before, or the one with the id `to`, live again; raises DeployError."""
    known = _known(host)
    _publish(host, plan_rollback(known, to, keep, host.now()), None, known, say)


def status(host: Host) -> list[str]:
    """What is live, and which releases a rollback can bring back, as lines; raises DeployError."""
    releases = host.releases()
    others = [each for each in releases.releases[1:] if each.complete]
    lines = [_live(host, releases)]
    for each in others:
        until = f" (until {each.left:%Y-%m-%d %H:%M} UTC)" if each.left else ""
        lines.append(f"  {each.id}{until}")
    return lines


def live_now(host: Host) -> str:
    """What is live now, as a sentence for the end of every message; it raises nothing."""
    try:
        return _live(host, host.releases())
    except DeployError as error:
        return f"What is live on {host.name} could not be asked: {error.message}"


def changed_settings(before: Manifest, after: Manifest) -> list[str]:
    """What a server or CDN must be told when another release is live, as no deploy can tell it."""
    names = sorted({*before.headers, *after.headers})
    changed = [name for name in names if before.headers.get(name) != after.headers.get(name)]
    return changed if before.redirects == after.redirects else [*changed, "redirects"]


def _publish(host: Host, plan: Plan, site: Path | None, known: Known, say: Say) -> None:
    say(_summary(plan))
    host.publish(plan, site)
    if known.live and (changed := changed_settings(known.live, plan.manifest)):
        say(
            f"The settings of this release are others than before: {', '.join(changed)}. Tell them "
            "to your server or CDN now (docs/deploying.md, “Headers and redirects”)."
        )
    say(f"Done. {live_now(host)}")


def _known(host: Host) -> Known:
    """What is at the host. The manifests of expired releases may be gone, as they are deleted last.

    Raises HostError if that of another one is.
    """
    releases = host.releases()
    found = {each: host.manifest(each) for each in releases.known}
    manifests = {each: manifest for each, manifest in found.items() if manifest}
    needed = {*releases.mixed, *(each.id for each in releases.releases)}
    if lost := sorted(needed - {*manifests}):
        raise HostError(f"{host.name} has no manifest of release {lost[0]}.", "Restore it.")
    return Known(releases, manifests)


def _summary(plan: Plan) -> str:
    size = sum(file.bytes for file in plan.puts)
    return (
        f"Release {plan.release}: {len(plan.puts):,} of {len(plan.manifest.files):,} files to "
        f"write ({size:,} bytes), {len(plan.kept):,} old ones to keep, {len(plan.deletes):,} to "
        "delete."
    )


def _live(host: Host, releases: Releases) -> str:
    if releases.mixed:
        return _half_done(host, releases)
    live = f"release {releases.live.id}" if releases.live else "no release"
    sentence = f"Live on {host.name} is {live}"
    if not releases.is_clean:
        return f"{sentence}. Files that it does not need wait to be deleted, by the next deploy."
    return f"{sentence}."


def _half_done(host: Host, releases: Releases) -> str:
    """What is live while a deploy or a rollback has not come to its end."""
    listed = f"release {releases.live.id}" if releases.live else "no release"
    parts = " and ".join(releases.mixed)
    work = "rollback" if releases.half_way_back else "deploy"
    state = f"{listed}, with parts of {parts}"
    if host.is_whole:
        state = f"release {releases.mixed[0]}"
    links = " All links work." if releases.live else ""
    back = ""
    if releases.live:
        to = f" with TO={releases.live.id}" if releases.half_way_back else ""
        back = f", and a rollback{to} brings back {listed}"
    return (
        f"Live on {host.name} is {state}. A {work} has not come to its end.{links} The same "
        f"command finishes it{back}."
    )
