"""The shell scripts of the rsync host, as text: POSIX, for Linux, BSD and macOS.

They work in the folder that a web server has: `current` is a link to the live release, and
`releases/` has a folder for each, its manifest beside it, and what the host knows of all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from plugins.deploy import releases as release_lists
from plugins.deploy.machine import here, quoted
from plugins.hosting import manifest as manifests

BUSY = 75  # the exit code if another publisher is at work; sysexits.h: EX_TEMPFAIL
STRANGE = 65  # if `current` is not ours: EX_DATAERR
_LOCK = "releases/.lock"
_ID = f"{'[0-9]' * 8}T{'[0-9]' * 6}Z-{'[0-9a-f]' * 8}"  # of a release, as a pattern of the shell
_OLD = 720  # minutes after which nobody is still at work


def seen(folder: str) -> str:
    """Prints where `current` leads, or an empty line, and then the list of releases, if any.

    Of that it prints as much as may be read, and one byte. What may not be looked into fails, as it
    is not known to be empty.
    """
    return f"""
        if [ ! -e {quoted(folder)} ]; then
            why=$(ls -d -- {quoted(folder)} 2>&1) || case $why in
                *"No such file or directory") ;;
                *) echo "$why"; exit 1 ;;
            esac
            echo
            exit 0
        fi
        cd -- {quoted(folder)}
        if [ -e current ] && [ ! -L current ]; then exit {STRANGE}; fi
        [ ! -d releases ] || (cd releases)
        readlink current || echo
        {_first_bytes("releases/manifest.json", release_lists.MAX_BYTES + 1)}
    """


def manifest(folder: str, release: str) -> str:
    """Prints the manifest of a release, as much as may be read, and one byte; nothing without."""
    file = f"{quoted(folder)}/releases/{release}.json"
    return _first_bytes(file, manifests.MAX_BYTES + 1)


def named(folder: str, endings: Iterable[str]) -> str:
    """Prints the paths of the live release's files that end like this."""
    patterns = " -o ".join(f"-name '*{ending}'" for ending in endings)
    return f"""
        cd -- {quoted(folder)}/current 2>/dev/null || exit 0
        find . -type f '(' {patterns} ')' | sed 's,^[.]/,,'
    """


def locked(folder: str, token: str) -> str:
    """Makes this the one publisher; exits with BUSY if there is another one.

    The lock is a link to `process:machine:token`, so that it is made with its contents in one step.
    That of a process that is gone counts for nothing.
    """
    return f"""
        mkdir -p -- {quoted(folder)}/releases
        cd -- {quoted(folder)}
        mine="$$:$(uname -n):{token}"
        ln -s "$mine" {_LOCK} 2>/dev/null && exit 0
        owner=$(readlink {_LOCK} || :)
        if [ -z "$owner" ]; then
            ln -s "$mine" {_LOCK} || {{ [ -L {_LOCK} ] && exit {BUSY}; exit 1; }}
            exit 0
        fi
        process=${{owner%%:*}}
        machine=${{owner#*:}}
        if [ "${{machine%:*}}" = "$(uname -n)" ] && [ -z "$(find {_LOCK} -mmin +{_OLD})" ]; then
            if kill -0 "$process" 2>/dev/null || ps -p "$process" >/dev/null 2>&1; then
                exit {BUSY}
            fi
        elif [ -z "$(find {_LOCK} -mmin +{_OLD})" ]; then
            exit {BUSY}
        fi
        rm -f {_LOCK}
        ln -s "$mine" {_LOCK} || exit {BUSY}
    """


def unlocked(folder: str, token: str) -> str:
    """Removes the lock, if it has this token."""
    return f"""
        cd -- {quoted(folder)} 2>/dev/null || exit 0
        case $(readlink {_LOCK} || :) in *:{token}) rm -f {_LOCK};; esac
    """


def begun(folder: str, release: str) -> str:
    """Makes the folder of a new release; prints those that others began and did not finish.

    No file of it has the time, in seconds, of one of the release before: a web server recognises a
    changed file by time and size. All of those are older than the list of releases, or than the
    live manifest if a deploy stopped before the list. Without a `date` that says it, a second is
    waited for.
    """
    return f"""
        cd -- {quoted(folder)}/releases
        live=$(readlink ../current || :)
        second() {{ date -r "$1" +%s 2>/dev/null; }}
        rm -rf -- {release} {release}.new
        for each in *.new; do [ ! -d "$each" ] || echo "$each"; done
        mkdir -- {release}.new
        if second {release}.new >/dev/null; then
            while
                now=$(second {release}.new)
                [ "$now" = "$(second manifest.json)" ] || [ "$now" = "$(second "../$live.json")" ]
            do
                sleep 0.1 2>/dev/null || sleep 1
                touch {release}.new
            done
        else
            sleep 1
        fi
    """


def linked(folder: str, into: str, sources: Iterable[str], paths: Iterable[str]) -> str:
    """Links files that other releases have into the release `into`, if it lacks them."""
    return f"""
        cd -- {quoted(folder)}/releases
        while IFS= read -r path; do
            for from in {" ".join(sources)}; do
                if [ -f "$from/$path" ] && [ ! -e "{into}/$path" ]; then
                    mkdir -p "{into}/${{path%/*}}"
                    ln "$from/$path" "{into}/$path" || cp -p "$from/$path" "{into}/$path"
                fi
            done
        done {here(chr(10).join(paths))}
    """


def verified(folder: str, release: str, digests: Mapping[str, str]) -> str:
    """Prints a line `path: what` for each file whose SHA-256 is not that of `digests`."""
    lines = "\n".join(f"{sha256}  ./{path}" for path, sha256 in digests.items())
    return f"""
        cd -- {quoted(folder)}/releases/{release}
        if command -v sha256sum >/dev/null; then check=sha256sum; else check="shasum -a 256"; fi
        $check </dev/null >/dev/null
        wrong() {{ $check -c - 2>/dev/null | grep -v ': OK$' || :; }}
        wrong {here(lines)}
    """


def completed(folder: str, release: str, manifest: str) -> str:
    """Gives a new release its name, and puts its manifest beside it."""
    return f"""
        cd -- {quoted(folder)}/releases
        cat >{release}.json.new {here(manifest.rstrip())}
        mv -f {release}.json.new {release}.json
        mv {release}.new {release}
    """


def switched(folder: str, release: str, token: str, releases: str) -> str:
    """Makes a release the live one, in one step, if this is still the one publisher.

    Where `mv` cannot replace a link to a folder (-T on Linux, -h on BSD and macOS), Perl can.
    """
    return f"""
        cd -- {quoted(folder)}
        {_still_locked(token)}
        rm -f .current.new
        ln -s releases/{release} .current.new
        mv -T .current.new current 2>/dev/null || mv -h .current.new current 2>/dev/null ||
            perl -e 'rename ".current.new", "current" or die "current: $!\\n"'
        {_listed(releases)}
    """


def tidied(folder: str, staying: Collection[str], token: str, releases: str) -> str:
    """Removes all releases but those that stay; what no deploy has written stays too."""
    return f"""
        cd -- {quoted(folder)}
        {_still_locked(token)}
        for each in releases/*; do
            name=${{each#releases/}}
            case ${{name%.json}} in
                {"|".join(sorted(staying))}) ;;
                {_ID}|{_ID}.new|{_ID}.json.new) rm -rf -- "$each" || rm -rf -- "$each" || : ;;
            esac
        done
        {_listed(releases)}
    """


def _first_bytes(file: str, most: int) -> str:
    return f"[ ! -f {file} ] || head -c {most} {file}"


def _still_locked(token: str) -> str:
    return f"case $(readlink {_LOCK} || :) in *:{token}) ;; *) exit {BUSY};; esac"


def _listed(releases: str) -> str:
    return f"""cat >releases/manifest.json.new {here(releases.rstrip())}
        mv -f releases/manifest.json.new releases/manifest.json
    """
