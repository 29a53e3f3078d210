"""Runs one Pelican several times: python pelican_runs.py SETTINGS NAME [CHANGE.py NAME ...].

After each run the written site is moved to the folder NAME, beside a file NAME.json with the rules
of the build's findings and the keys of Pelican's settings and of the variables of templates.
Between the runs each CHANGE.py is executed.
"""

import contextlib
import json
import runpy
import shutil
import sys
from pathlib import Path

from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins.publishing.build import BuildFailedError
from plugins.site.build import BuildRequest

variables = {}


def keep_variables(generators):
    """Remember the variables of templates, to which generators may still add."""
    variables["last"] = generators[0].context


def run(pelican, name):
    """Build the site once and keep what it left behind."""
    pelican.build_request = BuildRequest()
    before = set(pelican.settings)
    with contextlib.suppress(BuildFailedError):
        pelican.run()
    found = {
        "findings": [str(finding) for finding in pelican.build_request.findings.all],
        "added settings": sorted(set(pelican.settings) - before),
        "variables": sorted(set(variables["last"]) - set(pelican.settings)),
        "settings": sorted(pelican.settings),
    }
    shutil.move(pelican.settings["OUTPUT_PATH"], name)
    Path(f"{name}.json").write_text(json.dumps(found), "utf-8")


def main(settings, *steps):
    """Do the steps with one Pelican."""
    signals.all_generators_finalized.connect(keep_variables)
    pelican = Pelican(read_settings(settings))
    for step in steps:
        if step.endswith(".py"):
            runpy.run_path(step)
        else:
            run(pelican, step)


if __name__ == "__main__":
    main(*sys.argv[1:])
