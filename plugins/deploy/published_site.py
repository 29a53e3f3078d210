"""The site that a publication has written, with its manifest (edge: disk)."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from plugins.deploy.plan import DeployError
from plugins.hosting.hashed_files import differences
from plugins.hosting.manifest import FILE_NAME, MAX_BYTES, Manifest, ManifestError, from_json
from plugins.publishing.staging import release_folder

_SHOWN = 3
_AGAIN = "Build the site again: make publish SITEURL=..."


class SiteError(DeployError):
    """A folder that is no published site, or not as its manifest says. Nothing has changed."""


def manifest_of_site(site: Path) -> Manifest:
    """The manifest of the site in this folder, all files of which have the bytes that it says.

    Raises SiteError.
    """
    file = release_folder(site) / FILE_NAME
    with _explained(site, file, _AGAIN):
        manifest = _read(file)
        wrong = differences(manifest, site)
    if wrong:
        more = f" and {len(wrong) - _SHOWN:,} more" if len(wrong) > _SHOWN else ""
        shown = ", ".join(wrong[:_SHOWN])
        raise SiteError(f"These files are not as {file} says: {shown}{more}.", _AGAIN)
    return manifest


def address_of_site(site: Path) -> str:
    """The address for which the last publication into this folder was, whatever it has now.

    Raises SiteError.
    """
    file = release_folder(site) / FILE_NAME
    with _explained(site, file, "Write the address of the live site: URL=https://..."):
        return _read(file).siteurl


def _read(file: Path) -> Manifest:
    with file.open("rb") as opened:
        return from_json(opened.read(MAX_BYTES + 1))


@contextlib.contextmanager
def _explained(site: Path, file: Path, hint: str) -> Iterator[None]:
    try:
        yield
    except ManifestError as error:
        message = f"{file} and {site} are not what a publication writes: {error}"
        raise SiteError(message, hint) from error
    except FileNotFoundError as error:
        raise SiteError(f"There is no {error.filename}.", hint) from error
    except OSError as error:
        raise SiteError(f"{error.filename}: {error.strerror}.", hint) from error
