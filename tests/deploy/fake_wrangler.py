"""A program in the place of wrangler: keeps versions as Cloudflare does, in the folder ACCOUNT.

Each version is a folder in `versions/`, and the live one is copied to `live/`. Files make it fail:
`broken` each command, and `deaf` what makes a version live.
"""

import json
import os
import shutil
import sys
from pathlib import Path

ACCOUNT = Path(os.environ["ACCOUNT"])
TAGS = ACCOUNT / "tags"


def main(words):
    """Do what a command line says."""
    with (ACCOUNT / "calls").open("a") as log:
        log.write(f"{words[0]}\n")
    if (ACCOUNT / "broken").exists():
        sys.exit(f"Authentication error with {os.environ['CLOUDFLARE_API_TOKEN'].strip()}")
    if words[0] == "deploy":
        deploy(Path(after("--config", words)), after("--tag", words))
    elif words[:2] == ["versions", "list"]:
        print(json.dumps([*map(described, TAGS.read_text().split()), *OF_SOMEBODY]))
    elif words[0] == "rollback" and "--yes" in words:
        make_live(words[1])
    else:
        sys.exit(f"wrangler {words} is not known")


def after(option, words):
    """The value of an option."""
    return words[words.index(option) + 1]


def deploy(config, tag):
    """Make a version of the folder that the settings name, and make it live."""
    settings = json.loads(config.read_bytes())
    assert settings["name"] == "my-clinic"
    version = f"{len([*(ACCOUNT / 'versions').iterdir()]):08}-0000-0000-0000-000000000000"
    shutil.copytree(settings["assets"]["directory"], ACCOUNT / "versions" / version)
    with TAGS.open("a") as tags:
        tags.write(f"{version}={tag}\n")
    make_live(version)


def make_live(version):
    """Replace what visitors get."""
    if not (ACCOUNT / "deaf").exists():
        shutil.rmtree(ACCOUNT / "live")
        shutil.copytree(ACCOUNT / "versions" / version, ACCOUNT / "live")


def described(line):
    """A version as wrangler lists it."""
    version, tag = line.split("=")
    annotations = {"workers/tag": tag, "workers/triggered_by": "upload"}
    return {"id": version, "metadata": {"created_on": version}, "annotations": annotations}


# Who has used the dashboard, or tags of another kind.
OF_SOMEBODY = [
    {"id": "f" * 36, "metadata": {"created_on": "0"}, "annotations": {"workers/tag": tag}}
    for tag in (None, ["x"], 3, "v1 \x1b[31m")
]

if __name__ == "__main__":
    main(sys.argv[1:])
