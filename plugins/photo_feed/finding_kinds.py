"""The kinds of findings about photos.json, which a program writes, and about curation.yaml."""

from __future__ import annotations

from functools import partial

from plugins.core.finding_kinds import FindingKind, of_values

_FILE = "curation.yaml"
_of_data = partial(FindingKind, section="data")
_OWN = "own:\n  - src: couch.png\n    alt: A couch by a window\n"

KINDS = (
    *of_values(
        "photo-feed",
        {
            "unreadable": ("hide: [17895695668004550\n", "hide: [17895695668004550]\n"),
            "bad-value": ("override: 17895695668004550\n", _OWN),
            "missing-key": ("own:\n  - src: couch.png\n", _OWN),
            "unknown-key": ("hid: [17895695668004550]\n", "hide: [17895695668004550]\n"),
            "not-indented": ("", ""),  # never alone
        },
        section="data",
        file=_FILE,
    ),
    _of_data(
        "photo-feed/unpaired-direction",
        "warning",
        "A control character for the direction of text ends in the same value.",
        "It is taken out; texts that are copied from Instagram often have one.",
        f"{_OWN}    caption: Our \u202ecouch\n",
        _OWN,
        file=_FILE,
    ),
    _of_data(
        "photo-feed/double",
        "error",
        "A photo has one entry, and is not both pinned and hidden.",
        "Only one of the two can have an effect.",
        "pin: [17895695668004550]\nhide: [17895695668004550]\n",
        "pin: [17895695668004550]\n",
        file=_FILE,
    ),
    _of_data(
        "photo-feed/unknown-photo",
        "warning",
        "An entry is about a photo that exists.",
        "It has no effect; a photo disappears when its post on Instagram is deleted.",
        "hide: [17895695668004551]\n",
        "hide: [17895695668004550]\n",
        file=_FILE,
    ),
    _of_data(
        "photo-feed/bad-picture",
        "error",
        "The picture of each photo is there, and can be published.",
        "Visitors would see a broken picture.",
    ),
    _of_data(
        "photo-feed/no-alt",
        "warning",
        "Somebody has described each photo that is shown.",
        "Screen readers read only its date aloud.",
    ),
    _of_data(
        "photo-feed/old",
        "warning",
        "The newest photo from Instagram is from the last weeks.",
        "Fetching photos may have failed without anybody noticing.",
    ),
    _of_data(
        "photo-feed/repeated-key",
        "error",
        "No key of photos.json is there twice.",
        "A merge of two versions may have mixed two photos up.",
    ),
)
